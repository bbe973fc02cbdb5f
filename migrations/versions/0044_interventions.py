"""What operators do about quests, and who else has agreed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0044"
down_revision: str | None = "0043"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "intervention",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=True),
        sa.Column("hours", sa.SmallInteger(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'waiting') = (ended_at IS NULL)", name=op.f("ck_intervention_ended_at")
        ),
        sa.CheckConstraint("other_id <> by_id", name=op.f("ck_intervention_two_operators")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_intervention_percent")),
        sa.CheckConstraint(
            "(deed = 'decide') = (percent IS NOT NULL)", name=op.f("ck_intervention_decides")
        ),
        sa.CheckConstraint(
            "(deed = 'extend') = (hours IS NOT NULL)", name=op.f("ck_intervention_extends")
        ),
        sa.ForeignKeyConstraint(
            ["quest_id"], ["quest.id"], name=op.f("fk_intervention_quest_id_quest")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["operator.id"], name=op.f("fk_intervention_by_id_operator")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["operator.id"], name=op.f("fk_intervention_other_id_operator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
    )
    op.create_index(
        "ix_intervention_waiting",
        "intervention",
        ["quest_id"],
        unique=True,
        postgresql_where="state = 'waiting'",
    )
    op.create_index("ix_intervention_quest_id", "intervention", ["quest_id"])


def downgrade() -> None:
    op.drop_table("intervention")
