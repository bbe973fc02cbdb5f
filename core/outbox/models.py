"""Tables of what is to be told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.outbox.states import OutboxState
from core.peers.models import Channel


class OutboxRow(Base):
    """One thing to tell. Its place in its chat's lane is its id.

    `address` stands only where there is no channel: for the operators' group, and for the last
    word to a person who has just been forgotten. The row is dropped soon after it is sent.
    """

    __tablename__ = "outbox_row"
    __table_args__ = (
        CheckConstraint("(channel_id IS NULL) <> (address IS NULL)", name="one_receiver"),
        CheckConstraint("(method IS NULL) <> (notice IS NULL)", name="call_or_notice"),
        CheckConstraint("urgency BETWEEN 0 AND 4", name="urgency"),
        Index("ix_outbox_row_live", "id", postgresql_where="state IN ('queued', 'leased')"),
        Index("ix_outbox_row_dead", "id", postgresql_where="state = 'dead'"),
        Index("ix_outbox_row_parked", "id", postgresql_where="state = 'parked'"),
        Index("ix_outbox_row_channel_id", "channel_id", "coalesce_key"),
        Index("ix_outbox_row_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    channel_id: Mapped[UUID | None] = mapped_column(ForeignKey(Channel.id, ondelete="CASCADE"))
    address: Mapped[str | None]
    urgency: Mapped[int] = mapped_column(SmallInteger)
    method: Mapped[str | None]
    notice: Mapped[str | None]
    content: Mapped[dict[str, Any]]
    coalesce_key: Mapped[str | None]
    not_before: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    state: Mapped[OutboxState]
    attempts: Mapped[int]
    message_id: Mapped[int | None]
    ambiguous_at: Mapped[datetime | None]
    error: Mapped[str | None]
    request_id: Mapped[str]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OutboxFile(Base):
    """A file that travels with a row. `part` is how the row's content refers to it."""

    __tablename__ = "outbox_file"

    row_id: Mapped[int] = mapped_column(
        ForeignKey(OutboxRow.id, ondelete="CASCADE"), primary_key=True
    )
    part: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    content: Mapped[bytes]
