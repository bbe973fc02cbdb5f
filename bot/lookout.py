"""When the hands of a worker look for work: one that rests is woken at a time, none looks in vain.

What waits behind an item that a hand acts on is hidden until it is done, so a look that finds
nothing meanwhile has to be repeated then; and only then.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from core.wakeups import Wakeup


class Lookout:
    """What the hands of one worker know of each other."""

    def __init__(self, wakeup: Wakeup) -> None:
        self._wakeup = wakeup
        self._resting = asyncio.Lock()
        self._now = asyncio.get_running_loop().time
        self._acting = 0
        self._finished = 0
        self._is_due = True
        self._may_be_hidden = False
        self._look_at = 0.0

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Hide what waits behind what a hand acts on, until the end of the block."""
        self._acting += 1
        try:
            yield
        finally:
            self._acting -= 1
            self._finished += 1
            self._is_due |= self._may_be_hidden
            self._may_be_hidden = False

    def begin(self) -> int:
        """Begin a look; its number is wanted back when it finds nothing."""
        return self._finished

    def found_nothing(self, begun: int, *, pause: float) -> None:
        """End a look in vain; the next one is due so many seconds from now."""
        self._is_due |= self._finished != begun
        self._may_be_hidden |= self._acting > 0
        self._look_at = self._now() + pause

    def call_another(self) -> None:
        """Wake another hand, because there may be more than one can take."""
        self._wakeup.nudge()

    def look_again(self) -> None:
        self._is_due = True

    async def rest(self) -> None:
        """Return when it is time for a look."""
        if self._is_due:
            self._is_due = False
            return
        async with self._resting:
            await self._wakeup.wait(max(0.0, self._look_at - self._now()))
