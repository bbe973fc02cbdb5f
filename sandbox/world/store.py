"""Keeping things: nowhere, or in one SQLite file. A change reaches the disk within 50 ms."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Protocol

import orjson

from sandbox.wire import Wire

COMMIT_AFTER_SECONDS = 0.05


class Kept(Protocol):
    kind: ClassVar[str]

    @property
    def key(self) -> str: ...


class Store(Protocol):
    def save(self, thing: Kept) -> None: ...
    def forget(self, thing: Kept) -> None: ...
    def rows(self, kind: str) -> Iterator[Wire]: ...
    def clear(self) -> None: ...
    def close(self) -> None: ...


class NullStore:
    """Keeps nothing: everything lives in memory."""

    def save(self, thing: Kept) -> None:
        pass

    def forget(self, thing: Kept) -> None:
        pass

    def rows(self, kind: str) -> Iterator[Wire]:
        return iter(())

    def clear(self) -> None:
        pass

    def close(self) -> None:
        pass


class FolderInUse(OSError):
    """Two programs writing one world would undo each other's changes."""


class SqliteStore:
    """One table of JSON by kind and key. Changes gather in memory and are written together.

    A killed process loses at most what had not been gathered for `COMMIT_AFTER_SECONDS`; the
    operating system's cache is trusted (`synchronous=OFF`), a power cut is not survived whole.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=0.5)
        try:
            self._connection.executescript(
                "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
                "CREATE TABLE IF NOT EXISTS thing (kind TEXT, key TEXT, body BLOB,"
                " PRIMARY KEY (kind, key)) WITHOUT ROWID;"
                "BEGIN IMMEDIATE; COMMIT;"
            )
        except sqlite3.OperationalError:
            self._connection.close()
            raise FolderInUse(f"{path.parent} is kept by another sandbox") from None
        self._changed: dict[tuple[str, str], Kept | None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def save(self, thing: Kept) -> None:
        self._changed[thing.kind, thing.key] = thing
        self._commit_soon()

    def forget(self, thing: Kept) -> None:
        self._changed[thing.kind, thing.key] = None
        self._commit_soon()

    def rows(self, kind: str) -> Iterator[Wire]:
        found = self._connection.execute("SELECT body FROM thing WHERE kind = ?", (kind,))
        for (body,) in found:
            yield orjson.loads(body)

    def clear(self) -> None:
        self._changed.clear()
        self._connection.execute("DELETE FROM thing")

    def close(self) -> None:
        self._commit()
        self._connection.close()

    def _commit_soon(self) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(COMMIT_AFTER_SECONDS, self._commit)

    def _commit(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        changed, self._changed = self._changed, {}
        kept = [(*at, orjson.dumps(thing)) for at, thing in changed.items() if thing is not None]
        gone = [at for at, thing in changed.items() if thing is None]
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", kept)
        self._connection.executemany("DELETE FROM thing WHERE kind = ? AND key = ?", gone)
        self._connection.execute("COMMIT")
