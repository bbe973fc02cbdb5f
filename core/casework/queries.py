"""Reading tickets as those see them who work on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.states import Fate
from core.desk.models import TicketCopy
from core.events.states import Fact
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.tickets.models import SupportAgent, Ticket, TicketFile, TicketMessage
from core.tickets.queries import files_with, messages_on, ticket_for_agent
from core.tickets.states import OURS, TicketCategory, TicketState

_MOST_MESSAGES = 1_000


class Pile(StrEnum):
    """Which tickets of all."""

    OURS = "ours"
    THEIRS = "theirs"
    SOLVED = "solved"
    CLOSED = "closed"


_STATES = {
    Pile.OURS: OURS,
    Pile.THEIRS: (TicketState.WAITING_FOR_PEER,),
    Pile.SOLVED: (TicketState.SOLVED,),
    Pile.CLOSED: (TicketState.CLOSED,),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; `agent_id` where he wants his own alone."""

    pile: Pile = Pile.OURS
    agent_id: UUID | None = None
    category: TicketCategory | None = None


@dataclass(frozen=True, slots=True)
class InPile:
    ticket: Ticket
    peer_name: str | None
    agent_name: str | None


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """All that was said on one ticket, and by whom; `fates` are of the copies for the Peer."""

    ticket: Ticket
    peer: Peer
    messages: Sequence[TicketMessage]
    files: Mapping[UUID, TicketFile]
    fates: Mapping[UUID, Fate]
    agents: Mapping[UUID, SupportAgent]

    @property
    def bubbles(self) -> list[list[TicketMessage]]:
        """Give the messages in their order, what is of one album together."""
        bubbles: list[list[TicketMessage]] = []
        for one in self.messages:
            last = bubbles[-1][-1] if bubbles else None
            is_more = last is not None and last.album == one.album and last.author is one.author
            if one.album is not None and is_more:
                bubbles[-1].append(one)
            else:
                bubbles.append([one])
        return bubbles


async def in_pile(session: AsyncSession, wanted: Wanted, *, limit: int) -> list[InPile]:
    """List tickets: where it is our turn by when they are due, else the last spoken on first."""
    order = Ticket.answer_by if wanted.pile is Pile.OURS else Ticket.spoken_at.desc()
    rows = await session.execute(
        select(Ticket, Peer.name, SupportAgent.name)
        .join(Peer, Peer.id == Ticket.peer_id)
        .outerjoin(SupportAgent, SupportAgent.id == Ticket.agent_id)
        .where(*_wanted(wanted))
        .order_by(order, Ticket.id)
        .limit(limit)
    )
    return [InPile(*row) for row in rows.all()]


async def piles(session: AsyncSession) -> dict[Pile, int]:
    """Count the piles, but for what is closed."""
    rows = await session.execute(
        select(Ticket.state, func.count())
        .where(Ticket.state != TicketState.CLOSED)
        .group_by(Ticket.state)
    )
    counts = {state: count for state, count in rows.all()}  # noqa: C416  (rows are no pairs to mypy)
    return {
        pile: sum(counts.get(state, 0) for state in states)
        for pile, states in _STATES.items()
        if pile is not Pile.CLOSED
    }


def as_it_stands(ticket: Ticket) -> dict[str, Fact]:
    """Say of a ticket what the audit log holds against what it becomes."""
    return {"state": ticket.state, "priority": ticket.priority, "agent": ticket.agent_id}


async def opened_ticket(session: AsyncSession, ticket_id: UUID) -> OpenTicket:
    """Read a ticket with all that was said on it, or refuse `TicketMissing`."""
    ticket = await ticket_for_agent(session, ticket_id)
    messages = await messages_on(session, ticket, after=0, limit=_MOST_MESSAGES, with_notes=True)
    ids = {one.agent_id for one in messages} | {ticket.agent_id}
    agents = await session.scalars(select(SupportAgent).where(SupportAgent.id.in_(ids - {None})))
    copies = await session.scalars(
        select(TicketCopy).where(
            TicketCopy.message_id.in_([one.id for one in messages]),
            TicketCopy.channel_id.is_not(None),
            TicketCopy.is_own.is_(False),
        )
    )
    return OpenTicket(
        ticket,
        await peer_for(session, ticket.peer_id),
        messages,
        await files_with(session, messages),
        {one.message_id: one.fate for one in copies},
        {one.id: one for one in agents},
    )


def _wanted(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Ticket.state.in_(_STATES[wanted.pile]),
        Ticket.merged_into.is_(None),
    ]
    if wanted.agent_id is not None:
        found.append(Ticket.agent_id == wanted.agent_id)
    if wanted.category is not None:
        found.append(Ticket.category == wanted.category)
    return found
