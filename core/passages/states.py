"""The cells by which trips and parcels are found. Pure.

A trip is kept under the cells that it passes itself, whatever the operator's radius and corridor
are; a search looks into all cells that these touch. So a changed setting needs no new index, and a
trip has few rows. What travels by a timetable is kept by its two ends alone.

A passage is written as one number, because a B-tree answers "one of these" for one column of its
key in a single scan, and not reliably for two.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from core.cargo import Category
from core.cells import cell_of, cells_along, cells_around
from core.greatcircle import way_between
from core.money import Money
from core.sphere import Point, Vector, point_of, vector_of

Passage = tuple[int, int]
"""The first cell and the later one."""

_DIGITS, _DIGITS_END = 16, 36
"""So many bits above this one tell cells of this resolution apart (h3geo.org, "H3 index")."""

_STATION_KM = 5.0
"""A drive is looked at this often when it is kept. Its nearest station is half of it away at most,
which a search adds to the corridor: so a cell that is only grazed between two is missed by none."""

_REMEMBERED = 8_192
"""So many surroundings are not reckoned again: places where people live come up often."""

_ROADS = 1_024
"""So many roads are not reckoned again: open trips are looked at every hour, and some each week."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where something comes from and goes to.

    `first` and `later` are points; a place in a metro is those of its airports as well, its own
    comes first. `at` are both places as vectors, `metros` their codes.
    """

    first: tuple[Point, ...]
    later: tuple[Point, ...]
    at: tuple[Vector, Vector]
    metros: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Room:
    """What a trip has room for, whose it is, and what its Carrier asks for a kilogram."""

    peer_id: UUID
    grams: int
    millilitres: int
    categories: Collection[str]
    price_per_kg: Money | None


@dataclass(frozen=True, slots=True)
class Cargo:
    """What a parcel is, whose, and what its Requester gives."""

    peer_id: UUID
    grams: int
    millilitres: int
    category: Category
    reward: Money


@dataclass(frozen=True, slots=True)
class TripsWanted:
    """Which trips a parcel asks for: those that depart after `after` and may carry it in time.

    No trip takes more than the `longest`: a drive may have begun before the parcel is ready.
    """

    ends: Ends
    cargo: Cargo
    ready_at: datetime
    deliver_by: datetime
    after: datetime
    longest: timedelta
    near_km: float
    corridor_km: float


@dataclass(frozen=True, slots=True)
class ParcelsWanted:
    """Which parcels a trip asks for. `leaves_km` is how far a drive leaves its road; else None."""

    ends: Ends
    room: Room
    departs_at: datetime
    arrives_at: datetime
    near_km: float
    corridor_km: float
    leaves_km: float | None


def passages_of_trip(start: Point, end: Point, *, is_drive: bool) -> list[Passage]:
    """List where a trip is kept: one row by its ends, or one for each ordered pair on a drive.

    A drive through n cells has n²/2 of them or so: 6 for 230 km, 105 for 1,150.
    """
    if not is_drive:
        return [(cell_of(start), cell_of(end))]
    way = way_between(vector_of(start), vector_of(end))
    return _ordered([cell_of(point_of(one))] for one in way.stations(_STATION_KM))


def passages_of_parcel(start: Point, end: Point) -> list[Passage]:
    """List where a parcel is kept: in one row."""
    return [(cell_of(start), cell_of(end))]


def number_of(passage: Passage) -> int:
    """Write a passage as one number; no two have the same."""
    first, later = map(_digits_of, passage)
    return first << _DIGITS | later


def plane_of(start: Point, end: Point) -> Vector:
    """Give the unit vector that stands on the plane of a drive's great circle."""
    return way_between(vector_of(start), vector_of(end)).normal


def between_ends(ends: Ends, *, near_km: float) -> list[int]:
    """Give the numbers of the passages whose two ends may lie as near to these."""
    first, later = (_digits_around(points, near_km) for points in (ends.first, ends.later))
    return [one << _DIGITS | other for one in first for other in later]


def by_roads(ends: Ends, *, corridor_km: float) -> list[int]:
    """Give the numbers of the passages of drives that may come as near to both, in this order."""
    reach = corridor_km + _STATION_KM / 2
    first, later = (_digits_around(one[:1], reach) for one in (ends.first, ends.later))
    return [one << _DIGITS | other for one in first for other in later]


def passages_along(start: Point, end: Point, *, corridor_km: float) -> list[Passage]:
    """Name all under which a parcel may be kept that lies beside this drive, in its direction."""
    way = way_between(vector_of(start), vector_of(end))
    beside = cells_along(way, corridor_km)
    return [
        (one, other)
        for one, (enters_km, _) in beside.items()
        for other, (_, leaves_km) in beside.items()
        if enters_km <= leaves_km
    ]


@lru_cache(maxsize=_ROADS)
def beside_road(start: Point, end: Point, *, corridor_km: float) -> tuple[int, ...]:
    """Give the numbers of the passages of parcels that may lie beside this drive."""
    along = passages_along(start, end, corridor_km=corridor_km)
    return tuple(number_of(one) for one in along)


def _digits_of(cell: int) -> int:
    return cell >> _DIGITS_END & (1 << _DIGITS) - 1


@lru_cache(maxsize=_REMEMBERED)
def _digits_around(points: tuple[Point, ...], km: float) -> tuple[int, ...]:
    found = {_digits_of(cell) for one in points for cell in cells_around(one, km)}
    return tuple(sorted(found))


def _ordered(stations: Iterable[Iterable[int]]) -> list[Passage]:
    """Pair each cell with those that are passed no earlier, given the cells at each station."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, cells in enumerate(stations):
        for cell in cells:
            first.setdefault(cell, number)
            last[cell] = number
    return [(one, other) for one in first for other in first if first[one] <= last[other]]
