"""The tables of events: told and not yet passed on, on the way to each group, and heard."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class EventRow(Base):
    """An event that nobody has been told of yet. It goes when the groups or the broker have it."""

    __tablename__ = "event"

    position: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    name: Mapped[str]
    about: Mapped[UUID]
    by_peer_id: Mapped[UUID | None]
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


class EventDelivery(Base):
    """An event that one group has still to hear; a dead letter once `died_at` is set.

    It is deleted in the transaction of its effect.
    """

    __tablename__ = "event_delivery"
    __table_args__ = (
        UniqueConstraint("group", "event_id"),
        Index("ix_event_delivery_waiting", "group", "id", postgresql_where="died_at IS NULL"),
        Index(
            "ix_event_delivery_waiting_about",
            *("group", "about", "id"),
            postgresql_where="died_at IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group: Mapped[str]
    event_id: Mapped[UUID]
    name: Mapped[str]
    about: Mapped[UUID]
    by_peer_id: Mapped[UUID | None]
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]
    attempts: Mapped[int] = mapped_column(server_default="0")
    not_before: Mapped[datetime | None]
    error: Mapped[str | None]
    died_at: Mapped[datetime | None]


class EventSeen(Base):
    """A group has this event from the broker, which may deliver it again."""

    __tablename__ = "event_seen"

    group: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
