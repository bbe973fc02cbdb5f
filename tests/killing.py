"""Processes of the product that a test kills in the middle of what they do."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PATIENCE_SECONDS = 60
_LOOK_SECONDS = 0.02


@asynccontextmanager
async def killed_at_the_end(*command: str, **environment: str) -> AsyncIterator[None]:
    """Run a script, or `-m` and a module, and kill it with SIGKILL at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],  # noqa: TID251  (a child's environment)
            "PYTHONPATH": str(ROOT),
            **environment,
        },
        stdin=DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        has_ended = process.returncode is not None
        if not has_ended:
            process.kill()
            await process.wait()
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
