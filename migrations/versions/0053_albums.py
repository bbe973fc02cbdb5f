"""Pictures that were sent together stay together on a ticket."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0053"
down_revision: str | None = "0052"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("ticket_message", sa.Column("album", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("ticket_message", "album")
