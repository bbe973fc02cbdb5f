"""Reading what waits and what died."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.models import EventDelivery, EventRow
from core.events.states import Event


async def oldest_published(session: AsyncSession, *, most: int) -> list[tuple[int, Event]]:
    """Read the events that have not been passed on, each with its position."""
    rows = await session.execute(
        select(
            EventRow.position,
            EventRow.id,
            EventRow.name,
            EventRow.about,
            EventRow.by_peer_id,
            EventRow.at,
            EventRow.facts,
        )
        .order_by(EventRow.position)
        .limit(most)
    )
    return [(row[0], Event(*row[1:])) for row in rows]


async def seconds_until_due(session: AsyncSession, group: str, *, at: datetime) -> float | None:
    """Tell how long until a failed delivery may be tried again; none when none waits."""
    due = await session.scalar(
        select(func.min(EventDelivery.not_before)).where(
            EventDelivery.group == group, EventDelivery.died_at.is_(None)
        )
    )
    return None if due is None else max(0.0, (due - at).total_seconds())


async def has_waiting(session: AsyncSession, group: str, about: UUID) -> bool:
    """Tell whether an event about this row waits for the group."""
    waiting = select(EventDelivery.id).where(
        EventDelivery.group == group,
        EventDelivery.about == about,
        EventDelivery.died_at.is_(None),
    )
    return bool(await session.scalar(select(waiting.exists())))


async def dead_letters(
    session: AsyncSession, *, group: str | None = None, most: int | None = None
) -> Sequence[EventDelivery]:
    """Read dead letters, the newest first."""
    query = select(EventDelivery).where(EventDelivery.died_at.is_not(None))
    if group is not None:
        query = query.where(EventDelivery.group == group)
    newest = query.order_by(EventDelivery.died_at.desc(), EventDelivery.id.desc())
    return (await session.scalars(newest.limit(most))).all()


async def dead_letter(session: AsyncSession, delivery_id: int) -> EventDelivery | None:
    return await session.scalar(
        select(EventDelivery).where(
            EventDelivery.id == delivery_id, EventDelivery.died_at.is_not(None)
        )
    )


async def count_waiting(session: AsyncSession) -> dict[str, tuple[int, int]]:
    """Count by group: deliveries that wait, and dead letters."""
    rows = await session.execute(
        select(
            EventDelivery.group,
            func.count().filter(EventDelivery.died_at.is_(None)),
            func.count(EventDelivery.died_at),
        ).group_by(EventDelivery.group)
    )
    return {row[0]: (row[1], row[2]) for row in rows}
