"""What a payer's bank asks, takes and keeps."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BEFORE = (
    "captured_minor", "refund_reserved_minor", "refunded_minor", "release_reserved_minor",
    "released_minor", "reversal_reserved_minor", "reversed_minor", "fee_taken_minor",
)  # fmt: skip
_SPENT = (
    "refund_reserved_minor + refunded_minor + release_reserved_minor + released_minor"
    " - reversal_reserved_minor - reversed_minor + fee_taken_minor"
)
_ENDED = "'expired', 'released', 'refunded'"


def _replace(name: str, condition: str) -> None:
    op.drop_constraint(op.f(f"ck_payment_{name}"), "payment", type_="check")
    op.create_check_constraint(op.f(f"ck_payment_{name}"), "payment", condition)


def upgrade() -> None:
    op.add_column(
        "payment",
        sa.Column("charged_back_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.alter_column("payment", "charged_back_minor", server_default=None)
    counters = (*_BEFORE, "charged_back_minor")
    _replace("counters", " AND ".join(f"{one} >= 0" for one in counters))
    _replace("no_overspending", f"{_SPENT} + charged_back_minor <= captured_minor")
    _replace("ended_at", f"(state IN ({_ENDED}, 'charged_back')) = (ended_at IS NOT NULL)")
    op.add_column("refund", sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_refund_dropped_at"),
        "refund",
        "dropped_at IS NULL OR done_at IS NULL OR failed_at IS NOT NULL",
    )
    op.create_table(
        "chargeback",
        sa.Column("stripe_id", sa.Text(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "warning_needs_response",
                "warning_under_review",
                "warning_closed",
                "needs_response",
                "under_review",
                "won",
                "lost",
                "prevented",
                name="bankstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("kept_minor", sa.BigInteger(), nullable=False),
        sa.Column("borne_minor", sa.BigInteger(), nullable=False),
        sa.Column("due_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warnings", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("minor >= 0 AND borne_minor >= 0", name=op.f("ck_chargeback_minor")),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_chargeback_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("stripe_id", name=op.f("pk_chargeback")),
    )
    op.create_index(op.f("ix_chargeback_payment_id"), "chargeback", ["payment_id"])
    op.create_index(
        "ix_chargeback_due_by", "chargeback", ["due_by"], postgresql_where="closed_at IS NULL"
    )


def downgrade() -> None:
    op.drop_table("chargeback")
    op.drop_constraint(op.f("ck_refund_dropped_at"), "refund", type_="check")
    op.drop_column("refund", "dropped_at")
    _replace("ended_at", f"(state IN ({_ENDED})) = (ended_at IS NOT NULL)")
    _replace("no_overspending", f"{_SPENT} <= captured_minor")
    _replace("counters", " AND ".join(f"{one} >= 0" for one in _BEFORE))
    op.drop_column("payment", "charged_back_minor")
