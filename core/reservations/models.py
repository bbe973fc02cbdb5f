"""The table of reservations. A trigger on it, and on the room of trips, forbids overbooking."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class Reservation(Base):
    """`id` is that of what it is for. It is gone when the room is free again."""

    __tablename__ = "reservation"
    __table_args__ = (
        CheckConstraint("grams > 0 AND millilitres > 0", name="room"),
        CheckConstraint("ends_at > begins_at", name="span"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    path_id: Mapped[UUID] = mapped_column(index=True)
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    grams: Mapped[int]
    millilitres: Mapped[int]
