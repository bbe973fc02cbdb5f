"""What happened is written down once, by month, and nobody can change it."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.queries import events_about
from core.audit.service import drop_old_months, keep_entry, make_months_ahead
from core.audit.states import month_of
from core.background import AUDIT
from core.db import Db
from core.events.flows import deliver_all, hear_one
from core.events.states import Event
from core.peers.service import (
    agree_to_rules,
    choose_currency,
    choose_home,
    choose_language,
    forget_person,
    meet,
)
from core.peers.states import ChannelKind, Language
from core.places.models import Place
from tests.conftest import NOON

SOMEBODY = UUID(int=7)


def _event(at: datetime = NOON, number: int = 1) -> Event:
    return Event(UUID(int=number), "peer_joined", SOMEBODY, SOMEBODY, at, {"number": number})


async def _months(session: AsyncSession) -> set[str]:
    rows = await session.scalars(
        text(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = 'audit_entry'::regclass"
        )
    )
    return set(rows)


async def test_a_peer_comes_and_goes_in_the_log_without_his_name(db: Db) -> None:
    async with db.begin() as session:
        peer, _ = await meet(
            session,
            kind=ChannelKind.TELEGRAM,
            address="77",
            name="Noor",
            language_tag="en",
            at=NOON,
        )
        await choose_language(session, peer, Language.ENGLISH)
        await agree_to_rules(session, peer, at=NOON)
        home = (await session.scalars(select(Place).limit(1))).one()
        await choose_home(session, peer, home, at=NOON)
        await choose_currency(session, peer, "EUR", at=NOON)
        await forget_person(session, peer, at=NOON + timedelta(days=1))
    await deliver_all(db, [AUDIT])
    while await hear_one(db, AUDIT, clock=lambda: NOON):
        pass
    async with db.begin() as session:
        entries = await events_about(session, peer.id)
    assert [entry.name for entry in entries] == ["peer_joined", "peer_forgotten"]
    assert {entry.by_peer_id for entry in entries} == {peer.id}
    assert [entry.facts for entry in entries] == [{}, {}]


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE {} SET name = 'nothing'",
        "DELETE FROM {}",
        "TRUNCATE {}",
    ],
)
@pytest.mark.parametrize("table", ["audit_entry", "audit_entry_2026_11"])
async def test_the_database_refuses_to_change_the_log(
    session: AsyncSession, deed: str, table: str
) -> None:
    await keep_entry(session, _event())
    with pytest.raises(DBAPIError, match="the audit log only grows"):
        async with session.begin_nested():
            await session.execute(text(deed.format(table)))
    assert len(await events_about(session, SOMEBODY)) == 1


async def test_the_same_event_cannot_be_written_down_twice(session: AsyncSession) -> None:
    await keep_entry(session, _event())
    with pytest.raises(DBAPIError, match="duplicate key"):
        async with session.begin_nested():
            await keep_entry(session, _event())


async def test_an_entry_lies_in_the_month_of_its_event(session: AsyncSession) -> None:
    for at in (datetime(2031, 1, 31, 23, 59, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)):
        await keep_entry(session, _event(at, number=at.month))
    counts = [
        await session.scalar(text(f"SELECT count(*) FROM audit_entry_2031_{month}"))  # noqa: S608
        for month in ("01", "02")
    ]
    assert counts == [1, 1]


async def test_months_are_made_ahead(session: AsyncSession) -> None:
    await make_months_ahead(session, at=datetime(2040, 11, 5, tzinfo=UTC))
    assert {f"audit_entry_{month}" for month in ("2040_11", "2040_12", "2041_01", "2041_02")} <= (
        await _months(session)
    )


@pytest.mark.fresh_db
async def test_two_who_need_a_new_month_at_once_make_one(db: Db) -> None:
    async def keep(number: int) -> None:
        async with db.begin() as session:
            await keep_entry(session, _event(datetime(2050, 6, 1, tzinfo=UTC), number=number))

    await asyncio.gather(*(keep(number) for number in range(8)))
    async with db.begin() as session:
        assert len(await events_about(session, SOMEBODY)) == 8


@pytest.mark.fresh_db
async def test_old_months_can_be_dropped_as_a_whole(db: Db) -> None:
    async with db.begin() as session:
        for at in (datetime(2020, 1, 5, tzinfo=UTC), datetime(2020, 3, 5, tzinfo=UTC)):
            await keep_entry(session, _event(at, number=at.month))
        assert await drop_old_months(session, keep=1, at=datetime(2020, 4, 9, tzinfo=UTC)) == 1
        assert [entry.facts["number"] for entry in await events_about(session, SOMEBODY)] == [3]


@pytest.mark.parametrize(
    ("at", "later", "month"),
    [
        (NOON, 0, datetime(2026, 11, 1, tzinfo=UTC)),
        (NOON, 2, datetime(2027, 1, 1, tzinfo=UTC)),
        (NOON, -11, datetime(2025, 12, 1, tzinfo=UTC)),
    ],
)
def test_months_are_counted_over_the_turn_of_the_year(
    at: datetime, later: int, month: datetime
) -> None:
    assert month_of(at, later=later) == month
