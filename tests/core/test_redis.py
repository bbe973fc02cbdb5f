"""What holds a connection to Redis ends when it is told to, at whatever instant."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from redis.asyncio import Redis

from core.redis import answering_soon, connect_redis
from tests.servers import TestServers

_INSTANTS = 60
"""Turns of the loop before the cancellation: several commands' worth, each with a dozen turns."""

_PATIENCE_SECONDS = 5


async def _ask_for_ever(redis: Redis) -> None:
    while True:
        await redis.ping()


async def test_a_task_that_asks_redis_ends_at_whatever_instant_it_is_told_to(
    servers: TestServers,
) -> None:
    async with connect_redis(servers.redis_url) as redis:
        await redis.ping()
        for instant in range(_INSTANTS):
            asking = asyncio.create_task(_ask_for_ever(redis))
            for _ in range(instant):
                await asyncio.sleep(0)
            asking.cancel()
            _, deaf = await asyncio.wait([asking], timeout=_PATIENCE_SECONDS)
            for task in deaf:
                task.cancel()
            assert not deaf, f"told to end after {instant} turns"


@asynccontextmanager
async def _mute_server() -> AsyncIterator[str]:
    """Take connections and never say a word."""
    open_ends: list[asyncio.StreamWriter] = []

    async def listen(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_ends.append(writer)

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    try:
        yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        for writer in open_ends:
            writer.close()
        server.close()
        await server.wait_closed()


async def test_a_server_that_says_nothing_is_as_good_as_away() -> None:
    async with _mute_server() as url, connect_redis(url) as redis:
        with pytest.raises(OSError):  # noqa: PT011  (whoever asks catches that one)
            async with answering_soon():
                await redis.ping()
