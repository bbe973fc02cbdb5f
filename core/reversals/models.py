"""The table of reversals."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.payments.models import Payment, Refund


class Reversal(Base):
    """`id` names the decision; `refund_id` is what leaves for the Requester when it is done."""

    __tablename__ = "reversal"
    __table_args__ = (
        CheckConstraint("minor > 0", name="minor"),
        CheckConstraint("(stripe_id IS NULL) = (done_at IS NULL)", name="done_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey(Payment.id), index=True)
    refund_id: Mapped[UUID | None] = mapped_column(ForeignKey(Refund.id))
    minor: Mapped[int]
    stripe_id: Mapped[str | None] = mapped_column(unique=True)
    wanted_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
