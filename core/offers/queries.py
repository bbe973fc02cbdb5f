"""Reading offers: one's own, those that wait for somebody, and what a card of one says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refused
from core.facts import Distance, LocalTime, Volume, Weight
from core.glidepaths.models import GlidePath
from core.matching.states import Term
from core.offers.models import Offer, OfferStep
from core.offers.states import OfferEvent, OfferState, Side, why_codes
from core.parcels.models import DropParcel
from core.parcels.queries import items_of, photos_of
from core.peers.models import Peer
from core.places.queries import two_places
from core.rules import Rules
from core.trust.queries import standings_of
from core.trust.states import Level, Standing, level_of, mean_stars


class OfferMissing(Refused):
    """There is no such offer, or not for this Peer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many offers wait for a Peer's answer, as Carrier and as Requester."""

    as_carrier: int
    as_requester: int


async def offer_for(
    session: AsyncSession, peer: Peer, offer_id: UUID, *, lock: bool = False
) -> Offer:
    """Fetch an offer that this Peer is a side of, or refuse `OfferMissing`."""
    query = select(Offer).where(Offer.id == offer_id, is_side(peer))
    query = query.execution_options(populate_existing=True)
    offer = await session.scalar(query.with_for_update() if lock else query)
    if offer is None:
        raise OfferMissing
    return offer


def is_side(peer: Peer) -> ColumnElement[bool]:
    return or_(Offer.carrier_id == peer.id, Offer.requester_id == peer.id)


async def offers_of(
    session: AsyncSession, peer: Peer, *, limit: int = 50, offset: int = 0
) -> list[Offer]:
    """List a Peer's open offers: those that wait for him first, then the next to expire."""
    awaits_me = or_(
        (Offer.carrier_id == peer.id) & (Offer.awaits == Side.CARRIER),
        (Offer.requester_id == peer.id) & (Offer.awaits == Side.REQUESTER),
    )
    query = (
        select(Offer)
        .where(Offer.state == OfferState.OPEN, is_side(peer))
        .order_by(awaits_me.desc(), Offer.expires_at, Offer.id)
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(query.limit(limit).offset(offset)))


async def open_offers_after(
    session: AsyncSession, peer: Peer, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Offer]:
    """List a Peer's open offers, the next to expire first, behind the one named by time and id."""
    place = tuple_(Offer.expires_at, Offer.id)
    query = select(Offer).where(Offer.state == OfferState.OPEN, is_side(peer))
    if after is not None:
        query = query.where(place > after)
    query = query.order_by(Offer.expires_at, Offer.id).limit(limit)
    return list(await session.scalars(query.execution_options(populate_existing=True)))


async def waiting_for(session: AsyncSession, peer_id: UUID) -> Waiting:
    """Count the open offers that wait for this Peer's answer."""
    rows = await session.execute(
        select(Offer.awaits, func.count())
        .where(
            Offer.state == OfferState.OPEN,
            or_(
                (Offer.carrier_id == peer_id) & (Offer.awaits == Side.CARRIER),
                (Offer.requester_id == peer_id) & (Offer.awaits == Side.REQUESTER),
            ),
        )
        .group_by(Offer.awaits)
    )
    counts = {row[0]: row[1] for row in rows.all()}
    return Waiting(counts.get(Side.CARRIER, 0), counts.get(Side.REQUESTER, 0))


async def open_offers_on(
    session: AsyncSession,
    *,
    parcel_id: UUID | None = None,
    path_id: UUID | None = None,
    lock: bool = False,
) -> list[Offer]:
    """List the open offers of a parcel, of a trip, or of both together."""
    query = select(Offer).where(Offer.state == OfferState.OPEN).order_by(Offer.id)
    if parcel_id is not None:
        query = query.where(Offer.parcel_id == parcel_id)
    if path_id is not None:
        query = query.where(Offer.path_id == path_id)
    query = query.execution_options(populate_existing=True)
    return list(await session.scalars(query.with_for_update() if lock else query))


