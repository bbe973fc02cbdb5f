"""Starting a server as our child, and ending it.

A child runs in a session of its own, so that Ctrl-C in a terminal reaches us and not it. It dies
with the thread that started it: on Linux the kernel ties a child to a thread, not to a process,
so start servers from a thread that lives as long as they are needed (the main thread does).
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Sequence
from pathlib import Path

from core.servers.identity import Identity

StopSteps = Sequence[tuple[signal.Signals, float]]
"""Signals in the order they are tried, each with the seconds it is given."""

# Nothing of the caller's environment: PGPORT, PGDATA or a missing locale would change the servers.
_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
_LAUNCH = Path(__file__).with_name("launch.py")


async def start_child(
    command: Sequence[str],
    *,
    identity: Identity,
    directory: Path,
    death_signal: signal.Signals,
    output: int,
    keep_open: Sequence[int] = (),
) -> Process:
    """`output` takes what it says; `keep_open` are files that it holds for as long as it lives."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-I", "-S", str(_LAUNCH)),
        *(str(os.getpid()), str(int(death_signal)), identity.text, str(directory)),
        *command,
        stdin=DEVNULL,
        stdout=output,
        stderr=STDOUT,
        env=_ENVIRONMENT,
        start_new_session=True,
        pass_fds=keep_open,
    )


async def run_child(
    command: Sequence[str],
    *,
    identity: Identity,
    directory: Path,
    keep_open: Sequence[int] = (),
) -> tuple[int, str]:
    """Run a command to its end: its exit code, and all it said."""
    process = await start_child(
        command,
        identity=identity,
        directory=directory,
        death_signal=signal.SIGKILL,
        output=PIPE,
        keep_open=keep_open,
    )
    try:
        said, _ = await process.communicate()
    finally:
        await end_child(process, ((signal.SIGKILL, 5.0),))
    return process.returncode or 0, said.decode(errors="replace")


async def end_child(process: Process, steps: StopSteps) -> None:
    """Send each signal in turn and wait its seconds, until the process is gone."""
    for number, seconds in steps:
        if process.returncode is not None:
            return
        try:
            process.send_signal(number)
            async with asyncio.timeout(seconds):
                await process.wait()
        except ProcessLookupError:
            await process.wait()
        except TimeoutError:
            continue
