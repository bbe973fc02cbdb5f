"""Either index finds exactly what looking at everything finds."""

import random  # noqa: TID251  (worlds that are the same in every run)
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import Category
from core.glidepaths.models import GlidePath
from core.glidepaths.service import (
    cancel_glidepath,
    change_glidepath,
    expire_glidepaths,
    post_glidepath,
    skip_date,
)
from core.glidepaths.states import Mode, PathState, Weekly
from core.matching.queries import parcels_for, trips_for
from core.matching.states import Limits, Parcel, Spot, Trip, fit_of
from core.money import Money
from core.parcels.models import DropParcel
from core.parcels.service import cancel_parcel, change_parcel, post_parcel
from core.parcels.states import ParcelState
from core.peers.models import Peer
from core.places.models import Place
from core.places.states import PlaceKind
from core.rules import MatchingIndex, Rules
from core.sphere import Point, vector_of
from tests.conftest import NOON
from tests.posts import ABROAD, a_parcel, a_peer, a_trip, airport, city

MOST = 10_000
DAY = timedelta(days=1)


async def judged_one_by_one(
    session: AsyncSession, *, rules: Rules, at: datetime
) -> set[tuple[UUID, UUID]]:
    """Hold every open trip against every open parcel, without any index."""
    places = {one.id: one for one in await session.scalars(select(Place))}
    limits = Limits(near_km=rules.near_km, corridor_km=rules.corridor_km)

    def spot(place_id: int) -> Spot:
        place = places[place_id]
        return Spot(vector_of(place.point), place.metro_code)

    trips = [
        Trip(
            id=one.id,
            peer_id=one.peer_id,
            start=spot(one.from_place_id),
            end=spot(one.to_place_id),
            departs_at=one.departs_at,
            arrives_at=one.arrives_at,
            room_grams=one.capacity_grams,
            room_millilitres=one.capacity_millilitres,
            categories=frozenset(one.categories),
            detour_km=one.detour_km,
        )
        for one in await session.scalars(select(GlidePath))
        if one.state is PathState.OPEN and one.departs_at > at
    ]
    parcels = [
        Parcel(
            id=one.id,
            peer_id=one.peer_id,
            start=spot(one.from_place_id),
            end=spot(one.to_place_id),
            ready_at=one.ready_at,
            deliver_by=one.deliver_by,
            weight_grams=one.weight_grams,
            volume_millilitres=one.volume_millilitres,
            category=Category(one.category),
            reward=Money(one.reward_minor, one.reward_currency),
        )
        for one in await session.scalars(select(DropParcel))
        if one.state is ParcelState.OPEN
    ]
    return {
        (trip.id, parcel.id)
        for trip in trips
        for parcel in parcels
        if fit_of(trip, parcel, limits=limits) is not None
    }


async def found(session: AsyncSession, *, rules: Rules, at: datetime) -> set[tuple[UUID, UUID]]:
    """Ask the index from both sides, which must agree; who asks for few gets the best of all."""
    pairs: set[tuple[UUID, UUID]] = set()
    for parcel in (await session.scalars(select(DropParcel))).all():
        if parcel.state is ParcelState.OPEN:
            matches = await trips_for(session, parcel, rules=rules, at=at, limit=MOST)
            few = await trips_for(session, parcel, rules=rules, at=at, limit=1)
            assert few == matches[:1]
            pairs |= {(one.trip_id, one.parcel_id) for one in matches}
    others: set[tuple[UUID, UUID]] = set()
    for path in (await session.scalars(select(GlidePath))).all():
        if path.state is PathState.OPEN:
            matches = await parcels_for(session, path, rules=rules, at=at, limit=MOST)
            few = await parcels_for(session, path, rules=rules, at=at, limit=1)
            assert few == matches[:1]
            others |= {(one.trip_id, one.parcel_id) for one in matches}
    assert pairs == others
    return pairs


