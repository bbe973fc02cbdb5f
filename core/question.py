"""A statement that is asked of the database's driver itself.

For the few whose answer takes less time than SQLAlchemy spends on asking. The driver prepares each
once a connection, and the server then plans it no more. It runs on the session's own connection, so
it sees what the session's transaction has written; what is not flushed yet it does not see.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from asyncpg import Connection, Record
from sqlalchemy.ext.asyncio import AsyncSession

_NAMED = re.compile(r"(?<!:):([a-z]\w*)")


class Question:
    """SQL with its values by name, as `:name`. `types` are those that the server cannot infer."""

    def __init__(self, sql: str, types: Mapping[str, str]) -> None:
        self.names: list[str] = []
        self._types = types
        self._sql = _NAMED.sub(self._numbered, sql)

    async def rows(self, session: AsyncSession, asked: Mapping[str, Any]) -> Sequence[Record]:
        """Ask with a value for each name; what else is `asked` is left out."""
        connection = (await session.connection()).sync_connection
        driver = None if connection is None else connection.connection.driver_connection
        if driver is None:
            raise LookupError("the session has no connection of asyncpg")
        return await self.rows_over(driver, asked)

    async def rows_over(self, connection: Connection, asked: Mapping[str, Any]) -> Sequence[Record]:
        """Ask over a connection of one's own, likewise."""
        given = [asked[name] for name in self.names]
        found: Sequence[Record] = await connection.fetch(self._sql, *given)
        return found

    def _numbered(self, match: re.Match[str]) -> str:
        name = match[1]
        if name not in self.names:
            self.names.append(name)
        number = f"${self.names.index(name) + 1}"
        return f"{number}::{self._types[name]}" if name in self._types else number
