"""Brokers that come late, lose what they had or are none; and a stream that is trimmed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis

from core.background import run_events
from core.clock import utc_now
from core.db import Db
from core.events.service import Group
from core.settings import CargoEnv, Settings
from core.transports.broker import Lines, UnknownBroker, opener_of
from core.transports.redis_streams import trim_heard
from core.wakeups import Wakeup
from core.wiring import Services, open_storage
from tests.brokers import free_port, kafka, stream_database
from tests.core.events.builders import (
    EFFECTS_CHANNEL,
    counting_group,
    effects,
    make_effect_table,
    publish_numbers,
)
from tests.servers import TestServers

PATIENCE_SECONDS = 20
GROUPS = (counting_group("first"), counting_group("second"))


@pytest.fixture
def stream_url(servers: TestServers) -> str:
    """Name a database of Redis that no other test flushes."""
    return stream_database(servers)


@pytest.fixture
async def redis(stream_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(stream_url) as client:
        yield client


@pytest.fixture
def lines() -> Lines:
    return Lines(prefix=f"test-{uuid4().hex}", lost_after_seconds=1.0)


@asynccontextmanager
async def _hearing(
    db: Db, redis: Redis, url: str, lines: Lines, groups: Sequence[Group] = GROUPS
) -> AsyncIterator[Wakeup]:
    """Run the consumers; the wake-up rings when there may be an effect."""
    settings = Settings(cargo_env=CargoEnv.TEST, broker_url=SecretStr(url))
    services = Services(settings, db, redis, utc_now, open_storage(settings, clock=utc_now))
    async with db.bells.hung(EFFECTS_CHANNEL) as wakeup:
        hearing = asyncio.create_task(run_events(services, groups, lines=lines))
        yield wakeup
        hearing.cancel()
        await asyncio.gather(hearing, return_exceptions=True)


async def _until_effects(db: Db, wakeup: Wakeup, count: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(await effects(db)) < count:
            await wakeup.wait(1)


@pytest.mark.fresh_db
async def test_a_broker_that_comes_late_gets_what_was_published_before(
    db: Db, redis: Redis, lines: Lines
) -> None:
    await make_effect_table(db)
    await publish_numbers(db, range(3))
    port = free_port()
    async with _hearing(db, redis, f"kafka://127.0.0.1:{port}", lines) as wakeup, kafka(port):
        await _until_effects(db, wakeup, 6)
    assert len(await effects(db)) == 6


@pytest.mark.fresh_db
async def test_a_stream_that_was_flushed_away_is_made_again(
    db: Db, stream_url: str, redis: Redis, lines: Lines
) -> None:
    await make_effect_table(db)
    async with _hearing(db, redis, stream_url, lines) as wakeup:
        await publish_numbers(db, [1])
        await _until_effects(db, wakeup, 2)
        await redis.delete(f"{lines.prefix}:events")
        await publish_numbers(db, [2])
        await _until_effects(db, wakeup, 4)
    assert len(await effects(db)) == 4


@pytest.mark.fresh_db
async def test_redis_keeps_what_a_group_has_still_to_hear_and_nothing_else(
    db: Db, stream_url: str, redis: Redis, lines: Lines
) -> None:
    await make_effect_table(db)
    stream = f"{lines.prefix}:events"
    async with _hearing(db, redis, stream_url, lines) as wakeup:
        await publish_numbers(db, range(3))
        await _until_effects(db, wakeup, 6)
        await _until_acknowledged(redis, stream)
    await redis.xgroup_create(stream, "late", id="0")
    await trim_heard(redis, stream)
    assert await redis.xlen(stream) == 3
    await redis.xgroup_destroy(stream, "late")
    await trim_heard(redis, stream)
    assert await redis.xlen(stream) <= 1


async def _until_acknowledged(redis: Redis, stream: str) -> None:
    """Wait a moment more, since an effect is there before its acknowledgement."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(group["pending"] for group in await redis.xinfo_groups(stream)):
            await redis.ping()


@pytest.mark.parametrize("url", ["http://broker", "broker", "nats://broker:4222"])
def test_an_address_that_names_no_broker_is_refused(url: str) -> None:
    with pytest.raises(UnknownBroker):
        opener_of(url, lines=Lines())
