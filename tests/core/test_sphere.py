"""Distances on the sphere, and the box around a circle."""

import math

import pytest

from core.sphere import degrees_of_longitude, distance_km


def test_a_quarter_of_the_equator_is_ten_thousand_kilometres() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(math.pi / 2 * 6371.0088)
    assert distance_km((0, 179), (0, -179)) == pytest.approx(distance_km((0, 1), (0, -1)))


def test_a_circle_reaches_farther_east_close_to_the_pole_and_all_round_beyond_it() -> None:
    reaches = [degrees_of_longitude(latitude, 0.5) for latitude in (0.0, -60.0, 80.0, 89.4)]
    assert reaches == sorted(reaches)
    assert reaches[0] == pytest.approx(0.5, abs=1e-4)
    assert degrees_of_longitude(89.6, 0.5) == degrees_of_longitude(-90.0, 0.5) == 180.0
