"""How soon somebody usually answers, so coarsely that it tells nothing of his day. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from core.linkline.states import Pace

LEAST_ANSWERS = 5
"""From fewer nothing is said: two quick answers are no habit."""

TOLD_AGAIN_AFTER = timedelta(hours=1)
"""So often the other side is told that one pauses; the card says it each time."""

_PACES = (
    (timedelta(hours=1), Pace.HOUR),
    (timedelta(hours=6), Pace.HOURS),
    (timedelta(days=1), Pace.DAY),
)


def pace_of(waits: Sequence[timedelta]) -> Pace | None:
    """Say how soon somebody usually answers, by the median of his answers.

    None when there are too few of them, or when he takes longer than a day: that is no use to
    anybody and unkind.
    """
    if len(waits) < LEAST_ANSWERS:
        return None
    middle = sorted(waits)[len(waits) // 2]
    return next((pace for most, pace in _PACES if middle <= most), None)
