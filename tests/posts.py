"""Builders for tests: Peers who have joined, and wishes that only need what matters changed."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import Category
from core.glidepaths.states import Mode, PathWish
from core.money import Money
from core.parcels.states import DutyPayer, Item, ParcelWish
from core.peers.models import Peer
from core.peers.service import (
    agree_to_rules,
    choose_currency,
    choose_home,
    choose_language,
    meet,
)
from core.peers.states import ChannelKind, Language
from core.places.models import Place
from core.places.states import PlaceKind
from core.rules import Rules
from tests.conftest import NOON

NO_PAUSE = Rules(post_pause_minutes=0)
"""For tests in which one Peer posts several times."""

NO_END = Rules(post_pause_minutes=0, open_posts=100)
"""For tests in which he posts as often as he likes."""

WithSession = Callable[[AsyncSession], Awaitable[Any]]


async def city(session: AsyncSession, name: str, country: str) -> Place:
    """Find the largest city of this name."""
    query = select(Place).where(
        Place.name == name, Place.country == country, Place.kind == PlaceKind.CITY
    )
    place = await session.scalar(query.order_by(Place.population.desc()).limit(1))
    assert place is not None, name
    return place


async def airport(session: AsyncSession, code: str) -> Place:
    query = select(Place).where(Place.code == code, Place.kind == PlaceKind.AIRPORT)
    return (await session.scalars(query)).one()


async def a_peer(session: AsyncSession, name: str = "Noor", *, at: datetime = NOON) -> Peer:
    """Give a Peer who has joined in English, at home in Delhi, with euros."""
    return await settled_in(session, name, name=name, at=at)


async def settled_in(
    session: AsyncSession, address: str, *, name: str | None = None, at: datetime
) -> Peer:
    """Let whoever writes from this Telegram id join likewise."""
    peer, _ = await meet(
        session,
        kind=ChannelKind.TELEGRAM,
        address=address,
        name=name,
        language_tag="en",
        at=at,
    )
    peer = await choose_language(session, peer, Language.ENGLISH)
    peer = await agree_to_rules(session, peer, at=at)
    peer = await choose_home(session, peer, await city(session, "Delhi", "IN"), at=at)
    return await choose_currency(session, peer, "EUR", at=at)


async def a_trip(session: AsyncSession, **facts: Any) -> PathWish:
    """Wish for a flight from Delhi to Mumbai in two days, with ten kilograms to spare."""
    departs_at = facts.pop("departs_at", NOON + timedelta(days=2))
    wish: dict[str, Any] = {
        "from_place_id": (await city(session, "Delhi", "IN")).id,
        "to_place_id": (await city(session, "Mumbai", "IN")).id,
        "mode": Mode.FLIGHT,
        "departs_at": departs_at,
        "arrives_at": departs_at + timedelta(hours=2),
        "capacity_grams": 10_000,
        "capacity_millilitres": 40_000,
    }
    return PathWish(**(wish | facts))


async def a_parcel(session: AsyncSession, **facts: Any) -> ParcelWish:
    """Wish for two books to go from Delhi to Mumbai within a week, for ten euros."""
    wish: dict[str, Any] = {
        "from_place_id": (await city(session, "Delhi", "IN")).id,
        "to_place_id": (await city(session, "Mumbai", "IN")).id,
        "items": (Item("Novel", 2, Money(1500, "EUR")),),
        "category": Category.BOOKS,
        "weight_grams": 900,
        "volume_millilitres": 3_000,
        "ready_at": NOON,
        "deliver_by": NOON + timedelta(days=7),
        "reward": Money(1000, "EUR"),
        "is_clean": True,
    }
    return ParcelWish(**(wish | facts))


ABROAD = {"duty_payer": DutyPayer.REQUESTER}
"""What a parcel that crosses a border must say besides."""
