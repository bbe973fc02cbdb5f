"""Peers, the channels they are reached by, and their drafts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _one_of(*values: str) -> sa.Enum:
    return sa.Enum(*values, native_enum=False, length=32)


PEER_STATES = ("joining", "active", "forgotten")


def upgrade() -> None:
    op.create_table(
        "peer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", _one_of(*PEER_STATES), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("language", _one_of("en", "es", "hi"), nullable=False),
        sa.Column("is_language_chosen", sa.Boolean(), nullable=False),
        sa.Column("agreed_rules", sa.Text(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("home_place_id", sa.BigInteger(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "currency ~ '^[A-Z]{3}$'", name=op.f("ck_peer_currency_is_iso_4217")
        ),
        sa.CheckConstraint(
            "(state = 'forgotten') = (forgotten_at IS NOT NULL)",
            name=op.f("ck_peer_forgotten_at"),
        ),
        sa.CheckConstraint(
            "state <> 'active' OR agreed_at IS NOT NULL", name=op.f("ck_peer_active_has_agreed")
        ),
        sa.CheckConstraint(
            "state <> 'forgotten' OR name IS NULL", name=op.f("ck_peer_forgotten_is_nameless")
        ),
        sa.ForeignKeyConstraint(
            ["home_place_id"],
            ["place.id"],
            name=op.f("fk_peer_home_place_id_place"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer")),
    )
    op.create_table(
        "channel",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("telegram", "email", "sms"), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language_tag", sa.Text(), nullable=True),
        sa.Column("state", _one_of("open", "blocked"), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_channel_peer_id_peer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("kind", "address", name=op.f("uq_channel_kind_address")),
    )
    op.create_index(op.f("ix_channel_peer_id"), "channel", ["peer_id"])
    op.create_table(
        "peer_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", _one_of("join", "forget"), nullable=False),
        sa.Column("from_state", _one_of(*PEER_STATES), nullable=False),
        sa.Column("to_state", _one_of(*PEER_STATES), nullable=False),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_peer_step_peer_id_peer")),
        sa.ForeignKeyConstraint(
            ["by_peer_id"], ["peer.id"], name=op.f("fk_peer_step_by_peer_id_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_step")),
    )
    op.create_index(op.f("ix_peer_step_peer_id"), "peer_step", ["peer_id"])
    op.create_table(
        "arrival",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("payload", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_arrival_peer_id_peer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
    )
    op.create_index(op.f("ix_arrival_peer_id"), "arrival", ["peer_id"])
    op.create_table(
        "draft",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_draft_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", "slot", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_updated_at"), "draft", ["updated_at"])


def downgrade() -> None:
    for table in ("draft", "arrival", "peer_step", "channel", "peer"):
        op.drop_table(table)
