"""Processes of the product that begin at once: they are forked from one that has imported it.

Each has a memory, a death and connections of its own; only the seconds of importing are shared.
"""

import asyncio
import multiprocessing
import os
import runpy
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parents[1]

_nursery = multiprocessing.get_context("forkserver")
_nursery.set_forkserver_preload(["bot.runner", "webhooks.app", "webhooks.server", "boto3"])


async def begin(
    *command: str, environment: dict[str, str], shown: Path | None = None
) -> BaseProcess:
    """Run a script with arguments in an environment of its own; keep what it shows in a file."""
    process = _nursery.Process(target=_run, args=(command, environment, shown))
    await asyncio.to_thread(process.start)
    return process


def _run(command: tuple[str, ...], environment: dict[str, str], shown: Path | None) -> None:
    """Become what a process is that was started by itself: nothing of the test is in it."""
    os.setsid()
    os.chdir(ROOT)
    if shown is not None:
        file = os.open(shown, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(file, stream)
    os.environ.clear()  # noqa: TID251  (a child's environment)
    os.environ.update(environment)  # noqa: TID251
    sys.argv[:] = command
    runpy.run_path(command[0], run_name="__main__")
