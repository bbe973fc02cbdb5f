"""Places anywhere on the earth, for properties that hold everywhere."""

import math

from hypothesis import strategies as st

from core.sphere import EARTH_RADIUS_KM, Point, Vector, point_of, vector_of

points = st.tuples(
    st.floats(-1, 1).map(lambda sine: math.degrees(math.asin(sine))), st.floats(-180, 180)
)
shares = st.floats(0, 1)
bearings = st.floats(0, 2 * math.pi)


def beside(point: Point, bearing: float, km: float) -> Point:
    """Go from a point, in some direction, for so long."""
    at = vector_of(point)
    pole = (0.0, 0.0, 1.0) if abs(at[2]) < 0.9 else (1.0, 0.0, 0.0)
    east = _unit(_cross(pole, at))
    north = _cross(at, east)
    angle = km / EARTH_RADIUS_KM
    there = [
        math.cos(angle) * a + math.sin(angle) * (math.sin(bearing) * e + math.cos(bearing) * n)
        for a, e, n in zip(at, east, north, strict=True)
    ]
    return point_of((there[0], there[1], there[2]))


def _cross(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _unit(a: Vector) -> Vector:
    size = math.hypot(*a)
    return (a[0] / size, a[1] / size, a[2] / size)
