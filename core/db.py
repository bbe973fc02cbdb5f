"""The database: one way to write a transaction, and the base of every table.

`Db.begin()` opens a session whose transaction commits when the block ends and rolls back when it
raises. A function that takes a session joins the caller's transaction and never commits.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Enum,
    MetaData,
    SQLColumnExpression,
    Text,
    Uuid,
    cast,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase

from core.wakeups import Bells

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _values(enum: type[StrEnum]) -> list[str]:
    return [member.value for member in enum]


class Base(DeclarativeBase):
    """Every table. Types are written once here, so that a `Mapped[...]` says it all."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        str: Text,
        int: BigInteger,
        UUID: Uuid,
        dict[str, Any]: JSONB(none_as_null=True),
        StrEnum: Enum(StrEnum, native_enum=False, length=32, values_callable=_values),
    }


KNOWN_PLACES = "known places"
"""Where in `Session.info` all sessions of one `Db` find what they know of places."""

TAIL_SIGNS = 8

_COLLISIONS = ("40001", "40P01")
"""SQLSTATE of a serialization failure and of a deadlock (PostgreSQL, appendix A)."""


def is_collision(error: BaseException) -> bool:
    """Tell whether the server undid one transaction so that another could go on.

    Nothing is wrong with what it was doing: the same, done again, may well succeed.
    """
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _COLLISIONS


def id_tail(value: SQLColumnExpression[UUID]) -> ColumnElement[str]:
    """Give the end of an id, by which people tell ids apart and some tables are searched."""
    return func.right(cast(value, Text), TAIL_SIGNS)


class Db:
    """A pool of connections to one database.

    With `bind`, every transaction is a savepoint on that one connection, whose owner can then
    take all of them back. What its sessions know of places is theirs in common, see `core.atlas`.
    """

    def __init__(self, engine: AsyncEngine, *, bind: AsyncConnection | None = None) -> None:
        self.engine = engine
        self.bells = Bells(engine.url)
        known: dict[str, Any] = {KNOWN_PLACES: {}}
        self._sessions = async_sessionmaker(
            bind or engine,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
            info=known,
        )
        single = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._single = async_sessionmaker(bind or single, expire_on_commit=False, info=known)

    @property
    def url(self) -> str:
        """The address, with its password: for connections outside the pool, never for a log."""
        return self.engine.url.render_as_string(hide_password=False)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """One transaction: commits at the end of the block, rolls back when it raises."""
        async with self._sessions.begin() as session:
            yield session

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[AsyncSession]:
        """For one statement that needs no transaction around it: it is committed by itself.

        Three round trips less than `begin`.
        """
        async with self._single() as session:
            yield session

    async def close(self) -> None:
        await self.engine.dispose()


def connect(url: str, *, pool_size: int = 10) -> Db:
    """Build the pool; the first connection is made on first use.

    When the server was restarted, the first call on an old connection fails and all the old ones
    are given up. Probing each before its use would cost every call a round trip.
    """
    return Db(
        create_async_engine(
            driver_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            # Who was asked last has prepared what is asked all the time, and knows its types.
            pool_use_lifo=True,
            hide_parameters=True,  # what a person wrote has no place in a log
        )
    )


def driver_url(url: str) -> str:
    """Name the asyncpg driver in an address, as operators write it without."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+asyncpg://" + url.removeprefix(scheme)
    return url
