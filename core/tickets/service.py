"""Opening tickets and moving them, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.service import publish
from core.events.states import EventName
from core.ids import new_id
from core.payments.queries import payment_of
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import quest_for
from core.rules import Rules
from core.tickets.models import SupportAgent, Ticket, TicketStep
from core.tickets.queries import likely_quest, present_ticket
from core.tickets.states import (
    OURS,
    AgentSource,
    Concern,
    TicketCategory,
    TicketEvent,
    TicketState,
    after,
    answer_by,
    check_subject,
    priority_of,
)


async def agent_met(
    session: AsyncSession, source: AgentSource, key: str, name: str, *, at: datetime
) -> SupportAgent:
    """Find whoever answers, by what the place he is known from calls him, or note him."""
    values = {"name": name, "seen_at": at}
    made = insert(SupportAgent).values(id=new_id(at), source=source, key=key, **values)
    made = made.on_conflict_do_update(index_elements=["source", "key"], set_=values)
    agent_id = await session.scalar(made.returning(SupportAgent.id))
    return await session.get_one(SupportAgent, agent_id, populate_existing=True)


async def open_ticket(
    session: AsyncSession,
    peer: Peer,
    *,
    category: TicketCategory,
    subject: str = "",
    quest_id: UUID | None = None,
    by: SupportAgent | None = None,
    rules: Rules,
    at: datetime,
) -> Ticket:
    """Open a ticket, and find out by itself which quest and payment it is about.

    The Peer opens it himself, unless one of our people does. Whoever has one that is not closed
    goes on with that. Refuses `QuestMissing`, `SubjectTooLong`.
    """
    subject = check_subject(subject)
    quest = None if quest_id is None else await quest_for(session, peer, quest_id)
    present = await present_ticket(session, peer, lock=True)
    if present is not None:
        if quest is not None and present.quest_id is None:
            await link_quest(session, present, quest)
        return present
    if quest is None and category in {TicketCategory.DELIVERY, TicketCategory.MONEY}:
        quest = await likely_quest(session, peer)
    priority = priority_of(Concern(category, None if quest is None else quest.state))
    ticket = Ticket(
        id=new_id(at),
        peer_id=peer.id,
        language=peer.language,
        category=category,
        priority=priority,
        state=TicketState.OPEN,
        subject=subject,
        said=0,
        opened_at=at,
        spoken_at=at,
        waited_since=at,
        answer_by=answer_by(priority, rules=rules, since=at),
    )
    session.add(ticket)
    await session.flush()
    note_step(session, ticket, TicketEvent.OPEN, None, TicketState.OPEN, by=by or peer, at=at)
    if quest is not None:
        await link_quest(session, ticket, quest)
    by_peer_id = peer.id if by is None else None
    await publish(session, EventName.TICKET_OPENED, ticket.id, by_peer_id=by_peer_id, at=at,
                  facts={"category": category, "priority": priority})  # fmt: skip
    return ticket


async def link_quest(session: AsyncSession, ticket: Ticket, quest: Quest) -> None:
    payment = await payment_of(session, quest.id)
    ticket.quest_id = quest.id
    ticket.payment_id = None if payment is None else payment.id


def note_step(
    session: AsyncSession,
    ticket: Ticket,
    event: TicketEvent,
    before: TicketState | None,
    to: TicketState,
    *,
    by: Peer | SupportAgent | None,
    at: datetime,
    why: str | None = None,
) -> None:
    step = TicketStep(
        id=new_id(at),
        ticket_id=ticket.id,
        at=at,
        event=event,
        from_state=before,
        to_state=to,
        by_peer_id=by.id if isinstance(by, Peer) else None,
        by_agent_id=by.id if isinstance(by, SupportAgent) else None,
        why=why,
    )
    session.add(step)


async def advance(
    session: AsyncSession,
    ticket: Ticket,
    event: TicketEvent,
    *,
    by: Peer | SupportAgent | None,
    rules: Rules,
    at: datetime,
    why: str | None = None,
) -> None:
    """Change a ticket's state, by the one door there is: check, move, set the clock, note it.

    Refuses `TicketIsClosed`.
    """
    before, state = ticket.state, after(ticket.state, event)
    if state in OURS and before not in OURS:
        ticket.waited_since, ticket.reminded_at = at, None
        ticket.answer_by = answer_by(ticket.priority, rules=rules, since=at)
    if state not in OURS:
        ticket.waited_since = ticket.answer_by = ticket.reminded_at = None
    if state is TicketState.SOLVED:
        ticket.solved_at = at
    elif state is not TicketState.CLOSED:
        ticket.solved_at = None
    if state is TicketState.CLOSED:
        ticket.closed_at = at
    ticket.state = state
    if state is not before:
        note_step(session, ticket, event, before, state, by=by, at=at, why=why)
        await publish(session, EventName.TICKET_MOVED, ticket.id, at=at,
                      by_peer_id=by.id if isinstance(by, Peer) else None,
                      facts={"event": event, "state": state})  # fmt: skip
