"""Tables of the messages of tickets in chats, and of the topics that tickets have."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.copies.states import Fate
from core.db import Base
from core.peers.models import Channel
from core.tickets.models import Ticket, TicketMessage


class TicketCopy(Base):
    """One message of a ticket in one chat: with a channel in that of the Peer, without at the desk.

    `is_own` is what its writer wrote there himself. `row_id` is the outbox row that became it, and
    `version` what it says, 0 when it was taken away.
    """

    __tablename__ = "ticket_copy"
    __table_args__ = (
        UniqueConstraint("message_id", "channel_id", postgresql_nulls_not_distinct=True),
        Index("ix_ticket_copy_chat", "channel_id", "chat_message_id"),
        Index("ix_ticket_copy_row_id", "row_id", postgresql_where="row_id IS NOT NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    message_id: Mapped[UUID] = mapped_column(ForeignKey(TicketMessage.id, ondelete="CASCADE"))
    channel_id: Mapped[UUID | None] = mapped_column(ForeignKey(Channel.id, ondelete="CASCADE"))
    desk: Mapped[str | None]
    is_own: Mapped[bool]
    row_id: Mapped[int | None]
    chat_message_id: Mapped[int | None]
    fate: Mapped[Fate]
    why: Mapped[str | None]
    version: Mapped[int] = mapped_column(Integer, default=1)


class TicketTopic(Base):
    """Where a ticket is at one desk. What is written in a lost topic still means its ticket."""

    __tablename__ = "ticket_topic"
    __table_args__ = (
        Index(
            "uq_ticket_topic_used",
            "ticket_id",
            "desk",
            unique=True,
            postgresql_where="lost_at IS NULL",
        ),
    )

    desk: Mapped[str] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey(Ticket.id, ondelete="CASCADE"))
    card_message_id: Mapped[int | None]
    is_closed: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]


class SupportTopic(Base):
    """The topic in which a Peer's own chat has Support, where Telegram has topics."""

    __tablename__ = "support_topic"
    __table_args__ = (
        Index(
            "uq_support_topic_used", "channel_id", unique=True, postgresql_where="lost_at IS NULL"
        ),
    )

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey(Channel.id, ondelete="CASCADE"), primary_key=True
    )
    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]
