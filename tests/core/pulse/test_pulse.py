"""An outage is noticed by whoever wakes first, and counted once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.db import Db
from core.pulse.models import Outage
from core.pulse.queries import time_away
from core.pulse.service import beat
from core.pulse.states import OUTAGE_AFTER, Span, outage_between, time_within
from tests.conftest import NOON

_HOUR = timedelta(hours=1)


async def _beat(db: Db, after: timedelta) -> Span | None:
    async with db.begin() as session:
        return await beat(session, at=NOON + after)


def test_a_restart_is_no_outage() -> None:
    assert outage_between(None, NOON) is None
    assert outage_between(NOON, NOON + OUTAGE_AFTER - timedelta(seconds=1)) is None
    assert outage_between(NOON, NOON + OUTAGE_AFTER) == (NOON, NOON + OUTAGE_AFTER)


def test_only_what_lies_between_two_moments_counts() -> None:
    spans = [(NOON - 3 * _HOUR, NOON - _HOUR), (NOON + _HOUR, NOON + 5 * _HOUR)]
    assert time_within(spans, NOON - 2 * _HOUR, NOON + 2 * _HOUR) == 2 * _HOUR
    assert time_within(spans, NOON - _HOUR, NOON + _HOUR) == timedelta(0)


async def test_whoever_wakes_ends_the_outage(db: Db) -> None:
    assert await _beat(db, timedelta(0)) is None
    assert await _beat(db, timedelta(minutes=1)) is None
    assert await _beat(db, 3 * _HOUR) == (NOON + timedelta(minutes=1), NOON + 3 * _HOUR)
    assert await _beat(db, 3 * _HOUR) is None
    assert await _beat(db, 2 * _HOUR) is None
    async with db.begin() as session:
        away = await time_away(session, since=NOON + _HOUR, until=NOON + 9 * _HOUR)
    assert away == 2 * _HOUR


@pytest.mark.fresh_db
async def test_of_several_that_wake_at_once_one_ends_it(db: Db) -> None:
    await _beat(db, timedelta(0))
    ended = await asyncio.gather(*(_beat(db, _HOUR) for _ in range(6)))
    assert len([one for one in ended if one is not None]) == 1
    async with db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Outage)) == 1
