"""Looking at processes, files and servers from outside, with patience that has a limit."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from redis.exceptions import ConnectionError as RedisConnectionError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

T = TypeVar("T")
_LONGEST_SECONDS = 20.0


def eventually(look: Callable[[], T | None], *, within: float = _LONGEST_SECONDS) -> T:
    """Look until there is something to see; a test fails when there is nothing in time."""
    deadline = time.monotonic() + within
    while not (seen := look()):
        assert time.monotonic() < deadline, f"nothing within {within} s"
        time.sleep(0.01)
    return seen


async def in_time(attempt: Callable[[], Awaitable[T]]) -> T:
    """Ask again and again, until the server that was killed is back."""
    async with asyncio.timeout(_LONGEST_SECONDS):
        while True:
            try:
                return await attempt()
            except (OSError, DBAPIError, RedisConnectionError):
                await asyncio.sleep(0.01)


async def ask(url: str, sql: str) -> Any:
    """Ask one question on a connection of its own."""
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            result = await connection.execute(text(sql))
            return result.scalar() if result.returns_rows else None
    finally:
        await engine.dispose()


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def all_gone(*pids: int) -> bool:
    return not any(map(is_alive, pids))


def sockets_in(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_socket()]


def owners_of_all_in(directory: Path) -> set[int]:
    return {path.stat().st_uid for path in (directory, *directory.rglob("*"))}
