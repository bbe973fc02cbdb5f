"""How soon each side of a line usually answers, and whether it has paused."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0040"
down_revision: str | None = "0039"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_CLAIMS = ("is_paused", "is_pause_told")


def upgrade() -> None:
    op.add_column("link_side", sa.Column("pace", sa.String(32), nullable=True))
    for name in _CLAIMS:
        column: sa.Column[bool] = sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column("link_side", column)
        op.alter_column("link_side", name, server_default=None)
    op.add_column(
        "link_side", sa.Column("pause_told_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    for name in ("pause_told_at", *_CLAIMS, "pace"):
        op.drop_column("link_side", name)
