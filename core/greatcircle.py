"""The great circle between two places, and where another place lies beside it. Pure.

With unit vectors a and b of the ends, n = cross(a, b) / |cross(a, b)| stands on the circle's plane,
and t = cross(n, a) points from a along it. A place p then lies R·asin|n·p| off the circle and
R·atan2(t·p, a·p) along it. As t·p = n·cross(a, p), that is the formula in the product's description
with one product less.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from core.sphere import EARTH_RADIUS_KM, Vector, apart_km

_NO_PLANE = 1e-12
"""Below this |cross(a, b)| both ends are one place, or opposite ones, and span no plane."""


class Beside(NamedTuple):
    """`off_km` from the nearest point of the way, which lies `along_km` after its beginning."""

    off_km: float
    along_km: float


@dataclass(frozen=True, slots=True)
class Way:
    """The shortest way from `start` to `end`; `normal` and `heading` are n and t from above."""

    start: Vector
    end: Vector
    normal: Vector
    heading: Vector
    length_km: float

    def beside(self, place: Vector) -> Beside:
        """Find the nearest point of the way, which is an end where the place lies outside it."""
        (x, y, z), (tx, ty, tz), (ax, ay, az) = place, self.heading, self.start
        angle = math.atan2(tx * x + ty * y + tz * z, ax * x + ay * y + az * z)
        along_km = EARTH_RADIUS_KM * angle
        if 0.0 <= along_km <= self.length_km:
            nx, ny, nz = self.normal
            sine = min(1.0, abs(nx * x + ny * y + nz * z))
            return Beside(EARTH_RADIUS_KM * math.asin(sine), along_km)
        to_start, to_end = apart_km(place, self.start), apart_km(place, self.end)
        return Beside(to_start, 0.0) if to_start <= to_end else Beside(to_end, self.length_km)

    def detour_km(self, first: Vector, then: Vector) -> float:
        """How much longer the way is by these two places, each leg on its great circle."""
        legs = apart_km(self.start, first) + apart_km(first, then) + apart_km(then, self.end)
        return max(0.0, legs - self.length_km)

    def stations(self, every_km: float) -> Iterator[Vector]:
        """Yield points at even distances of at most this, from the first end to the second."""
        gaps = max(1, math.ceil(self.length_km / every_km))
        (ax, ay, az), (tx, ty, tz) = self.start, self.heading
        for number in range(gaps + 1):
            angle = self.length_km / EARTH_RADIUS_KM * number / gaps
            cosine, sine = math.cos(angle), math.sin(angle)
            yield ax * cosine + tx * sine, ay * cosine + ty * sine, az * cosine + tz * sine


def way_between(start: Vector, end: Vector) -> Way:
    """Draw the way. Between opposite places, where every circle is as short, take one of them."""
    normal = _cross(start, end)
    size = math.hypot(*normal)
    if size < _NO_PLANE:
        # Any plane through both will do, as long as it is always the same.
        axis = (0.0, 0.0, 1.0) if abs(start[2]) < 1 / 2 else (1.0, 0.0, 0.0)
        normal = _cross(start, axis)
        size = math.hypot(*normal)
    normal = (normal[0] / size, normal[1] / size, normal[2] / size)
    return Way(start, end, normal, _cross(normal, start), apart_km(start, end))


def _cross(a: Vector, b: Vector) -> Vector:
    (ax, ay, az), (bx, by, bz) = a, b
    return ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
