"""Reading how long the service was away."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.pulse.models import Outage
from core.pulse.states import time_within


async def time_away(session: AsyncSession, *, since: datetime, until: datetime) -> timedelta:
    """Add up for how long nobody was alive between two moments."""
    rows = await session.execute(
        select(Outage.began_at, Outage.ended_at).where(
            Outage.ended_at > since, Outage.began_at < until
        )
    )
    return time_within(((began, ended) for began, ended in rows.all()), since, until)
