"""Connecting to Redis or Valkey. What is there may be lost, and nobody waits for it for long.

A client made here has no time limit of its own: redis-py keeps one with `asyncio.wait_for`, which
before Python 3.12 forgets a cancellation that comes as its wait ends, and a process that is told
to stop would run on. Who asks sets the limit with `answering_soon()`; a silent server is found
out by TCP's keepalive.
"""

import asyncio

from redis.asyncio import Redis

_PATIENCE_SECONDS = 1.0
_CONNECT_SECONDS = 5.0


def connect_redis(url: str) -> Redis:
    """Make a client; it connects when it is first asked for something."""
    return Redis.from_url(url, socket_timeout=None, socket_connect_timeout=_CONNECT_SECONDS)


def answering_soon() -> asyncio.Timeout:
    """Limit what is asked within: afterwards it is a `TimeoutError`, which is an `OSError`."""
    return asyncio.timeout(_PATIENCE_SECONDS)
