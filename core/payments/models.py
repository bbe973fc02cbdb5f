"""Tables of payments, of the refunds of each, and of what became of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.money import Money
from core.payments.states import (
    ENDED,
    QUIET,
    DisputeState,
    FrozenReason,
    PaymentEvent,
    PaymentState,
)
from core.peers.models import Peer

_IS_ENDED = f"state IN ({', '.join(repr(one.value) for one in ENDED)})"
_COUNTERS = (
    "captured_minor", "refund_reserved_minor", "refunded_minor", "release_reserved_minor",
    "released_minor", "reversal_reserved_minor", "reversed_minor", "fee_taken_minor",
    "charged_back_minor",
)  # fmt: skip


class Payment(Base):
    """`price_minor` is the Carrier's, `fee_minor` the platform's on top.

    Of what was captured, each part is reserved when it is decided and counted when it is done, and
    the database lets no more be given than there is. What a Carrier gives back can be given again
    from the decision on. A dispute is not counted, it is a gate; what a bank keeps at its end is.
    """

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("payer_id <> payee_id", name="two_peers"),
        CheckConstraint("price_minor > 0 AND fee_minor >= 0", name="price"),
        CheckConstraint(" AND ".join(f"{one} >= 0" for one in _COUNTERS), name="counters"),
        CheckConstraint(
            "reversal_reserved_minor + reversed_minor <= released_minor", name="reversed"
        ),
        CheckConstraint(
            "refund_reserved_minor + refunded_minor + release_reserved_minor"
            " + released_minor - reversal_reserved_minor - reversed_minor"
            " + fee_taken_minor + charged_back_minor <= captured_minor",
            name="no_overspending",
        ),
        CheckConstraint(f"({_IS_ENDED}) = (ended_at IS NOT NULL)", name="ended_at"),
        Index("ix_payment_live", "quest_id", unique=True, postgresql_where="ended_at IS NULL"),
        Index("ix_payment_quest_id", "quest_id"),
        Index("ix_payment_payee_id", "payee_id"),
        Index("ix_payment_payer_id", "payer_id"),
        Index("ix_payment_tail", text('"right"(id::text, 8)')),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    quest_id: Mapped[UUID]
    payer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    payee_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    state: Mapped[PaymentState]
    dispute_state: Mapped[DisputeState]
    frozen_reason: Mapped[FrozenReason | None]
    price_minor: Mapped[int]
    fee_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    captured_minor: Mapped[int] = mapped_column(default=0)
    refund_reserved_minor: Mapped[int] = mapped_column(default=0)
    refunded_minor: Mapped[int] = mapped_column(default=0)
    release_reserved_minor: Mapped[int] = mapped_column(default=0)
    released_minor: Mapped[int] = mapped_column(default=0)
    reversal_reserved_minor: Mapped[int] = mapped_column(default=0)
    reversed_minor: Mapped[int] = mapped_column(default=0)
    fee_taken_minor: Mapped[int] = mapped_column(default=0)
    charged_back_minor: Mapped[int] = mapped_column(default=0)
    session_id: Mapped[str | None] = mapped_column(unique=True)
    checkout_url: Mapped[str | None]
    intent_id: Mapped[str | None] = mapped_column(unique=True)
    charge_id: Mapped[str | None] = mapped_column(unique=True)
    transfer_id: Mapped[str | None] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    pay_by: Mapped[datetime]
    held_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def is_frozen(self) -> bool:
        """Whether nothing of it may move just now."""
        return self.dispute_state not in QUIET or self.frozen_reason is not None

    @property
    def total(self) -> Money:
        return Money(self.price_minor + self.fee_minor, self.currency)

    @property
    def fee(self) -> Money:
        return Money(self.fee_minor, self.currency)


class Refund(Base):
    """A part of a payment that goes back to who paid it; `id` names the decision."""

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint("minor > 0", name="minor"),
        CheckConstraint("failed_at IS NULL OR done_at IS NOT NULL", name="failed_at"),
        CheckConstraint(
            "dropped_at IS NULL OR done_at IS NULL OR failed_at IS NOT NULL", name="dropped_at"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey(Payment.id), index=True)
    minor: Mapped[int]
    stripe_id: Mapped[str | None] = mapped_column(unique=True)
    wanted_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    """The payer has it from his bank instead."""


class PaymentStep(Base):
    """One change of a payment: when, by whom, from what state to what."""

    __tablename__ = "payment_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey(Payment.id), index=True)
    at: Mapped[datetime]
    event: Mapped[PaymentEvent]
    from_state: Mapped[PaymentState | None]
    to_state: Mapped[PaymentState]
    by_peer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Peer.id))
