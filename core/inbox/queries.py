"""Reading what was put aside, and counting it with what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.inbox.models import InboxItem
from core.inbox.states import InboxSource, InboxState


@dataclass(frozen=True, slots=True)
class ItemCount:
    waiting: int
    quarantined: int


_COUNT = text("""
    SELECT (SELECT count(*) FROM inbox_item WHERE state = 'waiting'),
        (SELECT count(*) FROM inbox_item WHERE state = 'quarantined')
""")
"""The states stand in the text, because an index for one state is of no use to a parameter."""


async def count_items(session: AsyncSession) -> ItemCount:
    return ItemCount(*(await session.execute(_COUNT)).one())


async def quarantined_items(
    session: AsyncSession, *, most: int | None = None
) -> Sequence[InboxItem]:
    """Read items that were put aside, the newest first."""
    died_at = func.coalesce(InboxItem.acted_at, InboxItem.received_at)
    query = select(InboxItem).where(InboxItem.state == InboxState.QUARANTINED)
    newest = query.order_by(died_at.desc(), InboxItem.id.desc()).limit(most)
    return (await session.scalars(newest)).all()


async def quarantined_item(session: AsyncSession, item_id: int) -> InboxItem | None:
    return await session.scalar(
        select(InboxItem).where(InboxItem.id == item_id, InboxItem.state == InboxState.QUARANTINED)
    )


async def waiting_items(
    session: AsyncSession, source: InboxSource, *, at: datetime, limit: int
) -> Sequence[InboxItem]:
    """Read what waits to be acted on, the oldest first, without taking it."""
    query = select(InboxItem).where(
        InboxItem.source == source,
        InboxItem.state == InboxState.WAITING,
        InboxItem.not_before <= at,
    )
    return (await session.scalars(query.order_by(InboxItem.id).limit(limit))).all()


async def has_more_of_album(session: AsyncSession, lane: int, album: str, *, after: int) -> bool:
    """Tell whether a later message of an album than the one of that number waits in a lane."""
    told = InboxItem.payload["message"]
    query = select(InboxItem.id).where(
        InboxItem.lane == lane,
        InboxItem.state == InboxState.WAITING,
        told["media_group_id"].astext == album,
        told["message_id"].as_integer() > after,
    )
    return await session.scalar(query.limit(1)) is not None
