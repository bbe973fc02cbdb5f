"""The days that a page tells of, as its address asks for them."""

from datetime import UTC, date, datetime, timedelta

from admin.shell.visit import Visit
from core.tallies.states import FIRST_DAY, LAST_DAY, Span

_SPANS = (7, 30, 90, 365)
_USUAL_DAYS = 30
_MOST_DAYS = 3 * 366


def asked_span(visit: Visit) -> Span:
    """Read the days that are asked for; what is no span is the usual one."""
    today = visit.now.astimezone(UTC).date()
    asked = visit.request.query_params
    last = _day(asked.get("last"), today)
    first = _day(asked.get("first"), last - timedelta(days=_USUAL_DAYS - 1))
    if first > last or (last - first).days >= _MOST_DAYS:
        return Span(today - timedelta(days=_USUAL_DAYS - 1), today)
    return Span(first, last)


def _day(written: str | None, otherwise: date) -> date:
    try:
        found = datetime.strptime(written or "", "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        return otherwise
    return found if FIRST_DAY <= found <= LAST_DAY else otherwise


def usual_spans(visit: Visit) -> list[tuple[int, str]]:
    """Give some lengths in days, each with what asks for it."""
    return [(days, _last_days(visit, days)) for days in _SPANS]


def _last_days(visit: Visit, days: int) -> str:
    today = visit.now.astimezone(UTC).date()
    return visit.as_query(
        first=(today - timedelta(days=days - 1)).isoformat(), last=today.isoformat()
    )
