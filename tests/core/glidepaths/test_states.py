"""Dates, durations and states of trips."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.glidepaths.states import (
    LONGEST_TRIP,
    Mode,
    PathEvent,
    PathState,
    TripIsClosed,
    Weekly,
    after,
    moment_on,
    propose_duration,
    weekly_dates,
)


@pytest.mark.parametrize(("state", "event"), list(product(PathState, PathEvent)))
def test_only_an_open_trip_changes(state: PathState, event: PathEvent) -> None:
    if state is PathState.OPEN and event is not PathEvent.POST:
        after(state, event)
    else:
        with pytest.raises(TripIsClosed):
            after(state, event)


@pytest.mark.parametrize(
    ("mode", "km", "about_hours"),
    [
        (Mode.FLIGHT, 1150, 2.25),
        (Mode.FLIGHT, 5570, 7.75),
        (Mode.TRAIN, 390, 5.75),
        (Mode.CAR, 390, 7),
        (Mode.FERRY, 40, 1.25),
    ],
)
def test_a_proposed_duration_is_what_a_traveler_would_say(
    mode: Mode, km: float, about_hours: float
) -> None:
    assert propose_duration(mode, km) == timedelta(hours=about_hours)


@given(mode=st.sampled_from(Mode), km=st.floats(0, 20_100))
def test_a_proposed_duration_is_always_a_trip(mode: Mode, km: float) -> None:
    duration = propose_duration(mode, km)
    assert timedelta(0) < duration <= LONGEST_TRIP
    assert duration % timedelta(minutes=15) == timedelta(0)


@given(
    first=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    skipped_weeks=st.frozensets(st.integers(0, 20), max_size=5),
    seen=st.integers(0, 20),
    until_days=st.integers(0, 150),
)
def test_the_dates_of_a_series_are_opened_once_each_however_often_one_looks(
    first: date, skipped_weeks: frozenset[int], seen: int, until_days: int
) -> None:
    weekly = Weekly(skipped=frozenset(first + timedelta(weeks=one) for one in skipped_weeks))
    until = first + timedelta(days=until_days)
    at_once = list(weekly_dates(first, weekly, after=None, until=until))
    looked_until = min(first + timedelta(days=seen), until)
    before = list(weekly_dates(first, weekly, after=None, until=looked_until))
    later = list(weekly_dates(first, weekly, after=looked_until, until=until))
    assert before + later == at_once
    assert all((day - first).days % 7 == 0 and day not in weekly.skipped for day in at_once)


def test_a_time_that_spring_skips_is_an_hour_later() -> None:
    moment = moment_on(date(2026, 3, 29), time(2, 30), "Europe/Paris")
    assert moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
