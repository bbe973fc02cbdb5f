"""Whether Stripe has seen who a Peer is."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "identity_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32), nullable=True),
        sa.Column("report_id", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'verified') = (verified_at IS NOT NULL)",
            name=op.f("ck_identity_check_verified_at"),
        ),
        sa.CheckConstraint(
            "(state = 'refused') = (reason IS NOT NULL)", name=op.f("ck_identity_check_reason")
        ),
        sa.CheckConstraint(
            "state = 'wished' OR session_id IS NOT NULL", name=op.f("ck_identity_check_session")
        ),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["peer.id"], name=op.f("fk_identity_check_peer_id_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_check")),
        sa.UniqueConstraint("peer_id", name=op.f("uq_identity_check_peer_id")),
        sa.UniqueConstraint("session_id", name=op.f("uq_identity_check_session_id")),
    )


def downgrade() -> None:
    op.drop_table("identity_check")
