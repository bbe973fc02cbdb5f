"""Every test of matching runs on both indexes.

That of PostGIS needs a server that has the extension: `TEST_POSTGRES_URL` names one.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db, connect, driver_url
from core.passages.flows import build_postgis
from core.places.service import load_places
from core.rules import MatchingIndex, Rules
from core.schema import upgrade_schema
from core.settings import SettingsRefused
from tests.conftest import NOON
from tests.servers import TestServers, empty_database


@pytest.fixture(scope="session")
async def geographic(servers: TestServers) -> AsyncIterator[Db | str]:
    """Give a database with PostGIS and places, or say why there is none."""
    url = os.environ.get("TEST_POSTGRES_URL")  # noqa: TID251  (names a server of this machine)
    if not url:
        yield "TEST_POSTGRES_URL names no PostgreSQL server"
        return
    async with empty_database(TestServers(driver_url(url), servers.redis_url)) as database:
        db = connect(database.database_url, pool_size=2)
        await upgrade_schema(db)
        try:
            await build_postgis(db)
        except SettingsRefused as refusal:
            yield str(refusal)
        else:
            async with db.begin() as session:
                await load_places(session, at=NOON)
            yield db
        await db.close()


@asynccontextmanager
async def _clean(db: Db) -> AsyncIterator[AsyncSession]:
    """Open a session whose traces are taken back."""
    async with db.engine.connect() as connection:
        outer = await connection.begin()
        async with Db(db.engine, bind=connection).begin() as session:
            yield session
        await connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        await outer.rollback()


@pytest.fixture
async def with_both(geographic: Db | str) -> AsyncIterator[AsyncSession]:
    """Give a session on a clean database that has both indexes."""
    if isinstance(geographic, str):
        pytest.skip(geographic)
    async with _clean(geographic) as opened:
        yield opened


@pytest.fixture(params=list(MatchingIndex))
def rules(request: pytest.FixtureRequest) -> Rules:
    """Give rules under which a Peer posts as often as he likes, with either index."""
    return Rules(post_pause_minutes=0, open_posts=10_000, matching_index=request.param)


@pytest.fixture
async def session(rules: Rules, db: Db, geographic: Db | str) -> AsyncIterator[AsyncSession]:
    """Give a session on a database that has the index of the rules."""
    if rules.matching_index is MatchingIndex.CELLS:
        async with db.begin() as opened:
            yield opened
        return
    if isinstance(geographic, str):
        pytest.skip(geographic)
    async with _clean(geographic) as opened:
        yield opened