class World:
    """Peers who post, change and take back, between the places of one part of the earth."""

    def __init__(
        self, session: AsyncSession, places: list[Place], *, rules: Rules, seed: int
    ) -> None:
        self._session = session
        self._rules = rules
        self._places = places
        self._dice = random.Random(seed)  # noqa: S311  (no secret is made of it)
        self._peers: list[Peer] = []

    async def fill(self, *, trips: int, parcels: int) -> None:
        self._peers = [await a_peer(self._session, f"Peer {number}") for number in range(4)]
        for _ in range(trips):
            peer = self._dice.choice(self._peers)
            await post_glidepath(
                self._session, peer, await self._trip(), rules=self._rules, at=NOON
            )
        for _ in range(parcels):
            peer = self._dice.choice(self._peers)
            await post_parcel(self._session, peer, await self._parcel(), rules=self._rules, at=NOON)

    async def change_some(self) -> None:
        """Change a third of all posts, take back a third."""
        peers = {one.id: one for one in self._peers}
        for path in (await self._session.scalars(select(GlidePath))).all():
            what = self._dice.randrange(3)
            args = self._session, peers[path.peer_id], path.id
            if what == 0:
                await change_glidepath(*args, await self._trip(), rules=self._rules, at=NOON)
            elif what == 1:
                await cancel_glidepath(*args, at=NOON)
        for parcel in (await self._session.scalars(select(DropParcel))).all():
            what = self._dice.randrange(3)
            whose = self._session, peers[parcel.peer_id], parcel.id
            if what == 0:
                await change_parcel(*whose, await self._parcel(), rules=self._rules, at=NOON)
            elif what == 1:
                await cancel_parcel(*whose, at=NOON)

    async def _trip(self) -> Any:
        start, end = self._dice.sample(self._places, 2)
        mode = self._dice.choice([Mode.CAR, Mode.CAR, Mode.FLIGHT, Mode.TRAIN])
        departs_at = NOON + self._dice.uniform(0.1, 8) * DAY
        return await a_trip(
            self._session,
            from_place_id=start.id,
            to_place_id=end.id,
            mode=mode,
            departs_at=departs_at,
            arrives_at=departs_at + self._dice.uniform(0.05, 1) * DAY,
            capacity_grams=self._dice.randrange(1_000, 20_000),
            detour_km=self._dice.choice([0, 15, 40, 300]) if mode is Mode.CAR else None,
            weekly=Weekly() if self._dice.random() < 0.1 else None,
        )

    async def _parcel(self) -> Any:
        start, end = self._dice.sample(self._places, 2)
        ready_at = NOON + self._dice.uniform(0, 5) * DAY
        return await a_parcel(
            self._session,
            from_place_id=start.id,
            to_place_id=end.id,
            ready_at=ready_at,
            deliver_by=ready_at + self._dice.uniform(1, 10) * DAY,
            weight_grams=self._dice.randrange(100, 5_000),
            **(ABROAD if start.country != end.country else {}),
        )


REGIONS = pytest.mark.parametrize(
    ("corner", "other", "most"),
    [
        pytest.param((47.0, 5.0), (54.0, 15.0), 30, id="Central Europe"),
        pytest.param((-25.0, 165.0), (-10.0, -165.0), 30, id="the date line"),
        pytest.param((66.0, -180.0), (90.0, 180.0), 7, id="the Arctic"),
        pytest.param((51.0, -1.5), (52.5, 1.5), 15, id="London and its airports"),
    ],
)


