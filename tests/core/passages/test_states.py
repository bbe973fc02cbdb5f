"""The cells promise to miss nothing."""

from itertools import product
from typing import Any

import h3.api.basic_int as h3
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.cells import RESOLUTION, cells_around
from core.greatcircle import way_between
from core.passages.states import (
    _STATION_KM,
    Ends,
    Passage,
    between_ends,
    by_roads,
    number_of,
    passages_along,
    passages_of_parcel,
    passages_of_trip,
)
from core.sphere import Point, point_of, vector_of
from tests.globe import bearings, beside, points, shares


def passages_by_ends(start: Point, end: Point, *, near_km: float) -> list[Passage]:
    return list(product(cells_around(start, near_km), cells_around(end, near_km)))


def passages_by_road(start: Point, end: Point, *, corridor_km: float) -> list[Passage]:
    reach = corridor_km + _STATION_KM / 2
    return list(product(cells_around(start, reach), cells_around(end, reach)))


def all_cells() -> list[int]:
    return [cell for one in h3.get_res0_cells() for cell in h3.cell_to_children(one, RESOLUTION)]


def test_every_passage_has_a_number_of_its_own() -> None:
    cells = all_cells()
    first, last = cells[0], cells[-1]
    one_way = {number_of((first, cell)) for cell in cells}
    other_way = {number_of((cell, last)) for cell in cells}
    assert len(one_way) == len(other_way) == len(cells)
    assert one_way & other_way == {number_of((first, last))}
    assert max(*one_way, *other_way) < 1 << 63


def test_a_search_looks_under_the_numbers_of_what_may_be_there() -> None:
    delhi, mumbai, jaipur = (28.65, 77.23), (19.07, 72.88), (26.92, 75.79)
    at = vector_of(delhi), vector_of(mumbai)
    ends = Ends((delhi,), (mumbai,), at=at, metros=(None, None))
    (kept,) = passages_of_trip(delhi, mumbai, is_drive=False)
    assert number_of(kept) in between_ends(ends, near_km=60)
    assert number_of(kept[::-1]) not in between_ends(ends, near_km=60)
    passed = {number_of(one) for one in passages_of_trip(delhi, mumbai, is_drive=True)}
    assert passed & set(by_roads(ends, corridor_km=25))
    metro = Ends((jaipur, delhi), (mumbai,), at=at, metros=("XXX", None))
    assert number_of(kept) in between_ends(metro, near_km=60)


@settings(max_examples=300)
@given(
    ends=st.tuples(points, bearings, st.floats(1, 1500)),
    stops=st.tuples(shares, shares),
    off=st.tuples(bearings, shares, bearings, shares),
)
def test_a_drive_is_found_by_every_parcel_beside_it_and_finds_it(
    ends: Any, stops: Any, off: Any
) -> None:
    start, bearing, km = ends
    end = beside(start, bearing, km)
    way = way_between(vector_of(start), vector_of(end))
    on_way = list(way.stations(way.length_km / 400))
    first, later = (on_way[round(share * 400)] for share in sorted(stops))
    p = beside(point_of(first), off[0], 25 * off[1])
    q = beside(point_of(later), off[2], 25 * off[3])
    before, behind = way.beside(vector_of(p)), way.beside(vector_of(q))
    assume(max(before.off_km, behind.off_km) <= 25 and before.along_km < behind.along_km)
    kept = set(passages_of_trip(start, end, is_drive=True))
    assert kept & set(passages_by_road(p, q, corridor_km=25))
    assert set(passages_of_parcel(p, q)) & set(passages_along(start, end, corridor_km=25))


@given(points, points, bearings, shares)
def test_a_flight_and_a_parcel_near_its_ends_find_each_other(
    start: Point, end: Point, bearing: float, share: float
) -> None:
    p, q = beside(start, bearing, 60 * share), beside(end, -bearing, 60 * share)
    kept = set(passages_of_trip(start, end, is_drive=False))
    assert len(kept) == 1
    assert kept & set(passages_by_ends(p, q, near_km=60))
    assert set(passages_of_parcel(p, q)) & set(passages_by_ends(start, end, near_km=60))


def test_the_date_line_parts_no_drive() -> None:
    fiji, samoa = (-18.14, 178.44), (-13.83, -171.77)
    kept = passages_of_trip(fiji, samoa, is_drive=True)
    assert len({first for first, _ in kept}) < 20
    assert set(kept) & set(passages_by_road(fiji, samoa, corridor_km=25))
    assert not set(kept) & set(passages_by_road(samoa, fiji, corridor_km=25))


def test_a_drive_has_as_many_rows_as_it_is_said() -> None:
    delhi = (28.6, 77.2)
    assert len(passages_of_trip(delhi, (26.9, 75.8), is_drive=True)) == 6
    assert len(passages_of_trip(delhi, (19.07, 72.87), is_drive=True)) == 105
