"""Processes that own servers, to be watched and killed."""

import json
import os
import signal
import subprocess
import sysconfig
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.core.servers.looking import eventually

ROOT = Path(__file__).parents[3]
PATHS = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])
SCRIPT = Path(__file__).with_name("owner.py")
NOBODY = 65534
AS_NOBODY: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []}

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
needs_proc = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")


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
        """Wait for the first line that has the key, and the value."""

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
        """End it as Ctrl-D would, and wait until it has ended its servers."""
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


def make_for_nobody(directory: Path) -> None:
    """Make a directory of the user `nobody`, who can reach it."""
    directory.parent.chmod(0o755)
    directory.mkdir()
    os.chown(directory, NOBODY, NOBODY)
