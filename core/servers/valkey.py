"""Everything that is so for Valkey only: its files, its command line, when it is ready."""

import asyncio
import signal
from collections.abc import Sequence
from pathlib import Path

from core.servers.child import StopSteps
from core.servers.home import Home
from core.servers.lock import ServerLock
from core.servers.sockets import is_trusted

_ANSWER_SECONDS = 5.0


class ValkeyServer:
    name = "valkey"
    # What was acknowledged is already in the append-only file, so the surest signal will do.
    death_signal = signal.SIGKILL
    stop_steps: StopSteps = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
    passing_signs: Sequence[str] = ()

    def __init__(self, home: Home, *, binary: Path, fsync: bool) -> None:
        self.home = home
        self._binary = binary
        self._fsync = fsync
        self._files = home.directory / "valkey"
        self._sockets = home.sockets(self.name)
        self._socket = self._sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    @property
    def command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._files),
            "appendonly": "yes" if self._fsync else "no",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        flags = [part for name, value in options.items() for part in (f"--{name}", value)]
        return [str(self._binary), *flags]

    async def prepare(self, lock: ServerLock) -> None:
        self._files.mkdir(mode=0o700, exist_ok=True)
        self.home.identity.give(self._files)

    async def is_ready(self, pid: int) -> bool:
        return await self.answers()

    async def answers(self) -> bool:
        """Ask with PING; PONG is a yes, LOADING is not."""
        if not is_trusted(self._sockets, self.home.identity):
            return False
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                reader, writer = await asyncio.open_unix_connection(str(self._socket))
                try:
                    writer.write(b"PING\r\n")
                    return await reader.readline() == b"+PONG\r\n"
                finally:
                    writer.close()
        except (OSError, TimeoutError):
            return False
