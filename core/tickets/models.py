"""Tables of tickets, of what is said on them, and of the people who answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.messages.states import Content
from core.peers.models import Peer
from core.peers.states import Language
from core.tickets.states import (
    AgentSource,
    Author,
    FileFlaw,
    TicketCategory,
    TicketEvent,
    TicketPriority,
    TicketState,
)


class SupportAgent(Base):
    """Somebody of ours who answers; `key` is what the place he is known from calls him."""

    __tablename__ = "support_agent"
    __table_args__ = (UniqueConstraint("source", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[AgentSource]
    key: Mapped[str]
    name: Mapped[str]
    seen_at: Mapped[datetime]


class Ticket(Base):
    """`number` is what people call it. `answer_by` stands while it is our turn.

    `said` counts what was said, notes as well. `waited_since` is when our turn began.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at"),
        CheckConstraint(
            "(state IN ('open', 'waiting_for_us')) = (answer_by IS NOT NULL)", name="answer_by"
        ),
        Index("ix_ticket_peer_id", "peer_id", "opened_at"),
        Index("ix_ticket_answer_by", "answer_by", postgresql_where="answer_by IS NOT NULL"),
        Index("ix_ticket_state_spoken_at", "state", "spoken_at"),
        Index("ix_ticket_quest_id", "quest_id", postgresql_where="quest_id IS NOT NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Identity(always=True), unique=True)
    peer_id: Mapped[UUID] = mapped_column(ForeignKey(Peer.id))
    language: Mapped[Language]
    category: Mapped[TicketCategory]
    priority: Mapped[TicketPriority]
    state: Mapped[TicketState]
    subject: Mapped[str]
    quest_id: Mapped[UUID | None]
    payment_id: Mapped[UUID | None]
    agent_id: Mapped[UUID | None] = mapped_column(ForeignKey(SupportAgent.id))
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("ticket.id"))
    said: Mapped[int] = mapped_column(Integer, default=0)
    opened_at: Mapped[datetime]
    spoken_at: Mapped[datetime]
    waited_since: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    first_answered_at: Mapped[datetime | None]
    solved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    stars: Mapped[int | None] = mapped_column(SmallInteger)
    rated_at: Mapped[datetime | None]


class TicketStep(Base):
    """One change of a ticket's state: when, by whom, and why."""

    __tablename__ = "ticket_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey(Ticket.id, ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    event: Mapped[TicketEvent]
    from_state: Mapped[TicketState | None]
    to_state: Mapped[TicketState]
    by_peer_id: Mapped[UUID | None]
    by_agent_id: Mapped[UUID | None]
    why: Mapped[str | None]


class TicketMessage(Base):
    """One message. A note is read by our own people alone.

    `version` grows with each change; a message that was taken back says nothing any more. What has
    the same `album` was sent together.
    """

    __tablename__ = "ticket_message"
    __table_args__ = (
        UniqueConstraint("ticket_id", "place"),
        CheckConstraint("(author = 'operator') = (agent_id IS NOT NULL)", name="agent_id"),
        CheckConstraint("NOT is_note OR author <> 'peer'", name="note"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey(Ticket.id, ondelete="CASCADE"))
    place: Mapped[int] = mapped_column(Integer)
    author: Mapped[Author]
    agent_id: Mapped[UUID | None] = mapped_column(ForeignKey(SupportAgent.id))
    is_note: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]]
    reply_to: Mapped[UUID | None]
    album: Mapped[str | None]
    version: Mapped[int] = mapped_column(Integer, default=1)
    said_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]

    @property
    def shown(self) -> Content:
        return Content.unpacked(self.content)


class TicketFile(Base):
    """A file that came with a message: wished for, then fetched, made fit and kept, or not.

    `look_at` is when it is fetched next, and `looks` how often that was begun. Nothing of who has
    made it is kept.
    """

    __tablename__ = "ticket_file"
    __table_args__ = (
        Index("ix_ticket_file_look_at", "look_at", postgresql_where="look_at IS NOT NULL"),
    )

    message_id: Mapped[UUID] = mapped_column(
        ForeignKey(TicketMessage.id, ondelete="CASCADE"), primary_key=True
    )
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey(Ticket.id, ondelete="CASCADE"), index=True)
    kept_as: Mapped[str | None]
    name: Mapped[str | None]
    size: Mapped[int | None]
    flaw: Mapped[FileFlaw | None]
    look_at: Mapped[datetime | None]
    looks: Mapped[int] = mapped_column(SmallInteger, default=0)
    kept_at: Mapped[datetime | None]


class TicketSeat(Base):
    """With this phone a Peer writes to Support now; what about, is for a ticket that he opens."""

    __tablename__ = "ticket_seat"

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey("channel.id", ondelete="CASCADE"), primary_key=True
    )
    entered_at: Mapped[datetime]
    category: Mapped[TicketCategory]
    quest_id: Mapped[UUID | None]
