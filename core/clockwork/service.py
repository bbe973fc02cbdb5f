"""Taking slots, inside the transaction of the work."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.clockwork.models import ClockSlot
from core.clockwork.states import Schedule

Work = Callable[[AsyncSession, datetime], Awaitable[None]]
"""What a job does, given the slot it is done for."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work and when it is due. The name stands in rows: keep it."""

    name: str
    schedule: Schedule
    work: Work


async def last_slot(session: AsyncSession, job: Job) -> datetime | None:
    return await session.scalar(
        select(func.max(ClockSlot.fire_at)).where(ClockSlot.name == job.name)
    )


async def take_slot(session: AsyncSession, job: Job, fire_at: datetime, *, at: datetime) -> bool:
    """Become the one who does this slot; false when somebody else has.

    Who comes second waits until the first commits, or gets the slot when the first fails.
    """
    taken = await session.execute(
        insert(ClockSlot)
        .values(name=job.name, fire_at=fire_at, taken_at=at)
        .on_conflict_do_nothing()
        .returning(ClockSlot.fire_at)
    )
    return taken.one_or_none() is not None


async def drop_old_slots(session: AsyncSession, *, before: datetime) -> None:
    """Forget old slots, except each job's last one, from which it goes on."""
    newer = aliased(ClockSlot)
    is_followed = (
        select(newer.name)
        .where(newer.name == ClockSlot.name, newer.fire_at > ClockSlot.fire_at)
        .exists()
    )
    await session.execute(delete(ClockSlot).where(ClockSlot.fire_at < before, is_followed))
