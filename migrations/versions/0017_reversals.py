"""What was released can be given back: reversals, and a counter of what is to come."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BEFORE = (
    "captured_minor", "refund_reserved_minor", "refunded_minor", "release_reserved_minor",
    "released_minor", "reversed_minor", "fee_taken_minor",
)  # fmt: skip
_SPENT = "refund_reserved_minor + refunded_minor + release_reserved_minor + released_minor"


def _replace(name: str, condition: str) -> None:
    op.drop_constraint(op.f(f"ck_payment_{name}"), "payment", type_="check")
    op.create_check_constraint(op.f(f"ck_payment_{name}"), "payment", condition)


def upgrade() -> None:
    op.add_column(
        "payment",
        sa.Column("reversal_reserved_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.alter_column("payment", "reversal_reserved_minor", server_default=None)
    counters = (*_BEFORE, "reversal_reserved_minor")
    _replace("counters", " AND ".join(f"{one} >= 0" for one in counters))
    _replace("reversed", "reversal_reserved_minor + reversed_minor <= released_minor")
    _replace(
        "no_overspending",
        f"{_SPENT} - reversal_reserved_minor - reversed_minor + fee_taken_minor <= captured_minor",
    )
    op.create_table(
        "reversal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("refund_id", sa.Uuid(), nullable=True),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("stripe_id", sa.Text(), nullable=True),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minor > 0", name=op.f("ck_reversal_minor")),
        sa.CheckConstraint(
            "(stripe_id IS NULL) = (done_at IS NULL)", name=op.f("ck_reversal_done_at")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_reversal_payment_id_payment")
        ),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["refund.id"], name=op.f("fk_reversal_refund_id_refund")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reversal")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_reversal_stripe_id")),
    )
    op.create_index(op.f("ix_reversal_payment_id"), "reversal", ["payment_id"])


def downgrade() -> None:
    op.drop_table("reversal")
    _replace("no_overspending", f"{_SPENT} - reversed_minor + fee_taken_minor <= captured_minor")
    _replace("reversed", "reversed_minor <= released_minor")
    _replace("counters", " AND ".join(f"{one} >= 0" for one in _BEFORE))
    op.drop_column("payment", "reversal_reserved_minor")
