"""Connecting to Redis or Valkey. What is there may be lost, and nobody waits for it for long.

A client made here has no time limit of its own: redis-py keeps one with `asyncio.wait_for`, which
before Python 3.12 forgets a cancellation that comes as its wait ends, and a process that is told
to stop would run on. Who asks sets the limit with `answering_soon()`; a silent server is found
out by TCP's keepalive.
"""

import asyncio
from collections.abc import AsyncIterator

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

_PATIENCE_SECONDS = 1.0
_CONNECT_SECONDS = 5.0
_AGAIN_SECONDS = 0.5

AWAY = (RedisError, OSError)
"""What a call raises when the server is away, or does not answer in time."""

log = structlog.get_logger(__name__)


def connect_redis(url: str) -> Redis:
    """Make a client; it connects when it is first asked for something."""
    return Redis.from_url(url, socket_timeout=None, socket_connect_timeout=_CONNECT_SECONDS)


def answering_soon() -> asyncio.Timeout:
    """Limit what is asked within: afterwards it is a `TimeoutError`, which is an `OSError`."""
    return asyncio.timeout(_PATIENCE_SECONDS)


async def hear(redis: Redis, *patterns: str) -> AsyncIterator[tuple[str, bytes] | bool]:
    """Give topics and what is told there, for ever, and connect again when that is lost.

    True each time that it begins to hear, and false when it hears no more: in between something
    may have been told that nobody has heard.
    """
    while True:
        try:
            async with redis.pubsub() as ear:
                await ear.psubscribe(*patterns)
                async for told in ear.listen():
                    if told["type"] == "psubscribe":
                        yield True
                    elif told["type"] == "pmessage":
                        yield told["channel"].decode(), told["data"]
        except AWAY as error:
            log.info("redis_not_heard", why=type(error).__name__)
        yield False
        await asyncio.sleep(_AGAIN_SECONDS)
