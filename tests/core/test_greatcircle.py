"""Where a place lies beside the great circle between two others."""

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.greatcircle import way_between
from core.sphere import EARTH_RADIUS_KM, Point, apart_km, distance_km, point_of, vector_of

HALF_ROUND_KM = math.pi * EARTH_RADIUS_KM
MILLIMETRE_KM = 1e-6

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_both_ways_of_measuring_agree(a: Point, b: Point) -> None:
    assert apart_km(vector_of(a), vector_of(b)) == pytest.approx(distance_km(a, b), abs=1e-3)


@given(points)
def test_a_point_comes_back_from_its_vector(point: Point) -> None:
    assert distance_km(point, point_of(vector_of(point))) < MILLIMETRE_KM


@given(points, points, points, st.floats(-180, 180))
def test_the_globe_may_be_turned(a: Point, b: Point, p: Point, turn: float) -> None:
    """No meridian, and so no date line, is a border."""
    assume(1 < distance_km(a, b) < HALF_ROUND_KM - 1)
    here = way_between(vector_of(a), vector_of(b)).beside(vector_of(p))
    turned = [vector_of((lat, lon + turn)) for lat, lon in (a, b, p)]
    there = way_between(turned[0], turned[1]).beside(turned[2])
    assert there.off_km == pytest.approx(here.off_km, abs=1e-3)


@given(points, points, points)
def test_the_way_back_passes_as_near(a: Point, b: Point, p: Point) -> None:
    assume(1 < distance_km(a, b) < HALF_ROUND_KM - 1)
    there = way_between(vector_of(a), vector_of(b)).beside(vector_of(p))
    back = way_between(vector_of(b), vector_of(a)).beside(vector_of(p))
    assert back.off_km == pytest.approx(there.off_km, abs=1e-3)


@given(points, points, points)
def test_no_station_is_nearer_than_the_nearest_point(a: Point, b: Point, p: Point) -> None:
    way, place = way_between(vector_of(a), vector_of(b)), vector_of(p)
    stations = list(way.stations(way.length_km / 40 or 1))
    nearest = min(apart_km(place, one) for one in stations)
    found = way.beside(place)
    assert found.off_km <= nearest + 1e-3
    assert found.off_km >= nearest - way.length_km / 80 - 1e-3
    assert 0 <= found.along_km <= way.length_km


@given(points, points, points, points)
def test_a_detour_is_never_shorter_than_the_way(a: Point, b: Point, p: Point, q: Point) -> None:
    way = way_between(vector_of(a), vector_of(b))
    first, then = vector_of(p), vector_of(q)
    assert way.detour_km(first, then) >= 0
    assert way.detour_km(vector_of(a), vector_of(b)) == pytest.approx(0, abs=1e-6)


def test_stations_begin_and_end_with_the_way_and_are_evenly_apart() -> None:
    a, b = vector_of((60.0, 179.0)), vector_of((61.0, -179.0))
    stations = list(way_between(a, b).stations(20))
    assert apart_km(stations[0], a) < MILLIMETRE_KM
    assert apart_km(stations[-1], b) < MILLIMETRE_KM
    gaps = [apart_km(one, other) for one, other in pairwise(stations)]
    assert max(gaps) <= 20
    assert max(gaps) == pytest.approx(min(gaps))


def test_a_way_over_the_pole_passes_the_pole() -> None:
    way = way_between(vector_of((80.0, 10.0)), vector_of((80.0, -170.0)))
    beside = way.beside(vector_of((90.0, 0.0)))
    assert beside.off_km == pytest.approx(0, abs=1e-6)
    assert beside.along_km == pytest.approx(way.length_km / 2)


@pytest.mark.parametrize("other", [(48.0, 11.0), (-48.0, -169.0)])
def test_the_same_and_the_opposite_place_still_make_a_way(other: Point) -> None:
    way = way_between(vector_of((48.0, 11.0)), vector_of(other))
    assert way.length_km == pytest.approx(distance_km((48.0, 11.0), other), abs=1e-3)
    assert way.beside(vector_of(other)).off_km == pytest.approx(0, abs=1e-3)
