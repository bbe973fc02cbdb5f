"""What the chat of a message's writer says, where that is not what the message says."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0043"
down_revision: str | None = "0042"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("link_message", sa.Column("written", sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column("link_message", "written")
