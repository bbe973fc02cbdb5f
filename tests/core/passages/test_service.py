"""Passages change with what they index, in one transaction with it."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.glidepaths.service import (
    cancel_glidepath,
    change_glidepath,
    expire_glidepaths,
    post_glidepath,
)
from core.glidepaths.states import Mode, Weekly
from core.money import Money
from core.parcels.service import (
    cancel_parcel,
    change_parcel,
    expire_parcels,
    post_parcel,
    review_parcel,
)
from core.parcels.states import Item
from core.passages.models import ParcelWay, TripPassage, TripWay
from core.passages.service import turn_passage_months
from core.schema import alembic_config
from tests.conftest import NOON
from tests.posts import NO_PAUSE, a_parcel, a_peer, a_trip, city


async def ways_in(session: AsyncSession) -> list[TripWay]:
    rows = await session.scalars(
        select(TripWay).order_by(TripWay.departs_at).execution_options(populate_existing=True)
    )
    return list(rows)


async def passages_in(session: AsyncSession) -> list[tuple[int, datetime]]:
    rows = await session.execute(select(TripPassage.passage, TripPassage.departs_at))
    return sorted((passage, at) for passage, at in rows.all())


async def parcels_in(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(ParcelWay)) or 0


async def test_a_trip_is_kept_where_it_passes_now(session: AsyncSession) -> None:
    peer = await a_peer(session)
    path = await post_glidepath(session, peer, await a_trip(session), rules=NO_PAUSE, at=NOON)
    (way,) = await ways_in(session)
    assert way.passage is not None
    assert await passages_in(session) == []
    jaipur = (await city(session, "Jaipur", "IN")).id
    later = NOON + timedelta(days=5)
    wish = await a_trip(session, to_place_id=jaipur, mode=Mode.CAR, departs_at=later)
    await change_glidepath(session, peer, path.id, wish, rules=NO_PAUSE, at=NOON)
    (way,) = await ways_in(session)
    assert way.passage is None
    assert way.leaves_km == path.detour_km
    drive = await passages_in(session)
    assert len(drive) == 6
    assert {at for _, at in drive} == {later}
    await cancel_glidepath(session, peer, path.id, at=NOON)
    assert await passages_in(session) == []
    assert await ways_in(session) == []


async def test_every_date_of_a_weekly_trip_is_kept(session: AsyncSession) -> None:
    peer = await a_peer(session)
    await post_glidepath(
        session, peer, await a_trip(session, weekly=Weekly()), rules=NO_PAUSE, at=NOON
    )
    assert len({way.departs_at for way in await ways_in(session)}) == 2


async def test_what_has_departed_is_left_for_its_month_to_end(session: AsyncSession) -> None:
    peer = await a_peer(session)
    jaipur = (await city(session, "Jaipur", "IN")).id
    wish = await a_trip(session, to_place_id=jaipur, mode=Mode.CAR)
    await post_glidepath(session, peer, wish, rules=NO_PAUSE, at=NOON)
    await expire_glidepaths(session, at=NOON + timedelta(days=3))
    assert await ways_in(session) == []
    assert len(await passages_in(session)) == 6
    await turn_passage_months(session, at=NOON + timedelta(days=6))
    assert len(await passages_in(session)) == 6
    assert await turn_passage_months(session, at=datetime(2027, 1, 2, tzinfo=UTC)) >= 1
    assert await passages_in(session) == []


async def test_an_open_parcel_is_kept_and_no_other(session: AsyncSession) -> None:
    peer = await a_peer(session)
    wish = await a_parcel(session)
    parcel = await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)
    assert await parcels_in(session) == 1
    await change_parcel(session, peer, parcel.id, wish, rules=NO_PAUSE, at=NOON)
    assert await parcels_in(session) == 1
    await cancel_parcel(session, peer, parcel.id, at=NOON)
    assert await parcels_in(session) == 0


async def test_a_held_parcel_is_kept_when_it_may_travel_until_its_deadline(
    session: AsyncSession,
) -> None:
    peer = await a_peer(session)
    sword = (Item("Sword", 1, Money(1500, "EUR")),)
    wish = await a_parcel(session, items=sword, asks_person=True)
    parcel = await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)
    assert await parcels_in(session) == 0
    await review_parcel(session, parcel.id, may_travel=True, why="", at=NOON)
    assert await parcels_in(session) == 1
    await expire_parcels(session, at=parcel.deliver_by)
    assert await parcels_in(session) == 0


@pytest.mark.fresh_db
async def test_what_was_posted_before_the_index_is_in_it(db: Db) -> None:
    async with db.begin() as session:
        peer = await a_peer(session)
        jaipur = (await city(session, "Jaipur", "IN")).id
        drive = await a_trip(session, to_place_id=jaipur, mode=Mode.CAR)
        for wish in (drive, await a_trip(session)):
            await post_glidepath(session, peer, wish, rules=NO_PAUSE, at=NOON)
        await post_parcel(session, peer, await a_parcel(session), rules=NO_PAUSE, at=NOON)
        ways = {(way.path_id, way.passage, way.to_x) for way in await ways_in(session)}
        passages = await passages_in(session)
        assert len(passages) == 6
    async with db.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "0020"))
        kept = [
            await connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608  (ours)
            for table in ("trip_passage", "parcel_passage")
        ]
        assert kept == [7, 1]
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "0007"))
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "head"))
    async with db.begin() as session:
        assert {(way.path_id, way.passage, way.to_x) for way in await ways_in(session)} == ways
        assert await passages_in(session) == passages
        assert await parcels_in(session) == 1


async def test_a_search_reads_the_index_and_not_the_table(session: AsyncSession) -> None:
    """One range of the key for each passage, in each month that is asked for, and no more."""
    await turn_passage_months(session, at=NOON)
    await session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = await session.scalars(
        text(
            "EXPLAIN SELECT path_id, plane_x, from_x FROM trip_passage"
            " WHERE passage = ANY (ARRAY[1, 2]::bigint[])"
            " AND departs_at BETWEEN '2026-11-24Z' AND '2026-11-28Z'"
        )
    )
    lines = "\n".join(plan)
    assert "Index Only Scan using trip_passage_2026_11_pkey" in lines
    assert "passage = ANY" in lines
    assert "2026_12" not in lines
