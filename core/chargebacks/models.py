"""The table of chargebacks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.chargebacks.states import BankStatus
from core.db import Base
from core.payments.models import Payment


class Chargeback(Base):
    """`minor` is what is disputed; `borne_minor`, of the payment's currency, what was booked."""

    __tablename__ = "chargeback"
    __table_args__ = (
        CheckConstraint("minor >= 0 AND borne_minor >= 0", name="minor"),
        Index("ix_chargeback_due_by", "due_by", postgresql_where="closed_at IS NULL"),
    )

    stripe_id: Mapped[str] = mapped_column(primary_key=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey(Payment.id), index=True)
    status: Mapped[BankStatus]
    reason: Mapped[str]
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    kept_minor: Mapped[int] = mapped_column(default=0)
    """What the bank has taken and not given back, as far as it is of the payment's currency."""
    borne_minor: Mapped[int] = mapped_column(default=0)
    due_by: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    warnings: Mapped[int] = mapped_column(default=0)
    """How often the operators were reminded of `due_by`."""
