"""Directories short enough for sockets, and processes that are ended after the test."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.core.servers.owners import AS_NOBODY, PATHS, SCRIPT, Owner


@pytest.fixture
def directory() -> Iterator[Path]:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  (mkdtemp is safe)
    parent = Path(tempfile.mkdtemp(prefix="peercargo-test-", dir=memory))
    yield parent / "servers"
    shutil.rmtree(parent)


@pytest.fixture
def owner_of() -> Iterator[Callable[..., Owner]]:
    """Start a process that owns or shares the servers of a directory; end it after the test."""
    owners: list[Owner] = []

    def start(
        directory: Path, *wrapper: str, python: str = sys.executable, **options: Any
    ) -> Owner:
        owners.append(Owner([*wrapper, python, str(SCRIPT), str(directory)], **options))
        return owners[-1]

    yield start
    for owner in owners:
        owner.end_if_running()


@pytest.fixture(scope="session")
def python_of_nobody() -> str:
    """Find a Python that the user `nobody` can run, too; ours may lie in root's own home."""
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
