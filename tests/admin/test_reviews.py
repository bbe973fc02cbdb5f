"""An operator sees which parcels wait for a person, and decides about them."""

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core.background import groups_of
from core.clock import utc_now
from core.db import Db
from core.events.flows import deliver_all, hear_one
from core.money import Money
from core.outbox.models import OutboxRow
from core.parcels.models import DropParcel, ParcelStep
from core.parcels.service import post_parcel
from core.parcels.states import Item, ParcelState
from core.settings import CargoEnv, Settings
from tests.house.sources import ROOT
from tests.posts import NO_PAUSE, a_parcel, a_peer
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db


@dataclass(frozen=True)
class Operator:
    """Types commands into a terminal."""

    db: Db
    servers: TestServers

    async def types(self, *words: str, columns: int = 200) -> tuple[int, str]:
        """Answer the exit code, and what the screen shows."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(ROOT / "cli.py"), "review", *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={
                **os.environ,  # noqa: TID251  (a child like this process)
                "DATABASE_URL": self.db.url,
                "REDIS_URL": self.servers.redis_url,
                "COLUMNS": str(columns),
            },
        )
        shown, _ = await process.communicate()
        return process.returncode or 0, shown.decode()


async def _hold_parcel(db: Db) -> UUID:
    now = utc_now()
    async with db.begin() as session:
        noor = await a_peer(session)
        wish = await a_parcel(
            session,
            items=(Item("Old pistol [b]", 1, Money(500, "EUR")),),
            note="It is a film prop",
            ready_at=now,
            deliver_by=now + timedelta(days=7),
            asks_person=True,
        )
        return (await post_parcel(session, noor, wish, rules=NO_PAUSE, at=now)).id


async def _parcel(db: Db) -> DropParcel:
    async with db.begin() as session:
        return (await session.scalars(select(DropParcel))).one()


async def _notices(db: Db) -> list[str | None]:
    async with db.begin() as session:
        return list(await session.scalars(select(OutboxRow.notice).order_by(OutboxRow.id)))


async def test_a_held_parcel_is_listed_with_its_contents_and_let_travel(
    db: Db, servers: TestServers
) -> None:
    operator = Operator(db, servers)
    assert await operator.types("list") == (0, "No parcel waits.\n")
    parcel_id = await _hold_parcel(db)
    code, listed = await operator.types("list")
    assert code == 0
    for told in (
        str(parcel_id),
        "1 x Old pistol [b]",
        "note: It is a film prop",
        "weapons: pistol",
    ):
        assert told in listed
    assert str(parcel_id) in (await operator.types("list", columns=80))[1]
    assert await operator.types("pass", str(parcel_id)) == (0, "It may travel.\n")
    assert (await _parcel(db)).state is ParcelState.OPEN
    assert await _notices(db) == ["parcel-may-travel"]
    again = f"Nothing waits to be decided about {parcel_id}.\n"
    assert await operator.types("pass", str(parcel_id)) == (1, again)


async def test_a_held_parcel_is_refused_only_with_a_reason_which_its_requester_reads(
    db: Db, servers: TestServers
) -> None:
    operator = Operator(db, servers)
    parcel_id = await _hold_parcel(db)
    assert (await operator.types("refuse", str(parcel_id)))[0] == 2
    assert (await operator.types("refuse", str(parcel_id), "--why", " "))[0] == 2
    refused = await operator.types("refuse", str(parcel_id), "--why", "No weapons, real or not.")
    assert refused == (0, "It is refused.\n")
    assert (await _parcel(db)).state is ParcelState.REFUSED
    assert await _notices(db) == ["parcel-refused"]
    async with db.begin() as session:
        reasons = await session.scalars(select(ParcelStep.why).order_by(ParcelStep.id))
    assert list(reasons)[-1] == "No weapons, real or not."


async def test_a_wrong_id_is_said(db: Db, servers: TestServers) -> None:
    operator = Operator(db, servers)
    unknown = uuid4()
    told = (1, f"No parcel has the id {unknown}.\n")
    assert await operator.types("pass", str(unknown)) == told
    assert (await operator.types("pass", "7"))[0] == 2


async def test_the_operators_hear_of_a_held_parcel_and_not_what_is_in_it(db: Db) -> None:
    settings = Settings(cargo_env=CargoEnv.TEST, telegram_operators_chat=-1001)
    groups = groups_of(settings)
    parcel_id = await _hold_parcel(db)
    await deliver_all(db, groups)
    for group in groups:
        while await hear_one(db, group, clock=utc_now):
            pass
    async with db.begin() as session:
        row = (await session.scalars(select(OutboxRow))).one()
    assert (row.notice, row.address) == ("operators-parcel-review", "-1001")
    assert row.content["id"] == str(parcel_id)
    assert "pistol" not in str(row.content)
    assert not any(
        group.name == "operators" for group in groups_of(Settings(cargo_env=CargoEnv.TEST))
    )
