"""The hours in which people of ours are there, and deadlines that count only those. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_LONGEST_LOOK = 400
"""Days after which we no longer look for an hour in which somebody is there."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Full hours of the wall clock in one zone; `days` are 1 for Monday to 7 for Sunday."""

    zone: str
    opens: int
    closes: int
    days: Collection[int]
    holidays: Collection[date] = ()

    def shift_on(self, day: date) -> tuple[datetime, datetime] | None:
        """Give when somebody is there on a day; none when nobody is."""
        if day.isoweekday() not in self.days or day in self.holidays or self.closes <= self.opens:
            return None
        zone = ZoneInfo(self.zone)
        midnight = datetime.combine(day, time(), zone)
        begins = midnight.replace(hour=self.opens)
        if self.closes == 24:  # noqa: PLR2004  (hours of a day)
            return begins, datetime.combine(day + _DAY, time(), zone)
        return begins, midnight.replace(hour=self.closes)

    def is_open(self, at: datetime) -> bool:
        shift = self.shift_on(self._day_of(at))
        return shift is not None and shift[0] <= at < shift[1]

    def opens_next(self, at: datetime) -> datetime:
        """Give this moment when somebody is there, else when somebody is; `at` when nobody ever."""
        for begins, ends in self._shifts_from(at):
            if at < ends:
                return max(begins, at).astimezone(at.tzinfo)
        return at

    def deadline(self, begun: datetime, span: timedelta) -> datetime:
        """Tell when so much time has passed in which somebody was there.

        Where nobody ever is, the time passes by itself.
        """
        left = span
        for begins, ends in self._shifts_from(begun):
            since = max(begins, begun)
            # Moments of one zone differ by their wall clocks, which is wrong when clocks change.
            room = ends.astimezone(begun.tzinfo) - since.astimezone(begun.tzinfo)
            if room <= timedelta(0):
                continue
            if left <= room:
                return since.astimezone(begun.tzinfo) + left
            left -= room
        return begun + span

    def between(self, one: datetime, other: datetime) -> timedelta:
        """Tell how much of the time between two moments somebody was there."""
        passed = timedelta(0)
        for begins, ends in self._shifts_from(one):
            if begins >= other:
                break
            since, until = max(begins, one), min(ends, other)
            passed += max(until.astimezone(one.tzinfo) - since.astimezone(one.tzinfo), timedelta(0))
        return passed

    def _shifts_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = self._day_of(at)
        for count in range(_LONGEST_LOOK):
            shift = self.shift_on(day + _DAY * count)
            if shift is not None:
                yield shift

    def _day_of(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()
