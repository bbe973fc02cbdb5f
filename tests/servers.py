"""The servers of a test run, and the databases that are cloned from its template.

The process that starts the run starts the servers; with xdist that is the controller, and every
worker gets the address. A database is cloned from a template that was migrated and filled once.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from sqlalchemy import text

from bot.words import LOCALES
from core.articles.service import load_articles
from core.clock import utc_now
from core.db import connect
from core.places.service import load_places
from core.schema import upgrade_schema
from core.servers.throwaway import throwaway_servers

TEMPLATE = "template_peercargo"
Run = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class TestServers:
    """Addresses: of the database `postgres`, and of Valkey."""

    __test__ = False

    database_url: str
    redis_url: str

    def database(self, name: str) -> str:
        return urlunsplit(urlsplit(self.database_url)._replace(path=f"/{name}"))

    def with_valkey_database(self, number: int) -> "TestServers":
        """Name another of the 16 databases of Valkey, that emptying one leaves the others alone."""
        return replace(self, redis_url=f"{self.redis_url.partition('?')[0]}?db={number}")


class ServerThread:
    """Holds the servers in a thread of their own, which lives as long as the run."""

    def __init__(self) -> None:
        self._ready: Future[TestServers] = Future()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="test servers", daemon=True)

    def start(self) -> TestServers:
        self._thread.start()
        return self._ready.result(timeout=90)

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=20)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._hold())
        except BaseException as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)
        finally:
            self._loop.close()

    async def _hold(self) -> None:
        async with throwaway_servers() as servers:
            found = TestServers(servers.database_url, servers.redis_url)
            await _make_template(found)
            self._ready.set_result(found)
            await self._stop.wait()


async def _make_template(servers: TestServers) -> None:
    async with _autocommit(servers) as run:
        await run(f"CREATE DATABASE {TEMPLATE}")
    db = connect(servers.database(TEMPLATE))
    await upgrade_schema(db)
    async with db.begin() as session:
        await load_places(session, at=utc_now())
        await load_articles(session, LOCALES, at=utc_now())
    await db.close()


@asynccontextmanager
async def cloned_database(servers: TestServers, *, name: str | None = None) -> AsyncIterator[str]:
    """Make a database like the template, dropped at the end of the block; give its address."""
    name = name or f"test_{uuid4().hex}"
    async with _autocommit(servers) as run:
        await run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
    try:
        yield servers.database(name)
    finally:
        async with _autocommit(servers) as run:
            await run(f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def empty_database(server: TestServers) -> AsyncIterator[TestServers]:
    """Make a database with nothing in it, on any server, dropped at the end of the block."""
    name = f"test_{uuid4().hex}"
    async with _autocommit(server) as run:
        await run(f"CREATE DATABASE {name}")
    try:
        yield TestServers(server.database(name), server.redis_url)
    finally:
        async with _autocommit(server) as run:
            await run(f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def _autocommit(servers: TestServers) -> AsyncIterator[Run]:
    db = connect(servers.database_url, pool_size=1)
    try:
        async with db.engine.connect() as connection:
            outside = await connection.execution_options(isolation_level="AUTOCOMMIT")

            async def run(sql: str) -> None:
                await outside.execute(text(sql))

            yield run
    finally:
        await db.close()
