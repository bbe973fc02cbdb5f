"""What people may see happen, in order. Kept for a while, so that who comes late can catch up."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.wire import Wire

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Event:
    id: int
    name: str
    body: Wire
    people: frozenset[int] | None
    """Who sees it; None is everybody."""

    def as_wire(self) -> Wire:
        return {"id": self.id, "event": self.name, "data": self.body}


class EventLog:
    def __init__(self, clock: Clock) -> None:
        # Milliseconds of the start, so that ids keep rising over restarts.
        self.last_id = int(clock.now() * 1000)
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._waiting: set[asyncio.Future[None]] = set()

    def publish(self, name: str, body: Wire, people: Iterable[int] | None = None) -> None:
        self.last_id += 1
        seen_by = None if people is None else frozenset(people)
        self._events.append(Event(id=self.last_id, name=name, body=body, people=seen_by))
        if self._waiting:
            for waiting in self._waiting:
                if not waiting.done():
                    waiting.set_result(None)
            self._waiting.clear()

    def after(self, event_id: int, person_id: int | None) -> list[Event]:
        found: list[Event] = []
        for event in reversed(self._events):
            if event.id <= event_id:
                break
            if person_id is None or event.people is None or person_id in event.people:
                found.append(event)
        found.reverse()
        return found

    async def wait(
        self, event_id: int, person_id: int | None, *, timeout_seconds: float
    ) -> list[Event]:
        """Events after this one, as soon as there are any; an empty list after the timeout."""
        deadline = asyncio.get_running_loop().time() + timeout_seconds
        while not (found := self.after(event_id, person_id)):
            left = deadline - asyncio.get_running_loop().time()
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.add(waiting)
            try:
                async with asyncio.timeout(left):
                    await waiting
            except TimeoutError:
                return []
            finally:
                self._waiting.discard(waiting)
        return found
