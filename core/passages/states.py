"""The cells by which trips and parcels are found. Pure.

Cells are those of H3 (h3geo.org). A trip is kept under the cells that it passes itself, whatever
the operator's radius and corridor are; a search looks into all cells that lie within these. So a
changed setting needs no new index, and a trip has few rows.

What travels by a timetable is kept by its two ends, in finer cells than a drive, because a search
around an end reaches farther than one beside a road. An H3 cell names its resolution, so the two
kinds never meet.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import h3.api.basic_int as h3

from core.greatcircle import way_between
from core.sphere import Point, Vector, apart_km, point_of, vector_of

Passage = tuple[int, int]
"""The first cell and the later one."""

DRIVE_CELLS = 3
END_CELLS = 4
"""Resolutions of H3: hexagons about 120 and 45 km across."""

_REACH_KM = {DRIVE_CELLS: 75.9, END_CELLS: 28.7}
"""How far a cell's corner lies from its middle, at most: all cells of H3 4.5 were measured."""

_STATION_KM = 5.0
"""A drive is looked at this often when it is kept. Its nearest station is half of it away at most,
which a search adds to the corridor: so a cell that is only grazed between two is missed by none."""

_SEARCH_STATION_KM = 20.0
"""The same when a drive searches: fewer looks, each a little wider."""

_REMEMBERED = 8_192
"""So many cells and surroundings are not reckoned again: places where people live come up often."""


def passages_of_trip(start: Point, end: Point, *, is_drive: bool) -> list[Passage]:
    """List where a trip is kept: one row by its ends, or one for each ordered pair on a drive.

    A drive through n cells has n²/2 of them or so: 6 for 230 km, 105 for 1,150.
    """
    if not is_drive:
        return [(h3.latlng_to_cell(*start, END_CELLS), h3.latlng_to_cell(*end, END_CELLS))]
    way = way_between(vector_of(start), vector_of(end))
    cells = ([_cell(one, DRIVE_CELLS)] for one in way.stations(_STATION_KM))
    return _ordered(cells)


def passages_of_parcel(start: Point, end: Point) -> list[Passage]:
    """List where a parcel is kept: once for drives, once for what travels by a timetable."""
    return [
        (h3.latlng_to_cell(*start, one), h3.latlng_to_cell(*end, one))
        for one in (DRIVE_CELLS, END_CELLS)
    ]


def plane_of(start: Point, end: Point) -> Vector:
    """Give the unit vector that stands on the plane of a drive's great circle."""
    return way_between(vector_of(start), vector_of(end)).normal


def cells_of_ends(places: Iterable[Point], *, near_km: float) -> list[int]:
    """Name the cells of all ends that lie as near to one of these places."""
    return sorted({cell for one in places for cell in cells_around(one, near_km, END_CELLS)})


def cells_of_roads(place: Point, *, corridor_km: float) -> list[int]:
    """Name the cells of all drives that come as near to this place."""
    return sorted(cells_around(place, corridor_km + _STATION_KM / 2, DRIVE_CELLS))


def passages_along(start: Point, end: Point, *, corridor_km: float) -> list[Passage]:
    """Name all under which a parcel may be kept that lies beside this drive, in its direction."""
    way = way_between(vector_of(start), vector_of(end))
    reach = corridor_km + _SEARCH_STATION_KM / 2
    return _ordered(
        cells_around(point_of(one), reach, DRIVE_CELLS) for one in way.stations(_SEARCH_STATION_KM)
    )


@lru_cache(maxsize=_REMEMBERED)
def cells_around(point: Point, km: float, resolution: int) -> frozenset[int]:
    """Find all cells that hold a point within km, and perhaps some that hold none.

    It goes from neighbour to neighbour. The cells that a circle touches hang together, and each of
    them has its middle within reach, so none is left out.
    """
    reach, middle = km + _REACH_KM[resolution], vector_of(point)
    first: int = h3.latlng_to_cell(*point, resolution)
    found, seen, next_ones = set(), {first}, [first]
    while next_ones:
        cell = next_ones.pop()
        if apart_km(middle, _middle(cell)) > reach:
            continue
        found.add(cell)
        new = [one for one in _neighbours(cell) if one not in seen]
        seen.update(new)
        next_ones += new
    return frozenset(found)


@lru_cache(maxsize=_REMEMBERED)
def _middle(cell: int) -> Vector:
    return vector_of(h3.cell_to_latlng(cell))


@lru_cache(maxsize=_REMEMBERED)
def _neighbours(cell: int) -> tuple[int, ...]:
    return tuple(h3.grid_disk(cell, 1))


def _cell(vector: Vector, resolution: int) -> int:
    cell: int = h3.latlng_to_cell(*point_of(vector), resolution)
    return cell


def _ordered(stations: Iterable[Iterable[int]]) -> list[Passage]:
    """Pair each cell with those that are passed no earlier, given the cells at each station."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, cells in enumerate(stations):
        for cell in cells:
            first.setdefault(cell, number)
            last[cell] = number
    return [(one, other) for one in first for other in first if first[one] <= last[other]]


def as_arrays(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """Give the statements that take passages what they call them."""
    return {
        "first_cells": [first for first, _ in passages],
        "later_cells": [later for _, later in passages],
    }
