"""When a silence of our own is an outage. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

BEAT_SECONDS = 60.0
OUTAGE_AFTER = timedelta(minutes=5)
"""A restart, and a database that is restarted, take less."""

Span = tuple[datetime, datetime]


def outage_between(last: datetime | None, now: datetime) -> Span | None:
    """Give the span in which nobody was alive, when it was long enough to matter."""
    if last is None or now - last < OUTAGE_AFTER:
        return None
    return last, now


def time_within(spans: Iterable[Span], since: datetime, until: datetime) -> timedelta:
    """Add up what of these spans, which do not overlap, lies between two moments."""
    parts = (min(ended, until) - max(began, since) for began, ended in spans)
    return sum((part for part in parts if part > timedelta(0)), timedelta(0))
