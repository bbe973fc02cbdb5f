"""A quest is picked up when both have looked inside, and handed over against a code."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ENDED = "(state IN ({})) = (ended_at IS NOT NULL)"


def upgrade() -> None:
    op.create_table(
        "quest_look",
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("quest_id", "side", name=op.f("pk_quest_look")),
    )
    op.create_table(
        "hand_over_code",
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_hand_over_code_tries")),
        sa.CheckConstraint(
            "(code IS NULL) = (given_at IS NOT NULL)", name=op.f("ck_hand_over_code_given_at")
        ),
        sa.PrimaryKeyConstraint("quest_id", name=op.f("pk_hand_over_code")),
    )
    op.add_column("quest", sa.Column("release_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_quest_release_at",
        "quest",
        ["release_at"],
        postgresql_where=sa.text("release_at IS NOT NULL"),
    )
    op.create_index(
        "ix_quest_under_way",
        "quest",
        ["handed_over_at"],
        postgresql_where=sa.text("state IN ('funded', 'picked_up')"),
    )
    op.drop_constraint(op.f("ck_quest_ended_at"), "quest")
    op.create_check_constraint(
        op.f("ck_quest_ended_at"), "quest", _ENDED.format("'settled', 'lapsed', 'cancelled'")
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_quest_ended_at"), "quest")
    op.execute("UPDATE quest SET state = 'cancelled' WHERE state = 'settled'")
    op.create_check_constraint(
        op.f("ck_quest_ended_at"), "quest", _ENDED.format("'lapsed', 'cancelled'")
    )
    op.drop_index("ix_quest_under_way", "quest")
    op.drop_index("ix_quest_release_at", "quest")
    op.drop_column("quest", "release_at")
    op.drop_table("hand_over_code")
    op.drop_table("quest_look")
