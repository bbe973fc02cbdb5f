"""Keeps one server running while we live: as its owner, or as the guest of another process.

The process that gets the lock is the owner: it starts the server, and starts it again when it dies.
Every other process is a guest: it uses the owner's server, keeps asking for the lock, and becomes
the owner when it gets it. The sockets stay at the same paths, so a guest only has to reconnect.
"""

import asyncio
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from signal import Signals
from typing import Protocol

import structlog

from core.servers.child import StopSteps, end_child, start_child
from core.servers.errors import ServersUnavailable, explain
from core.servers.home import Home
from core.servers.lock import ServerLock, try_lock
from core.servers.logfile import LogFile
from core.servers.sockets import open_socket_directory, remove_socket_directory

_ASK_SECONDS = 0.2  # how often a guest asks for the lock
_LOOK_SECONDS = 0.01  # how often a starting server is asked whether it is ready
_START_SECONDS = 120.0  # recovery after a crash included
_PATIENCE_SECONDS = 15.0  # how long the processes of a killed server may take to go
_FIRST_PAUSE_SECONDS = 0.05
_LONG_LIFE_SECONDS = 10.0  # a server that lived this long is started again without more delay
_LONGEST_PAUSE_SECONDS = 5.0

log = structlog.get_logger(__name__)


class Server(Protocol):
    """What a kind of server must tell so that it can be kept running."""

    name: str
    home: Home
    death_signal: Signals
    stop_steps: StopSteps
    passing_signs: Sequence[str]

    @property
    def command(self) -> list[str]: ...
    async def prepare(self, lock: ServerLock) -> None: ...
    async def is_ready(self, pid: int) -> bool: ...
    async def answers(self) -> bool: ...


class ServerChange(StrEnum):
    STARTED = "started"
    ATTACHED = "attached"
    DIED = "died"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class ServerEvent:
    server: str
    change: ServerChange
    facts: dict[str, object]


@dataclass(frozen=True)
class _Life:
    """`seconds` for which it was ready; none when it never was."""

    seconds: float | None
    was_killed: bool


class Supervisor:
    def __init__(self, server: Server, on_event: Callable[[ServerEvent], None] | None) -> None:
        self._server = server
        self._home = server.home
        self._on_event = on_event
        self._log_file = LogFile(server.home.directory / f"{server.name}.log")
        self._ready = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Wait until the server can be used, whoever owns it."""
        self._keeping = asyncio.create_task(self._keep(), name=f"keep {self._server.name}")
        ready = asyncio.create_task(self._ready.wait())
        try:
            await asyncio.wait(
                {self._keeping, ready},
                timeout=_START_SECONDS,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            ready.cancel()
        if self._keeping.done():
            keeping, self._keeping = self._keeping, None
            await keeping
        if not self._ready.is_set():
            raise ServersUnavailable(
                f"{self._server.name} in {self._home.directory} does not answer",
                f"look into {self._log_file.path}, and end the process that owns it",
            )

    async def stop(self) -> None:
        """End the server if it is ours. A guest may then take over."""
        if self._keeping is None:
            return
        self._keeping.cancel()
        with suppress(asyncio.CancelledError):
            await self._keeping

    async def _keep(self) -> None:
        """Never gives up once the server could be used; before that, whoever waits is told why."""
        while True:
            try:
                await self._own_in_turn()
            except ServersUnavailable as refused:
                await self._bear(refused)
            except OSError as error:
                said = f"{error.strerror}: {error.filename}"
                await self._bear(explain(self._server.name, self._home.directory, said))

    async def _bear(self, refused: ServersUnavailable) -> None:
        if not self._ready.is_set():
            raise refused
        self._tell(ServerChange.FAILED, why=str(refused))
        await asyncio.sleep(_LONGEST_PAUSE_SECONDS)

    async def _own_in_turn(self) -> None:
        lock = await self._wait_for_lock()
        try:
            await self._own(lock)
        finally:
            lock.release()

    async def _wait_for_lock(self) -> ServerLock:
        path = self._home.directory / f"{self._server.name}.lock"
        while (lock := try_lock(path)) is None:
            if not self._ready.is_set() and await self._server.answers():
                self._tell(ServerChange.ATTACHED)
                self._ready.set()
            await asyncio.sleep(_ASK_SECONDS)
        return lock

    async def _own(self, lock: ServerLock) -> None:
        sockets = self._home.sockets(self._server.name)
        open_socket_directory(sockets, self._home.identity)
        pause = _FIRST_PAUSE_SECONDS
        try:
            while True:
                await self._server.prepare(lock)
                lived = await self._start_patiently(lock)
                pause = _FIRST_PAUSE_SECONDS if lived > _LONG_LIFE_SECONDS else _longer(pause)
                await asyncio.sleep(pause)
        finally:
            remove_socket_directory(sockets)

    async def _start_patiently(self, lock: ServerLock) -> float:
        """Start the server, again and again until it was ready; return how long it then lived."""
        now = asyncio.get_running_loop().time
        pause, began = _FIRST_PAUSE_SECONDS, now()
        while (life := await self._run_once(lock)).seconds is None:
            said = self._log_file.read_new()
            is_passing = life.was_killed or any(sign in said for sign in self._server.passing_signs)
            if not is_passing or now() - began > _PATIENCE_SECONDS:
                raise explain(self._server.name, self._home.directory, said)
            await asyncio.sleep(pause)
            pause = _longer(pause)
        return life.seconds

    async def _run_once(self, lock: ServerLock) -> _Life:
        """Start the server, and tell of its life when it is over."""
        with self._log_file.open() as output:
            self._home.identity.give(self._log_file.path)
            process = await start_child(
                self._server.command,
                identity=self._home.identity,
                directory=self._home.directory,
                death_signal=self._server.death_signal,
                output=output.fileno(),
                keep_open=[lock.file],
            )
        try:
            if not await self._becomes_ready(process):
                return _Life(seconds=None, was_killed=(process.returncode or 0) < 0)
            began = asyncio.get_running_loop().time()
            self._tell(ServerChange.STARTED, pid=process.pid)
            self._ready.set()
            code = await process.wait()
            self._tell(ServerChange.DIED, pid=process.pid, code=code)
            lived = asyncio.get_running_loop().time() - began
            return _Life(seconds=lived, was_killed=code < 0)
        finally:
            if process.returncode is None:
                await end_child(process, self._server.stop_steps)
                self._tell(ServerChange.STOPPED, pid=process.pid)

    async def _becomes_ready(self, process: Process) -> bool:
        try:
            async with asyncio.timeout(_START_SECONDS):
                while process.returncode is None:
                    if await self._server.is_ready(process.pid):
                        return True
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            pass
        return False

    def _tell(self, change: ServerChange, **facts: object) -> None:
        tell = log.warning if change in (ServerChange.DIED, ServerChange.FAILED) else log.info
        tell(f"{self._server.name} {change}", **facts)
        if self._on_event is not None:
            self._on_event(ServerEvent(self._server.name, change, facts))


def _longer(pause: float) -> float:
    return min(pause * 2, _LONGEST_PAUSE_SECONDS)
