"""A span of days that a script asks about."""

from datetime import UTC, date, timedelta
from typing import Annotated

from fastapi import Query

from core.tallies.states import FIRST_DAY, LAST_DAY, Span
from webhooks.admin.caller import Caller
from webhooks.api.problems import Declined

_USUAL_DAYS = 30
_MOST_DAYS = 3 * 366

Day = Annotated[
    date | None,
    Query(
        ge=FIRST_DAY,
        le=LAST_DAY,
        description="UTC, as `2026-11-24`",
        examples=["2026-11-24"],
    ),
]


class SpanTooLong(Declined):
    """A span begins before it ends, and has three years at most."""

    status = 422
    field = "first"


def span_of(caller: Caller, first: date | None, last: date | None) -> Span:
    """Give the span that was asked for, the last 30 days if none was. Refuses `SpanTooLong`."""
    span_last = last or caller.services.clock().astimezone(UTC).date()
    span = Span(first or span_last - timedelta(days=_USUAL_DAYS - 1), span_last)
    if not 0 <= (span.last - span.first).days < _MOST_DAYS:
        raise SpanTooLong
    return span