async def places_in(session: AsyncSession, corner: Point, other: Point, most: int) -> list[Place]:
    """Choose the largest cities between two corners, and half as many places that have a code."""
    east: ColumnElement[bool] = Place.longitude.between(corner[1], other[1])
    if corner[1] > other[1]:
        east = (Place.longitude >= corner[1]) | (Place.longitude <= other[1])
    within = select(Place).where(Place.latitude.between(corner[0], other[0]), east)
    cities = within.where(Place.kind == PlaceKind.CITY).order_by(Place.population.desc())
    coded = within.where(Place.kind != PlaceKind.CITY).order_by(Place.code)
    return [
        *(await session.scalars(cities.limit(most))),
        *(await session.scalars(coded.limit(most // 2))),
    ]


@REGIONS
async def test_nothing_is_missed_and_nothing_too_much(
    session: AsyncSession, rules: Rules, corner: Point, other: Point, most: int
) -> None:
    world = World(session, await places_in(session, corner, other, most), rules=rules, seed=5)
    await world.fill(trips=60, parcels=40)
    expected = await judged_one_by_one(session, rules=rules, at=NOON)
    assert len(expected) >= 5
    assert await found(session, rules=rules, at=NOON) == expected
    await world.change_some()
    later = NOON + DAY
    await expire_glidepaths(session, at=later)
    changed = await judged_one_by_one(session, rules=rules, at=later)
    assert changed != expected
    assert await found(session, rules=rules, at=later) == changed


@REGIONS
@pytest.mark.parametrize("seed", range(2))
async def test_both_indexes_answer_alike_to_the_last_term(
    with_both: AsyncSession, seed: int, corner: Point, other: Point, most: int
) -> None:
    cells, postgis = (
        Rules(post_pause_minutes=0, open_posts=10_000, matching_index=one) for one in MatchingIndex
    )
    places = await places_in(with_both, corner, other, most)
    await World(with_both, places, rules=cells, seed=100 + seed).fill(trips=100, parcels=60)
    answers = [
        (
            await trips_for(with_both, parcel, rules=cells, at=NOON),
            await trips_for(with_both, parcel, rules=postgis, at=NOON),
        )
        for parcel in (await with_both.scalars(select(DropParcel))).all()
    ]
    answers += [
        (
            await parcels_for(with_both, path, rules=cells, at=NOON),
            await parcels_for(with_both, path, rules=postgis, at=NOON),
        )
        for path in (await with_both.scalars(select(GlidePath))).all()
    ]
    assert any(one for one, _ in answers)
    assert all(one == other for one, other in answers)


async def test_a_weekly_trip_matches_by_its_dates(session: AsyncSession, rules: Rules) -> None:
    carrier, requester = await a_peer(session), await a_peer(session, "Sam")
    wish = await a_trip(session, weekly=Weekly())
    path = await post_glidepath(session, carrier, wish, rules=rules, at=NOON)
    assert path.series_id is not None
    asked = await a_parcel(session, ready_at=NOON + 5 * DAY, deliver_by=NOON + 12 * DAY)
    parcel = await post_parcel(session, requester, asked, rules=rules, at=NOON)
    matches = await trips_for(session, parcel, rules=rules, at=NOON)
    assert len(matches) == 1
    assert matches[0].fit.picked_up_at == path.departs_at + 7 * DAY
    await skip_date(session, carrier, path.series_id, (NOON + 9 * DAY).date(), at=NOON)
    assert await trips_for(session, parcel, rules=rules, at=NOON) == []


async def test_a_far_airport_of_the_same_metro_is_found(
    session: AsyncSession, rules: Rules
) -> None:
    carrier, requester = await a_peer(session), await a_peer(session, "Sam")
    gatwick, stansted = await airport(session, "LGW"), await airport(session, "STN")
    wish = await a_trip(session, to_place_id=gatwick.id)
    path = await post_glidepath(session, carrier, wish, rules=rules, at=NOON)
    asked = await a_parcel(session, to_place_id=stansted.id, **ABROAD)
    parcel = await post_parcel(session, requester, asked, rules=rules, at=NOON)
    assert [one.trip_id for one in await trips_for(session, parcel, rules=rules, at=NOON)] == [
        path.id
    ]
    assert [one.parcel_id for one in await parcels_for(session, path, rules=rules, at=NOON)] == [
        parcel.id
    ]


async def test_the_better_fit_comes_first_and_one_may_ask_for_few(
    session: AsyncSession, rules: Rules
) -> None:
    carrier, requester = await a_peer(session), await a_peer(session, "Sam")
    noida = (await city(session, "Noida", "IN")).id
    aside = await a_trip(session, from_place_id=noida)
    await post_glidepath(session, carrier, aside, rules=rules, at=NOON)
    straight = await post_glidepath(session, carrier, await a_trip(session), rules=rules, at=NOON)
    parcel = await post_parcel(session, requester, await a_parcel(session), rules=rules, at=NOON)
    both = await trips_for(session, parcel, rules=rules, at=NOON)
    assert len(both) == 2
    assert both[0].trip_id == straight.id
    assert both[0].score.total > both[1].score.total
    assert await trips_for(session, parcel, rules=rules, at=NOON, limit=1) == both[:1]


async def test_a_trip_that_has_departed_fits_nothing(session: AsyncSession, rules: Rules) -> None:
    carrier, requester = await a_peer(session), await a_peer(session, "Sam")
    path = await post_glidepath(session, carrier, await a_trip(session), rules=rules, at=NOON)
    parcel = await post_parcel(session, requester, await a_parcel(session), rules=rules, at=NOON)
    assert await trips_for(session, parcel, rules=rules, at=path.departs_at) == []
    assert await parcels_for(session, path, rules=rules, at=path.departs_at) == []
