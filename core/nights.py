"""Deadlines that wait while a person sleeps. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Night:
    """Full hours of the wall clock; a night may begin before midnight. Equal hours: no night."""

    begins: int
    ends: int


def waking_deadline(begun: datetime, span: timedelta, zone: str, *, night: Night) -> datetime:
    """Tell when so much time has passed in which the Peer of this zone was awake.

    On the nights when clocks are put forward or back, the night is what the wall clock says.
    """
    if night.begins == night.ends:
        return begun + span
    left, at = span, begun
    while True:
        at = _morning_after(at, zone, night)
        evening = _next(at, night.begins, zone)
        if at + left <= evening:
            return at + left
        left -= evening - at
        at = evening


def is_awake(at: datetime, zone: str, *, night: Night) -> bool:
    """Tell whether it is no night where the Peer of this zone is."""
    return night.begins == night.ends or _morning_after(at, zone, night) == at


def evening_after(at: datetime, zone: str, *, night: Night) -> datetime:
    """Find when the next night begins."""
    return _next(at, night.begins, zone)


def _morning_after(at: datetime, zone: str, night: Night) -> datetime:
    """Give this moment by day, and by night the end of the night."""
    morning, evening = _next(at, night.ends, zone), _next(at, night.begins, zone)
    return morning if morning < evening else at


def _next(at: datetime, hour: int, zone: str) -> datetime:
    """Find the next time, after this moment, at which the clock of the zone shows the hour."""
    local = at.astimezone(ZoneInfo(zone))
    moment = datetime.combine(local.date(), time(hour), local.tzinfo)
    while moment.astimezone(at.tzinfo) <= at:
        moment = datetime.combine(moment.date() + _DAY, time(hour), local.tzinfo)
    return moment.astimezone(at.tzinfo)
