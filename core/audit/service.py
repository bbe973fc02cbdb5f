"""Writing the log and laying down its months, inside the caller's transaction."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry
from core.audit.states import MONTHS_AHEAD, month_of
from core.events.states import Event


async def keep_entry(session: AsyncSession, event: Event) -> None:
    """Write an event down. A missing month is made, as for a letter that is replayed late."""
    await session.execute(select(func.make_audit_month(event.at)))
    await session.execute(
        insert(AuditEntry).values(
            at=event.at,
            event_id=event.id,
            name=event.name,
            about=event.about,
            by_peer_id=event.by_peer_id,
            facts=event.facts,
        )
    )


async def make_months_ahead(session: AsyncSession, *, at: datetime) -> None:
    """Make this month and the next ones, so that no entry has to wait for its own."""
    for later in range(MONTHS_AHEAD + 1):
        await session.execute(select(func.make_audit_month(month_of(at, later=later))))


async def drop_old_months(session: AsyncSession, *, keep: int, at: datetime) -> int:
    """Drop whole months, so that `keep` full ones and the present one stay; answer how many."""
    dropped = select(func.drop_audit_months_before(month_of(at, later=-keep)))
    return await session.scalar(dropped) or 0
