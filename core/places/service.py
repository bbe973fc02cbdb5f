"""Loading the shipped file of places into the database."""

import gzip
import hashlib
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Table, delete, insert, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.schema import AddConstraint, DropConstraint

from core.places.models import PlaceFile, PlaceName
from core.places.states import PlaceKind, other_weight, own_weight

PLACES_FILE = Path(__file__).parent / "data" / "places.tsv.gz"

_COLUMNS = (
    *("id", "kind", "code", "metro_code", "name", "region", "region_code", "country"),
    *("latitude", "longitude", "population", "time_zone"),
)
_NAMES = cast("Table", PlaceName.__table__)
_NAME_KEYS = (_NAMES.primary_key, *_NAMES.foreign_key_constraints)
_KIND = _COLUMNS.index("kind")
_POPULATION = _COLUMNS.index("population")


async def load_places(session: AsyncSession, *, at: datetime, file: Path = PLACES_FILE) -> bool:
    """Bring the tables to the file's version; False when they were there already.

    Takes two to three seconds, in the caller's transaction, while searches wait. A second process
    waits for the first and then finds nothing to do.
    """
    packed, version = _read(file)
    if await _is_loaded(session, version):
        return False
    await session.execute(text("LOCK TABLE place_file IN SHARE ROW EXCLUSIVE MODE"))
    if await _is_loaded(session, version):
        return False
    lines = gzip.decompress(packed).decode().splitlines()
    await _write_places(session, lines)
    await _write_names(session, lines)
    await session.execute(delete(PlaceFile))
    await session.execute(insert(PlaceFile).values(sha256=version, loaded_at=at))
    return True


def _read(file: Path) -> tuple[bytes, str]:
    packed = file.read_bytes()
    return packed, hashlib.sha256(packed).hexdigest()


async def _is_loaded(session: AsyncSession, version: str) -> bool:
    return await session.get(PlaceFile, version, populate_existing=True) is not None


async def _write_places(session: AsyncSession, lines: list[str]) -> None:
    """Add and change places; take none away, because paths and parcels point at them."""
    await session.execute(text("CREATE TEMPORARY TABLE place_new (LIKE place) ON COMMIT DROP"))
    await _copy(session, "place_new", _COLUMNS, (line.rpartition("\t")[0] for line in lines))
    columns = ", ".join(_COLUMNS)
    changes = ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:])
    await session.execute(
        text(
            f"INSERT INTO place ({columns}) SELECT {columns} FROM place_new "  # noqa: S608  (ours)
            f"ON CONFLICT (id) DO UPDATE SET {changes}"
        )
    )
    await session.execute(text("DROP TABLE place_new"))


async def _write_names(session: AsyncSession, lines: list[str]) -> None:
    connection = await session.connection()
    await session.execute(delete(PlaceName))
    # Indexes and keys over 430,000 names are made at once, in a third of the time one by one takes.
    await connection.run_sync(_drop_guards)
    rows = sorted(row for line in lines for row in _name_rows(line))
    await _copy(session, PlaceName.__tablename__, ("name", "place_id", "weight"), rows)
    await connection.run_sync(_make_guards)
    # The planner must know the new names before the first question, not after the next vacuum.
    await session.execute(text("ANALYZE place, place_name"))


def _drop_guards(connection: Connection) -> None:
    for key in _NAME_KEYS:
        connection.execute(DropConstraint(key))
    for index in _NAMES.indexes:
        index.drop(connection)


def _make_guards(connection: Connection) -> None:
    for key in _NAME_KEYS:
        connection.execute(AddConstraint(key))
    for index in _NAMES.indexes:
        index.create(connection)


def _name_rows(line: str) -> list[str]:
    *values, names = line.split("\t")
    own, *others = names.split("|")
    population, is_city = int(values[_POPULATION]), values[_KIND] == PlaceKind.CITY
    tail = f"\t{values[0]}\t{other_weight(population):.3f}"
    own_tail = f"\t{values[0]}\t{own_weight(population):.3f}" if is_city else tail
    return [own + own_tail, *(other + tail for other in others)]


async def _copy(
    session: AsyncSession, table: str, columns: Iterable[str], rows: Iterable[str]
) -> None:
    """COPY, which is twenty times as fast as INSERT here. Empty text means NULL."""
    connection = await (await session.connection()).get_raw_connection()
    driver = connection.driver_connection
    if driver is None:
        raise LookupError("the session has no connection of asyncpg")
    source = BytesIO("\n".join([*rows, ""]).encode())
    await driver.copy_to_table(table, source=source, columns=list(columns), format="text", null="")
