"""Each slot once, however many processes tick, and what was missed is made up for."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import utc_now
from core.clockwork.flows import run_clock, run_due
from core.clockwork.models import ClockSlot
from core.clockwork.service import Job, drop_old_slots, last_slot
from core.clockwork.states import CatchUp, Schedule
from core.db import Db
from core.jobs import jobs_of
from core.settings import CargoEnv, Settings
from tests.conftest import NOON

HOUR = timedelta(hours=1)


@dataclass
class Bell:
    """A job that rings every hour, and its time."""

    catch_up: CatchUp = CatchUp.ONCE
    now: datetime = NOON
    is_broken: bool = False
    rung: list[datetime] = field(default_factory=list)

    async def ring(self, session: AsyncSession, slot: datetime) -> None:
        if self.is_broken:
            raise RuntimeError("the bell is broken")
        self.rung.append(slot)

    @property
    def job(self) -> Job:
        return Job("bell", Schedule(every=HOUR, catch_up=self.catch_up), self.ring)

    async def tick(self, db: Db) -> int:
        return await run_due(db, self.job, clock=lambda: self.now)


async def test_a_job_that_never_ran_begins_with_the_present_slot(db: Db) -> None:
    bell = Bell(now=NOON + timedelta(minutes=20))
    assert await bell.tick(db) == 1
    assert await bell.tick(db) == 0
    assert bell.rung == [NOON]


async def test_after_downtime_one_run_makes_up_for_all_missed(db: Db) -> None:
    bell = Bell()
    await bell.tick(db)
    bell.now += 5 * HOUR
    assert await bell.tick(db) == 1
    assert bell.rung == [NOON, NOON + 5 * HOUR]


async def test_after_downtime_each_missed_slot_is_run_where_the_job_asks_for_it(db: Db) -> None:
    bell = Bell(catch_up=CatchUp.EACH)
    await bell.tick(db)
    bell.now += 3 * HOUR
    assert await bell.tick(db) == 3
    assert bell.rung == [NOON + hours * HOUR for hours in range(4)]


async def test_a_job_that_fails_keeps_its_slot_for_the_next_try(db: Db) -> None:
    bell = Bell(is_broken=True)
    with pytest.raises(RuntimeError):
        await bell.tick(db)
    bell.is_broken = False
    assert await bell.tick(db) == 1


async def test_a_clock_that_is_behind_does_nothing_again(db: Db) -> None:
    bell = Bell()
    await bell.tick(db)
    bell.now -= 2 * HOUR
    assert await bell.tick(db) == 0


@pytest.mark.fresh_db
@pytest.mark.parametrize("catch_up", CatchUp)
async def test_two_instances_that_tick_at_once_run_each_slot_once(
    db: Db, catch_up: CatchUp
) -> None:
    bell = Bell(catch_up=catch_up)
    for _ in range(10):
        await asyncio.gather(bell.tick(db), bell.tick(db), bell.tick(db))
        bell.now += HOUR
    assert bell.rung == [NOON + hours * HOUR for hours in range(10)]


@pytest.mark.fresh_db
async def test_two_running_clocks_run_each_slot_once(db: Db) -> None:
    """By the real clock: APScheduler ticks in both."""
    async with db.begin() as session:
        await session.execute(text("CREATE TABLE rung (slot timestamptz)"))

    async def ring(session: AsyncSession, slot: datetime) -> None:
        await session.execute(text("INSERT INTO rung VALUES (:slot)"), {"slot": slot})
        await session.execute(text("NOTIFY rung"))

    async def rung() -> list[datetime]:
        async with db.begin() as session:
            return list(await session.scalars(text("SELECT slot FROM rung ORDER BY slot")))

    job = Job("bell", Schedule(every=timedelta(seconds=1), catch_up=CatchUp.EACH), ring)
    async with db.bells.hung("rung") as wakeup:
        clocks = [asyncio.create_task(run_clock(db, [job], clock=utc_now)) for _ in range(2)]
        async with asyncio.timeout(20):
            while len(await rung()) < 3:
                await wakeup.wait(1)
        for clock in clocks:
            clock.cancel()
        await asyncio.gather(*clocks, return_exceptions=True)
    async with db.begin() as session:
        slots = await session.scalars(select(ClockSlot.fire_at).order_by(ClockSlot.fire_at))
        assert await rung() == list(slots)


@pytest.mark.fresh_db
async def test_a_job_that_fails_is_tried_again_long_before_its_next_slot(db: Db) -> None:
    tries = 0
    done = asyncio.Event()

    async def fail_twice(session: AsyncSession, slot: datetime) -> None:
        nonlocal tries
        tries += 1
        if tries <= 2:
            raise ConnectionError
        done.set()

    job = Job("daily", Schedule(every=timedelta(days=1)), fail_twice)
    soon = timedelta(milliseconds=50)
    ticking = asyncio.create_task(run_clock(db, [job], clock=utc_now, again_after=soon))
    async with asyncio.timeout(20):
        await done.wait()
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)


async def test_old_slots_are_forgotten_except_the_last_of_each_job(db: Db) -> None:
    bell = Bell(catch_up=CatchUp.EACH)
    await bell.tick(db)
    bell.now += 3 * HOUR
    await bell.tick(db)
    async with db.begin() as session:
        await drop_old_slots(session, before=NOON + 30 * HOUR)
        assert await session.scalar(select(func.count()).select_from(ClockSlot)) == 1
        assert await last_slot(session, bell.job) == NOON + 3 * HOUR


@pytest.mark.parametrize(
    ("schedule", "at", "newest"),
    [
        (Schedule(HOUR), NOON, NOON),
        (Schedule(HOUR), NOON - timedelta(microseconds=1), NOON - HOUR),
        (Schedule(24 * HOUR, offset=3 * HOUR), NOON, NOON.replace(hour=3)),
        (
            Schedule(24 * HOUR, offset=3 * HOUR),
            NOON.replace(hour=2),
            NOON.replace(hour=3) - 24 * HOUR,
        ),
    ],
)
def test_the_newest_slot_is_the_last_one_that_is_not_ahead(
    schedule: Schedule, at: datetime, newest: datetime
) -> None:
    assert schedule.newest(at) == newest


async def test_every_job_of_the_house_runs(db: Db) -> None:
    jobs = jobs_of(Settings(cargo_env=CargoEnv.TEST, audit_keep_months=12))
    for job in jobs:
        assert await run_due(db, job, clock=lambda: NOON) == 1
    assert len({job.name for job in jobs}) == len(jobs)


def test_the_audit_log_is_only_shortened_where_that_is_asked_for() -> None:
    names = {job.name for job in jobs_of(Settings(cargo_env=CargoEnv.TEST))}
    assert "drop-audit-months" not in names
