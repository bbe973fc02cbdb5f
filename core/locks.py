"""Only one at a time, over all processes: an advisory lock of Postgres.

It belongs to a connection of its own, so it is free again as soon as its holder is gone.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum

import asyncpg
from sqlalchemy import make_url

from core.outages import DATABASE_AWAY

_ASK_SECONDS = 0.5
_ALIVE_SECONDS = 1.0


class Only(IntEnum):
    """What there may be one of. The numbers are keys in the database: never reuse one."""

    SENDER = 7_215_010
    POLLER = 7_215_011
    RELAY = 7_215_013


@asynccontextmanager
async def only_one(database_url: str, what: Only) -> AsyncIterator[asyncio.Event]:
    """Wait until nobody else is it. The event is set when the lock is lost.

    Raises one of `DATABASE_AWAY` when there is nobody to ask.
    """
    url = make_url(database_url).set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    lost = asyncio.Event()
    connection.add_termination_listener(lambda *_: lost.set())
    watching = asyncio.create_task(_watch(connection, lost))
    try:
        # The holder is another process, which cannot set an event here.
        while not await connection.fetchval(  # noqa: ASYNC110
            "SELECT pg_try_advisory_lock($1)", int(what)
        ):
            await asyncio.sleep(_ASK_SECONDS)
        yield lost
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        connection.terminate()


async def _watch(connection: asyncpg.Connection, lost: asyncio.Event) -> None:
    """Ask now and then, because a connection can die without a word."""
    while not lost.is_set():
        await asyncio.sleep(_ALIVE_SECONDS)
        try:
            if not connection.is_closed():
                async with asyncio.timeout(_ALIVE_SECONDS):
                    await connection.execute("SELECT 1")
        except (TimeoutError, *DATABASE_AWAY):
            lost.set()
