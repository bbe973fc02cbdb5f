"""Reading canned answers, and what fills their gaps."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.canned.models import CannedAnswer
from core.canned.states import CannedMissing, Offered, offered
from core.linkline.queries import line_between, side_on
from core.parcels.models import DropParcel
from core.peers.models import Peer
from core.places.queries import two_places
from core.quests.models import Quest
from core.tickets.models import Ticket
from core.tickets.queries import ticket_for_agent

_SHORT_ID = 8
"""By so many last signs people tell ids apart."""


async def canned_answers(session: AsyncSession, *, find: str = "") -> list[CannedAnswer]:
    """List those in whose name or words something stands, by their names."""
    query = select(CannedAnswer).order_by(CannedAnswer.name)
    wanted = find.strip().casefold()
    return [
        one
        for one in await session.scalars(query)
        if wanted in one.name or any(wanted in text.casefold() for text in one.texts.values())
    ]


async def canned_for(session: AsyncSession, canned_id: UUID, *, lock: bool = False) -> CannedAnswer:
    """Fetch one. Raises `CannedMissing`."""
    query = select(CannedAnswer).where(CannedAnswer.id == canned_id)
    found = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise CannedMissing
    return found


async def facts_on(session: AsyncSession, ticket: Ticket) -> dict[str, str | None]:
    """Give what a ticket has for the gaps; none where it has nothing."""
    peer = await session.get_one(Peer, ticket.peer_id)
    facts: dict[str, str | None] = {
        "name": peer.name,
        "ticket": f"#{ticket.number}",
        "subject": ticket.subject or None,
    }
    quest = None if ticket.quest_id is None else await session.get(Quest, ticket.quest_id)
    if quest is None:
        return facts
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    facts |= {"quest": str(quest.id)[-_SHORT_ID:], "from": start.name, "to": end.name}
    line = await line_between(session, quest.parcel_id, quest.path_id)
    if line is not None and ticket.peer_id in (quest.carrier_id, quest.requester_id):
        facts["alias"] = (await side_on(session, line, quest.side_of(peer))).alias
    return facts


async def offered_on(session: AsyncSession, ticket_id: UUID) -> list[Offered]:
    """Give all of them as they would be said on a ticket, or why not. Refuses `TicketMissing`."""
    ticket = await ticket_for_agent(session, ticket_id)
    facts = await facts_on(session, ticket)
    kept = await canned_answers(session)
    return [offered(one.name, one.texts, ticket.language, facts) for one in kept]
