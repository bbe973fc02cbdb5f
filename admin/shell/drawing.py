"""Numbers as drawings: points and sizes for the SVG of a template. Pure.

A page has no style of its own, so every size is an attribute of the drawing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.sphere import Point
from core.tallies.states import Balance, outline_of

MAP_WIDTH, MAP_HEIGHT = 720, 288
_NORTH = 84.0
_SCALE = 2.0
"""The map of `static/world.svg`: two units a degree, from 84 degrees north to 60 south."""

_LEAST_SHADE, _MOST_SHADE = 0.18, 0.9
_WRAP = 180.0


@dataclass(frozen=True, slots=True)
class Patch:
    """A cell on the map, as the `points` of a polygon, the darker the more there is."""

    points: str
    shade: float
    count: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A line over the days: `points` for the line, `area` for what is under it."""

    name: str
    points: str
    area: str
    total: int


def patches(balances: Sequence[Balance], *, is_wanted: bool) -> list[Patch]:
    """Shade the cells by how much is wanted there, or is there."""
    counts = {one.key: one.wanted if is_wanted else one.there for one in balances}
    most = max(counts.values(), default=0)
    return [
        Patch(_polygon(outline_of(cell)), _shade(count, most), count)
        for cell, count in counts.items()
        if count
    ]


def _shade(count: int, most: int) -> float:
    """Shade by the square root, so that the largest city does not leave the rest pale."""
    return round(_LEAST_SHADE + (_MOST_SHADE - _LEAST_SHADE) * math.sqrt(count / most), 2)


def _polygon(corners: Sequence[Point]) -> str:
    longitudes = [longitude for _, longitude in corners]
    is_split = max(longitudes) - min(longitudes) > _WRAP
    placed = []
    for latitude, longitude in corners:
        # A cell across the date line is drawn at the eastern edge, and cut off there.
        east = longitude + 2 * _WRAP if is_split and longitude < 0 else longitude
        placed.append(f"{(east + _WRAP) * _SCALE:.1f},{(_NORTH - latitude) * _SCALE:.1f}")
    return " ".join(placed)


def curves(series: Mapping[str, Sequence[int]], *, width: int, height: int) -> list[Curve]:
    """Draw several lines to one scale."""
    most = max((max(values, default=0) for values in series.values()), default=0) or 1
    drawn = []
    for name, values in series.items():
        last = max(1, len(values) - 1)
        places = [
            f"{place * width / last:.1f},{height - value * height / most:.1f}"
            for place, value in enumerate(values)
        ]
        points = " ".join(places)
        drawn.append(Curve(name, points, f"0,{height} {points} {width},{height}", sum(values)))
    return drawn


def share(part: int, whole: int, *, of: int) -> float:
    """Give how wide a bar is, of so many units at most."""
    return round(of * part / whole, 1) if whole else 0.0
