"""A sandbox and several workers on one embedded database, each a process that may be killed."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import psutil

from core.servers.sockets import socket_directory
from tests.sandboxes import TOKEN, USERNAME
from tests.soon import soon

_ROOT = Path(__file__).parents[2]


class Town:
    """Workers are numbered; one that ends is started again at once, as a service manager would.

    `environment` is given to each process beside what all of them need.
    """

    def __init__(self, directory: Path, sandbox_url: str, environment: dict[str, str]) -> None:
        self._directory = directory
        self._environment = environment
        self.sandbox_url = sandbox_url
        self._workers: dict[int, Process] = {}
        self._keepers: list[asyncio.Task[None]] = []

    @property
    def database_url(self) -> str:
        sockets = socket_directory(self._directory / "servers", "postgres")
        return f"postgresql+asyncpg://postgres@/peercargo?host={sockets}&port=5432"

    def employ(self, number: int, command: str = "worker", **environment: str) -> None:
        keeping = self._keep(number, command, environment)
        self._keepers.append(asyncio.create_task(keeping))

    async def _keep(self, number: int, command: str, environment: dict[str, str]) -> None:
        while True:
            self._workers[number] = await self._start(number, command, environment)
            await self._workers[number].wait()

    async def _start(self, number: int, command: str, environment: dict[str, str]) -> Process:
        with (self._directory / f"worker-{number}.log").open("ab") as output:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "cli", command),
                cwd=_ROOT,
                env={
                    "PATH": os.environ["PATH"],  # noqa: TID251  (a child's environment)
                    "CARGO_ENV": "test",
                    "CARGO_DATA_DIR": str(self._directory),
                    "TELEGRAM_BOT_TOKEN": TOKEN,
                    "TELEGRAM_API_BASE": self.sandbox_url,
                    **self._environment,
                    **environment,
                },
                stdin=DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def kill_worker(self, number: int) -> None:
        with suppress(ProcessLookupError):
            self._workers[number].kill()

    def kill_server(self, name: str) -> bool:
        """Kill the embedded server of that name, or one of its processes; false if none runs."""
        for worker in self._workers.values():
            with suppress(psutil.NoSuchProcess):
                for child in psutil.Process(worker.pid).children(recursive=True):
                    with suppress(psutil.NoSuchProcess):
                        if name in child.name() or name in " ".join(child.cmdline()[:1]):
                            child.send_signal(signal.SIGKILL)
                            return True
        return False

    async def stop(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for worker in self._workers.values():
            with suppress(ProcessLookupError):
                worker.terminate()
        for worker in self._workers.values():
            try:
                await soon(worker.wait(), 15)
            except TimeoutError:
                worker.kill()
                await worker.wait()


@asynccontextmanager
async def open_town(
    directory: Path, *, workers: int = 0, environment: dict[str, str] | None = None
) -> AsyncIterator[Town]:
    ready = directory / "sandbox.json"
    sandbox = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--ready-file", str(ready)),
        *("--bot", f"{TOKEN}@{USERNAME}"),
        cwd=_ROOT,
        stdin=DEVNULL,
        stdout=DEVNULL,
    )
    async with asyncio.timeout(20):
        # Another process writes it, which cannot set an event here.
        while not await asyncio.to_thread(ready.exists):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    town = Town(directory, json.loads(ready.read_text())["url"], environment or {})
    try:
        for number in range(workers):
            town.employ(number)
        yield town
    finally:
        await town.stop()
        sandbox.terminate()
        await sandbox.wait()
