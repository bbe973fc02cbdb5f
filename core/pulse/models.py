"""Tables of the pulse and of outages."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base

THE_ONE = 1


class Pulse(Base):
    """The one row that says when a worker was last alive."""

    __tablename__ = "pulse"
    __table_args__ = (CheckConstraint(f"id = {THE_ONE}", name="the_one"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]


class Outage(Base):
    """A span in which no worker was alive."""

    __tablename__ = "outage"
    __table_args__ = (CheckConstraint("began_at < ended_at", name="span"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime] = mapped_column(index=True)
