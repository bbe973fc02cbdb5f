"""Everything that is so for Postgres only: its files, its command line, when it is ready."""

import re
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

import asyncpg

from core.servers.child import StopSteps, run_child
from core.servers.errors import explain
from core.servers.home import Home
from core.servers.lock import ServerLock
from core.servers.sockets import is_trusted

DATABASE = "peercargo"
SUPERUSER = "postgres"
PORT = 5432  # only names the socket; nothing listens on the network
_FILES = "postgres-18"  # the layout of the files belongs to one major version
_READY = "ready"
_ANSWER_SECONDS = 5.0
_LINES_WHEN_READY = 8
_REFUSALS = (
    *(OSError, TimeoutError),
    *(asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError),
)


class PostgresServer:
    name = "postgres"
    # Immediate shutdown: sure to end every process at once. No acknowledged row is lost by it.
    death_signal = signal.SIGQUIT
    # Fast, immediate, and the last resort.
    stop_steps: StopSteps = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 6.0), (signal.SIGKILL, 5.0))
    # The next start must wait for the last process of a killed server.
    passing_signs: Sequence[str] = (
        "already exists",
        "shared memory block",
        "was terminated by signal 9",
    )

    def __init__(self, home: Home, *, binaries: Path, fsync: bool) -> None:
        self.home = home
        self._binaries = binaries
        self._fsync = fsync
        self._files = home.directory / _FILES
        self._sockets = home.sockets(self.name)

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://{SUPERUSER}@/{DATABASE}?host={self._sockets}&port={PORT}"

    @property
    def command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": self._sockets,
            "unix_socket_permissions": "0700",
            "max_connections": 100,
            "shared_buffers": "32MB",
            "dynamic_shared_memory_type": "mmap",  # files that go with the directory
            "maintenance_work_mem": "32MB",
            "max_wal_size": "256MB",
            "io_method": "sync",  # no extra processes for a server this small
            "jit": "off",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] ",
            "logging_collector": "off",
        }
        if not self._fsync:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        flags = [f"--{name}={value}" for name, value in options.items()]
        return [str(self._binaries / "postgres"), "-D", str(self._files), *flags]

    async def prepare(self, lock: ServerLock) -> None:
        """Make the files of a new server. They get their name only when they are complete."""
        if (self._files / "PG_VERSION").exists():
            self._forget_stranger()
            return
        unfinished = self._files.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        code, said = await run_child(
            [
                str(self._binaries / "initdb"),
                *("-D", str(unfinished), "-U", SUPERUSER, "-E", "UTF8", "--auth=trust"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
                *([] if self._fsync else ["--no-sync"]),
            ],
            identity=self.home.identity,
            directory=self.home.directory,
            keep_open=[lock.file],
        )
        if code != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise explain(self.name, self._files, said)
        unfinished.rename(self._files)

    def _forget_stranger(self) -> None:
        """Remove the pid files of a killed server whose number now belongs to another program.

        Postgres would take that program for itself and never start: after a restart of a container
        the low numbers always belong to somebody. Should it be our Postgres after all, its shared
        memory, which is found by the directory's inode, still keeps a second one out.
        """
        pid_file = self._files / "postmaster.pid"
        socket_lock = self._sockets / f".s.PGSQL.{PORT}.lock"
        for path in (pid_file, socket_lock):
            pid = _first_number(path)
            if pid is not None and not _works_in(pid, self._files):
                path.unlink(missing_ok=True)

    async def is_ready(self, pid: int) -> bool:
        """Believe the pid file only if it names our child: a killed server's says ready, too."""
        try:
            lines = (self._files / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        if len(lines) < _LINES_WHEN_READY or lines[0] != str(pid) or lines[7].strip() != _READY:
            return False
        try:
            await self._make_database()
        except _REFUSALS:
            return False
        return True

    async def _make_database(self) -> None:
        connection = await self._connect("postgres")
        try:
            if not await connection.fetchval(
                "SELECT true FROM pg_database WHERE datname = $1", DATABASE
            ):
                await connection.execute(f"CREATE DATABASE {DATABASE}")
        finally:
            await connection.close()

    async def answers(self) -> bool:
        if not is_trusted(self._sockets, self.home.identity):
            return False
        try:
            connection = await self._connect(DATABASE)
            await connection.close()
        except _REFUSALS:
            return False
        return True

    async def _connect(self, database: str) -> asyncpg.Connection:
        return await asyncpg.connect(
            host=str(self._sockets),
            port=PORT,
            user=SUPERUSER,
            database=database,
            ssl=False,
            timeout=_ANSWER_SECONDS,
        )


def _first_number(path: Path) -> int | None:
    try:
        found = re.match(r"\d+", path.read_text())
    except OSError:
        return None
    return int(found[0]) if found else None


def _works_in(pid: int, files: Path) -> bool:
    """Look whether a process works in our files, as every process of Postgres does.

    Where there is no /proc to look into, it must be believed.
    """
    proc = Path("/proc")
    if not (proc / "self").exists():
        return True
    try:
        return (proc / str(pid) / "cwd").samefile(files)
    except OSError:
        return False
