"""Working on tickets, inside the caller's transaction. Who does what is written into the steps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.desk.service import restate, tell_news
from core.events.service import publish
from core.events.states import EventName
from core.linkline.service import leave
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Channel, Peer
from core.peers.queries import peer_for
from core.quests.queries import quest_for
from core.rules import Rules
from core.tickets.models import SupportAgent, Ticket, TicketFile, TicketMessage, TicketSeat
from core.tickets.queries import ticket_for, ticket_for_agent
from core.tickets.service import advance
from core.tickets.states import (
    LIVE,
    MOST_STARS,
    NotMergeable,
    NotRatable,
    StarsOutOfRange,
    TicketCategory,
    TicketEvent,
    TicketPriority,
    TicketState,
    answer_by,
    check_tags,
)

SOLVED = "ticket-solved"
"""The notice that tells a Peer that we think it is done, with the stars below."""


async def solve(
    session: AsyncSession,
    agent: SupportAgent | None,
    ticket_id: UUID,
    *,
    desk: str | None,
    rules: Rules,
    at: datetime,
) -> Ticket:
    """Say that a ticket is solved; the Peer is told, and asked how it was.

    Without an agent the Peer has fallen silent. Refuses `TicketMissing`, `TicketIsClosed`.
    """
    ticket = await ticket_for_agent(session, ticket_id, lock=True)
    event = TicketEvent.FALL_SILENT if agent is None else TicketEvent.SOLVE
    await advance(session, ticket, event, by=agent, rules=rules, at=at)
    peer = await peer_for(session, ticket.peer_id)
    facts = {
        "ticket": str(ticket.id),
        "number": ticket.number,
        "subject": ticket.subject,
        "is_silent": int(agent is None),
        "days": rules.ticket_reopen_days,
    }
    await tell(session, peer, SOLVED, facts, urgency=Urgency.REPLY, at=at)
    phones = select(Channel.id).where(Channel.peer_id == peer.id)
    await session.execute(delete(TicketSeat).where(TicketSeat.channel_id.in_(phones)))
    await restate(session, ticket, desk=desk, at=at)
    return ticket


async def close(
    session: AsyncSession,
    agent: SupportAgent | None,
    ticket_id: UUID,
    *,
    desk: str | None,
    rules: Rules,
    at: datetime,
) -> Ticket:
    """Close a ticket: what the Peer writes from now on opens a new one.

    Refuses `TicketMissing`, `TicketIsClosed`.
    """
    ticket = await ticket_for_agent(session, ticket_id, lock=True)
    await advance(session, ticket, TicketEvent.CLOSE, by=agent, rules=rules, at=at)
    await restate(session, ticket, desk=desk, at=at)
    return ticket


async def assign(
    session: AsyncSession,
    to: SupportAgent | None,
    ticket_id: UUID,
    *,
    desk: str | None,
    at: datetime,
) -> Ticket:
    """Hand a ticket to one of our people, or to nobody. Refuses `TicketMissing`."""
    ticket = await ticket_for_agent(session, ticket_id, lock=True)
    ticket.agent_id = None if to is None else to.id
    await restate(session, ticket, desk=desk, at=at)
    return ticket


async def prioritise(
    session: AsyncSession,
    ticket_id: UUID,
    priority: TicketPriority,
    *,
    desk: str | None,
    rules: Rules,
    at: datetime,
) -> Ticket:
    """Say how pressing a ticket is; its clock is counted anew from when our turn began."""
    ticket = await ticket_for_agent(session, ticket_id, lock=True)
    ticket.priority = priority
    if ticket.waited_since is not None:
        ticket.answer_by = answer_by(priority, rules=rules, since=ticket.waited_since)
    await restate(session, ticket, desk=desk, at=at)
    return ticket


async def tag(
    session: AsyncSession, ticket_id: UUID, tags: list[str], *, desk: str | None, at: datetime
) -> Ticket:
    """Give a ticket these tags in place of those it has. Refuses `TooManyTags`."""
    ticket = await ticket_for_agent(session, ticket_id, lock=True)
    ticket.tags = check_tags(tags)
    await restate(session, ticket, desk=desk, at=at)
    return ticket


async def merge(
    session: AsyncSession,
    agent: SupportAgent,
    ticket_id: UUID,
    into_id: UUID,
    *,
    desk: str | None,
    rules: Rules,
    at: datetime,
) -> Ticket:
    """Let a ticket go on in another one of the same Peer, with all that was said on it.

    Refuses `TicketMissing`, `TicketIsClosed`, `NotMergeable`.
    """
    both = {}
    for one in sorted({ticket_id, into_id}):  # in one order, so that two merges do not collide
        both[one] = await ticket_for_agent(session, one, lock=True)
    ticket, into = both[ticket_id], both[into_id]
    if ticket is into or ticket.peer_id != into.peer_id or into.state is TicketState.CLOSED:
        raise NotMergeable
    await advance(session, ticket, TicketEvent.MERGE, by=agent, rules=rules, at=at)
    ticket.merged_into = into.id
    moved = (
        update(TicketMessage)
        .where(TicketMessage.ticket_id == ticket.id)
        .values(ticket_id=into.id, place=TicketMessage.place + into.said)
        .execution_options(synchronize_session=False)
    )
    await session.execute(moved)
    files = update(TicketFile).where(TicketFile.ticket_id == ticket.id).values(ticket_id=into.id)
    await session.execute(files.execution_options(synchronize_session=False))
    into.said += ticket.said
    into.spoken_at = max(into.spoken_at, ticket.spoken_at)
    into.quest_id, into.payment_id = (
        into.quest_id or ticket.quest_id,
        into.payment_id or ticket.payment_id,
    )
    into.tags = check_tags([*into.tags, *ticket.tags])
    await tell_news(session, ticket, "merged", desk=desk, at=at, into=into.number)
    for which in (ticket, into):
        await restate(session, which, desk=desk, at=at)
    return into


async def rate(
    session: AsyncSession,
    peer: Peer,
    ticket_id: UUID,
    stars: int,
    *,
    desk: str | None,
    at: datetime,
) -> Ticket:
    """Say how it was. Refuses `TicketMissing`, `NotRatable`, `StarsOutOfRange`."""
    ticket = await ticket_for(session, peer, ticket_id, lock=True)
    if not 1 <= stars <= MOST_STARS:
        raise StarsOutOfRange(most=MOST_STARS)
    if ticket.state in LIVE or ticket.merged_into is not None:
        raise NotRatable
    ticket.stars, ticket.rated_at = stars, at
    await publish(session, EventName.TICKET_RATED, ticket.id, by_peer_id=peer.id, at=at,
                  facts={"stars": stars})  # fmt: skip
    await tell_news(session, ticket, "rated", desk=desk, at=at, stars=stars)
    return ticket


async def enter_support(
    session: AsyncSession,
    peer: Peer,
    channel_id: UUID,
    *,
    category: TicketCategory = TicketCategory.OTHER,
    quest_id: UUID | None = None,
    rules: Rules,
    at: datetime,
) -> None:
    """Let what a Peer writes with this phone go to Support from now on, and to no line.

    Refuses `QuestMissing`.
    """
    if quest_id is not None:
        await quest_for(session, peer, quest_id)
    await leave(session, peer, channel_id, rules=rules, at=at)
    seat = {"entered_at": at, "category": category, "quest_id": quest_id}
    await session.execute(
        insert(TicketSeat)
        .values(channel_id=channel_id, **seat)
        .on_conflict_do_update(index_elements=["channel_id"], set_=seat)
    )


async def leave_support(session: AsyncSession, channel_id: UUID) -> bool:
    """Let what a Peer writes go elsewhere again; tell whether it went to Support."""
    left = delete(TicketSeat).where(TicketSeat.channel_id == channel_id)
    return await session.scalar(left.returning(TicketSeat.channel_id)) is not None
