"""The one place that reads the wall clock. All else takes a `Clock` or a moment as argument."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Answers the present moment, aware and in UTC."""


def utc_now() -> datetime:
    return datetime.now(UTC)
