"""Who is banned and asks to be forgotten, is banned when he returns."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0054"
down_revision: str | None = "0053"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "bar",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("ground", sa.String(32), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_operator_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_operator_id"], ["operator.id"], name=op.f("fk_bar_by_operator_id_operator")
        ),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_bar")),
    )
    op.create_index(
        "ix_bar_until", "bar", ["until"], postgresql_where=sa.text("until IS NOT NULL")
    )


def downgrade() -> None:
    op.drop_index("ix_bar_until", "bar")
    op.drop_table("bar")
