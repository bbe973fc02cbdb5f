"""Processes of the product that a test kills in the middle of what they do.

They are forked from one that has imported the product, and so begin at once: each has a memory, a
death and connections of its own, and only the seconds of importing are shared.
"""

import asyncio
import multiprocessing
import os
import runpy
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PATIENCE_SECONDS = 60
_LOOK_SECONDS = 0.02

_nursery = multiprocessing.get_context("forkserver")
_nursery.set_forkserver_preload(["bot.runner", "webhooks.app", "webhooks.server", "boto3"])


@asynccontextmanager
async def killed_at_the_end(*command: str, **environment: str) -> AsyncIterator[None]:
    """Run a script with arguments, and kill it with SIGKILL at the end of the block."""
    process = _nursery.Process(target=_begin, args=(command, environment))
    await asyncio.to_thread(process.start)
    try:
        yield
    finally:
        has_ended = process.exitcode is not None
        process.kill()
        await asyncio.to_thread(process.join)
        process.close()
        assert not has_ended, f"{command} ended by itself"


def _begin(command: tuple[str, ...], environment: dict[str, str]) -> None:
    """Become a process as one that was started by itself: nothing of the test is in it."""
    os.setsid()
    os.chdir(ROOT)
    child = {"PATH": os.environ["PATH"], **environment}  # noqa: TID251  (a child's environment)
    os.environ.clear()  # noqa: TID251
    os.environ.update(child)  # noqa: TID251
    sys.argv[:] = command
    runpy.run_path(command[0], run_name="__main__")


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
