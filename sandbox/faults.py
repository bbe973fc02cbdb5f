"""Faults on demand: what a network and a tired Telegram do to a bot, a chosen number of times."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.wire import Wire


def _chance() -> float:
    return random.random()  # noqa: S311 - chance, no secret


class FaultKind(StrEnum):
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    BAD_GATEWAY = "bad_gateway"
    BAD_GATEWAY_AFTER = "bad_gateway_after"
    SLOW = "slow"
    HELD = "held"
    """Nothing happens until the fault is taken away."""
    TOO_MANY = "too_many"
    REFUSED = "refused"


_DELAYS = (FaultKind.SLOW, FaultKind.HELD)


@dataclass(slots=True)
class Fault:
    id: int
    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    probability: float = 1.0
    count: int | None = None
    """How often it strikes yet; None is for ever."""
    seconds: float = 1.0
    retry_after: int = 1
    error_code: int = 400
    description: str = "Bad Request"
    """What Telegram says when it refuses."""
    under_way: int = field(default=0, init=False)
    """How many requests it delays just now."""
    _is_away: asyncio.Event = field(default_factory=asyncio.Event, init=False, repr=False)
    _is_idle: asyncio.Event = field(default_factory=asyncio.Event, init=False, repr=False)

    def fits(self, method: str, chat_id: object) -> bool:
        return (
            (self.method is None or self.method.lower() == method.lower())
            and (self.chat_id is None or str(self.chat_id) == str(chat_id))
            and self.count != 0
        )

    @property
    def is_over(self) -> bool:
        return self.count == 0 and not self.under_way

    def strike(self) -> None:
        if self.count is not None:
            self.count -= 1
        if self.kind in _DELAYS:
            self.under_way += 1
            self._is_idle.clear()

    async def pass_time(self) -> None:
        """Wait as long as a request is delayed, and no longer than until it is taken away."""
        seconds = None if self.kind is FaultKind.HELD else self.seconds
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_away.wait()

    def end(self) -> None:
        """Note that a request which was delayed is over."""
        self.under_way -= 1
        if not self.under_way:
            self._is_idle.set()

    def let_go(self) -> None:
        self._is_away.set()

    async def until_idle(self) -> None:
        if self.under_way:
            await self._is_idle.wait()

    def as_wire(self) -> Wire:
        return {name: getattr(self, name) for name in _TOLD}


_TOLD = (
    *("id", "kind", "method", "chat_id", "probability", "count", "seconds", "retry_after"),
    "under_way",
)


class Faults:
    """A fault is here until it is taken away, or is spent and what it delays is over."""

    def __init__(self) -> None:
        self._faults: dict[int, Fault] = {}
        self._last_id = 0

    def add(self, wish: Wire) -> Fault:
        """Add one. Raises ValueError or TypeError when the wish names what does not exist."""
        fault = Fault(id=self._last_id + 1, **{**wish, "kind": FaultKind(wish.get("kind", ""))})
        self._last_id += 1
        self._faults[fault.id] = fault
        return fault

    async def take_away(self, fault_id: int) -> bool:
        """Take one away, and wait until the requests it delays are over; false without one."""
        fault = self._faults.pop(fault_id, None)
        if fault is None:
            return False
        fault.let_go()
        await fault.until_idle()
        return True

    async def take_all_away(self) -> None:
        for fault_id in list(self._faults):
            await self.take_away(fault_id)

    def clear(self) -> None:
        for fault in self._faults.values():
            fault.let_go()
        self._faults.clear()

    def as_wire(self) -> list[Wire]:
        return [fault.as_wire() for fault in self._faults.values()]

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """Pick the fault that befalls this request, if any; one that is spent is gone.

        A request that is delayed (`delaying`) keeps it here meanwhile.
        """
        if not self._faults:
            return None
        for fault in self._faults.values():
            if fault.fits(method, chat_id) and _chance() < fault.probability:
                fault.strike()
                self._forget_if_over(fault)
                return fault
        return None

    @asynccontextmanager
    async def delaying(self, fault: Fault | None) -> AsyncIterator[None]:
        """Let time pass before what is done inside, where a fault that has struck says so."""
        if fault is None or fault.kind not in _DELAYS:
            yield
            return
        try:
            await fault.pass_time()
            yield
        finally:
            fault.end()
            self._forget_if_over(fault)

    def _forget_if_over(self, fault: Fault) -> None:
        if fault.is_over:
            self._faults.pop(fault.id, None)
