"""Reading tickets: a Peer his own, the people who answer any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, bindparam, case, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import is_side
from core.quests.states import ENDED
from core.tickets.models import (
    SupportAgent,
    Ticket,
    TicketFile,
    TicketMessage,
    TicketSeat,
    TicketStep,
)
from core.tickets.states import TicketMessageMissing, TicketMissing, TicketState

_LONGEST_NUMBER = 15


async def ticket_for(
    session: AsyncSession, peer: Peer, ticket_id: UUID, *, lock: bool = False
) -> Ticket:
    """Fetch a ticket of this Peer, or refuse `TicketMissing`."""
    query = select(Ticket).where(Ticket.id == ticket_id, Ticket.peer_id == peer.id)
    query = query.execution_options(populate_existing=True)
    ticket = await session.scalar(query.with_for_update() if lock else query)
    if ticket is None:
        raise TicketMissing
    return ticket


async def ticket_for_agent(session: AsyncSession, ticket_id: UUID, *, lock: bool = False) -> Ticket:
    """Fetch a ticket for one of our people, or refuse `TicketMissing`."""
    query = select(Ticket).where(Ticket.id == ticket_id)
    query = query.execution_options(populate_existing=True)
    ticket = await session.scalar(query.with_for_update() if lock else query)
    if ticket is None:
        raise TicketMissing
    return ticket


async def present_form_of(session: AsyncSession, ticket_id: UUID) -> UUID | None:
    """Follow a ticket to the one in which it goes on; none when it is not there any more."""
    found = await session.get(Ticket, ticket_id)
    while found is not None and found.merged_into is not None:
        found = await session.get(Ticket, found.merged_into)
    return None if found is None else found.id


def number_in(words: str) -> int | None:
    """Read the number of a ticket, also with its sign: `#12`."""
    digits = words.strip().removeprefix("#")
    is_one = digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER
    return int(digits) if is_one else None


async def ticket_numbered(session: AsyncSession, number: str) -> Ticket:
    """Find a ticket by what people call it, or refuse `TicketMissing`."""
    wanted = number_in(number)
    if wanted is None:
        raise TicketMissing
    ticket = await session.scalar(select(Ticket).where(Ticket.number == wanted))
    if ticket is None:
        raise TicketMissing
    return ticket


async def present_ticket(session: AsyncSession, peer: Peer, *, lock: bool = False) -> Ticket | None:
    """Find the conversation of a Peer that is not closed, if there is one."""
    query = (
        select(Ticket)
        .where(Ticket.peer_id == peer.id, Ticket.state != TicketState.CLOSED)
        .order_by(Ticket.spoken_at.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    ticket: Ticket | None = await session.scalar(query.with_for_update() if lock else query)
    return ticket


async def tickets_of(
    session: AsyncSession,
    peer: Peer,
    *,
    after: tuple[datetime, UUID] | None = None,
    limit: int | None = None,
) -> list[Ticket]:
    """List a Peer's tickets, the newest first, after the moment and the id of the last one."""
    query = select(Ticket).where(Ticket.peer_id == peer.id)
    order = (Ticket.opened_at, Ticket.id)
    if after is not None:
        query = query.where(tuple_(*order) < after)
    return list(await session.scalars(query.order_by(*(one.desc() for one in order)).limit(limit)))


async def message_on_ticket(
    session: AsyncSession, ticket: Ticket, message_id: UUID
) -> TicketMessage:
    """Find a message that a Peer may know of, or refuse `TicketMessageMissing`."""
    found = await session.get(TicketMessage, message_id)
    if found is None or found.ticket_id != ticket.id or found.is_note:
        raise TicketMessageMissing
    return found


async def messages_on(
    session: AsyncSession,
    ticket: Ticket,
    *,
    with_notes: bool,
    after: int = 0,
    limit: int | None = None,
) -> list[TicketMessage]:
    """List what was said, the first first; notes for our own people only."""
    query = select(TicketMessage).where(
        TicketMessage.ticket_id == ticket.id, TicketMessage.place > after
    )
    if not with_notes:
        query = query.where(TicketMessage.is_note.is_(False))
    return list(await session.scalars(query.order_by(TicketMessage.place).limit(limit)))


