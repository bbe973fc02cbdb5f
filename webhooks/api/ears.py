"""The ears of a web process: they hear that a line has changed, or that somebody is writing.

One connection to Redis hears for all who are connected here. What it says is a hint and no more:
what has changed is read from the database, and who hears nothing looks by himself.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from uuid import UUID

from core.copies.flows import CHANGED, line_of
from core.keystrokes.flows import TYPING, typing_in
from core.offers.states import Side
from core.redis import hear
from core.wakeups import Wakeup
from core.wiring import Services

LOOK_SECONDS = 15.0
_DEAF_LOOK_SECONDS = 2.0
"""As long as Redis is away, each connection asks the database this often."""

MOST_OF_ONE_PEER = 20


class Ear:
    """What one connection hears of one line."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._is_other_typing = False
        self.wakeup = Wakeup()

    def note_typing(self, side: Side) -> None:
        if side is not self._side:
            self._is_other_typing = True
            self.wakeup.ring()

    def take_typing(self) -> bool:
        """Tell whether the other side was writing since the last time."""
        is_typing, self._is_other_typing = self._is_other_typing, False
        return is_typing


class Ears:
    """Hears as long as somebody is connected."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._ears: dict[UUID, set[Ear]] = {}
        self._peers: Counter[UUID] = Counter()
        self._hearing: asyncio.Task[None] | None = None
        self._can_hear = False

    @property
    def look_seconds(self) -> float:
        return LOOK_SECONDS if self._can_hear else _DEAF_LOOK_SECONDS

    def has_room_for(self, peer_id: UUID) -> bool:
        return self._peers[peer_id] < MOST_OF_ONE_PEER

    @asynccontextmanager
    async def on(self, line_id: UUID, side: Side, peer_id: UUID) -> AsyncIterator[Ear]:
        ear = Ear(side)
        self._ears.setdefault(line_id, set()).add(ear)
        self._peers[peer_id] += 1
        if self._hearing is None:
            self._hearing = asyncio.create_task(self._hear())
        try:
            yield ear
        finally:
            self._peers[peer_id] -= 1
            self._ears[line_id].discard(ear)
            if not self._ears[line_id]:
                del self._ears[line_id]
            if not self._ears:
                await self._stop()

    async def _stop(self) -> None:
        hearing, self._hearing, self._can_hear = self._hearing, None, False
        self._peers.clear()
        if hearing is not None:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def _hear(self) -> None:
        async for told in hear(self._services.redis, CHANGED, TYPING):
            if isinstance(told, bool):
                self._can_hear = told
                for ears in self._ears.values():
                    _ring(ears)
                continue
            topic, what = told
            if topic.startswith(TYPING.removesuffix("*")):
                line_id, side = typing_in(topic, what)
                for ear in self._ears.get(line_id, ()):
                    ear.note_typing(side)
            else:
                _ring(self._ears.get(line_of(topic), ()))


def _ring(ears: Iterable[Ear]) -> None:
    for ear in ears:
        ear.wakeup.ring()
