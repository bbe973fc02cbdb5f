"""Waking: the first thing a worker does, before it hears anybody, and again every minute."""

import asyncio

import structlog

from core.clock import Clock
from core.db import Db
from core.pulse.service import beat
from core.pulse.states import BEAT_SECONDS
from core.waking.service import put_off_deadlines

log = structlog.get_logger(__name__)


async def wake(db: Db, *, clock: Clock) -> bool:
    """Say that we are alive; true when we were away, and deadlines were put off for that."""
    at = clock()
    async with db.begin() as session:
        span = await beat(session, at=at)
        if span is None:
            return False
        went_at, _ = span
        concerned = await put_off_deadlines(session, went_at=went_at, by=at - went_at, at=at)
    log.warning("was_away", since=went_at.isoformat(), quests=concerned)
    return True


async def stay_awake(db: Db, *, clock: Clock) -> None:
    """Beat until cancelled."""
    while True:
        try:
            await wake(db, clock=clock)
        except Exception:
            # The outermost loop: the database may be away, and its return is an outage's end.
            log.exception("pulse_interrupted")
        await asyncio.sleep(BEAT_SECONDS)
