"""The table of answered requests."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class AnsweredRequest(Base):
    """One caller's keys are no other's: `caller_id` is a Peer's id, or an operator's."""

    __tablename__ = "answered_request"

    caller_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[str]
    location: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
