"""Servers for one test run or one measurement: in memory where there is room, gone afterwards."""

import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from core.servers.embedded import EmbeddedServers
from core.servers.lock import try_lock

_MEMORY = Path("/dev/shm")  # noqa: S108  (mkdtemp makes a private directory in it)
_ROOM_BYTES = 1 << 30
_PREFIX = "peercargo-throwaway-"
_SETTLED_SECONDS = 600


@asynccontextmanager
async def throwaway_servers(
    *, postgres: bool = True, valkey: bool = True
) -> AsyncIterator[EmbeddedServers]:
    """Without fsync. The directory goes with the block; a killed run's goes with a later block."""
    parent = _roomy_directory()
    _sweep(parent)
    directory = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    try:
        async with EmbeddedServers(
            directory, postgres=postgres, valkey=valkey, fsync=False
        ) as servers:
            yield servers
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _roomy_directory() -> Path:
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
        return _MEMORY
    return Path(tempfile.gettempdir())


def _sweep(parent: Path) -> None:
    """Remove what killed runs have left: old, ours, and with no server that holds its lock."""
    for directory in parent.glob(_PREFIX + "*"):
        found = directory.lstat()
        is_settled = time.time() - found.st_mtime > _SETTLED_SECONDS
        if not is_settled or found.st_uid != os.geteuid() or directory.is_symlink():
            continue
        locks = [try_lock(path) for path in directory.glob("*.lock")]
        if all(locks):
            shutil.rmtree(directory, ignore_errors=True)
        for lock in locks:
            if lock is not None:
                lock.release()
