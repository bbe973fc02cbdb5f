"""The shipped file, and loading it."""

import asyncio
import gzip
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.places.data.derive import FILE, METROS
from core.places.models import Place, PlaceFile, PlaceName
from core.places.queries import find_places
from core.places.service import PLACES_FILE, load_places
from core.places.states import PlaceKind, normalise
from tests.conftest import NOON

LINE = (
    "1\tcity\t\t\tSmallville\tKansas\tKS\tUS\t39.0\t-95.7\t45001\tAmerica/Chicago\t"
    "smallville|lowell"
)


@pytest.fixture(scope="module")
def lines() -> list[list[str]]:
    text = gzip.decompress(FILE.read_bytes()).decode()
    return [line.split("\t") for line in text.splitlines()]


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    path = tmp_path / "places.tsv.gz"
    path.write_bytes(gzip.compress(LINE.encode(), mtime=0))
    return path


def test_the_file_is_small_and_the_one_that_is_loaded() -> None:
    assert FILE == PLACES_FILE
    assert FILE.stat().st_size < 6_000_000


def test_every_name_in_the_file_is_normal(lines: list[list[str]]) -> None:
    names = {name for line in lines for name in line[-1].split("|")}
    assert [name for name in names if normalise(name) != name] == []


def test_every_place_has_a_time_zone_that_python_knows(lines: list[list[str]]) -> None:
    assert {line[11] for line in lines} <= available_timezones()


def test_no_two_places_share_an_id_and_no_two_airports_a_code(lines: list[list[str]]) -> None:
    ids = [line[0] for line in lines]
    codes = [(line[1], line[2]) for line in lines if line[2]]
    assert len(set(ids)) == len(ids)
    assert len(set(codes)) == len(codes)


def test_every_airport_of_a_metro_carries_its_code(lines: list[list[str]]) -> None:
    metro_of = {line[2]: line[3] for line in lines if line[1] == PlaceKind.AIRPORT}
    for row in METROS.read_text(encoding="utf-8").splitlines():
        code, *_, airports = row.split("\t")
        assert {metro_of[airport] for airport in airports.split()} == {code}


async def test_the_product_knows_the_places_it_promises(session: AsyncSession) -> None:
    rows = await session.execute(select(Place.kind, func.count()).group_by(Place.kind))
    counts = {row[0]: row[1] for row in rows}
    assert counts[PlaceKind.CITY] > 69_000
    assert counts[PlaceKind.AIRPORT] > 7_800
    assert counts[PlaceKind.METRO] == 41


async def test_loading_the_same_file_again_changes_nothing(session: AsyncSession) -> None:
    before = await session.scalar(select(PlaceFile.loaded_at))
    assert await load_places(session, at=NOON) is False
    assert await session.scalar(select(PlaceFile.loaded_at)) == before


async def test_a_new_file_brings_its_names_and_takes_no_place_away(
    session: AsyncSession, small_file: Path
) -> None:
    assert await load_places(session, at=NOON, file=small_file)
    assert [one.place.name for one in await find_places(session, "Smallville")] == ["Smallville"]
    assert len((await session.scalars(select(PlaceName.name))).all()) == 2
    assert len((await session.scalars(select(PlaceFile.sha256))).all()) == 1
    assert len((await session.scalars(select(Place.id))).all()) > 70_000
    assert await load_places(session, at=NOON, file=small_file) is False


@pytest.mark.fresh_db
async def test_of_two_processes_that_start_at_once_one_loads(db: Db, small_file: Path) -> None:
    async def load() -> bool:
        async with db.begin() as session:
            return await load_places(session, at=NOON, file=small_file)

    assert sorted(await asyncio.gather(load(), load())) == [False, True]
