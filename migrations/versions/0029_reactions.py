"""What is thought of a message is kept with it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "link_message",
        sa.Column("reactions", postgresql.JSONB(), nullable=False, server_default="{}"),
    )
    op.alter_column("link_message", "reactions", server_default=None)


def downgrade() -> None:
    op.drop_column("link_message", "reactions")
