"""The door to the embedded servers. See the package's docstring for the promise."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from core.servers.binaries import postgres_binaries, valkey_binary
from core.servers.home import open_home
from core.servers.postgres import PostgresServer
from core.servers.supervisor import ServerEvent, Supervisor
from core.servers.valkey import ValkeyServer


class EmbeddedServers:
    """Runs, or shares with other processes, the servers of one directory.

        async with EmbeddedServers(directory, valkey=False) as servers:
            connect(servers.database_url)

    `directory` is the servers' alone: it is closed to other users, and as root it may be given to
    another user. Enter from a thread that outlives the block (see `child`). `fsync=False` is for
    tests: a crash may then lose the last rows, and a power cut all. `postgres_bin`, a directory,
    and `valkey_bin`, a file, name other binaries. `on_event` hears of every start and death.
    Entering raises `ServersUnavailable`, which says what to do.
    """

    def __init__(
        self,
        directory: Path,
        *,
        postgres: bool = True,
        valkey: bool = True,
        fsync: bool = True,
        postgres_bin: Path | None = None,
        valkey_bin: Path | None = None,
        on_event: Callable[[ServerEvent], None] | None = None,
    ) -> None:
        self._directory = directory
        self._wants_postgres = postgres
        self._wants_valkey = valkey
        self._fsync = fsync
        self._postgres_bin = postgres_bin
        self._valkey_bin = valkey_bin
        self._on_event = on_event
        self._stack = AsyncExitStack()
        self._urls: dict[str, str] = {}

    @property
    def database_url(self) -> str:
        return self._urls[PostgresServer.name]

    @property
    def redis_url(self) -> str:
        return self._urls[ValkeyServer.name]

    async def __aenter__(self) -> Self:
        supervisors = await self._supervisors()
        async with AsyncExitStack() as undo:
            for supervisor in supervisors:
                undo.push_async_callback(supervisor.stop)
            starts = [asyncio.ensure_future(supervisor.start()) for supervisor in supervisors]
            try:
                await asyncio.gather(*starts)
            finally:
                for start in starts:
                    start.cancel()
            self._stack = undo.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    async def _supervisors(self) -> list[Supervisor]:
        binaries = self._postgres_bin or postgres_binaries() if self._wants_postgres else None
        binary = self._valkey_bin or valkey_binary() if self._wants_valkey else None
        program = binaries / "postgres" if binaries else binary
        if program is None:
            return []
        home = await open_home(self._directory, program=program)
        servers: list[PostgresServer | ValkeyServer] = []
        if binaries:
            servers.append(PostgresServer(home, binaries=binaries, fsync=self._fsync))
        if binary:
            servers.append(ValkeyServer(home, binary=binary, fsync=self._fsync))
        self._urls = {server.name: server.url for server in servers}
        return [Supervisor(server, self._on_event) for server in servers]
