"""A demo of the product, started as a newcomer starts it and read as he reads it.

Measurements, tests and the README's pictures use it. It runs in a session of its own, like in a
terminal of its own, so that Ctrl-C can be pressed for the whole of it.
"""

import asyncio
import os
import re
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[1]
BOT = "peercargo_demo_bot"
PEERCARGO = Path(sys.executable).with_name("peercargo")

_PHONES = re.compile(r"Two phones:\s+(http://\S+?)/?\s")
_PATIENCE_SECONDS = 60.0
_END_SECONDS = 30.0


class DemoNotReady(Exception):
    """The demo ended before. Carries what it said."""


class Demo:
    """One run of the command. `said` is all it has said so far, on both channels."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.said = ""
        self.phones_url = ""
        self._is_silent = False
        self._more = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        data: Path,
        *arguments: str,
        port: int = 0,
        command: Sequence[str] = (str(PEERCARGO), "demo"),
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> "Demo":
        """Start it on `data`. Port 0 takes a free one; of our own environment nothing counts."""
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "CARGO_DATA_DIR": str(data),
            "PORT": str(port),
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            *command,
            *arguments,
            cwd=ROOT,
            env=environment,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            start_new_session=True,
        )
        return cls(process)

    async def ready(self) -> str:
        """Wait until it shows the phones; their address."""
        found = await self.says(_PHONES)
        self.phones_url = found[1]
        return self.phones_url

    async def says(self, words: str | re.Pattern[str]) -> re.Match[str]:
        """Wait until it has said this. Raises `DemoNotReady` when it ends without."""
        pattern = re.compile(re.escape(words)) if isinstance(words, str) else words
        async with asyncio.timeout(_PATIENCE_SECONDS), self._more:
            while (found := pattern.search(self.said)) is None:
                if self._is_silent:
                    raise DemoNotReady(self.said)
                await self._more.wait()
            return found

    async def end(self) -> int:
        """Wait until it has ended; its exit code."""
        code = await asyncio.wait_for(self.process.wait(), _END_SECONDS)
        await self._reading
        return code

    def press_ctrl_c(self) -> None:
        """Signal the whole group in the foreground, as a terminal does."""
        os.killpg(self.process.pid, signal.SIGINT)

    async def stop(self) -> int:
        """End it if it runs; its exit code."""
        with suppress(ProcessLookupError):
            self.press_ctrl_c()
        return await self.end()

    async def _read(self) -> None:
        assert self.process.stdout is not None  # noqa: S101  (it was asked for)
        while line := await self.process.stdout.readline():
            await self._note(line.decode(errors="replace"))
        self._is_silent = True
        await self._note("")

    async def _note(self, line: str) -> None:
        async with self._more:
            self.said += line
            self._more.notify_all()


@asynccontextmanager
async def running_demo(data: Path) -> AsyncIterator[Demo]:
    """Run a demo until the end of the block, ready from its beginning."""
    demo = await Demo.start(data)
    try:
        await demo.ready()
        yield demo
    finally:
        await demo.stop()


@contextmanager
def empty_directory() -> Iterator[Path]:
    """Make a directory for a demo's data, gone with the block. Other users may pass through it."""
    with tempfile.TemporaryDirectory(prefix="peercargo-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        yield Path(made) / "data"
