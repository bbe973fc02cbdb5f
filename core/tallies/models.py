"""Tables of tallies."""

from datetime import date, datetime

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.tallies.states import Level, Tally


class DayTally(Base):
    """How often something happened on a day (UTC). `total` sums what is measured besides."""

    __tablename__ = "day_tally"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    tally: Mapped[Tally] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    total: Mapped[int]


class LevelNow(Base):
    """How much there was of something when it was last measured."""

    __tablename__ = "level_now"

    level: Mapped[Level] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
    at: Mapped[datetime]