async def files_with(
    session: AsyncSession, messages: Sequence[TicketMessage]
) -> dict[UUID, TicketFile]:
    """Give the files that go with messages, by the message."""
    query = select(TicketFile).where(TicketFile.message_id.in_([one.id for one in messages]))
    return {one.message_id: one for one in await session.scalars(query)}


async def kept_file(session: AsyncSession, ticket_id: UUID, message_id: UUID) -> str | None:
    """Give the key under which the file of a message on this ticket is kept; a flaw hides it."""
    query = select(TicketFile.kept_as).where(
        TicketFile.message_id == message_id,
        TicketFile.ticket_id == ticket_id,
        TicketFile.flaw.is_(None),
    )
    return await session.scalar(query)


async def steps_on(session: AsyncSession, ticket: Ticket) -> list[TicketStep]:
    query = select(TicketStep).where(TicketStep.ticket_id == ticket.id)
    return list(await session.scalars(query.order_by(TicketStep.at, TicketStep.id)))


async def agent_of(session: AsyncSession, agent_id: UUID | None) -> SupportAgent | None:
    return None if agent_id is None else await session.get(SupportAgent, agent_id)


async def seat_at(session: AsyncSession, channel_id: UUID) -> TicketSeat | None:
    """Tell whether a Peer writes to Support with this phone, and what about."""
    return await session.get(TicketSeat, channel_id)


async def likely_quest(session: AsyncSession, peer: Peer) -> Quest | None:
    """Guess of which quest a Peer speaks: the one under way, else the one that ended last."""
    query = (
        select(Quest)
        .where(is_side(peer))
        .order_by(case((Quest.state.in_(ENDED), 1), else_=0), Quest.accepted_at.desc())
        .limit(1)
    )
    return await session.scalar(query)


@dataclass(frozen=True, slots=True)
class Speed:
    """How quickly some tickets were answered and solved, in seconds; medians, and 9 of 10.

    Without a category they are of all, without a language likewise. `waiting` have no answer yet.
    What was closed without a word that it is solved counts as solved then.
    """

    category: str | None
    language: str | None
    tickets: int
    waiting: int
    first_answer: float | None
    most_first_answer: float | None
    solved: float | None
    stars: float | None


_SPEEDS = text("""
    SELECT category, language, count(*) AS tickets,
        count(*) FILTER (WHERE first_answered_at IS NULL AND answer_by IS NOT NULL) AS waiting,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY first_answer) AS first_answer,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY first_answer) AS most_first_answer,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY solved) AS solved,
        avg(stars) AS stars
    FROM (
        SELECT category, language, stars, first_answered_at, answer_by,
            -- What we have opened ourselves nobody has waited for.
            CASE WHEN first_answered_at > opened_at
                THEN extract(epoch FROM first_answered_at - opened_at) END AS first_answer,
            extract(epoch FROM coalesce(solved_at, closed_at) - opened_at) AS solved
        FROM ticket
        WHERE opened_at >= :since AND opened_at < :until AND merged_into IS NULL
    ) AS one
    GROUP BY GROUPING SETS ((category, language), (category), (language), ())
    ORDER BY category NULLS FIRST, language NULLS FIRST
""").bindparams(
    bindparam("since", type_=DateTime(timezone=True)),
    bindparam("until", type_=DateTime(timezone=True)),
)


async def speeds(session: AsyncSession, *, since: datetime, until: datetime) -> list[Speed]:
    """Report on the tickets that were opened between: of all, by what, by language, by both."""
    rows = await session.execute(_SPEEDS, {"since": since, "until": until})
    return [
        Speed(
            row.category,
            row.language,
            row.tickets,
            row.waiting,
            *(
                None if one is None else float(one)
                for one in (row.first_answer, row.most_first_answer, row.solved, row.stars)
            ),
        )
        for row in rows
        if row.tickets
    ]
