"""What the one sender notes of topics of tickets, each step a transaction of its own.

Making one cannot be repeated safely: after a crash in between there is an empty one too many.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from core.db import Db
from core.desk.models import SupportTopic, TicketTopic
from core.desk.queries import topic_of
from core.facts import LocalTime
from core.peers.models import Channel
from core.peers.queries import channel_at
from core.peers.states import ChannelKind
from core.quests.models import Quest
from core.tickets.models import SupportAgent, Ticket


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of a ticket says."""

    facts: dict[str, Any]


async def card_of(db: Db, ticket_id: UUID, *, zone: str = "UTC") -> Card | None:
    """Read how a ticket stands; none when it is not there any more."""
    async with db.begin() as session:
        ticket = await session.get(Ticket, ticket_id)
        if ticket is None:
            return None
        agent = (
            None if ticket.agent_id is None else await session.get(SupportAgent, ticket.agent_id)
        )
        quest = None if ticket.quest_id is None else await session.get(Quest, ticket.quest_id)
    by = ticket.answer_by
    facts = {
        "ticket": str(ticket.id),
        "number": ticket.number,
        "subject": ticket.subject,
        "category": ticket.category.value,
        "priority": ticket.priority.value,
        "state": ticket.state.value,
        "language": ticket.language.value,
        "agent": "" if agent is None else agent.name,
        "has_agent": int(agent is not None),
        "has_answer_by": int(by is not None),
        "answer_by": "" if by is None else LocalTime(by, zone),
        "has_quest": int(quest is not None),
        "quest": "" if quest is None else str(quest.id),
        "quest_state": "" if quest is None else quest.state.value,
        "tags": ", ".join(ticket.tags),
        "stars": ticket.stars or 0,
    }
    return Card(facts)


async def known_topic(db: Db, desk: str, ticket_id: UUID) -> TicketTopic | None:
    async with db.begin() as session:
        return await topic_of(session, desk, ticket_id)


async def note_topic(
    db: Db, desk: str, ticket_id: UUID, thread_id: int, *, card_id: int | None, at: datetime
) -> None:
    """Remember a topic that was made; of a ticket that is dropped meanwhile nothing is."""
    async with db.begin() as session:
        if await session.get(Ticket, ticket_id) is None:
            return
        made = insert(TicketTopic).values(
            desk=desk,
            thread_id=thread_id,
            ticket_id=ticket_id,
            card_message_id=card_id,
            is_closed=False,
            made_at=at,
        )
        await session.execute(made.on_conflict_do_nothing())


async def note_loss(db: Db, desk: str, thread_id: int, *, at: datetime) -> None:
    """Remember that nothing can be said in a topic."""
    lost = update(TicketTopic).where(TicketTopic.desk == desk, TicketTopic.thread_id == thread_id)
    async with db.begin() as session:
        await session.execute(lost.values(lost_at=at))


async def note_opened(db: Db, desk: str, thread_id: int, *, is_open: bool) -> None:
    turned = update(TicketTopic).where(TicketTopic.desk == desk, TicketTopic.thread_id == thread_id)
    async with db.begin() as session:
        await session.execute(turned.values(is_closed=not is_open))


async def known_support_thread(db: Db, address: str) -> int | None:
    """Find the topic in which whoever has this address has Support."""
    query = (
        select(SupportTopic.thread_id)
        .join(Channel, Channel.id == SupportTopic.channel_id)
        .where(
            Channel.kind == ChannelKind.TELEGRAM,
            Channel.address == address,
            SupportTopic.lost_at.is_(None),
        )
    )
    async with db.begin() as session:
        return await session.scalar(query)


async def note_support_topic(db: Db, address: str, thread_id: int, *, at: datetime) -> None:
    async with db.begin() as session:
        channel = await channel_at(session, ChannelKind.TELEGRAM, address)
        if channel is not None:
            made = insert(SupportTopic).values(
                channel_id=channel.id, thread_id=thread_id, made_at=at
            )
            await session.execute(made.on_conflict_do_nothing())


async def note_support_loss(db: Db, address: str, thread_id: int, *, at: datetime) -> None:
    channel = select(Channel.id).where(
        Channel.kind == ChannelKind.TELEGRAM, Channel.address == address
    )
    lost = update(SupportTopic).where(
        SupportTopic.channel_id == channel.scalar_subquery(), SupportTopic.thread_id == thread_id
    )
    async with db.begin() as session:
        await session.execute(lost.values(lost_at=at))
