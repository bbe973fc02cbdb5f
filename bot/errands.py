"""What is wished for in a transaction and done outside of it, beside the answers."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from core.db import Db
from core.ending import end_if_asked

_LOOK_SECONDS = 30.0
_AWAY_SECONDS = 0.5

log = structlog.get_logger(__name__)


async def run_errands(
    db: Db,
    channel: str,
    work: Callable[[], Awaitable[int]],
    *,
    look_seconds: float = _LOOK_SECONDS,
) -> None:
    """Do what is due whenever the channel rings, until cancelled; `work` answers how much it was.

    Any number of processes may do so. After `look_seconds` without a ring it looks by itself.
    """
    async with db.bells.hung(channel) as wakeup:
        while True:
            try:
                is_idle = not await work()
                end_if_asked()
                if is_idle:
                    await wakeup.wait(look_seconds)
            except Exception:
                # The outermost loop: the database or the storage may be away, and comes back.
                end_if_asked()
                log.exception("errand_interrupted", channel=channel)
                await asyncio.sleep(_AWAY_SECONDS)
