"""A habit is one of three words, or none."""

from datetime import timedelta

import pytest

from core.linkline.states import Pace
from core.presence.states import LEAST_ANSWERS, pace_of


@pytest.mark.parametrize(
    ("minutes", "pace"),
    [
        (0, Pace.HOUR),
        (60, Pace.HOUR),
        (61, Pace.HOURS),
        (360, Pace.HOURS),
        (361, Pace.DAY),
        (1440, Pace.DAY),
        (1441, None),
    ],
)
def test_a_habit_is_a_word_as_coarse_as_that(minutes: int, pace: Pace | None) -> None:
    assert pace_of([timedelta(minutes=minutes)] * LEAST_ANSWERS) is pace


def test_of_few_answers_nothing_is_said() -> None:
    assert pace_of([timedelta(minutes=1)] * (LEAST_ANSWERS - 1)) is None


def test_one_bad_day_is_no_habit() -> None:
    waits = [timedelta(minutes=5)] * 4 + [timedelta(days=9)] * 3
    assert pace_of(waits) is Pace.HOUR
