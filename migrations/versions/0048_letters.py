"""Addresses outside of Telegram, and the letters that go there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0048"
down_revision: str | None = "0047"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "address_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("done_at", _MOMENT, nullable=True),
        sa.CheckConstraint("kind IN ('email', 'sms')", name=op.f("ck_address_claim_kind")),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_address_claim_tries")),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["peer.id"], name=op.f("fk_address_claim_peer_id_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_claim")),
    )
    op.create_index("ix_address_claim_peer_id", "address_claim", ["peer_id", "made_at"])
    op.create_index("ix_address_claim_address", "address_claim", ["address", "made_at"])
    op.create_table(
        "out_letter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=True),
        sa.Column("once", sa.Text(), nullable=True),
        sa.Column("coalesce_key", sa.Text(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("lease_until", _MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "(channel_id IS NULL) <> (claim_id IS NULL)", name=op.f("ck_out_letter_one_receiver")
        ),
        sa.CheckConstraint(
            "(state = 'leased') = (lease_until IS NOT NULL)", name=op.f("ck_out_letter_lease")
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_out_letter_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["address_claim.id"],
            name=op.f("fk_out_letter_claim_id_address_claim"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_out_letter")),
    )
    op.create_index("uq_out_letter_row", "out_letter", ["channel_id", "row_id"], unique=True)
    op.create_index("uq_out_letter_once", "out_letter", ["channel_id", "once"], unique=True)
    op.create_index(
        "ix_out_letter_live",
        "out_letter",
        ["not_before"],
        postgresql_where=sa.text("state IN ('queued', 'leased')"),
    )
    op.create_index(
        "ix_out_letter_dead", "out_letter", ["id"], postgresql_where=sa.text("state = 'dead'")
    )
    op.create_index(
        "ix_out_letter_claim_id",
        "out_letter",
        ["claim_id"],
        postgresql_where=sa.text("claim_id IS NOT NULL"),
    )
    op.execute(
        """
        CREATE FUNCTION ring_out_letters() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('out_letters', '');
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER out_letter_rings AFTER INSERT ON out_letter
        FOR EACH STATEMENT EXECUTE FUNCTION ring_out_letters()
        """
    )


def downgrade() -> None:
    op.drop_table("out_letter")
    op.drop_table("address_claim")
    op.execute("DROP FUNCTION ring_out_letters()")
