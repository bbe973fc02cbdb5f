"""The setting of all tests. A test that asks for nothing gets no server."""

import os
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import structlog
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from core.db import Db, connect, driver_url
from core.garbage import look_for_garbage_seldom
from core.redis import connect_redis
from core.settings import CargoEnv, Settings
from core.wiring import Services, open_storage
from tests.brokers import STREAM_DATABASE
from tests.servers import ServerThread, TestServers, cloned_database, empty_database
from tests.turns import Turns

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""A moment for tests that need one."""

_VALKEY_DATABASES = 16
_FIRST_OWN_DATABASE = STREAM_DATABASE + 1
"""A worker empties its own database of Valkey before a test, and never that of another worker."""

_HELD = pytest.StashKey[ServerThread]()
_FOUND = pytest.StashKey[TestServers]()


def _servers_of(config: pytest.Config) -> TestServers:
    if _FOUND not in config.stash:
        given: dict[str, str] | None = getattr(config, "workerinput", {}).get("test_servers")
        if given is not None:
            config.stash[_FOUND] = TestServers(**given)
        else:
            config.stash[_HELD] = ServerThread()
            config.stash[_FOUND] = config.stash[_HELD].start()
    return config.stash[_FOUND]


class XdistHooks:
    """The controller starts the servers once, tells workers where they are, and gives turns."""

    def pytest_configure_node(self, node: Any) -> None:
        number = int(node.gateway.id.removeprefix("gw"))
        own = _FIRST_OWN_DATABASE + number % (_VALKEY_DATABASES - _FIRST_OWN_DATABASE)
        node.workerinput["test_servers"] = asdict(
            _servers_of(node.config).with_valkey_database(own)
        )

    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Turns:
        return Turns(config, log)


def pytest_configure(config: pytest.Config) -> None:
    # The pretty tracebacks that structlog shows by itself take seconds each, with all variables.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])
    if config.pluginmanager.hasplugin("xdist") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(XdistHooks(), "test servers for workers")


def pytest_unconfigure(config: pytest.Config) -> None:
    held = config.stash.get(_HELD, None)
    if held is not None:
        held.stop()


def pytest_collection_finish() -> None:
    """Do as a process of the product does that has started: a fifth of a run is saved by it."""
    look_for_garbage_seldom()


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> TestServers:
    """Addresses of the run's Postgres and Valkey."""
    return _servers_of(pytestconfig)


@pytest.fixture(scope="session")
async def shared_database(servers: TestServers) -> AsyncIterator[Db]:
    async with cloned_database(servers) as url:
        db = connect(url, pool_size=2)
        yield db
        await db.close()


@pytest.fixture(scope="session")
def own_engine(servers: TestServers) -> AsyncEngine:
    """Give an engine for the databases that tests have of their own, one after the other.

    All of them have one name, so that what it has compiled for one test serves the next.
    """
    return connect(servers.database(f"test_{uuid4().hex}")).engine


@pytest.fixture
async def db(
    request: pytest.FixtureRequest,
    servers: TestServers,
    shared_database: Db,
    own_engine: AsyncEngine,
) -> AsyncIterator[Db]:
    """Give a clean database: a connection that rolls back, or with `fresh_db` one of its own."""
    if request.node.get_closest_marker("fresh_db"):
        async with cloned_database(servers, name=own_engine.url.database):
            own = Db(own_engine)
            yield own
            await own.close()
        return
    async with shared_database.engine.connect() as connection:
        outer = await connection.begin()
        yield Db(shared_database.engine, bind=connection)
        await connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        await outer.rollback()


@pytest.fixture
async def session(db: Db) -> AsyncIterator[AsyncSession]:
    async with db.begin() as opened:
        yield opened


@pytest.fixture
async def redis(servers: TestServers) -> AsyncIterator[Redis]:
    """Give an empty one. The tests of one worker share it, one after the other."""
    client = connect_redis(servers.redis_url)
    await client.flushdb()
    yield client
    await client.aclose()


@pytest.fixture
def settings() -> Settings:
    return Settings(cargo_env=CargoEnv.TEST)


@pytest.fixture
def services(settings: Settings, db: Db, redis: Redis, tmp_path: Path) -> Services:
    settings = settings.model_copy(update={"cargo_data_dir": tmp_path})
    storage = open_storage(settings, clock=_noon)
    return Services(settings=settings, db=db, redis=redis, clock=_noon, storage=storage)


def _noon() -> datetime:
    return NOON


@pytest.fixture
async def external_postgres(servers: TestServers) -> AsyncIterator[TestServers]:
    """Give an empty database on a server that is not ours, when one is named."""
    url = os.environ.get("TEST_POSTGRES_URL")  # noqa: TID251  (names a server of this machine)
    if not url:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL server")
    async with empty_database(TestServers(driver_url(url), servers.redis_url)) as database:
        yield database
