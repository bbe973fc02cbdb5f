"""Cells of the map, and which of them a circle or a corridor touches. Pure.

Cells are those of H3 (h3geo.org), of one resolution: hexagons, and twelve pentagons. Their edges
are arcs of great circles, because H3 draws them in a projection in which those are straight.
"""

from collections.abc import Callable
from functools import lru_cache

import h3.api.basic_int as h3

from core.greatcircle import Way, way_between
from core.sphere import Point, Vector, apart_km, point_of, vector_of

RESOLUTION = 3
"""Of H3: hexagons about 120 km across. Finer ones make a search look into many more pairs."""

MIDDLE_TO_CORNER_KM = 75.9
"""At most, and at least so far to an edge: all cells of H3 4.5 were measured."""

MIDDLE_TO_EDGE_KM = 42.5

_SLACK_KM = 0.01
"""Ten metres, for what floats lose where a cell ends."""

_CELLS = 41_162
"""As many as there are on the earth."""

_REMEMBERED = 8_192
"""So many surroundings are not reckoned again: places where people live come up often."""


def cell_of(point: Point) -> int:
    cell: int = h3.latlng_to_cell(*point, RESOLUTION)
    return cell


@lru_cache(maxsize=_CELLS)
def middle_of(cell: int) -> Vector:
    return vector_of(h3.cell_to_latlng(cell))


@lru_cache(maxsize=_REMEMBERED)
def corners_of(cell: int) -> tuple[Vector, ...]:
    return tuple(vector_of(one) for one in h3.cell_to_boundary(cell))


@lru_cache(maxsize=_REMEMBERED)
def cells_around(point: Point, km: float) -> frozenset[int]:
    """Find the cells that hold a point within km, none left out."""
    own, here = cell_of(point), vector_of(point)
    return frozenset(_spread(own, lambda cell: cell == own or _is_near(cell, here, km)))


def cells_along(way: Way, km: float) -> dict[int, tuple[float, float]]:
    """Find the cells that hold a point within km of the way, none left out.

    Each with the part of the way beside which its points lie: from so many km to so many.
    """
    start, end = cell_of(point_of(way.start)), cell_of(point_of(way.end))
    found: dict[int, tuple[float, float]] = {}

    def is_near(cell: int) -> bool:
        if cell not in (start, end) and not _is_beside(cell, way, km):
            return False
        # Along an arc, how far one has come along the way only grows or only shrinks.
        along = [way.beside(corner).along_km for corner in corners_of(cell)]
        found[cell] = min(along) - _SLACK_KM, max(along) + _SLACK_KM
        return True

    _spread(start, is_near)
    return found


def _is_near(cell: int, here: Vector, km: float) -> bool:
    """Say whether a place outside a cell has a point of it within km."""
    far_km = apart_km(middle_of(cell), here)
    if not km + MIDDLE_TO_EDGE_KM < far_km <= km + MIDDLE_TO_CORNER_KM:
        return far_km <= km + MIDDLE_TO_EDGE_KM
    return any(edge.beside(here).off_km <= km + _SLACK_KM for edge in _edges_of(cell))


def _is_beside(cell: int, way: Way, km: float) -> bool:
    """Say whether a cell in which the way does not end has a point within km of it."""
    off_km = way.beside(middle_of(cell)).off_km
    if not km + MIDDLE_TO_EDGE_KM < off_km <= km + MIDDLE_TO_CORNER_KM:
        return off_km <= km + MIDDLE_TO_EDGE_KM
    # What comes nearest to each other is a corner, an end of the way, or both where they cross.
    return (
        any(way.beside(corner).off_km <= km + _SLACK_KM for corner in corners_of(cell))
        or any(_is_near(cell, end, km) for end in (way.start, way.end))
        or any(_crosses(edge, way) for edge in _edges_of(cell))
    )


def _crosses(edge: Way, way: Way) -> bool:
    """Say whether a short arc that lies near the way crosses it."""
    return _sides(way.normal, edge) <= 0 and _sides(edge.normal, way) <= 0


def _sides(normal: Vector, way: Way) -> float:
    """Give less than 0 when the ends of a way lie on different sides of a plane."""
    (x, y, z), (ax, ay, az), (bx, by, bz) = normal, way.start, way.end
    return (x * ax + y * ay + z * az) * (x * bx + y * by + z * bz)


def _edges_of(cell: int) -> list[Way]:
    corners = corners_of(cell)
    return [way_between(corners[number - 1], corner) for number, corner in enumerate(corners)]


def _spread(first: int, is_near: Callable[[int], bool]) -> list[int]:
    """Go from neighbour to neighbour, as far as they are near.

    The cells that a circle or a corridor touches hang together, so none is left out.
    """
    found, seen, next_ones = [], {first}, [first]
    while next_ones:
        cell = next_ones.pop()
        if not is_near(cell):
            continue
        found.append(cell)
        new = [one for one in _neighbours(cell) if one not in seen]
        seen.update(new)
        next_ones += new
    return found


@lru_cache(maxsize=_CELLS)
def _neighbours(cell: int) -> tuple[int, ...]:
    return tuple(h3.grid_disk(cell, 1))
