"""Deals that two have agreed on, or are about to: made as Peers make them, through `core`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.candidates.queries import candidate_between
from core.cargo import Category
from core.glidepaths.service import post_glidepath
from core.glidepaths.states import Mode, PathWish
from core.money import Money
from core.offers.service import make_offer
from core.parcels.service import post_parcel
from core.parcels.states import Item, ParcelWish
from core.peers.models import Peer
from core.peers.service import agree_to_rules, choose_currency, choose_home, choose_language, meet
from core.peers.states import ChannelKind, Language
from core.places.models import Place
from core.rules import Rules

RULES = Rules(post_pause_minutes=0, open_posts=1_000)
REWARD = Money(1_000, "EUR")
_IN_TWO_DAYS = timedelta(days=2)
_FLIGHT = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Deal:
    carrier: Peer
    requester: Peer
    offer_id: UUID


async def two_cities(session: AsyncSession) -> tuple[Place, Place]:
    """Find Delhi and Mumbai, by their airports."""
    query = select(Place).where(Place.code.in_(("DEL", "BOM"))).order_by(Place.code.desc())
    start, end = await session.scalars(query)
    return start, end


async def a_peer(session: AsyncSession, address: str, home: Place, *, at: datetime) -> Peer:
    """Let somebody join in English, with euros."""
    peer, _ = await meet(
        session,
        kind=ChannelKind.TELEGRAM,
        address=address,
        name=None,
        language_tag="en",
        at=at,
    )
    peer = await choose_language(session, peer, Language.ENGLISH)
    peer = await agree_to_rules(session, peer, at=at)
    peer = await choose_home(session, peer, home, at=at)
    return await choose_currency(session, peer, "EUR", at=at)


async def a_deal(
    session: AsyncSession, number: int, places: Sequence[Place], *, at: datetime
) -> Deal:
    """Bring two who do not know each other as far as an offer that waits for the Carrier."""
    return await a_deal_of(session, (f"1{number}", f"2{number}"), places, at=at)


async def a_deal_of(
    session: AsyncSession, addresses: tuple[str, str], places: Sequence[Place], *, at: datetime
) -> Deal:
    """Do the same with two of these Telegram ids, the Carrier's first."""
    start, end = places
    carrier = await a_peer(session, addresses[0], start, at=at)
    requester = await a_peer(session, addresses[1], start, at=at)
    departs_at = at + _IN_TWO_DAYS
    trip = PathWish(
        from_place_id=start.id,
        to_place_id=end.id,
        mode=Mode.FLIGHT,
        departs_at=departs_at,
        arrives_at=departs_at + _FLIGHT,
        capacity_grams=10_000,
        capacity_millilitres=40_000,
    )
    parcel = ParcelWish(
        from_place_id=start.id,
        to_place_id=end.id,
        items=(Item("Novel", 2, Money(1_500, "EUR")),),
        category=Category.BOOKS,
        weight_grams=900,
        volume_millilitres=3_000,
        ready_at=at,
        deliver_by=departs_at + timedelta(days=3),
        reward=REWARD,
        is_clean=True,
    )
    path = await post_glidepath(session, carrier, trip, rules=RULES, at=at)
    posted = await post_parcel(session, requester, parcel, rules=RULES, at=at)
    match = await candidate_between(session, path, posted, rules=RULES)
    if match is None:
        raise LookupError(addresses)
    offer = await make_offer(session, path, posted, match, rules=RULES, at=at)
    return Deal(carrier, requester, offer.id)
