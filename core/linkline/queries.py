"""Reading lines, by their two sides alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.linkline.models import LinkLine, LinkSeat, LinkSide
from core.linkline.states import LineMissing, Phase, phase_of
from core.offers.models import Offer
from core.offers.states import OfferState, Side
from core.parcels.models import DropParcel
from core.peers.models import Channel, Peer
from core.peers.states import ChannelKind, ChannelState
from core.places.models import Place
from core.places.queries import two_places
from core.quests.models import Quest
from core.rules import Rules
from core.trust.models import PeerBlock


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of one side. `is_here` when it is on the line that was asked about."""

    channel_id: UUID
    is_here: bool
    is_blocked: bool


async def line_for(
    session: AsyncSession, peer: Peer, line_id: UUID, *, lock: bool = False
) -> LinkLine:
    """Fetch a line that this Peer is a side of, or refuse `LineMissing`."""
    query = select(LinkLine).where(LinkLine.id == line_id, _is_side(peer))
    query = query.execution_options(populate_existing=True)
    line = await session.scalar(query.with_for_update() if lock else query)
    if line is None:
        raise LineMissing
    return line


async def is_line(session: AsyncSession, row_id: UUID) -> bool:
    return await session.get(LinkLine, row_id) is not None


async def lines_of(
    session: AsyncSession,
    peer: Peer,
    *,
    limit: int = 50,
    after: tuple[datetime, UUID] | None = None,
) -> list[LinkLine]:
    """List a Peer's lines that have not ended, the last spoken on first."""
    query = select(LinkLine).where(_is_side(peer), LinkLine.ended_at.is_(None))
    if after is not None:
        at, line_id = after
        is_older = and_(LinkLine.spoken_at == at, LinkLine.id < line_id)
        query = query.where(or_(LinkLine.spoken_at < at, is_older))
    ordered = query.order_by(LinkLine.spoken_at.desc(), LinkLine.id.desc())
    return list(await session.scalars(ordered.limit(limit)))


async def all_lines_of(session: AsyncSession, peer: Peer) -> list[LinkLine]:
    query = select(LinkLine).where(_is_side(peer)).order_by(LinkLine.id)
    return list(await session.scalars(query))


async def line_between(session: AsyncSession, parcel_id: UUID, path_id: UUID) -> LinkLine | None:
    query = select(LinkLine).where(LinkLine.parcel_id == parcel_id, LinkLine.path_id == path_id)
    return await session.scalar(query)


async def side_on(session: AsyncSession, line: LinkLine, side: Side) -> LinkSide:
    return await session.get_one(LinkSide, (line.id, side))


async def sides_on(session: AsyncSession, line: LinkLine) -> dict[Side, LinkSide]:
    rows = await session.scalars(select(LinkSide).where(LinkSide.line_id == line.id))
    return {row.side: row for row in rows.all()}


async def phase_on(session: AsyncSession, line: LinkLine, *, rules: Rules, at: datetime) -> Phase:
    """Tell how far the two have come; it is over for both once one has blocked the other."""
    newest = (
        select(Quest.id)
        .where(Quest.parcel_id == line.parcel_id, Quest.path_id == line.path_id)
        .order_by(Quest.accepted_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    is_pair = (Offer.parcel_id == line.parcel_id) & (Offer.path_id == line.path_id)
    ends = (line.carrier_id, line.requester_id)
    apart = PeerBlock.peer_id.in_(ends) & PeerBlock.blocked_id.in_(ends)
    row = await session.execute(
        select(
            select(Quest.state).where(Quest.id == newest).scalar_subquery(),
            select(Quest.ended_at).where(Quest.id == newest).scalar_subquery(),
            exists().where(is_pair, Offer.state == OfferState.OPEN),
            exists().where(apart),
        )
    )
    state, ended_at, has_offer, is_apart = row.one()
    if is_apart:
        return Phase.OVER
    return phase_of(
        state, ended_at=ended_at, has_offer=has_offer, days_after=rules.line_days_after, at=at
    )


async def phones_of(session: AsyncSession, line: LinkLine, side: Side) -> list[Phone]:
    """List the phones of one side, and which of them are on this line."""
    rows = await session.execute(
        select(Channel.id, LinkSeat.line_id == line.id, Channel.state == ChannelState.BLOCKED)
        .outerjoin(LinkSeat, LinkSeat.channel_id == Channel.id)
        .where(Channel.peer_id == line.peer_on(side), Channel.kind == ChannelKind.TELEGRAM)
        .order_by(Channel.id)
    )
    return [Phone(row[0], bool(row[1]), row[2]) for row in rows.all()]


async def about(session: AsyncSession, line: LinkLine) -> dict[str, Any]:
    """Give what a line is about, in facts: where the parcel goes."""
    parcel = await session.get_one(DropParcel, line.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    return {"from": start.label, "to": end.label}


async def countries_of(session: AsyncSession, line: LinkLine) -> set[str]:
    """Give the countries in which both live and between which the parcel goes."""
    parcel = await session.get_one(DropParcel, line.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    homes = await session.scalars(
        select(Place.country)
        .join(Peer, Peer.home_place_id == Place.id)
        .where(Peer.id.in_((line.carrier_id, line.requester_id)))
    )
    return {start.country, end.country, *homes.all()}


def _is_side(peer: Peer) -> ColumnElement[bool]:
    return or_(LinkLine.carrier_id == peer.id, LinkLine.requester_id == peer.id)
