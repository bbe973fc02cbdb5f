"""The months of the log. Pure."""

from datetime import UTC, datetime

MONTHS_AHEAD = 3
"""A worker may stand still for a season, and the first entry after it finds its month made."""

_MONTHS = 12


def month_of(at: datetime, *, later: int = 0) -> datetime:
    """Find the first moment of the month, UTC; `later` counts months on, or back if negative."""
    utc = at.astimezone(UTC)
    years, month = divmod(utc.month - 1 + later, _MONTHS)
    return datetime(utc.year + years, month + 1, 1, tzinfo=UTC)
