"""Two weeks of trips and parcels between large cities of four countries, the same in every run.

Ends are drawn in proportion to both cities' people. Six of ten trips are flights of 300 km and
more, the others drives of 50 to 800 km; parcels go as trips do. Posts come at any hour of the
fourteen days. A trip departs within a week of its post, a parcel is ready when it is posted and has
two to seven days.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from core.cargo import Category
from core.glidepaths.states import Mode, propose_duration
from core.matching.states import Parcel, Spot, Trip
from core.money import Money
from core.parcels.states import hint_reward
from core.places.service import PLACES_FILE
from core.rules import Rules
from core.sphere import apart_km, vector_of

BEGAN = datetime(2026, 11, 23, tzinfo=UTC)
ZONE = "Europe/Berlin"
DAYS = 14
TRIPS = PARCELS = 3_000

_COUNTRIES = ("DE", "FR", "IT", "ES")
_CITIES_EACH = 12
_CARRIERS, _REQUESTERS = 1_500, 2_000
_FLIGHTS = 0.6
_SHORTEST_FLIGHT_KM = 300.0
_SHORTEST_DRIVE_KM, _LONGEST_DRIVE_KM = 50.0, 800.0
_NAME, _COUNTRY, _LATITUDE, _LONGITUDE, _PEOPLE = 4, 7, 8, 9, 10
"""Columns of the file of places."""

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Posts:
    """Trips and parcels, and when each was posted."""

    trips: dict[UUID, Trip]
    parcels: dict[UUID, Parcel]
    posted_at: dict[UUID, datetime]


def make_world(*, rules: Rules, seed: int) -> Posts:
    dice = np.random.default_rng(seed)
    spots, people = _cities()
    trips = [_trip(number, spots, way, dice) for number, way in _ways(spots, people, dice)]
    parcels = [
        _parcel(number, spots, way, dice, rules) for number, way in _ways(spots, people, dice)
    ]
    return Posts(
        trips={trip.id: trip for trip, _ in trips},
        parcels={parcel.id: parcel for parcel, _ in parcels},
        posted_at={trip.id: at for trip, at in trips} | {parcel.id: at for parcel, at in parcels},
    )


def _cities() -> tuple[list[Spot], Array]:
    """Read the largest cities of each country, and how many people live there."""
    lines = gzip.decompress(PLACES_FILE.read_bytes()).decode().splitlines()
    rows = [line.split("\t") for line in lines]
    found: list[tuple[Spot, int]] = []
    for country in _COUNTRIES:
        here = [row for row in rows if row[1] == "city" and row[_COUNTRY] == country]
        here.sort(key=lambda row: -int(row[_PEOPLE]))
        found += [
            (Spot(vector_of((float(row[_LATITUDE]), float(row[_LONGITUDE])))), int(row[_PEOPLE]))
            for row in here[:_CITIES_EACH]
        ]
    return [spot for spot, _ in found], np.array([people for _, people in found], dtype=float)


def _ways(
    spots: Sequence[Spot], people: Array, dice: np.random.Generator
) -> list[tuple[int, tuple[int, int, bool]]]:
    """Draw ends, and whether one drives there."""
    count = len(spots)
    km = np.array([[apart_km(one.at, other.at) for other in spots] for one in spots])
    odds = np.outer(people, people)
    drives = np.where((km >= _SHORTEST_DRIVE_KM) & (km <= _LONGEST_DRIVE_KM), odds, 0).ravel()
    flights = np.where(km >= _SHORTEST_FLIGHT_KM, odds, 0).ravel()
    is_drive = dice.random(TRIPS) >= _FLIGHTS
    by_air = dice.choice(count * count, TRIPS, p=flights / flights.sum())
    by_road = dice.choice(count * count, TRIPS, p=drives / drives.sum())
    chosen = np.where(is_drive, by_road, by_air)
    return [
        (number, (int(way) // count, int(way) % count, bool(drive)))
        for number, (way, drive) in enumerate(zip(chosen, is_drive, strict=True))
    ]


def _trip(
    number: int,
    spots: Sequence[Spot],
    way: tuple[int, int, bool],
    dice: np.random.Generator,
) -> tuple[Trip, datetime]:
    start, end, is_drive = way
    posted_at = _moment(dice.uniform(0, DAYS))
    departs_at = posted_at + timedelta(days=float(dice.uniform(0.25, 7)))
    km = apart_km(spots[start].at, spots[end].at)
    grams = int(dice.integers(2, 21)) * 1_000
    trip = Trip(
        id=UUID(int=(1 << 100) + number),
        peer_id=UUID(int=int(dice.integers(_CARRIERS))),
        start=spots[start],
        end=spots[end],
        departs_at=departs_at,
        arrives_at=departs_at + propose_duration(Mode.CAR if is_drive else Mode.FLIGHT, km),
        room_grams=grams,
        room_millilitres=4 * grams,
        categories=frozenset(Category),
        detour_km=int(dice.choice([15, 40, 80])) if is_drive else None,
    )
    return trip, posted_at


def _parcel(
    number: int,
    spots: Sequence[Spot],
    way: tuple[int, int, bool],
    dice: np.random.Generator,
    rules: Rules,
) -> tuple[Parcel, datetime]:
    start, end, _ = way
    posted_at = _moment(dice.uniform(0, DAYS))
    grams = int(dice.integers(1, 51)) * 100
    km = apart_km(spots[start].at, spots[end].at)
    usual = hint_reward(km=km, grams=grams, currency=rules.main_currency, rules=rules)
    share = float(dice.uniform(0.7, 1.4))
    reward = Money(1_000 if usual is None else max(1, int(usual.minor * share)), "EUR")
    parcel = Parcel(
        id=UUID(int=(1 << 110) + number),
        peer_id=UUID(int=_CARRIERS + int(dice.integers(_REQUESTERS))),
        start=spots[start],
        end=spots[end],
        ready_at=posted_at,
        deliver_by=posted_at + timedelta(days=float(dice.uniform(2, 7))),
        weight_grams=grams,
        volume_millilitres=3 * grams,
        category=Category.OTHER,
        reward=reward,
        usual=usual,
    )
    return parcel, posted_at


def _moment(days: float) -> datetime:
    return BEGAN + timedelta(days=float(days))
