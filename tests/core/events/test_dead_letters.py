"""Failing, waiting longer each time, dying, and being replayed by an operator."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.events.flows import deliver_all, hear_from_broker, hear_one
from core.events.queries import (
    count_waiting,
    dead_letter,
    dead_letters,
    oldest_published,
    seconds_until_due,
)
from core.events.service import Group, replay
from core.events.states import MOST_ATTEMPTS, Event, EventName
from tests.conftest import NOON
from tests.core.events.builders import make_effect_table, publish_numbers

LATER = timedelta(days=1)


class NoMoreInk(Exception):
    """Why the handler below fails."""


@dataclass
class Scribe:
    """Writes and then fails, until it is mended. Its time is the test's."""

    now: datetime = NOON
    is_broken: bool = True
    heard: list[int] = field(default_factory=list)

    async def write(self, session: AsyncSession, event: Event) -> None:
        number = event.facts["number"]
        await session.execute(text("INSERT INTO effect (number) VALUES (:n)"), {"n": number})
        if self.is_broken:
            raise NoMoreInk(number)
        self.heard.append(number)

    @property
    def group(self) -> Group:
        return Group("scribe", {EventName.PEER_JOINED: self.write})

    def clock(self) -> datetime:
        return self.now

    async def hear(self, db: Db) -> bool:
        return await hear_one(db, self.group, clock=self.clock)

    async def fail_until_dead(self, db: Db) -> None:
        for _ in range(MOST_ATTEMPTS):
            assert await self.hear(db)
            self.now += LATER


@pytest.fixture
async def scribe(db: Db) -> Scribe:
    scribe = Scribe()
    await make_effect_table(db)
    await publish_numbers(db, [1])
    await deliver_all(db, [scribe.group])
    return scribe


async def _count_effects(db: Db) -> int:
    async with db.begin() as session:
        return await session.scalar(text("SELECT count(*) FROM effect")) or 0


async def test_a_handler_that_fails_leaves_no_effect_and_waits_longer_each_time(
    db: Db, scribe: Scribe
) -> None:
    pauses = []
    for _ in range(MOST_ATTEMPTS - 1):
        assert await scribe.hear(db)
        assert not await scribe.hear(db), "it was tried again at once"
        async with db.begin() as session:
            pause = await seconds_until_due(session, "scribe", at=scribe.now)
        assert pause is not None
        pauses.append(pause)
        scribe.now += timedelta(seconds=pause)
    assert pauses == [1, 5, 30, 120, 600]
    assert await _count_effects(db) == 0


async def test_a_handler_that_is_mended_in_time_is_heard_once(db: Db, scribe: Scribe) -> None:
    assert await scribe.hear(db)
    scribe.is_broken, scribe.now = False, scribe.now + LATER
    assert await scribe.hear(db)
    assert not await scribe.hear(db)
    assert scribe.heard == [1]


async def test_a_dead_letter_keeps_the_event_and_the_reason(db: Db, scribe: Scribe) -> None:
    await scribe.fail_until_dead(db)
    assert not await scribe.hear(db)
    async with db.begin() as session:
        [letter] = await dead_letters(session, group="scribe")
        assert await dead_letters(session, group="nobody") == []
        assert await count_waiting(session) == {"scribe": (0, 1)}
    assert (letter.name, letter.facts) == ("peer_joined", {"number": 1})
    assert letter.attempts == MOST_ATTEMPTS
    assert letter.error is not None
    assert letter.error.endswith("NoMoreInk: 1\n")


async def test_a_replayed_letter_is_heard_and_gone(db: Db, scribe: Scribe) -> None:
    await scribe.fail_until_dead(db)
    async with db.begin() as session:
        [letter] = await dead_letters(session)
        assert await replay(session, [letter.id, letter.id + 1]) == [letter.id]
        assert await dead_letter(session, letter.id) is None
    scribe.is_broken = False
    assert await scribe.hear(db)
    assert scribe.heard == [1]
    async with db.begin() as session:
        assert await count_waiting(session) == {}


async def test_a_replayed_letter_that_fails_again_has_all_its_attempts(
    db: Db, scribe: Scribe
) -> None:
    await scribe.fail_until_dead(db)
    async with db.begin() as session:
        await replay(session, [letter.id for letter in await dead_letters(session)])
    await scribe.fail_until_dead(db)
    async with db.begin() as session:
        assert len(await dead_letters(session)) == 1


async def test_a_letter_that_waits_is_not_replayed(db: Db, scribe: Scribe) -> None:
    assert await scribe.hear(db)
    async with db.begin() as session:
        assert await replay(session, range(1000)) == []
    assert not await scribe.hear(db)


async def test_what_follows_about_the_same_row_waits_for_the_one_that_fails(
    db: Db, scribe: Scribe
) -> None:
    await publish_numbers(db, [2])
    await deliver_all(db, [scribe.group])
    assert await scribe.hear(db)
    scribe.is_broken = False
    assert not await scribe.hear(db), "the second event overtook the first"
    scribe.now += LATER
    while await scribe.hear(db):
        pass
    assert scribe.heard == [1, 2]


async def test_a_dead_letter_does_not_hold_up_what_follows(db: Db, scribe: Scribe) -> None:
    await publish_numbers(db, [2])
    await deliver_all(db, [scribe.group])
    await scribe.fail_until_dead(db)
    scribe.is_broken = False
    assert await scribe.hear(db)
    assert scribe.heard == [2]


async def test_what_fails_on_its_way_from_the_broker_is_tried_again_from_here(db: Db) -> None:
    """And what comes behind it about the same row waits behind it."""
    scribe = Scribe()
    await make_effect_table(db)
    await publish_numbers(db, [1, 2])
    async with db.begin() as session:
        events = [event for _, event in await oldest_published(session, most=2)]
    for event in events:
        await hear_from_broker(db, scribe.group, event, clock=scribe.clock)
        await hear_from_broker(db, scribe.group, event, clock=scribe.clock)
        scribe.is_broken = False
    assert await _count_effects(db) == 0
    scribe.now += LATER
    while await scribe.hear(db):
        pass
    assert scribe.heard == [1, 2]
