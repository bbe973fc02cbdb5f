"""Which parcels fit which trips, and how well."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cargo import Category
from core.matching.states import (
    WEIGHTS,
    Fit,
    Match,
    Parcel,
    Term,
    Trip,
    best_first,
    capacity_term,
    detour_term,
    fit_of,
    price_term,
    reliability_term,
    score_of,
    time_term,
)
from core.money import Money
from core.sphere import distance_km
from core.trust.states import Standing
from tests.conftest import NOON
from tests.core.matching.builders import (
    AGRA,
    DELHI,
    JAIPUR,
    LIMITS,
    NEEMRANA,
    drive,
    flight,
    parcel,
    spot,
)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def fits(trip: Trip, wanted: Parcel) -> bool:
    return fit_of(trip, wanted, limits=LIMITS) is not None


@pytest.mark.parametrize(
    ("changed", "is_fit"),
    [
        ({"ready_at": NOON + 2 * DAY}, True),
        ({"ready_at": NOON + 2 * DAY + HOUR}, False),
        ({"deliver_by": NOON + 2 * DAY + 2 * HOUR}, True),
        ({"deliver_by": NOON + 2 * DAY + HOUR}, False),
        ({"weight_grams": 10_000}, True),
        ({"weight_grams": 10_001}, False),
        ({"volume_millilitres": 40_001}, False),
        ({"peer_id": UUID(int=10)}, False),
        ({"start": spot(AGRA)}, False),
        ({"start": spot((28.46, 77.03))}, True),
        ({"category": Category.FOOD}, False),
    ],
)
def test_a_flight_takes_what_fits_its_ends_time_and_room(
    changed: dict[str, Any], *, is_fit: bool
) -> None:
    trip = flight(categories=frozenset(Category) - {Category.FOOD})
    assert fits(trip, parcel(**changed)) is is_fit


def test_airports_of_one_metro_are_one_end_however_far_apart() -> None:
    gatwick, stansted = (51.15, -0.19), (51.89, 0.24)
    trip = flight(end=spot(gatwick, "LON"))
    assert fits(trip, parcel(end=spot(stansted, "LON")))
    assert not fits(trip, parcel(end=spot(stansted)))
    assert not fits(trip._replace(end=spot(gatwick)), parcel(end=spot(stansted)))


def test_a_drive_takes_along_what_lies_beside_its_way_and_only_forward() -> None:
    there = parcel(start=spot(NEEMRANA), end=spot(JAIPUR))
    back = parcel(start=spot(JAIPUR), end=spot(NEEMRANA))
    assert fits(drive(), there)
    assert not fits(drive(), back)
    assert not fits(drive(), parcel(start=spot(AGRA), end=spot(JAIPUR)))


def test_the_carriers_own_limit_wins_over_the_corridor() -> None:
    beside = parcel(start=spot(DELHI), end=spot(NEEMRANA))
    found = fit_of(drive(), beside, limits=LIMITS)
    assert found is not None
    assert 0 < found.least_km < found.most_km
    assert not fits(drive(detour_km=1), beside)
    assert fits(drive(detour_km=0), parcel(end=spot(JAIPUR)))


def test_a_drive_passes_each_point_at_its_time() -> None:
    middle = parcel(start=spot(NEEMRANA), end=spot(JAIPUR))
    found = fit_of(drive(), middle, limits=LIMITS)
    assert found is not None
    assert NOON + 2 * DAY + HOUR < found.picked_up_at < NOON + 2 * DAY + 2 * HOUR
    assert found.handed_over_at == drive().arrives_at
    assert fits(drive(), middle._replace(ready_at=found.picked_up_at))
    assert not fits(drive(), middle._replace(ready_at=found.picked_up_at + HOUR))
    short = middle._replace(end=spot(NEEMRANA), start=spot(DELHI), deliver_by=NOON + 2 * DAY + HOUR)
    assert not fits(drive(), short)


points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
near = st.tuples(st.floats(26.5, 29), st.floats(75.5, 77.5))


@given(near, near)
def test_nothing_that_fits_costs_more_than_the_limit(p: Any, q: Any) -> None:
    wanted = parcel(start=spot(p), end=spot(q))
    found = fit_of(drive(), wanted, limits=LIMITS)
    if found is not None:
        assert 0 <= found.least_km <= found.most_km
        assert found.least_km <= found.limit_km + 1e-5 == 40 + 1e-5
        assert drive().departs_at <= found.picked_up_at < found.handed_over_at
        assert not fits(drive(), parcel(start=spot(q), end=spot(p)))


@given(points, points)
def test_a_parcel_between_the_ends_of_a_trip_fits_anywhere_on_the_globe(p: Any, q: Any) -> None:
    wanted = parcel(start=spot(p), end=spot(q))
    assert fits(flight(start=spot(p), end=spot(q)), wanted)
    assert fits(drive(start=spot(p), end=spot(q), detour_km=0), wanted) or distance_km(p, q) < 1


kilometres = st.floats(0, 300)
hours = st.integers(0, 200)
counts = st.integers(0, 10_000)


def a_fit(**facts: Any) -> Fit:
    known: dict[str, Any] = {
        "picked_up_at": NOON + DAY,
        "handed_over_at": NOON + 2 * DAY,
        "least_km": 10.0,
        "most_km": 30.0,
        "limit_km": 40.0,
    }
    return Fit(**(known | facts))


@given(kilometres, kilometres, kilometres)
def test_less_detour_is_never_worse(one: float, other: float, limit: float) -> None:
    less, more = sorted((one, other))
    better, worse = (detour_term(a_fit(least_km=km, limit_km=limit)) for km in (less, more))
    assert 0 <= worse <= better <= 1


@given(hours, hours)
def test_more_time_to_spare_is_never_worse(one: int, other: int) -> None:
    less, more = sorted((one, other))
    worse, better = (
        time_term(parcel(deliver_by=NOON + 2 * DAY + spare * HOUR), a_fit())
        for spare in (less, more)
    )
    assert 0 <= worse <= better <= 1


@given(st.integers(0, 500), counts, st.integers(1, 5))
def test_a_better_rating_is_never_worse_and_a_cancelled_quest_never_better(
    ratings: int, cancelled: int, star: int
) -> None:
    peer = Standing(stars=star * ratings, ratings=ratings, cancelled=cancelled)
    assert 0 <= reliability_term(peer) <= 1
    best = replace(peer, stars=peer.stars + 5, ratings=ratings + 1)
    assert reliability_term(best) >= reliability_term(peer)
    worse = replace(peer, cancelled=cancelled + 1)
    assert reliability_term(worse) <= reliability_term(peer)


def test_one_rating_makes_nobody_the_best() -> None:
    one, many = Standing(stars=5, ratings=1), Standing(stars=480, ratings=100)
    assert reliability_term(Standing()) < reliability_term(one) < reliability_term(many)


@given(st.integers(1, 10**10), st.integers(1, 10**10), st.integers(1, 10**10))
def test_more_reward_is_never_worse(one: int, other: int, asked: int) -> None:
    less, more = sorted((one, other))
    for trip, wanted in (
        (flight(price_per_kg=Money(asked, "EUR")), parcel()),
        (flight(), parcel(usual=Money(asked, "EUR"))),
    ):
        worse, better = (
            price_term(trip, wanted._replace(reward=Money(minor, "EUR"))) for minor in (less, more)
        )
        assert 0 <= worse <= better <= 1


def test_a_price_in_another_currency_says_nothing() -> None:
    assert price_term(flight(price_per_kg=Money(1, "INR")), parcel()) == 0.5
    assert price_term(flight(), parcel()) == 0.5
    assert price_term(flight(price_per_kg=Money(1000, "EUR")), parcel()) == 1.0
    assert price_term(flight(price_per_kg=Money(2000, "EUR")), parcel()) == 0.5


@given(st.integers(1, 10_000), st.integers(1, 40_000))
def test_room_that_is_filled_counts(grams: int, millilitres: int) -> None:
    wanted = parcel(weight_grams=grams, volume_millilitres=millilitres)
    assert capacity_term(flight(), wanted) == max(grams / 10_000, millilitres / 40_000)


def test_a_score_is_the_weighted_sum_of_terms_that_are_kept() -> None:
    found = fit_of(drive(), parcel(end=spot(JAIPUR)), limits=LIMITS)
    assert found is not None
    score = score_of(drive(), parcel(end=spot(JAIPUR)), found)
    assert set(score.terms) == set(Term) == set(WEIGHTS)
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert score.terms[Term.DETOUR] == pytest.approx(1)
    expected = 0.35 * 1 + 0.20 * 1 + 0.20 * 0.75 + 0.15 * 0.5 + 0.10 * 0.1
    assert score.total == pytest.approx(expected)


def test_the_best_come_first_and_equals_in_a_fixed_order() -> None:
    found = fit_of(flight(), parcel(), limits=LIMITS)
    assert found is not None
    full = parcel(weight_grams=10_000)
    matches = [
        Match(UUID(int=number), UUID(int=9), found, score_of(flight(), wanted, found))
        for number, wanted in ((3, parcel()), (1, parcel()), (2, full))
    ]
    assert [one.trip_id.int for one in best_first(matches, limit=2)] == [2, 1]