async def open_offer_of(
    session: AsyncSession, peer: Peer, one_id: UUID, other_id: UUID
) -> Offer | None:
    """Find the open offer of a trip and a parcel, in any order, that this Peer is a side of."""
    both = (one_id, other_id)
    query = select(Offer).where(
        Offer.state == OfferState.OPEN,
        Offer.parcel_id.in_(both),
        Offer.path_id.in_(both),
        is_side(peer),
    )
    return await session.scalar(query.execution_options(populate_existing=True))


async def all_open_offers_of(session: AsyncSession, peer: Peer) -> list[Offer]:
    """List and lock all open offers of a Peer, on either side."""
    query = select(Offer).where(Offer.state == OfferState.OPEN, is_side(peer)).order_by(Offer.id)
    locked = query.execution_options(populate_existing=True).with_for_update()
    return list(await session.scalars(locked))


async def open_offers_of_two(
    session: AsyncSession, one_id: UUID, other_id: UUID, *, lock: bool = False
) -> list[Offer]:
    """List the open offers between two Peers, whoever of them carries."""
    query = (
        select(Offer)
        .where(Offer.state == OfferState.OPEN, _is_between(one_id, other_id))
        .order_by(Offer.id)
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(query.with_for_update() if lock else query))


async def latest_offer_of_two(session: AsyncSession, one_id: UUID, other_id: UUID) -> Offer | None:
    """Find the last offer that there was between two Peers."""
    query = select(Offer).where(_is_between(one_id, other_id)).order_by(Offer.made_at.desc())
    return await session.scalar(query.limit(1))


def _is_between(one_id: UUID, other_id: UUID) -> ColumnElement[bool]:
    return or_(
        (Offer.carrier_id == one_id) & (Offer.requester_id == other_id),
        (Offer.carrier_id == other_id) & (Offer.requester_id == one_id),
    )


async def has_declined(
    session: AsyncSession, peer_id: UUID, parcel_id: UUID, path_id: UUID, *, since: datetime
) -> bool:
    """Say whether this Peer has said no to the two together since that moment."""
    declines = _steps_of(peer_id, OfferEvent.DECLINE, parcel_id, path_id)
    query = declines.where(OfferStep.at >= since).limit(1)
    return await session.scalar(query) is not None


async def times_asked(
    session: AsyncSession, peer_id: UUID, parcel_id: UUID, path_id: UUID, *, since: datetime
) -> int:
    """Count the offers of the two together that this Peer has begun since that moment."""
    begun = _steps_of(peer_id, OfferEvent.OFFER, parcel_id, path_id)
    query = select(func.count()).select_from(begun.where(OfferStep.at >= since).subquery())
    return await session.scalar(query) or 0


def _steps_of(peer_id: UUID, event: OfferEvent, parcel_id: UUID, path_id: UUID) -> Select[UUID]:
    """Select what one Peer has done to the offers of the two together."""
    return (
        select(OfferStep.id)
        .join(Offer, Offer.id == OfferStep.offer_id)
        .where(
            Offer.parcel_id == parcel_id,
            Offer.path_id == path_id,
            OfferStep.event == event,
            OfferStep.by_peer_id == peer_id,
        )
    )


