"""Stripe's balance as it was read, row by row, and how far we have read."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "balance_row",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keys", sa.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_balance_row")),
    )
    op.create_index(op.f("ix_balance_row_currency"), "balance_row", ["currency"])
    op.create_index("ix_balance_row_keys", "balance_row", ["keys"], postgresql_using="gin")
    op.create_table(
        "read_mark",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("through", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_read_mark")),
    )


def downgrade() -> None:
    op.drop_table("read_mark")
    op.drop_table("balance_row")
