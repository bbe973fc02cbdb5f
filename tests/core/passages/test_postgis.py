"""PostGIS's index is derived by the database, and missing where the extension is."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from core.checkup import Verdict, check_matching_index
from core.db import Db, connect
from core.glidepaths.service import post_glidepath
from core.matching.queries import trips_for
from core.parcels.service import post_parcel
from core.passages.flows import EXTENSIONS, build_postgis, has_extension, is_postgis_built
from core.places.service import load_places
from core.rules import MatchingIndex, Rules
from core.schema import upgrade_schema
from core.settings import CargoEnv, Settings, SettingsRefused
from core.wiring import Services
from tests.conftest import NOON
from tests.posts import NO_PAUSE, a_parcel, a_peer, a_trip
from tests.servers import TestServers

WITH_POSTGIS = Settings(cargo_env=CargoEnv.TEST, matching_index=MatchingIndex.POSTGIS)


async def test_a_server_without_the_extension_is_refused_and_keeps_its_tables(db: Db) -> None:
    with pytest.raises(SettingsRefused, match="MATCHING_INDEX"):
        await build_postgis(db)
    async with db.begin() as session:
        assert not await is_postgis_built(session)


async def test_the_doctor_says_what_the_server_lacks(services: Services) -> None:
    assert (await check_matching_index(services)).verdict is Verdict.RIGHT
    asked = replace(services, settings=WITH_POSTGIS)
    finding = await check_matching_index(asked)
    assert finding.verdict is Verdict.WRONG
    assert "postgis" in finding.what
    assert "MATCHING_INDEX=cells" in finding.to_do


async def test_what_was_posted_before_postgis_is_found_by_it(
    external_postgres: TestServers, services: Services
) -> None:
    db = connect(external_postgres.database_url, pool_size=2)
    asked = replace(services, settings=WITH_POSTGIS, db=db)
    try:
        async with db.begin() as session:
            if not all([await has_extension(session, one) for one in EXTENSIONS]):
                pytest.skip("the server of TEST_POSTGRES_URL has no PostGIS")
        await upgrade_schema(db)
        async with db.begin() as session:
            await load_places(session, at=NOON)
            carrier, requester = await a_peer(session), await a_peer(session, "Sam")
            wish = await a_trip(session)
            path = await post_glidepath(session, carrier, wish, rules=NO_PAUSE, at=NOON)
            wanted = await a_parcel(session)
            parcel = await post_parcel(session, requester, wanted, rules=NO_PAUSE, at=NOON)
        assert (await check_matching_index(asked)).to_do == "run peercargo migrate"
        await build_postgis(db)
        await build_postgis(db)
        assert (await check_matching_index(asked)).verdict is Verdict.RIGHT
        rules = Rules(matching_index=MatchingIndex.POSTGIS)
        async with db.begin() as session:
            (match,) = await trips_for(session, parcel, rules=rules, at=NOON)
            lines = await session.scalars(
                text(
                    "SELECT tablename || ' ' || indexname FROM pg_indexes"
                    " WHERE indexdef LIKE '%USING gist%' AND tablename LIKE '%_way' ORDER BY 1"
                )
            )
        assert match.trip_id == path.id
        assert list(lines) == [
            "parcel_way ix_parcel_way_spots",
            "trip_way ix_trip_way_route",
            "trip_way ix_trip_way_spots",
        ]
    finally:
        await db.close()
