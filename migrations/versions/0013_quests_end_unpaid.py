"""A quest may end because nobody has paid for it."""

from collections.abc import Sequence

from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_constraint(op.f("ck_quest_ended_at"), "quest")
    op.create_check_constraint(
        op.f("ck_quest_ended_at"),
        "quest",
        "(state IN ('lapsed', 'cancelled')) = (ended_at IS NOT NULL)",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_quest_ended_at"), "quest")
    op.execute("UPDATE quest SET state = 'cancelled' WHERE state = 'lapsed'")
    op.create_check_constraint(
        op.f("ck_quest_ended_at"), "quest", "(state = 'cancelled') = (ended_at IS NOT NULL)"
    )
