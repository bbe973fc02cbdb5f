"""When a job falls due. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Slots are counted from here, so that every process counts the same ones."""


class CatchUp(StrEnum):
    """What to do about slots that passed while nobody ran."""

    ONCE = "once"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every so often, `offset` after a whole multiple since the epoch: daily at three, UTC."""

    every: timedelta
    offset: timedelta = timedelta(0)
    catch_up: CatchUp = CatchUp.ONCE

    def newest(self, at: datetime) -> datetime:
        """Find the last slot that is not after this moment."""
        start = EPOCH + self.offset
        return start + (at - start) // self.every * self.every

    def due(self, last: datetime | None, *, at: datetime) -> datetime | None:
        """Find the slot to do now, if any. A job that never ran begins with its newest slot."""
        newest = self.newest(at)
        if last is None:
            return newest
        if newest <= last:
            return None
        return newest if self.catch_up is CatchUp.ONCE else self.newest(last) + self.every
