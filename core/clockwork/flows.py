"""The ticking: looks for due slots, and does each in a transaction of its own."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from core.clock import Clock
from core.clockwork.service import Job, last_slot, take_slot
from core.clockwork.states import EPOCH
from core.db import Db

_AGAIN_AFTER = timedelta(seconds=30)
"""When a job has failed: long enough for a database to come back, soon enough for any job."""

log = structlog.get_logger(__name__)


async def run_clock(
    db: Db, jobs: Sequence[Job], *, clock: Clock, again_after: timedelta = _AGAIN_AFTER
) -> None:
    """Tick until cancelled. At the start every job looks for what it has missed."""
    scheduler = AsyncIOScheduler(timezone="UTC")

    async def tick(job: Job) -> None:
        try:
            await run_due(db, job, clock=clock)
        except Exception:  # the outermost loop of a job
            log.exception("job_failed", job=job.name)
            _tick_by(scheduler, job, clock() + again_after)

    for job in jobs:
        scheduler.add_job(
            tick,
            IntervalTrigger(
                seconds=int(job.schedule.every.total_seconds()),
                start_date=EPOCH + job.schedule.offset,
            ),
            args=[job],
            id=job.name,
            coalesce=True,
            misfire_grace_time=None,
        )
    scheduler.start()
    try:
        await asyncio.gather(*(tick(job) for job in jobs))
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)


def _tick_by(scheduler: AsyncIOScheduler, job: Job, again: datetime) -> None:
    planned = scheduler.get_job(job.name)
    if planned is not None and planned.next_run_time > again:
        planned.modify(next_run_time=again)


async def run_due(db: Db, job: Job, *, clock: Clock) -> int:
    """Do every slot of a job that is due; answer how many this call did."""
    done = 0
    while True:
        at = clock()
        async with db.begin() as session:
            slot = job.schedule.due(await last_slot(session, job), at=at)
            if slot is None:
                return done
            if await take_slot(session, job, slot, at=at):
                await job.work(session, slot)
                done += 1
