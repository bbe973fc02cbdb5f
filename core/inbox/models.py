"""The table of what others told us."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.inbox.states import InboxSource, InboxState
from core.peers.models import Channel


class InboxItem(Base):
    """`outside_id` is the sender's own number for it. Payload and lane go when it is done.

    `acted_at` is when it was done, or put aside.
    """

    __tablename__ = "inbox_item"
    __table_args__ = (
        UniqueConstraint("source", "outside_id"),
        CheckConstraint("(state = 'done') = (payload IS NULL)", name="payload_until_done"),
        Index("ix_inbox_item_waiting", "source", "id", postgresql_where="state = 'waiting'"),
        Index(
            "ix_inbox_item_waiting_lane",
            *("source", "lane", "id"),
            postgresql_where="state = 'waiting'",
        ),
        Index("ix_inbox_item_quarantined", "id", postgresql_where="state = 'quarantined'"),
        Index("ix_inbox_item_received_at", "received_at"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    source: Mapped[InboxSource]
    outside_id: Mapped[str]
    lane: Mapped[int]
    payload: Mapped[dict[str, Any] | None]
    state: Mapped[InboxState]
    attempts: Mapped[int]
    not_before: Mapped[datetime]
    request_id: Mapped[str]
    error: Mapped[str | None]
    received_at: Mapped[datetime]
    acted_at: Mapped[datetime | None]


class Press(Base):
    """A button that was pressed. Phones send a press again when they reconnect."""

    __tablename__ = "press"

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    mark: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
