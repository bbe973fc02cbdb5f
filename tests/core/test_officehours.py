"""Deadlines run while somebody is there: not at night, at weekends or on holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.officehours import OfficeHours

BERLIN = OfficeHours("Europe/Berlin", 9, 18, {1, 2, 3, 4, 5}, {date(2026, 12, 25)})


def _at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begun", "hours", "expected"),
    [
        (_at(1, 10), 4, _at(1, 14)),  # Tuesday, within the day
        (_at(1, 16), 4, _at(2, 11)),  # an hour is left, three the next morning
        (_at(1, 3), 1, _at(1, 9)),  # before we open
        (_at(4, 16), 2, _at(7, 9)),  # Friday evening to Monday
        (_at(5, 12), 1, _at(7, 9)),  # Saturday
        (_at(24, 16), 2, _at(28, 9)),  # over a holiday and a weekend
        (_at(1, 8), 9, _at(1, 17)),  # a whole day, to its last moment
    ],
)
def test_only_the_hours_of_the_office_count(
    begun: datetime, hours: int, expected: datetime
) -> None:
    assert BERLIN.deadline(begun, timedelta(hours=hours)) == expected


def test_a_clock_that_is_put_forward_takes_no_time_from_anybody() -> None:
    all_day = OfficeHours("Europe/Berlin", 0, 24, {1, 2, 3, 4, 5, 6, 7})
    begun = _at(28, 20, month=3)
    assert all_day.deadline(begun, timedelta(hours=10)) == begun + timedelta(hours=10)
    assert all_day.between(begun, begun + timedelta(hours=30)) == timedelta(hours=30)


def test_where_nobody_ever_is_time_passes_by_itself() -> None:
    nobody = OfficeHours("UTC", 9, 18, set())
    assert nobody.deadline(_at(1, 3), timedelta(hours=2)) == _at(1, 5)
    assert nobody.opens_next(_at(1, 3)) == _at(1, 3)
    assert not nobody.is_open(_at(1, 12))


def test_it_is_known_when_somebody_is_there_next() -> None:
    assert BERLIN.is_open(_at(1, 8))
    assert not BERLIN.is_open(_at(1, 17))
    assert BERLIN.opens_next(_at(1, 12)) == _at(1, 12)
    assert BERLIN.opens_next(_at(4, 17)) == _at(7, 8)


def test_the_time_between_two_moments_counts_the_same_hours() -> None:
    assert BERLIN.between(_at(4, 16), _at(7, 9)) == timedelta(hours=2)
