"""Distances on the earth, taken as a sphere. Pure; points are given in degrees."""

import math

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

Vector = tuple[float, float, float]
"""The same place as a point of the unit sphere: no poles, no date line, and cheap to compare."""

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = math.radians(EARTH_RADIUS_KM)

_POLE = 90.0
_SLACK_DEGREES = 1e-6  # a decimetre, for what floats lose


def distance_km(a: Point, b: Point) -> float:
    """Along the sphere, by the haversine formula."""
    (a_lat, a_lon), (b_lat, b_lon) = (tuple(map(math.radians, point)) for point in (a, b))
    half_chord = (
        math.sin((b_lat - a_lat) / 2) ** 2
        + math.cos(a_lat) * math.cos(b_lat) * math.sin((b_lon - a_lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half_chord)))


def degrees_of_longitude(latitude: float, degrees: float) -> float:
    """How far east and west a circle of that many degrees reaches; 180 if it holds a pole.

    Its easternmost point lies closer to the pole than its middle: sin Δλ = sin r / cos φ.
    """
    if abs(latitude) + degrees >= _POLE - _SLACK_DEGREES:
        return 180.0
    reach = math.sin(math.radians(degrees)) / math.cos(math.radians(latitude))
    return math.degrees(math.asin(min(1.0, reach))) + _SLACK_DEGREES


def vector_of(point: Point) -> Vector:
    latitude, longitude = math.radians(point[0]), math.radians(point[1])
    ring = math.cos(latitude)
    return ring * math.cos(longitude), ring * math.sin(longitude), math.sin(latitude)


def point_of(vector: Vector) -> Point:
    x, y, z = vector
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def apart_km(a: Vector, b: Vector) -> float:
    """Along the sphere, from the chord, which is exact where an arc cosine would not be."""
    (ax, ay, az), (bx, by, bz) = a, b
    chord = math.sqrt((ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2)
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, chord / 2))
