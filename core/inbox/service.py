"""Keeping items and taking them out, inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.inbox.models import InboxItem, Press
from core.inbox.states import MOST_ATTEMPTS, InboxSource, InboxState, pause_after

INBOX_CHANNEL = "inbox"
_ERROR_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody told us, as it came."""

    outside_id: str
    lane: int
    payload: dict[str, Any]
    request_id: str


async def keep_told(
    session: AsyncSession, source: InboxSource, told: Sequence[Told], *, at: datetime
) -> None:
    """Store what is new, in the given order. What was told before is left as it is."""
    if not told:
        return
    rows = [
        {
            "source": source,
            "outside_id": one.outside_id,
            "lane": one.lane,
            "payload": one.payload,
            "state": InboxState.WAITING,
            "attempts": 0,
            "not_before": at,
            "request_id": one.request_id,
            "received_at": at,
        }
        for one in told
    ]
    keep = insert(InboxItem).values(rows)
    await session.execute(
        keep.on_conflict_do_nothing(index_elements=[InboxItem.source, InboxItem.outside_id])
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": INBOX_CHANNEL})


async def claim_item(
    session: AsyncSession, source: InboxSource, *, at: datetime
) -> InboxItem | None:
    """Take the oldest item that nobody holds and that is the first of its lane.

    The row stays locked until the transaction ends, and with it the lane: a later item of the
    lane is not the first as long as this one waits.
    """
    older = aliased(InboxItem)
    is_behind = (
        select(older.id)
        .where(
            older.source == source,
            older.state == InboxState.WAITING,
            older.lane == InboxItem.lane,
            older.id < InboxItem.id,
        )
        .exists()
    )
    return await session.scalar(
        select(InboxItem)
        .where(
            InboxItem.source == source,
            InboxItem.state == InboxState.WAITING,
            InboxItem.not_before <= at,
            ~is_behind,
        )
        .order_by(InboxItem.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def note_done(item: InboxItem, *, at: datetime) -> None:
    item.state = InboxState.DONE
    item.payload = None
    item.acted_at = at


async def note_failure(
    session: AsyncSession, item_id: int, error: str, *, at: datetime
) -> InboxState:
    """Count a failed attempt; after the last one the item is put aside and its lane goes on."""
    item = await session.get_one(InboxItem, item_id, with_for_update=True)
    item.attempts += 1
    item.error = error[:_ERROR_LENGTH]
    item.not_before = at + pause_after(item.attempts)
    if item.attempts >= MOST_ATTEMPTS:
        item.state = InboxState.QUARANTINED
    return item.state


async def seconds_until_due(
    session: AsyncSession, source: InboxSource, *, at: datetime
) -> float | None:
    """Tell how long until an item that is to be tried again may be; none when none waits."""
    due = await session.scalar(
        select(func.min(InboxItem.not_before)).where(
            InboxItem.source == source, InboxItem.state == InboxState.WAITING
        )
    )
    return None if due is None else max(0.0, (due - at).total_seconds())


async def is_first_press(
    session: AsyncSession, channel_id: UUID, mark: str, *, at: datetime
) -> bool:
    """Remember a press by its mark; false when it was acted on before."""
    written = await session.scalar(
        insert(Press)
        .values(channel_id=channel_id, mark=mark, at=at)
        .on_conflict_do_nothing()
        .returning(Press.mark)
    )
    return written is not None


async def drop_old_presses(session: AsyncSession, *, before: datetime) -> None:
    """Forget presses that no phone sends again any more."""
    await session.execute(delete(Press).where(Press.at < before))


async def drop_done_items(session: AsyncSession, *, before: datetime) -> None:
    """Forget what was done long ago, when nobody delivers it again any more."""
    await session.execute(
        delete(InboxItem).where(InboxItem.state == InboxState.DONE, InboxItem.received_at < before)
    )
