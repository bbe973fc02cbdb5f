"""What is published, when it is heard, and by whom."""

import asyncio
from contextlib import suppress
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import utc_now
from core.db import Db
from core.events.flows import deliver_all, hear_from_broker, hear_one, relay_all, run_consumers
from core.events.queries import count_waiting, oldest_published
from core.events.service import Group, publish
from core.events.states import (
    Event,
    EventName,
    Fact,
    NotAnEvent,
    pack_event,
    plain_facts,
    unpack_event,
)
from core.money import Money
from tests.conftest import NOON
from tests.core.events.builders import (
    EFFECTS_CHANNEL,
    SOMEBODY,
    counting_group,
    effects,
    make_effect_table,
    publish_numbers,
)


class _Undone(Exception):
    pass


async def _published(db: Db) -> list[Event]:
    async with db.begin() as session:
        return [event for _, event in await oldest_published(session, most=100)]


async def test_nobody_hears_of_a_change_that_was_undone(db: Db) -> None:
    with suppress(_Undone):
        async with db.begin() as session:
            await publish(session, EventName.PEER_JOINED, SOMEBODY, at=NOON)
            raise _Undone
    assert await _published(db) == []


async def test_an_event_reaches_the_groups_that_hear_its_name_and_no_others(db: Db) -> None:
    await make_effect_table(db)
    deaf = Group("deaf", {})
    groups = [counting_group("one"), counting_group("two"), deaf]
    await publish_numbers(db, [1])
    await deliver_all(db, groups)
    for group in groups:
        await hear_one(db, group, clock=utc_now)
    assert {name for name, _, _ in await effects(db)} == {"one", "two"}
    async with db.begin() as session:
        assert await count_waiting(session) == {}


async def test_an_event_that_nobody_hears_is_not_kept(db: Db) -> None:
    await publish_numbers(db, [1])
    await deliver_all(db, [])
    assert await _published(db) == []


@pytest.mark.fresh_db
async def test_several_consumers_share_a_group_and_keep_the_order_about_each_row(db: Db) -> None:
    await make_effect_table(db)
    group = counting_group("shared")
    await publish_numbers(db, range(60), abouts=6)

    async def consume() -> None:
        await deliver_all(db, [group])
        while await hear_one(db, group, clock=utc_now):
            pass

    await asyncio.gather(*(consume() for _ in range(4)))
    while await hear_one(db, group, clock=utc_now):
        pass
    heard = await effects(db)
    assert sorted(number for _, _, number in heard) == list(range(60))
    for about in {about for _, about, _ in heard}:
        numbers = [number for _, one, number in heard if one == about]
        assert numbers == sorted(numbers)


@pytest.mark.fresh_db
async def test_a_consumer_that_waits_hears_at_once(db: Db) -> None:
    """Sooner than it would look by itself."""
    await make_effect_table(db)
    async with db.bells.hung(EFFECTS_CHANNEL) as wakeup:
        consuming = asyncio.create_task(
            run_consumers(db, [counting_group("waiting")], clock=utc_now)
        )
        for number in range(3):
            await publish_numbers(db, [number])
            async with asyncio.timeout(4):
                while len(await effects(db)) <= number:
                    await wakeup.wait(4)
        consuming.cancel()
        await asyncio.gather(consuming, return_exceptions=True)


async def test_what_the_broker_delivers_twice_is_heard_once(db: Db) -> None:
    await make_effect_table(db)
    await publish_numbers(db, [1])
    [event] = await _published(db)
    group = counting_group("first")
    for _ in range(2):
        await hear_from_broker(db, group, event, clock=lambda: NOON)
    assert len(await effects(db)) == 1


@pytest.mark.fresh_db
async def test_what_the_broker_delivers_to_two_workers_at_once_is_heard_once(db: Db) -> None:
    await make_effect_table(db)
    await publish_numbers(db, [1])
    [event] = await _published(db)
    group = counting_group("first")
    await asyncio.gather(
        *(hear_from_broker(db, group, event, clock=lambda: NOON) for _ in range(8))
    )
    assert len(await effects(db)) == 1


async def test_an_event_stays_published_until_the_broker_has_it(db: Db) -> None:
    await publish_numbers(db, [1, 2, 3])
    sent: list[int] = []

    async def refuse_the_second(event: Event) -> None:
        if len(sent) == 1:
            raise ConnectionError
        sent.append(event.facts["number"])

    with pytest.raises(ConnectionError):
        await relay_all(db, refuse_the_second)
    assert sent == [1]
    assert [event.facts["number"] for event in await _published(db)] == [2, 3]


async def test_an_event_survives_the_way_through_a_broker(session: AsyncSession) -> None:
    await publish(
        session,
        EventName.PEER_JOINED,
        SOMEBODY,
        by_peer_id=UUID(int=8),
        at=NOON,
        facts={"reward": Money(500, "EUR"), "home": UUID(int=9), "until": NOON, "weight": 3},
    )
    [(_, event)] = await oldest_published(session, most=1)
    assert unpack_event(pack_event(event)) == event
    assert event.facts == {
        "reward": {"minor": 500, "currency": "EUR"},
        "home": str(UUID(int=9)),
        "until": "2026-11-24T12:00:00+00:00",
        "weight": 3,
    }


@pytest.mark.parametrize("fact", ["Noor", 1.5, {"name": "Noor"}, b"Noor"])
def test_an_event_carries_nothing_that_a_person_wrote(fact: Fact) -> None:
    with pytest.raises(TypeError):
        plain_facts({"note": fact})


@pytest.mark.parametrize("packed", [b"", b"hello", b"[]", b"{}", b'{"id": 1}', b"null"])
def test_what_is_no_event_is_known_as_such(packed: bytes) -> None:
    with pytest.raises(NotAnEvent):
        unpack_event(packed)
