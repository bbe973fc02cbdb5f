"""Beating, inside the caller's transaction."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import new_id
from core.pulse.models import THE_ONE, Outage, Pulse
from core.pulse.states import Span, outage_between


async def beat(session: AsyncSession, *, at: datetime) -> Span | None:
    """Say that a worker is alive; give the outage that this ends, to one of those who ask at once.

    A clock that goes back changes nothing.
    """
    await session.execute(insert(Pulse).values(id=THE_ONE, at=at).on_conflict_do_nothing())
    # Two that wake at once: the second waits here, and finds that the first has woken.
    pulse = (await session.scalars(select(Pulse).with_for_update())).one()
    await session.refresh(pulse)
    span = outage_between(pulse.at, at)
    if span is not None:
        session.add(Outage(id=new_id(at), began_at=span[0], ended_at=span[1]))
    pulse.at = max(pulse.at, at)
    await session.flush()
    return span
