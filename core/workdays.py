"""Deadlines in working days: Monday to Friday, because holidays are not known here. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_SATURDAY = 5


def working_days_after(moment: datetime, days: int, zone: str) -> datetime:
    """Give the same hour so many working days later, on the clock of the zone."""
    local = moment.astimezone(ZoneInfo(zone))
    left = days
    while left:
        local += timedelta(days=1)
        left -= local.weekday() < _SATURDAY
    return local.astimezone(moment.tzinfo)
