"""Taking in and claiming: nothing is lost, and one lane's crowd is no other lane's wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, text

from core.db import Db
from core.inbox.flows import keep_all
from core.inbox.models import InboxItem
from core.inbox.service import (
    FIRST_TURN,
    Told,
    claim_again,
    claim_items,
    keep_told,
    note_done,
    note_failure,
    seconds_until_due,
)
from core.inbox.states import InboxSource, InboxState, storable
from tests.conftest import NOON


def _told(number: int, words: str) -> Told:
    return Told(str(number), lane=number, payload={"words": words}, request_id="")


@pytest.mark.fresh_db
async def test_one_thing_that_cannot_be_stored_is_put_aside_alone(db: Db) -> None:
    """A lone half of a surrogate pair is JSON to Python and not to PostgreSQL."""
    told = [_told(1, "before"), _told(2, "\ud83d"), _told(3, "after")]
    await keep_all(db, InboxSource.TELEGRAM, told, at=NOON)
    async with db.begin() as session:
        items = list(await session.scalars(select(InboxItem).order_by(InboxItem.id)))
    assert [(item.outside_id, item.state) for item in items] == [
        ("1", InboxState.WAITING),
        ("2", InboxState.QUARANTINED),
        ("3", InboxState.WAITING),
    ]


def test_only_the_character_nul_is_taken_out() -> None:
    told = {"a\x00": ["x\x00y", {"b": 1, "c": None}], "d": "é\u200b😀\\u0000"}
    assert storable(told) == {"a": ["xy", {"b": 1, "c": None}], "d": "é\u200b😀\\u0000"}


TELEGRAM = InboxSource.TELEGRAM
FLOOD = 10_000


async def _tell(db: Db, *items: tuple[int, int]) -> None:
    """Keep items, each with its number and its lane."""
    told = [Told(str(number), lane, {"n": number}, request_id="") for number, lane in items]
    async with db.begin() as session:
        await keep_told(session, TELEGRAM, told, at=NOON)


async def _numbers(session: Any, *, after: int = FIRST_TURN, limit: int = 16) -> list[str]:
    items = await claim_items(session, TELEGRAM, after=after, at=NOON, limit=limit)
    return [item.outside_id for item in items]


@pytest.mark.fresh_db
async def test_lanes_take_turns_and_each_gives_its_first(db: Db) -> None:
    await _tell(db, (1, 10), (2, 10), (3, -5), (4, 20), (5, 20))
    async with db.begin() as session:
        assert await _numbers(session, limit=2) == ["3", "1"]
    async with db.begin() as session:
        assert await _numbers(session, after=10) == ["4", "3", "1"]
    async with db.begin() as session:
        assert await _numbers(session, after=20) == ["3", "1", "4"]


@pytest.mark.fresh_db
async def test_who_is_being_acted_on_is_left_alone_with_all_that_waits_behind(db: Db) -> None:
    await _tell(db, (1, 10), (2, 10), (3, 20))
    async with db.begin() as first, db.begin() as second:
        assert await _numbers(first, limit=1) == ["1"]
        assert await _numbers(second) == ["3"]
        async with db.begin() as third:
            assert await _numbers(third) == []


@pytest.mark.fresh_db
async def test_an_older_item_that_is_committed_late_waits_for_the_one_that_was_claimed(
    db: Db,
) -> None:
    """Two requests store items of one person; the one with the lower id commits later."""
    late = Told("1", lane=10, payload={}, request_id="")
    async with db.begin() as storing:
        await keep_told(storing, TELEGRAM, [late], at=NOON)
        await _tell(db, (2, 10))
        claiming = db.begin()
        session = await claiming.__aenter__()
        items = await claim_items(session, TELEGRAM, after=FIRST_TURN, at=NOON, limit=16)
        assert [item.outside_id for item in items] == ["2"]
    async with db.begin() as other:
        assert await _numbers(other) == []
        older = await other.scalar(select(InboxItem.id).where(InboxItem.outside_id == "1"))
        assert older is not None
        assert await claim_again(other, older) is None
    await note_done(session, items, at=NOON)
    await claiming.__aexit__(None, None, None)
    async with db.begin() as other:
        assert await _numbers(other) == ["1"]


@pytest.mark.fresh_db
async def test_the_next_look_is_when_the_first_of_a_lane_is_due(db: Db) -> None:
    async with db.begin() as session:
        assert await seconds_until_due(session, TELEGRAM, at=NOON) is None
    await _tell(db, (1, 10), (2, 10))
    async with db.begin() as session:
        (item,) = await claim_items(session, TELEGRAM, after=FIRST_TURN, at=NOON, limit=1)
        await note_failure(session, item.id, "once", at=NOON)
    async with db.begin() as session:
        assert await seconds_until_due(session, TELEGRAM, at=NOON) == pytest.approx(0.2)
        later = NOON + timedelta(seconds=1)
        assert await seconds_until_due(session, TELEGRAM, at=later) == 0.0


@contextmanager
def _statements(db: Db) -> Iterator[list[tuple[str, Any]]]:
    """Note what is asked of the database."""
    asked: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    event.listen(db.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine.sync_engine, "before_cursor_execute", note)


def _rows_examined(plan: dict[str, Any]) -> float:
    """Add up what every scan of the table has read, whether it was of use or not."""
    own = 0.0
    if plan.get("Relation Name") == "inbox_item":
        read = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        own = read * plan["Actual Loops"]
    return own + sum(_rows_examined(part) for part in plan.get("Plans", []))


async def _examined_by_a_claim(db: Db, *, limit: int) -> float:
    with _statements(db) as asked:
        async with db.begin() as session:
            await claim_items(session, TELEGRAM, after=FIRST_TURN, at=NOON, limit=limit)
    ((statement, values),) = [one for one in asked if "pg_try_advisory" in one[0]]
    async with db.begin() as session:
        connection = await session.connection()
        found = await connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values
        )
        return _rows_examined(found.scalar_one()[0]["Plan"])


@pytest.mark.fresh_db
@pytest.mark.parametrize("is_analyzed", [False, True])
async def test_a_flood_of_one_person_is_not_looked_at_to_find_the_others(
    db: Db, *, is_analyzed: bool
) -> None:
    """It came first, its head is held, and yet a claim reads a few rows a lane."""
    await _tell(db, *((number, 0) for number in range(FLOOD)))
    async with db.begin() as holding:
        assert await _numbers(holding) == ["0"]
        others = range(1, 6)
        await _tell(db, *((FLOOD + lane, lane) for lane in others))
        if is_analyzed:
            async with db.at_once() as session:
                await session.execute(text("ANALYZE inbox_item"))
        assert await _examined_by_a_claim(db, limit=16) < 5 * (len(others) + 1)
        async with db.begin() as session:
            assert await _numbers(session) == [str(FLOOD + lane) for lane in others]


@pytest.mark.fresh_db
async def test_a_claim_looks_at_no_more_people_than_it_takes(db: Db) -> None:
    await _tell(db, *((number, number) for number in range(FLOOD)))
    async with db.at_once() as session:
        await session.execute(text("ANALYZE inbox_item"))
    assert await _examined_by_a_claim(db, limit=16) < 5 * 16
