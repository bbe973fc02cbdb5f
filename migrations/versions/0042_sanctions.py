"""What operators decide about a Peer, their notes, and who is halted."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0042"
down_revision: str | None = "0041"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LIVE = "kind IN ('suspension', 'ban', 'shadow') AND lifted_at IS NULL"


def _whose(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["peer_id"], ["peer.id"], name=op.f(f"fk_{table}_peer_id_peer")
    )


def _by(table: str, column: str = "by_operator_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["operator.id"], name=op.f(f"fk_{table}_{column}_operator")
    )


def upgrade() -> None:
    op.create_table(
        "peer_halt",
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _whose("peer_halt"),
        sa.PrimaryKeyConstraint("peer_id", name=op.f("pk_peer_halt")),
    )
    op.create_table(
        "peer_sanction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("ground", sa.String(32), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_operator_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_operator_id", sa.Uuid(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'suspension') = (until IS NOT NULL)", name=op.f("ck_peer_sanction_until")
        ),
        sa.CheckConstraint(
            "kind <> 'warning' OR lifted_at IS NULL", name=op.f("ck_peer_sanction_lifted_at")
        ),
        sa.CheckConstraint("btrim(why) <> ''", name=op.f("ck_peer_sanction_why")),
        _whose("peer_sanction"),
        _by("peer_sanction"),
        _by("peer_sanction", "lifted_by_operator_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_sanction")),
    )
    op.create_index(
        "ix_peer_sanction_live", "peer_sanction", ["peer_id"], unique=True, postgresql_where=_LIVE
    )
    op.create_index(
        "ix_peer_sanction_until",
        "peer_sanction",
        ["until"],
        postgresql_where="until IS NOT NULL AND lifted_at IS NULL",
    )
    op.create_index("ix_peer_sanction_peer_id", "peer_sanction", ["peer_id", "made_at"])
    op.create_table(
        "peer_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_operator_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _whose("peer_note"),
        _by("peer_note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_note")),
    )
    op.create_index(op.f("ix_peer_note_peer_id"), "peer_note", ["peer_id"])


def downgrade() -> None:
    for table in ("peer_note", "peer_sanction", "peer_halt"):
        op.drop_table(table)
