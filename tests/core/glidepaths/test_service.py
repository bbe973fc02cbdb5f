"""Posting, changing and ending trips, on a real database."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import Category, NoCategory, NoteTooLong, SamePlace, WeightOutOfRange
from core.db import Db
from core.errors import Refused
from core.events.models import EventRow
from core.glidepaths.models import GlidePath, GlidePathSeries
from core.glidepaths.queries import (
    After,
    GlidePathMissing,
    count_supply,
    find_glidepaths,
    glidepath_for,
    glidepath_shown_to,
    glidepaths_of,
    steps_of_glidepath,
)
from core.glidepaths.service import (
    cancel_glidepath,
    cancel_series,
    change_glidepath,
    expire_glidepaths,
    open_due_dates,
    post_glidepath,
    skip_date,
)
from core.glidepaths.states import (
    ArrivesBeforeDeparture,
    DepartsInThePast,
    DepartsTooFarAhead,
    DetourOnlyByCar,
    Mode,
    PathState,
    PriceOutOfRange,
    TakesTooLong,
    TripIsClosed,
    Weekly,
    WeeklyEndsEarly,
)
from core.money import Money
from core.outbox.models import OutboxRow
from core.peers.service import UnknownCurrency, meet
from core.peers.states import ChannelKind
from core.places.queries import UnknownPlace
from core.posting.models import Post
from core.posting.service import JoinFirst, PostingTooFast, TooManyOpenPosts
from core.rules import Rules
from tests.conftest import NOON
from tests.posts import NO_PAUSE, a_peer, a_trip, airport, city

RULES = Rules()


async def test_a_posted_trip_says_what_was_wished(session: AsyncSession) -> None:
    noor = await a_peer(session)
    wish = await a_trip(
        session,
        mode=Mode.CAR,
        categories=frozenset({Category.BOOKS, Category.FOOD}),
        price_per_kg=Money(350, "EUR"),
        note="No glass, please",
    )
    posted = await post_glidepath(session, noor, wish, rules=RULES, at=NOON)
    path = await glidepath_for(session, noor, posted.id)
    assert path.wish == replace(wish, detour_km=RULES.default_detour_km)
    assert path.state is PathState.OPEN


REFUSED: list[tuple[dict[str, Any], type[Refused], str]] = [
    ({"departs_at": NOON}, DepartsInThePast, "departs_at"),
    ({"departs_at": NOON + timedelta(days=31)}, DepartsTooFarAhead, "departs_at"),
    ({"arrives_at": NOON + timedelta(days=2)}, ArrivesBeforeDeparture, "arrives_at"),
    ({"arrives_at": NOON + timedelta(days=20)}, TakesTooLong, "arrives_at"),
    ({"capacity_grams": 0}, WeightOutOfRange, "capacity_grams"),
    ({"categories": frozenset()}, NoCategory, "categories"),
    ({"detour_km": 10}, DetourOnlyByCar, "detour_km"),
    ({"price_per_kg": Money(0, "EUR")}, PriceOutOfRange, "price_per_kg"),
    ({"price_per_kg": Money(5, "XXX")}, UnknownCurrency, "price_per_kg"),
    ({"note": "x" * 301}, NoteTooLong, "note"),
    ({"weekly": Weekly(until=date(2026, 11, 25))}, WeeklyEndsEarly, "weekly"),
    ({"to_place_id": 1}, UnknownPlace, "to_place_id"),
]


@pytest.mark.parametrize(("facts", "refusal", "field"), REFUSED)
async def test_what_no_trip_may_be_is_refused_and_names_its_field(
    session: AsyncSession, facts: dict[str, Any], refusal: type[Refused], field: str
) -> None:
    noor = await a_peer(session)
    wish = await a_trip(session, **facts)
    with pytest.raises(refusal) as refused:
        await post_glidepath(session, noor, wish, rules=RULES, at=NOON)
    assert refused.value.field == field
    assert await glidepaths_of(session, noor, is_open=True) == []


async def test_a_trip_to_where_it_starts_is_refused(session: AsyncSession) -> None:
    wish = await a_trip(session)
    wish = replace(wish, to_place_id=wish.from_place_id)
    with pytest.raises(SamePlace):
        await post_glidepath(session, await a_peer(session), wish, rules=RULES, at=NOON)


async def test_who_has_not_joined_cannot_post(session: AsyncSession) -> None:
    stranger, _ = await meet(
        session, kind=ChannelKind.TELEGRAM, address="9", name="Who", language_tag=None, at=NOON
    )
    with pytest.raises(JoinFirst):
        await post_glidepath(session, stranger, await a_trip(session), rules=RULES, at=NOON)


async def test_two_posts_follow_each_other_at_a_pace(session: AsyncSession) -> None:
    noor = await a_peer(session)
    wish = await a_trip(session)
    await post_glidepath(session, noor, wish, rules=RULES, at=NOON)
    with pytest.raises(PostingTooFast) as refused:
        await post_glidepath(session, noor, wish, rules=RULES, at=NOON + timedelta(seconds=61))
    assert refused.value.facts["minutes"] == 4
    await post_glidepath(session, noor, wish, rules=RULES, at=NOON + timedelta(minutes=5))


async def test_a_closed_post_makes_room_for_the_next(session: AsyncSession) -> None:
    noor = await a_peer(session)
    wish = await a_trip(session)
    posted = [await post_glidepath(session, noor, wish, rules=NO_PAUSE, at=NOON) for _ in range(4)]
    with pytest.raises(TooManyOpenPosts):
        await post_glidepath(session, noor, wish, rules=NO_PAUSE, at=NOON)
    await cancel_glidepath(session, noor, posted[0].id, at=NOON)
    await post_glidepath(session, noor, wish, rules=NO_PAUSE, at=NOON)


@pytest.mark.fresh_db
async def test_of_posts_in_one_moment_only_as_many_pass_as_are_allowed(db: Db) -> None:
    async with db.begin() as session:
        noor = await a_peer(session)
        wish = await a_trip(session)

    async def post() -> bool:
        try:
            async with db.begin() as session:
                await post_glidepath(session, noor, wish, rules=NO_PAUSE, at=NOON)
        except TooManyOpenPosts:
            return False
        return True

    assert sum(await asyncio.gather(*(post() for _ in range(12)))) == NO_PAUSE.open_posts


async def test_a_changed_trip_is_told_of_and_remembered(session: AsyncSession) -> None:
    noor = await a_peer(session)
    path = await post_glidepath(session, noor, await a_trip(session), rules=RULES, at=NOON)
    later = NOON + timedelta(hours=1)
    wish = replace(path.wish, capacity_grams=5_000)
    await change_glidepath(session, noor, path.id, wish, rules=RULES, at=later)
    await session.flush()
    assert (await glidepath_for(session, noor, path.id)).capacity_grams == 5_000
    steps = await steps_of_glidepath(session, path)
    assert [step.event.value for step in steps] == ["post", "change"]
    told = await session.scalars(select(EventRow.name).where(EventRow.about == path.id))
    assert list(told) == ["glidepath_posted", "glidepath_changed"]


async def test_a_closed_trip_stays_as_it_was(session: AsyncSession) -> None:
    noor = await a_peer(session)
    path = await post_glidepath(session, noor, await a_trip(session), rules=RULES, at=NOON)
    await cancel_glidepath(session, noor, path.id, at=NOON)
    with pytest.raises(TripIsClosed):
        await change_glidepath(session, noor, path.id, path.wish, rules=RULES, at=NOON)
    with pytest.raises(TripIsClosed):
        await cancel_glidepath(session, noor, path.id, at=NOON)


async def test_a_stranger_sees_an_open_trip_and_touches_none(session: AsyncSession) -> None:
    noor, omar = await a_peer(session), await a_peer(session, "Omar")
    path = await post_glidepath(session, noor, await a_trip(session), rules=RULES, at=NOON)
    assert (await glidepath_shown_to(session, omar, path.id)).id == path.id
    with pytest.raises(GlidePathMissing):
        await cancel_glidepath(session, omar, path.id, at=NOON)
    await cancel_glidepath(session, noor, path.id, at=NOON)
    with pytest.raises(GlidePathMissing):
        await glidepath_shown_to(session, omar, path.id)


async def test_a_departed_trip_closes_itself_and_says_so(session: AsyncSession) -> None:
    noor = await a_peer(session)
    path = await post_glidepath(session, noor, await a_trip(session), rules=RULES, at=NOON)
    assert await expire_glidepaths(session, at=path.departs_at - timedelta(seconds=1)) == 0
    assert await expire_glidepaths(session, at=path.departs_at) == 1
    assert path.state is PathState.EXPIRED
    notices = await session.scalars(select(OutboxRow.notice))
    assert list(notices) == ["trip-departed"]
    assert await session.scalar(select(Post.closed_at)) == path.departs_at


async def test_trips_are_found_from_near_to_near_in_order_of_departure(
    session: AsyncSession,
) -> None:
    noor, omar = await a_peer(session), await a_peer(session, "Omar")
    delhi, mumbai = await city(session, "Delhi", "IN"), await city(session, "Mumbai", "IN")
    by_air = await a_trip(
        session,
        from_place_id=(await airport(session, "DEL")).id,
        to_place_id=(await airport(session, "BOM")).id,
        departs_at=NOON + timedelta(days=5),
    )
    elsewhere = await a_trip(session, to_place_id=(await city(session, "Chennai", "IN")).id)
    late = await post_glidepath(session, noor, by_air, rules=NO_PAUSE, at=NOON)
    early = await post_glidepath(session, omar, await a_trip(session), rules=NO_PAUSE, at=NOON)
    await post_glidepath(session, omar, elsewhere, rules=NO_PAUSE, at=NOON)

    async def found(**facts: Any) -> list[GlidePath]:
        return await find_glidepaths(
            session, from_place=delhi, to_place=mumbai, rules=RULES, at=NOON, **facts
        )

    assert [path.id for path in await found()] == [early.id, late.id]
    assert [path.id for path in await found(limit=1)] == [early.id]
    rest = await found(after=After(early.departs_at, early.id))
    assert [path.id for path in rest] == [late.id]
    around = await found(around=NOON + timedelta(days=6), days=2)
    assert [path.id for path in around] == [late.id]
    supply = await count_supply(session, from_place=delhi, to_place=mumbai, rules=RULES, at=NOON)
    assert supply == 2


async def test_a_weekly_trip_opens_its_next_dates_at_the_same_local_time(
    session: AsyncSession,
) -> None:
    """Through the night in which Paris leaves summer time."""
    noor = await a_peer(session)
    paris, lyon = await city(session, "Paris", "FR"), await city(session, "Lyon", "FR")
    zone = ZoneInfo("Europe/Paris")
    now = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
    departs_at = datetime(2026, 10, 23, 18, 0, tzinfo=zone)
    wish = await a_trip(
        session,
        from_place_id=paris.id,
        to_place_id=lyon.id,
        departs_at=departs_at,
        weekly=Weekly(until=date(2026, 11, 20), skipped=frozenset({date(2026, 11, 6)})),
    )
    await post_glidepath(session, noor, wish, rules=RULES, at=now)

    async def days() -> list[str]:
        rows = await session.scalars(select(GlidePath).order_by(GlidePath.departs_at))
        return [row.departs_at.astimezone(zone).strftime("%d %H:%M") for row in rows]

    assert await days() == ["23 18:00", "30 18:00"]
    assert await open_due_dates(session, rules=RULES, at=now + timedelta(days=1)) == 0
    assert await open_due_dates(session, rules=RULES, at=now + timedelta(days=12)) == 1
    assert await open_due_dates(session, rules=RULES, at=now + timedelta(days=25)) == 1
    assert await days() == ["23 18:00", "30 18:00", "13 18:00", "20 18:00"]
    open_posts = select(func.count()).where(Post.closed_at.is_(None))
    assert await session.scalar(open_posts) == 1
    await expire_glidepaths(session, at=now + timedelta(days=40))
    assert await session.scalar(open_posts) == 0
    assert (await session.scalars(select(GlidePathSeries))).one().ended_at is not None


async def test_a_date_can_be_left_out_before_and_after_it_is_open(session: AsyncSession) -> None:
    noor = await a_peer(session)
    wish = await a_trip(session, weekly=Weekly())
    first = await post_glidepath(session, noor, wish, rules=RULES, at=NOON)
    assert first.series_id is not None
    assert first.day is not None
    next_day = first.day + timedelta(weeks=1)
    await skip_date(session, noor, first.series_id, next_day, at=NOON)
    await skip_date(session, noor, first.series_id, next_day + timedelta(weeks=1), at=NOON)
    assert await open_due_dates(session, rules=RULES, at=NOON + timedelta(weeks=1)) == 0
    still_open = await glidepaths_of(session, noor, is_open=True)
    assert [path.id for path in still_open] == [first.id]


async def test_ending_a_weekly_trip_takes_back_its_open_dates(session: AsyncSession) -> None:
    noor = await a_peer(session)
    wish = await a_trip(session, weekly=Weekly())
    first = await post_glidepath(session, noor, wish, rules=RULES, at=NOON)
    assert first.series_id is not None
    assert len(await cancel_series(session, noor, first.series_id, at=NOON)) == 2
    assert await glidepaths_of(session, noor, is_open=True) == []
    assert await open_due_dates(session, rules=RULES, at=NOON + timedelta(weeks=3)) == 0
