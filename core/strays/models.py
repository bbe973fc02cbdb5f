"""The table of strays."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.payments.models import Payment
from core.sightings.states import StrayKind


class Stray(Base):
    """`minor` is what it has done to the balance: above 0 came in."""

    __tablename__ = "stray"
    __table_args__ = (
        CheckConstraint("(refund_id IS NULL) = (returned_at IS NULL)", name="returned_at"),
        CheckConstraint("failed_at IS NULL OR returned_at IS NOT NULL", name="failed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    stripe_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[StrayKind]
    payment_id: Mapped[UUID] = mapped_column(ForeignKey(Payment.id), index=True)
    minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    found_at: Mapped[datetime]
    refund_id: Mapped[str | None] = mapped_column(unique=True)
    """What Stripe calls the refund by which it went back."""
    returned_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    """The bank has sent it back to us."""
