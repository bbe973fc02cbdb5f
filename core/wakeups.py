"""Wake-ups: Postgres says that there is something to do, so that nobody has to keep asking.

A wake-up may be lost, so whoever waits also looks by itself now and then.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg
import structlog
from sqlalchemy import make_url

from core.db import DATABASE_AWAY

_AGAIN_SECONDS = 0.5

log = structlog.get_logger(__name__)


class Wakeup:
    """Rung by a notification, or nudged by whoever knows that there is something to do."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._has_news = True

    def ring(self, *_: object) -> None:
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


@asynccontextmanager
async def wakeups(
    database_url: str, channel: str, wakeup: Wakeup | None = None
) -> AsyncIterator[Wakeup]:
    """Listen on a connection of its own, and connect again when it is lost."""
    wakeup = wakeup or Wakeup()
    listening = asyncio.create_task(_listen(database_url, channel, wakeup))
    try:
        yield wakeup
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def _listen(database_url: str, channel: str, wakeup: Wakeup) -> None:
    url = make_url(database_url).set(drivername="postgresql")
    while True:
        try:
            connection = await asyncpg.connect(url.render_as_string(hide_password=False))
        except DATABASE_AWAY:
            await asyncio.sleep(_AGAIN_SECONDS)
            continue
        lost = asyncio.Event()
        connection.add_termination_listener(lambda *_, lost=lost: lost.set())
        try:
            await connection.add_listener(channel, wakeup.ring)
            wakeup.ring()  # whatever was said while nobody listened
            await lost.wait()
        except DATABASE_AWAY as error:
            log.info("listener_lost", channel=channel, why=type(error).__name__)
        finally:
            connection.terminate()
