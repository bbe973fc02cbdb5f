"""A world of trips and parcels between real cities, the same in every run.

Cities are chosen in proportion to their people. Six of ten trips are flights between any two, the
rest are drives of 50 to 800 km; departures are spread over a month. `spread` takes the largest
cities of the globe, `crowded` forty in each of ten countries. Rows are copied into the tables of
the product as its services would write them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import Category, bits_of
from core.parcels.models import DropParcel
from core.parcels.states import ParcelState
from core.passages.states import number_of, passages_of_trip, plane_of
from core.places.models import Place
from core.places.states import PlaceKind
from core.sphere import EARTH_RADIUS_KM, Vector, vector_of

CARRIERS = 1_000
DAYS = 30
_SEED = 5
_SPREAD_CITIES = 4_000
_CROWDED = ("DE", "FR", "GB", "IT", "ES", "PL", "NL", "IN", "US", "BR")
_CITIES_EACH = 40
_FLIGHTS = 0.6
_SHORTEST_KM, _LONGEST_KM = 50.0, 800.0
_ALL = sorted(Category)
_MILLILITRES = 40_000

Array = np.ndarray[Any, Any]


class World(StrEnum):
    SPREAD = "spread"
    CROWDED = "crowded"


@dataclass(frozen=True, slots=True)
class Travel:
    """Trips as columns: indices of places, seconds after `began`, and what they can take."""

    places: Sequence[Place]
    began: datetime
    start: Array
    end: Array
    is_drive: Array
    departs: Array
    arrives: Array
    grams: Array
    detour_km: Array
    peer: Array

    def path_id(self, number: int) -> UUID:
        return UUID(int=(1 << 100) + int(number))

    def moment(self, seconds: float) -> datetime:
        return self.began + timedelta(seconds=float(seconds))


async def cities_of(session: AsyncSession, world: World) -> list[Place]:
    cities = select(Place).where(Place.kind == PlaceKind.CITY)
    largest = cities.order_by(Place.population.desc(), Place.id)
    if world is World.SPREAD:
        return list(await session.scalars(largest.limit(_SPREAD_CITIES)))
    return [
        place
        for country in _CROWDED
        for place in await session.scalars(
            largest.where(Place.country == country).limit(_CITIES_EACH)
        )
    ]


def travel_between(places: Sequence[Place], count: int, *, began: datetime, seed: int) -> Travel:
    """Choose ends, mode, times and room of so many trips."""
    dice = np.random.default_rng(_SEED + seed)
    people = np.array([place.population for place in places], dtype=float)
    start = dice.choice(len(places), count, p=people / people.sum())
    end = dice.choice(len(places), count, p=people / people.sum())
    vectors = np.array([vector_of(place.point) for place in places])
    is_drive = dice.random(count) >= _FLIGHTS
    for city in np.unique(start[is_drive]):
        chord = np.linalg.norm(vectors - vectors[city], axis=1)
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, chord / 2))
        odds = np.where((km >= _SHORTEST_KM) & (km <= _LONGEST_KM), people, 0)
        here = np.flatnonzero(is_drive & (start == city))
        if odds.sum() == 0:
            is_drive[here] = False
        else:
            end[here] = dice.choice(len(places), len(here), p=odds / odds.sum())
    same = start == end
    end[same] = (end[same] + 1) % len(places)
    departs = dice.uniform(3_600, DAYS * 86_400, count).round()
    return Travel(
        places=places,
        began=began,
        start=start,
        end=end,
        is_drive=is_drive,
        departs=departs,
        arrives=departs + dice.uniform(3_600, 12 * 3_600, count).round(),
        grams=dice.integers(500, 20_000, count),
        detour_km=dice.choice([15, 40, 80], count),
        peer=dice.integers(0, CARRIERS, count),
    )


def joined(one: Travel, other: Travel) -> Travel:
    """Put the trips of another part of the world behind those of one."""
    columns = ("is_drive", "departs", "arrives", "grams", "detour_km", "peer")
    return Travel(
        places=[*one.places, *other.places],
        began=one.began,
        start=np.concatenate([one.start, other.start + len(one.places)]),
        end=np.concatenate([one.end, other.end + len(one.places)]),
        **{name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in columns},
    )


def parcels_between(travel: Travel, *, seed: int) -> list[DropParcel]:
    """Make a parcel of each trip's ends, with a window of its own, that is in no table yet."""
    dice = np.random.default_rng(_SEED + seed)
    ready = dice.uniform(0, 20 * 86_400, len(travel.start)).round()
    window = dice.uniform(2 * 86_400, 7 * 86_400, len(travel.start)).round()
    return [
        DropParcel(
            id=UUID(int=(1 << 110) + number),
            peer_id=UUID(int=CARRIERS + 1),
            state=ParcelState.OPEN,
            from_place_id=travel.places[travel.start[number]].id,
            to_place_id=travel.places[travel.end[number]].id,
            category=Category.BOOKS,
            weight_grams=int(dice.integers(100, 5_000)),
            volume_millilitres=1_000,
            value_minor=1_000,
            value_currency="EUR",
            ready_at=travel.moment(ready[number]),
            deliver_by=travel.moment(ready[number] + window[number]),
            reward_minor=int(dice.integers(500, 5_000)),
            reward_currency="EUR",
            note="",
            confirmed_at=travel.began,
            posted_at=travel.began,
            changed_at=travel.began,
        )
        for number in range(len(travel.start))
    ]


