"""What was kept back, reported and blocked of late is found without reading everything."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0051"
down_revision: str | None = "0050"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index(
        "ix_link_message_kept_back",
        "link_message",
        ["said_at"],
        postgresql_include=["line_id", "side"],
        postgresql_where=sa.text("state IN ('held', 'dropped')"),
    )
    op.create_index("ix_link_report_at", "link_report", ["at"])
    op.create_index("ix_peer_block_at", "peer_block", ["at"])


def downgrade() -> None:
    op.drop_index("ix_peer_block_at", "peer_block")
    op.drop_index("ix_link_report_at", "link_report")
    op.drop_index("ix_link_message_kept_back", "link_message")
