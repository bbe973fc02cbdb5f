"""What a trip may be, its states, and the proposals that spare its Carrier typing. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.cargo import (
    Category,
    SamePlace,
    check_categories,
    check_note,
    check_volume,
    check_weight,
)
from core.errors import Refused
from core.money import MOST_MINOR, Money
from core.rules import Rules


class Mode(StrEnum):
    FLIGHT = "flight"
    TRAIN = "train"
    BUS = "bus"
    CAR = "car"
    FERRY = "ferry"


class PathState(StrEnum):
    OPEN = "open"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class PathEvent(StrEnum):
    POST = "post"
    CHANGE = "change"
    CANCEL = "cancel"
    EXPIRE = "expire"


class TripIsClosed(Refused):
    """The trip has departed or was cancelled, so nothing about it changes any more."""


class TripIsPromised(Refused):
    """Somebody's parcel is to travel on it, so it stays as it is until that is settled."""


class RoomIsPromised(Refused):
    """More of the room is promised than would be left."""

    field = "capacity"


class DepartsInThePast(Refused):
    """The departure has passed."""

    field = "departs_at"


class DepartsTooFarAhead(Refused):
    """The departure is beyond the horizon up to which trips are taken."""

    field = "departs_at"


class ArrivesBeforeDeparture(Refused):
    """The arrival is not after the departure."""

    field = "arrives_at"


class TakesTooLong(Refused):
    """The arrival is so much later that one of the two moments must be wrong."""

    field = "arrives_at"


class DetourOnlyByCar(Refused):
    """What drives by a timetable makes no detours."""

    field = "detour_km"


class DetourOutOfRange(Refused):
    """Less than none, or so far that it would be another trip."""

    field = "detour_km"


class PriceOutOfRange(Refused):
    """A price a kilogram that is nothing or that nobody would pay."""

    field = "price_per_kg"


class WeeklyEndsEarly(Refused):
    """The last date of a weekly trip is before its first."""

    field = "weekly"


class TooManySkippedDates(Refused):
    """So many exceptions that it is no weekly trip."""

    field = "weekly"


_TRANSITIONS: dict[tuple[PathState, PathEvent], PathState] = {
    (PathState.OPEN, PathEvent.CHANGE): PathState.OPEN,
    (PathState.OPEN, PathEvent.CANCEL): PathState.CANCELLED,
    (PathState.OPEN, PathEvent.EXPIRE): PathState.EXPIRED,
}


def after(state: PathState, event: PathEvent) -> PathState:
    """Find the state that follows, or raise `TripIsClosed`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        raise TripIsClosed(state=state.value) from None


@dataclass(frozen=True, slots=True)
class Weekly:
    """The same weekday and time of the place of departure, until a last date or for good."""

    until: date | None = None
    skipped: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class PathWish:
    """All that a Carrier says about a trip. Moments are aware; `detour_km` is for drives only."""

    from_place_id: int
    to_place_id: int
    mode: Mode
    departs_at: datetime
    arrives_at: datetime
    capacity_grams: int
    capacity_millilitres: int
    categories: frozenset[Category] = frozenset(Category)
    detour_km: int | None = None
    price_per_kg: Money | None = None
    note: str = ""
    weekly: Weekly | None = None


LONGEST_TRIP = timedelta(days=7)
"""Moscow to Vladivostok by train takes six nights; a later arrival is a slip of the finger."""

LARGEST_DETOUR_KM = 300
MOST_SKIPPED = 52
_ROAD_IS_LONGER = 1.3
"""Roads are 1.3 to 1.4 times as long as the great circle (Boscoe, Henry and Zdeb, 2012)."""

_SPEED_KMH = {
    Mode.FLIGHT: 800.0,
    Mode.TRAIN: 90.0,
    Mode.BUS: 65.0,
    Mode.CAR: 75.0,
    Mode.FERRY: 35.0,
}
"""Usual cruising or service speeds, stops included for what goes on the ground."""

_BEFORE_AND_AFTER = {Mode.FLIGHT: timedelta(minutes=45)}
"""Taxiing, climb and approach, which the cruising speed leaves out."""

_QUARTER = timedelta(minutes=15)


def check_wish(wish: PathWish, *, zone: ZoneInfo, rules: Rules, at: datetime) -> None:
    """Refuse what no trip may be, naming the field. `zone` is that of the departure.

    That places and currency exist is the caller's to check.
    """
    if wish.from_place_id == wish.to_place_id:
        raise SamePlace
    _check_times(wish, zone=zone, rules=rules, at=at)
    check_weight(wish.capacity_grams, field="capacity_grams")
    check_volume(wish.capacity_millilitres, field="capacity_millilitres")
    check_categories(wish.categories)
    if wish.detour_km is not None:
        if wish.mode is not Mode.CAR:
            raise DetourOnlyByCar
        if not 0 <= wish.detour_km <= LARGEST_DETOUR_KM:
            raise DetourOutOfRange(most=LARGEST_DETOUR_KM)
    if wish.price_per_kg is not None and not 0 < wish.price_per_kg.minor <= MOST_MINOR:
        raise PriceOutOfRange
    check_note(wish.note)


def _check_times(wish: PathWish, *, zone: ZoneInfo, rules: Rules, at: datetime) -> None:
    if wish.departs_at <= at:
        raise DepartsInThePast
    if wish.departs_at > at + timedelta(days=rules.trip_horizon_days):
        raise DepartsTooFarAhead(days=rules.trip_horizon_days)
    if wish.arrives_at <= wish.departs_at:
        raise ArrivesBeforeDeparture
    if wish.arrives_at - wish.departs_at > LONGEST_TRIP:
        raise TakesTooLong(days=LONGEST_TRIP.days)
    if wish.weekly is not None:
        first_day = wish.departs_at.astimezone(zone).date()
        if wish.weekly.until is not None and wish.weekly.until < first_day:
            raise WeeklyEndsEarly
        if len(wish.weekly.skipped) > MOST_SKIPPED:
            raise TooManySkippedDates(most=MOST_SKIPPED)


def propose_duration(mode: Mode, km: float) -> timedelta:
    """Estimate a trip's length from the great circle between its ends, to a whole quarter hour."""
    way = km if mode in {Mode.FLIGHT, Mode.FERRY} else km * _ROAD_IS_LONGER
    estimate = timedelta(hours=way / _SPEED_KMH[mode]) + _BEFORE_AND_AFTER.get(mode, timedelta())
    quarters = max(1, -(-estimate // _QUARTER))
    return min(quarters * _QUARTER, LONGEST_TRIP)


def weekly_dates(first: date, weekly: Weekly, *, after: date | None, until: date) -> Iterator[date]:
    """Name the dates of a series that follow `after` (or begin it), up to and with `until`."""
    day = first
    last = until if weekly.until is None else min(until, weekly.until)
    while day <= last:
        if (after is None or day > after) and day not in weekly.skipped:
            yield day
        day += timedelta(weeks=1)


def moment_on(day: date, clock: time, zone: str) -> datetime:
    """Find the moment, in UTC, when clocks in this zone show this time.

    A time that is skipped in spring is an hour later; of one that comes twice in autumn, the first.
    """
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
