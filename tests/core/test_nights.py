"""Deadlines that wait while a person sleeps."""

from datetime import UTC, datetime, timedelta

import pytest

from core.nights import Night, waking_deadline

NIGHT = Night(begins=22, ends=7)
HOURS = timedelta(hours=3)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("begun", "deadline"),
    [
        ("2026-11-24T12:00", "2026-11-24T15:00"),
        ("2026-11-24T19:00", "2026-11-24T22:00"),
        ("2026-11-24T20:00", "2026-11-25T08:00"),
        ("2026-11-24T22:00", "2026-11-25T10:00"),
        ("2026-11-24T23:30", "2026-11-25T10:00"),
        ("2026-11-25T06:59", "2026-11-25T10:00"),
        ("2026-11-25T07:00", "2026-11-25T10:00"),
    ],
)
def test_the_clock_stands_still_at_night(begun: str, deadline: str) -> None:
    assert waking_deadline(at(begun), HOURS, "UTC", night=NIGHT) == at(deadline)


def test_the_night_is_that_of_the_zone() -> None:
    # 17:00 UTC is 22:30 in Delhi, where the day begins at 01:30 UTC.
    deadline = waking_deadline(at("2026-11-24T17:00"), HOURS, "Asia/Kolkata", night=NIGHT)
    assert deadline == at("2026-11-25T04:30")


def test_the_night_is_what_the_clock_shows_when_clocks_are_changed() -> None:
    # In Berlin the night of the 25th of October is an hour longer.
    deadline = waking_deadline(at("2026-10-24T19:00"), HOURS, "Europe/Berlin", night=NIGHT)
    assert deadline == at("2026-10-25T08:00")


def test_long_spans_take_several_days() -> None:
    deadline = waking_deadline(at("2026-11-24T12:00"), timedelta(hours=40), "UTC", night=NIGHT)
    assert deadline == at("2026-11-26T22:00")


def test_a_night_that_does_not_begin_before_midnight() -> None:
    deadline = waking_deadline(at("2026-11-24T23:00"), HOURS, "UTC", night=Night(1, 8))
    assert deadline == at("2026-11-25T09:00")


def test_without_a_night_time_just_passes() -> None:
    deadline = waking_deadline(at("2026-11-24T23:00"), HOURS, "UTC", night=Night(0, 0))
    assert deadline == at("2026-11-25T02:00")
