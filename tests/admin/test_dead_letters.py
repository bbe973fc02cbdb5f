"""An operator reads dead letters on the command line and puts them back."""

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.events.flows import deliver_all, hear_one
from core.events.queries import count_waiting
from core.events.service import Group, publish
from core.events.states import MOST_ATTEMPTS, Event, EventName
from tests.conftest import NOON
from tests.core.events.builders import SOMEBODY
from tests.house.sources import ROOT
from tests.servers import TestServers


@dataclass(frozen=True)
class Operator:
    """Types commands into a terminal."""

    db: Db
    servers: TestServers

    async def types(self, *words: str) -> tuple[int, str]:
        """Answer the exit code, and what the screen shows."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(ROOT / "cli.py"), "dead", *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={
                **os.environ,  # noqa: TID251  (a child like this process)
                "DATABASE_URL": self.db.url,
                "REDIS_URL": self.servers.redis_url,
                "COLUMNS": "200",
            },
        )
        shown, _ = await process.communicate()
        return process.returncode or 0, shown.decode()


async def _fail(session: AsyncSession, event: Event) -> None:
    raise ValueError("no ink")


async def _make_dead_letter(db: Db) -> None:
    group = Group("scribe", {EventName.PEER_JOINED: _fail})
    async with db.begin() as session:
        await publish(session, EventName.PEER_JOINED, SOMEBODY, at=NOON, facts={"number": 5})
    await deliver_all(db, [group])
    moments = iter(NOON + attempt * timedelta(days=1) for attempt in range(2 * MOST_ATTEMPTS))
    for _ in range(MOST_ATTEMPTS):
        await hear_one(db, group, clock=lambda: next(moments))


@pytest.mark.fresh_db
async def test_a_dead_letter_is_listed_shown_and_put_back(db: Db, servers: TestServers) -> None:
    operator = Operator(db, servers)
    assert await operator.types("list") == (0, "No dead letters.\n")
    await _make_dead_letter(db)

    code, listed = await operator.types("list", "--group", "scribe")
    assert code == 0
    assert "scribe" in listed
    assert "ValueError: no ink" in listed
    code, shown = await operator.types("show", "1")
    assert code == 0
    assert '"number": 5' in shown
    assert str(SOMEBODY) in shown
    assert await operator.types("replay", "1") == (0, "Put back: 1.\n")
    async with db.begin() as session:
        assert await count_waiting(session) == {"scribe": (1, 0)}


@pytest.mark.fresh_db
async def test_all_dead_letters_can_be_put_back_and_a_wrong_number_is_said(
    db: Db, servers: TestServers
) -> None:
    operator = Operator(db, servers)
    await _make_dead_letter(db)
    assert await operator.types("show", "999") == (1, "No dead letter has the number 999.\n")
    assert (await operator.types("replay"))[0] == 2
    assert await operator.types("replay", "--all") == (0, "Put back: 1.\n")
