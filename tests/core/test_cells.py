"""Cells are found wherever something touches them, and nowhere else."""

import h3.api.basic_int as h3
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.cells import (
    MIDDLE_TO_CORNER_KM,
    MIDDLE_TO_EDGE_KM,
    RESOLUTION,
    cell_of,
    cells_along,
    cells_around,
    corners_of,
    middle_of,
)
from core.greatcircle import Way, way_between
from core.sphere import Point, Vector, apart_km, distance_km, point_of, vector_of
from tests.globe import bearings, beside, points, shares

_SAMPLED_KM = 1.0

ways = st.builds(
    lambda start, bearing, km: way_between(vector_of(start), vector_of(beside(start, bearing, km))),
    *(points, bearings, st.floats(1, 1_500)),
)


def edges_of(cell: int) -> list[Way]:
    corners = corners_of(cell)
    return [way_between(corners[number - 1], corner) for number, corner in enumerate(corners)]


def rim_of(cell: int) -> list[Vector]:
    return [point for edge in edges_of(cell) for point in edge.stations(_SAMPLED_KM)]


@pytest.mark.parametrize("km", [0.0, 27.5, 60.0, 200.0])
@settings(max_examples=300)
@given(middle=points, bearing=bearings, share=shares)
def test_a_point_within_reach_lies_in_a_cell_that_is_found(
    km: float, middle: Point, bearing: float, share: float
) -> None:
    there = beside(middle, bearing, km * share)
    assert distance_km(middle, there) <= km + 1e-6
    assert cell_of(there) in cells_around(middle, km)


@settings(max_examples=60)
@given(points)
def test_no_cell_is_found_that_is_out_of_reach(middle: Point) -> None:
    here = vector_of(middle)
    for cell in cells_around(middle, 60.0) - {cell_of(middle)}:
        assert min(apart_km(here, point) for point in rim_of(cell)) <= 60.0 + _SAMPLED_KM


@pytest.mark.parametrize("km", [0.0, 25.0, 150.0])
@settings(max_examples=200)
@given(ways, shares, bearings, shares)
def test_a_point_beside_a_way_lies_in_a_cell_of_it_and_in_that_part(
    km: float, way: Way, stop: float, aside: float, off: float
) -> None:
    on_way = list(way.stations(way.length_km / 400))[round(stop * 400)]
    there = beside(point_of(on_way), aside, km * off)
    lies = way.beside(vector_of(there))
    assume(lies.off_km <= km)
    enters_km, leaves_km = cells_along(way, km)[cell_of(there)]
    assert enters_km <= lies.along_km <= leaves_km


@settings(max_examples=40)
@given(ways)
def test_no_cell_is_found_that_lies_too_far_from_a_way(way: Way) -> None:
    own = {cell_of(point_of(end)) for end in (way.start, way.end)}
    for cell in cells_along(way, 25.0).keys() - own:
        assert min(way.beside(point).off_km for point in rim_of(cell)) <= 25.0 + _SAMPLED_KM


def test_no_cell_is_larger_or_smaller_than_is_assumed() -> None:
    cells = [cell for one in h3.get_res0_cells() for cell in h3.cell_to_children(one, RESOLUTION)]
    for cell in cells[::7]:
        middle = middle_of(cell)
        assert max(apart_km(middle, corner) for corner in corners_of(cell)) < MIDDLE_TO_CORNER_KM
        assert min(edge.beside(middle).off_km for edge in edges_of(cell)) > MIDDLE_TO_EDGE_KM
