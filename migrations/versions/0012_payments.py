"""Payments, and what Stripe is to do: no payment gives more than it got, and nothing is sent twice."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "stripe_command",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "checkout",
                "expire",
                "transfer",
                "refund",
                "reversal",
                name="commandkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("op_key", sa.Text(), nullable=False),
        sa.Column("attempt", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column(
            "params", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "unknown",
                "succeeded",
                "rejected",
                "dead",
                name="commandstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stripe_id", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state = 'sent') = (lease_until IS NOT NULL)", name=op.f("ck_stripe_command_lease")
        ),
        sa.CheckConstraint(
            "(state = 'succeeded') = (stripe_id IS NOT NULL)",
            name=op.f("ck_stripe_command_stripe_id"),
        ),
        sa.CheckConstraint("attempt > 0 AND tries >= 0", name=op.f("ck_stripe_command_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stripe_command")),
        sa.UniqueConstraint("op_key", "attempt", name=op.f("uq_stripe_command_op_key_attempt")),
    )
    op.create_index("ix_stripe_command_about", "stripe_command", ["about"], unique=False)
    op.create_index(
        "ix_stripe_command_due",
        "stripe_command",
        ["next_at"],
        unique=False,
        postgresql_where="state IN ('waiting', 'sent', 'unknown')",
    )
    op.create_index(
        "ix_stripe_command_live",
        "stripe_command",
        ["op_key"],
        unique=True,
        postgresql_where="state IN ('waiting', 'sent', 'unknown')",
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("payer_id", sa.Uuid(), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "checkout_pending",
                "checkout_open",
                "expiring",
                "expired",
                "held",
                "releasing",
                "released",
                "refunding",
                "refunded",
                name="paymentstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "dispute_state",
            sa.Enum(
                "none",
                "inquiry",
                "open",
                "won",
                "lost",
                name="disputestate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("captured_minor", sa.BigInteger(), nullable=False),
        sa.Column("refund_reserved_minor", sa.BigInteger(), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger(), nullable=False),
        sa.Column("release_reserved_minor", sa.BigInteger(), nullable=False),
        sa.Column("released_minor", sa.BigInteger(), nullable=False),
        sa.Column("reversed_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_taken_minor", sa.BigInteger(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=True),
        sa.Column("checkout_url", sa.Text(), nullable=True),
        sa.Column("intent_id", sa.Text(), nullable=True),
        sa.Column("charge_id", sa.Text(), nullable=True),
        sa.Column("transfer_id", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pay_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('expired', 'released', 'refunded')) = (ended_at IS NOT NULL)",
            name=op.f("ck_payment_ended_at"),
        ),
        sa.CheckConstraint(
            "captured_minor >= 0 AND refund_reserved_minor >= 0 AND refunded_minor >= 0 AND release_reserved_minor >= 0 AND released_minor >= 0 AND reversed_minor >= 0 AND fee_taken_minor >= 0",
            name=op.f("ck_payment_counters"),
        ),
        sa.CheckConstraint("payer_id <> payee_id", name=op.f("ck_payment_two_peers")),
        sa.CheckConstraint("price_minor > 0 AND fee_minor >= 0", name=op.f("ck_payment_price")),
        sa.CheckConstraint(
            "refund_reserved_minor + refunded_minor + release_reserved_minor + released_minor - reversed_minor + fee_taken_minor <= captured_minor",
            name=op.f("ck_payment_no_overspending"),
        ),
        sa.CheckConstraint("reversed_minor <= released_minor", name=op.f("ck_payment_reversed")),
        sa.ForeignKeyConstraint(["payee_id"], ["peer.id"], name=op.f("fk_payment_payee_id_peer")),
        sa.ForeignKeyConstraint(["payer_id"], ["peer.id"], name=op.f("fk_payment_payer_id_peer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("charge_id", name=op.f("uq_payment_charge_id")),
        sa.UniqueConstraint("intent_id", name=op.f("uq_payment_intent_id")),
        sa.UniqueConstraint("session_id", name=op.f("uq_payment_session_id")),
        sa.UniqueConstraint("transfer_id", name=op.f("uq_payment_transfer_id")),
    )
    op.create_index(
        "ix_payment_live", "payment", ["quest_id"], unique=True, postgresql_where="ended_at IS NULL"
    )
    op.create_index("ix_payment_payee_id", "payment", ["payee_id"], unique=False)
    op.create_index("ix_payment_payer_id", "payment", ["payer_id"], unique=False)
    op.create_index("ix_payment_quest_id", "payment", ["quest_id"], unique=False)
    op.create_table(
        "payment_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "ask",
                "link",
                "expire",
                "close",
                "pay",
                "release",
                "refund",
                "finish",
                name="paymentevent",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "from_state",
            sa.Enum(
                "checkout_pending",
                "checkout_open",
                "expiring",
                "expired",
                "held",
                "releasing",
                "released",
                "refunding",
                "refunded",
                name="paymentstate",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "checkout_pending",
                "checkout_open",
                "expiring",
                "expired",
                "held",
                "releasing",
                "released",
                "refunding",
                "refunded",
                name="paymentstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_peer_id"], ["peer.id"], name=op.f("fk_payment_step_by_peer_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_payment_step_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_step")),
    )
    op.create_index(
        op.f("ix_payment_step_payment_id"), "payment_step", ["payment_id"], unique=False
    )
    op.create_table(
        "refund",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("stripe_id", sa.Text(), nullable=True),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "failed_at IS NULL OR done_at IS NOT NULL", name=op.f("ck_refund_failed_at")
        ),
        sa.CheckConstraint("minor > 0", name=op.f("ck_refund_minor")),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_refund_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_refund_stripe_id")),
    )
    op.create_index(op.f("ix_refund_payment_id"), "refund", ["payment_id"], unique=False)


def downgrade() -> None:

    op.drop_index(op.f("ix_refund_payment_id"), table_name="refund")
    op.drop_table("refund")
    op.drop_index(op.f("ix_payment_step_payment_id"), table_name="payment_step")
    op.drop_table("payment_step")
    op.drop_index("ix_payment_quest_id", table_name="payment")
    op.drop_index("ix_payment_payer_id", table_name="payment")
    op.drop_index("ix_payment_payee_id", table_name="payment")
    op.drop_index("ix_payment_live", table_name="payment", postgresql_where="ended_at IS NULL")
    op.drop_table("payment")
    op.drop_index(
        "ix_stripe_command_live",
        table_name="stripe_command",
        postgresql_where="state IN ('waiting', 'sent', 'unknown')",
    )
    op.drop_index(
        "ix_stripe_command_due",
        table_name="stripe_command",
        postgresql_where="state IN ('waiting', 'sent', 'unknown')",
    )
    op.drop_index("ix_stripe_command_about", table_name="stripe_command")
    op.drop_table("stripe_command")