_PATH = (
    *("id", "peer_id", "state", "from_place_id", "to_place_id", "mode", "departs_at"),
    *("arrives_at", "capacity_grams", "capacity_millilitres", "categories", "detour_km"),
    *("note", "posted_at", "changed_at"),
)
_SPOTS = ("from_x", "from_y", "from_z", "to_x", "to_y", "to_z")
_BETWEEN = ("peer_id", "from_place_id", "to_place_id")
_CARRIED = (*_BETWEEN, "grams", "millilitres", "takes")
_WAY = (
    *("path_id", "passage", "departs_at", "arrives_at", "leaves_km", "from_metro", "to_metro"),
    *(*_SPOTS, *_CARRIED),
)
_PASSAGE = (
    *("passage", "departs_at", "path_id", "arrives_at"),
    *("plane_x", "plane_y", "plane_z", "leaves_km", *_SPOTS, *_CARRIED),
)
_PARCEL_WAY = (
    *("parcel_id", "passage", "ready_at", "deliver_by", "grams", "millilitres"),
    *(*_BETWEEN, "category", "reward_minor", "reward_currency", *_SPOTS),
)
_AT_ONCE = 50_000


async def load_peers(session: AsyncSession, *, at: datetime) -> None:
    for number in range(CARRIERS + 2):
        await session.execute(
            text(
                "INSERT INTO peer (id, state, language, is_language_chosen, time_zone, created_at)"
                " VALUES (:id, 'joining', 'en', true, 'UTC', :at)"
            ),
            {"id": UUID(int=number), "at": at},
        )


async def load_trips(session: AsyncSession, travel: Travel, *, first: int = 0) -> int:
    """Copy the trips from number `first` on, with their ways and passages; answer how many rows."""
    for month in range(3):
        await session.execute(
            select(func.make_passage_month(travel.began + timedelta(days=31 * month)))
        )
    rows, kept = 0, _Kept(travel.places)
    for begin in range(first, len(travel.start), _AT_ONCE):
        rows += await _copy_trips(
            session, travel, kept, range(begin, min(begin + _AT_ONCE, len(travel.start)))
        )
    return rows


async def _copy_trips(session: AsyncSession, travel: Travel, kept: "_Kept", numbers: range) -> int:
    at = travel.began
    paths, ways, passages = [], [], []
    for number in numbers:
        path_id, is_drive = travel.path_id(number), bool(travel.is_drive[number])
        start, end = int(travel.start[number]), int(travel.end[number])
        departs_at = travel.moment(travel.departs[number])
        arrives_at = travel.moment(travel.arrives[number])
        leaves_km = int(travel.detour_km[number]) if is_drive else None
        peer_id, grams = UUID(int=int(travel.peer[number])), int(travel.grams[number])
        between = travel.places[start].id, travel.places[end].id
        paths.append(
            (
                *(path_id, peer_id, "open", *between),
                *("car" if is_drive else "flight", departs_at, arrives_at),
                *(grams, _MILLILITRES, _ALL, leaves_km, "", at, at),
            )
        )
        carried = peer_id, *between, grams, _MILLILITRES, bits_of(_ALL)
        spots, plane, cells = kept.passages(start, end, is_drive=is_drive)
        metros = travel.places[start].metro_code, travel.places[end].metro_code
        passage = None if is_drive else cells[0]
        ways.append(
            (path_id, passage, departs_at, arrives_at, leaves_km, *metros, *spots, *carried)
        )
        if is_drive:
            passages += [
                (one, departs_at, path_id, arrives_at, *plane, leaves_km, *spots, *carried)
                for one in cells
            ]
    passages.sort()  # in the order of the index they are taken in sooner
    driver = await _driver(session)
    await driver.copy_records_to_table("glide_path", records=paths, columns=_PATH)
    await driver.copy_records_to_table("trip_way", records=ways, columns=_WAY)
    await driver.copy_records_to_table("trip_passage", records=passages, columns=_PASSAGE)
    return len(ways) + len(passages)


async def _driver(session: AsyncSession) -> Any:  # noqa: ANN401  (asyncpg ships no types)
    return (await (await session.connection()).get_raw_connection()).driver_connection


async def load_parcels(session: AsyncSession, travel: Travel, *, seed: int) -> None:
    parcels = parcels_between(travel, seed=seed)
    columns = [column.key for column in DropParcel.__table__.columns if column.key != "closed_at"]
    driver = await _driver(session)
    await driver.copy_records_to_table(
        "drop_parcel",
        records=[[getattr(one, column) for column in columns] for one in parcels],
        columns=columns,
    )
    kept = _Kept(travel.places)
    numbers = {place.id: number for number, place in enumerate(travel.places)}
    ways = []
    for one in parcels:
        ends = numbers[one.from_place_id], numbers[one.to_place_id]
        spots, _, cells = kept.passages(*ends, is_drive=False)
        times_and_size = one.ready_at, one.deliver_by, one.weight_grams, one.volume_millilitres
        between = one.peer_id, one.from_place_id, one.to_place_id
        is_what = one.category, one.reward_minor, one.reward_currency
        ways.append((one.id, cells[0], *times_and_size, *between, *is_what, *spots))
    await driver.copy_records_to_table("parcel_way", records=ways, columns=_PARCEL_WAY)


class _Kept:
    """Spots, plane and passages between two cities, reckoned once, as many trips share them."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places
        self._known: dict[tuple[int, int, bool], tuple[tuple[float, ...], Vector, list[int]]] = {}

    def passages(
        self, start: int, end: int, *, is_drive: bool
    ) -> tuple[tuple[float, ...], Vector, list[int]]:
        key = start, end, is_drive
        if key not in self._known:
            ends = self._places[start].point, self._places[end].point
            numbers = [number_of(one) for one in passages_of_trip(*ends, is_drive=is_drive)]
            spots = (*vector_of(ends[0]), *vector_of(ends[1]))
            self._known[key] = spots, plane_of(*ends), numbers
        return self._known[key]
