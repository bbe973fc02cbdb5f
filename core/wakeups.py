"""Wake-ups: Postgres says that there is something to do, so that nobody has to keep asking.

A wake-up may be lost, so whoever waits also looks by itself now and then.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg
import structlog
from sqlalchemy import URL

from core.outages import DATABASE_AWAY

_AGAIN_SECONDS = 0.5

log = structlog.get_logger(__name__)


class Wakeup:
    """Rung by a notification, or nudged by whoever knows that there is something to do."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._has_news = True

    def ring(self) -> None:
        self._has_news = True
        self._event.set()

    def nudge(self) -> None:
        """End the wait, although the database has said nothing."""
        self._event.set()

    def take(self) -> bool:
        """Tell whether it rang since the last time."""
        has_news, self._has_news = self._has_news, False
        return has_news

    async def wait(self, seconds: float) -> None:
        """Return when it is rung or nudged, or after the seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()
        self._event.clear()


class Bells:
    """Lets any number of channels ring over one connection, which is made again when it is lost.

    One, and not one for each: whatever is notified wakes every connection that listens to anything
    (PostgreSQL, `NOTIFY`), and each costs the server a process.
    """

    def __init__(self, database: URL) -> None:
        url = database.set(drivername="postgresql")
        self._url = url.render_as_string(hide_password=False)
        self._hung: dict[str, list[Wakeup]] = {}
        self._changed = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def hung(self, *channels: str) -> AsyncIterator[Wakeup]:
        """Have a wake-up rung whenever something is notified on one of the channels."""
        wakeup = Wakeup()
        for channel in channels:
            self._hung.setdefault(channel, []).append(wakeup)
        self._changed.set()
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())
        try:
            yield wakeup
        finally:
            for channel in channels:
                self._hung[channel].remove(wakeup)
            if not any(self._hung.values()):
                await self._end()

    async def _end(self) -> None:
        listening, self._listening = self._listening, None
        if listening is not None:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self) -> None:
        while True:
            try:
                connection = await asyncpg.connect(self._url)
            except DATABASE_AWAY:
                await asyncio.sleep(_AGAIN_SECONDS)
                continue
            lost = asyncio.Event()
            connection.add_termination_listener(lambda *_, lost=lost: lost.set())
            try:
                await self._listen_on(connection, lost)
            except DATABASE_AWAY as error:
                log.info("listener_lost", why=type(error).__name__)
            finally:
                connection.terminate()

    async def _listen_on(self, connection: asyncpg.Connection, lost: asyncio.Event) -> None:
        heard: set[str] = set()
        connection.add_termination_listener(lambda *_: self._changed.set())
        while not lost.is_set():
            self._changed.clear()
            for channel in [one for one in self._hung if one not in heard]:
                await connection.add_listener(channel, self._ring)
                heard.add(channel)
                self._ring(connection, 0, channel, "")  # whatever was said while nobody listened
            await self._changed.wait()

    def _ring(self, _connection: object, _process: int, channel: str, _payload: object) -> None:
        for wakeup in self._hung.get(channel, ()):
            wakeup.ring()