async def declined_by(session: AsyncSession, offer_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Tell of these offers who has declined them, as far as somebody has."""
    rows = await session.execute(
        select(OfferStep.offer_id, OfferStep.by_peer_id).where(
            OfferStep.offer_id.in_(offer_ids), OfferStep.event == OfferEvent.DECLINE
        )
    )
    return {offer_id: by for offer_id, by in rows.all() if by is not None}


async def offers_between(
    session: AsyncSession,
    *,
    parcel_ids: Collection[UUID] | None = None,
    path_ids: Collection[UUID] | None = None,
) -> list[Offer]:
    """List every offer there ever was of these parcels or trips."""
    query = select(Offer).order_by(Offer.made_at)
    if parcel_ids is not None:
        query = query.where(Offer.parcel_id.in_(parcel_ids))
    if path_ids is not None:
        query = query.where(Offer.path_id.in_(path_ids))
    return list(await session.scalars(query))


async def cards_since(session: AsyncSession, carrier_id: UUID, since: datetime) -> int:
    """Count the offers that rang at a Carrier's since that moment."""
    query = select(func.count()).where(
        Offer.carrier_id == carrier_id, Offer.made_at >= since, Offer.is_quiet.is_(False)
    )
    return await session.scalar(query) or 0


async def facts_for(
    session: AsyncSession, offer: Offer, side: Side, *, rules: Rules
) -> dict[str, Any]:
    """Give what a card of this offer says on one side: plain facts, fit for a notice."""
    path = await session.get_one(GlidePath, offer.path_id)
    parcel = await session.get_one(DropParcel, offer.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    trip_start, trip_end = await two_places(session, path.from_place_id, path.to_place_id)
    other = offer.peer_on(side.other)
    me = await session.get_one(Peer, offer.peer_on(side))
    photos = await photos_of(session, parcel)
    items = await items_of(session, parcel)
    standings = await standings_of(session, [offer.carrier_id, offer.requester_id])
    return {
        "id": str(offer.id),
        "side": side.value,
        "state": offer.state.value,
        "awaits": "me" if offer.awaits is side else "other",
        "from": start.label,
        "to": end.label,
        "trip_from": trip_start.label,
        "trip_to": trip_end.label,
        "mode": path.mode.value,
        "departs": LocalTime(path.departs_at, trip_start.time_zone),
        "arrives": LocalTime(path.arrives_at, trip_end.time_zone),
        "picked_up": LocalTime(offer.picked_up_at, start.time_zone),
        "handed_over": LocalTime(offer.handed_over_at, end.time_zone),
        "deadline": LocalTime(parcel.deliver_by, end.time_zone),
        "items": ", ".join(_counted(one.title, one.quantity) for one in items),
        "category": parcel.category.value,
        "weight": Weight(parcel.weight_grams),
        "volume": Volume(parcel.volume_millilitres),
        "value": parcel.value,
        "duty": "" if parcel.duty_payer is None else parcel.duty_payer.value,
        "price": offer.price,
        "asked": offer.asked,
        "is_asked_price": int(offer.price == offer.asked),
        "least_detour": Distance(round(offer.least_km)),
        "most_detour": Distance(round(offer.most_km)),
        "is_drive": int(path.detour_km is not None),
        "expires": LocalTime(offer.expires_at, me.time_zone),
        "counters_left": max(0, rules.counters - offer.counters_of(side)),
        "is_invited": int(offer.is_invited),
        "reason": "" if offer.reason is None else offer.reason.value,
        "why": " ".join(_why(offer, standings.get(offer.carrier_id))),
        "photo": photos[0].file_id if photos else "",
        "photos": len(photos),
        **record_of(standings.get(other)),
    }


def _counted(title: str, quantity: int) -> str:
    return title if quantity == 1 else f"{title} ({quantity})"


def _why(offer: Offer, carrier: Standing | None) -> list[str]:
    """Name what speaks for the match; a record that nobody has yet is no reason."""
    is_new = carrier is None or level_of(carrier) is Level.NEW
    return [one for one in why_codes(offer.terms) if one != Term.RELIABILITY or not is_new]


def record_of(standing: Standing | None) -> dict[str, Any]:
    """Tell a record in facts; the year alone says since when, which names nobody."""
    if standing is None:
        standing = Standing()
    return {
        "level": level_of(standing).value,
        "stars": f"{mean_stars(standing):.1f}",
        "ratings": standing.ratings,
        "done": standing.done,
        "cancelled": standing.cancelled,
        "since": 0 if standing.since is None else standing.since.year,
    }
