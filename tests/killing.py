"""Processes of the product that a test kills in the middle of what they do."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from tests.nursery import begin

_PATIENCE_SECONDS = 60
_LOOK_SECONDS = 0.02


@asynccontextmanager
async def killed_at_the_end(*command: str, **environment: str) -> AsyncIterator[None]:
    """Run a script with arguments, and kill it with SIGKILL at the end of the block."""
    path = os.environ["PATH"]  # noqa: TID251  (a child's environment)
    process = await begin(*command, environment={"PATH": path, **environment})
    try:
        yield
    finally:
        has_ended = process.exitcode is not None
        process.kill()
        await asyncio.to_thread(process.join)
        process.close()
        assert not has_ended, f"{command} ended by itself"


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Wait until another process has made it so."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        # It is at work elsewhere, and cannot set an event here.
        while not await is_so():  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
