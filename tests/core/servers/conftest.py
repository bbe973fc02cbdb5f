"""Directories short enough for sockets, processes that own servers, and patience with a limit."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
ROOT = Path(__file__).parents[3]
PATHS = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])
NOBODY = 65534
AS_NOBODY: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
OWNER = Path(__file__).with_name("owner.py")


class Owner:
    """An `owner.py` that is running."""

    def __init__(self, command: list[str], **options: Any) -> None:
        self.lines: list[dict[str, Any]] = []
        self._process = subprocess.Popen(  # noqa: S603  (our own script)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={"PYTHONPATH": PATHS, **options.pop("env", {})},
            text=True,
            **options,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self.lines.append(json.loads(line))

    def line_with(self, key: str, value: str | None = None) -> dict[str, Any]:
        """The first line that has the key, and the value; waits for it."""

        def found() -> dict[str, Any] | None:
            fitting = (one for one in self.lines if key in one and value in (None, one[key]))
            return next(fitting, None)

        return eventually(found)

    @property
    def database_url(self) -> str:
        return str(self.line_with("database_url")["database_url"])

    @property
    def redis_url(self) -> str:
        return str(self.line_with("redis_url")["redis_url"])

    def pid_of(self, server: str) -> int:
        return int(self.line_with("event", f"{server} started")["pid"])

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._end()

    def stop(self) -> None:
        """Ends it as Ctrl-D would, and waits until it has ended its servers."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._end()

    def _end(self) -> None:
        self._process.wait(timeout=20)
        self._reader.join(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def end_if_running(self) -> None:
        if self._process.returncode is None:
            self.stop()


def eventually(look: Callable[[], T | None], *, within: float = 20.0) -> T:
    """Looks until there is something to see; a test fails when there is nothing in time."""
    deadline = time.monotonic() + within
    while not (seen := look()):
        assert time.monotonic() < deadline, f"nothing within {within} s"
        time.sleep(0.01)
    return seen


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def sockets_in(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_socket()]


def owners_of_all_in(directory: Path) -> set[int]:
    return {path.stat().st_uid for path in (directory, *directory.rglob("*"))}


def make_for_nobody(directory: Path) -> None:
    """A directory of the user `nobody`, who can reach it."""
    directory.parent.chmod(0o755)
    directory.mkdir()
    os.chown(directory, NOBODY, NOBODY)


def all_gone(*pids: int) -> bool:
    return not any(map(is_alive, pids))


@pytest.fixture
def directory() -> Iterator[Path]:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  (mkdtemp is safe)
    parent = Path(tempfile.mkdtemp(prefix="peercargo-test-", dir=memory))
    yield parent / "servers"
    shutil.rmtree(parent)


@pytest.fixture
def owner_of() -> Iterator[Callable[..., Owner]]:
    """Starts a process that owns or shares the servers of a directory; ends it after the test."""
    owners: list[Owner] = []

    def start(
        directory: Path, *wrapper: str, python: str = sys.executable, **options: Any
    ) -> Owner:
        owners.append(Owner([*wrapper, python, str(OWNER), str(directory)], **options))
        return owners[-1]

    yield start
    for owner in owners:
        owner.end_if_running()


@pytest.fixture(scope="session")
def python_of_nobody() -> str:
    """A Python that the user `nobody` can run, too; ours may lie in root's own home."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        with suppress(OSError):
            tried = subprocess.run(  # noqa: S603  (our own choice of programs)
                [python, "-c", "import asyncpg, sqlalchemy, structlog"],
                env={"PYTHONPATH": PATHS},
                check=False,
                capture_output=True,
                **AS_NOBODY,
            )
            if tried.returncode == 0:
                return python
    pytest.skip("no Python that the user nobody can run")


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
