"""What people asked of help and found no answer to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0050"
down_revision: str | None = "0049"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "help_miss",
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("nothing", sa.BigInteger(), nullable=False),
        sa.Column("no_help", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("nothing >= 0 AND no_help >= 0", name=op.f("ck_help_miss_counted")),
        sa.PrimaryKeyConstraint("language", "question", "day", name=op.f("pk_help_miss")),
    )
    op.create_index("ix_help_miss_day", "help_miss", ["day"])


def downgrade() -> None:
    op.drop_table("help_miss")
