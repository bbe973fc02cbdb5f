"""The table of slots."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class ClockSlot(Base):
    """A time of a job that has been done. Who makes the row first is the one who does it."""

    __tablename__ = "clock_slot"

    name: Mapped[str] = mapped_column(primary_key=True)
    fire_at: Mapped[datetime] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime]
