"""Builders for tests of the market: two Peers, a trip, a parcel that fits it, an offer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.candidates.queries import candidate_between
from core.glidepaths.models import GlidePath
from core.glidepaths.service import post_glidepath
from core.offers.models import Offer
from core.offers.service import make_offer
from core.parcels.models import DropParcel
from core.parcels.service import post_parcel
from core.peers.models import Peer
from core.rules import Rules
from tests.conftest import NOON
from tests.posts import a_parcel, a_peer, a_trip

RULES = Rules(post_pause_minutes=0, open_posts=10_000)


async def posted_trip(
    session: AsyncSession, peer: Peer, *, at: datetime = NOON, **facts: Any
) -> GlidePath:
    return await post_glidepath(session, peer, await a_trip(session, **facts), rules=RULES, at=at)


async def posted_parcel(
    session: AsyncSession, peer: Peer, *, at: datetime = NOON, **facts: Any
) -> DropParcel:
    return await post_parcel(session, peer, await a_parcel(session, **facts), rules=RULES, at=at)


async def offered(
    session: AsyncSession, path: GlidePath, parcel: DropParcel, *, at: datetime = NOON
) -> Offer:
    match = await candidate_between(session, path, parcel, rules=RULES)
    assert match is not None
    return await make_offer(session, path, parcel, match, rules=RULES, at=at)


@dataclass
class Deal:
    carrier: Peer
    requester: Peer
    path: GlidePath
    parcel: DropParcel
    offer: Offer


async def a_deal(session: AsyncSession, *, at: datetime = NOON, **trip: Any) -> Deal:
    """Give an offer of ten euros that waits for its Carrier's answer; the trip is in two days."""
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    return await deal_of(session, carrier, requester, at=at, **trip)


async def deal_of(
    session: AsyncSession, carrier: Peer, requester: Peer, *, at: datetime, **trip: Any
) -> Deal:
    """Bring these two as far."""
    trip.setdefault("departs_at", at + timedelta(days=2))
    path = await posted_trip(session, carrier, at=at, **trip)
    times = {"ready_at": at, "deliver_by": path.arrives_at + timedelta(days=3)}
    parcel = await posted_parcel(session, requester, at=at, **times)
    return Deal(carrier, requester, path, parcel, await offered(session, path, parcel, at=at))
