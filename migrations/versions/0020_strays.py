"""Money that moved and was not asked for, and payments that a person must look at."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "payment",
        sa.Column(
            "frozen_reason",
            sa.Enum("stray", "mismatch", name="frozenreason", native_enum=False, length=32),
            nullable=True,
        ),
    )
    op.create_table(
        "stray",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stripe_id", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "charge",
                "refund",
                "transfer",
                "reversal",
                name="straykind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refund_id", sa.Text(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(refund_id IS NULL) = (returned_at IS NULL)", name=op.f("ck_stray_returned_at")
        ),
        sa.CheckConstraint(
            "failed_at IS NULL OR returned_at IS NOT NULL", name=op.f("ck_stray_failed_at")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_stray_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stray")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_stray_stripe_id")),
        sa.UniqueConstraint("refund_id", name=op.f("uq_stray_refund_id")),
    )
    op.create_index(op.f("ix_stray_payment_id"), "stray", ["payment_id"])


def downgrade() -> None:
    op.drop_table("stray")
    op.drop_column("payment", "frozen_reason")
