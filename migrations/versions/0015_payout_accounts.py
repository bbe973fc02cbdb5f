"""Where a Carrier's money goes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "payout_account",
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("is_ready", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "NOT is_ready OR ready_at IS NOT NULL", name=op.f("ck_payout_account_ready_at")
        ),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["peer.id"], name=op.f("fk_payout_account_peer_id_peer")
        ),
        sa.PrimaryKeyConstraint("peer_id", name=op.f("pk_payout_account")),
        sa.UniqueConstraint("account_id", name=op.f("uq_payout_account_account_id")),
    )


def downgrade() -> None:
    op.drop_table("payout_account")
