"""Keeping items and taking them out, inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.inbox.models import InboxItem, Press
from core.inbox.states import MOST_ATTEMPTS, InboxSource, InboxState, pause_after, storable

INBOX_CHANNEL = "inbox"
"""Rung by a trigger on the table."""

_ERROR_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody told us, as it came."""

    outside_id: str
    lane: int
    payload: dict[str, Any]
    request_id: str


_KEEP = text("""
    INSERT INTO inbox_item (
        source, outside_id, lane, payload, request_id, state, attempts, not_before, received_at
    )
    SELECT :source, told.outside_id, told.lane, told.payload, told.request_id,
        'waiting', 0, :at, :at
    FROM unnest(:outside_ids, :lanes, :payloads, :request_ids)
        AS told (outside_id, lane, payload, request_id)
    ON CONFLICT (source, outside_id) DO NOTHING
""").bindparams(
    bindparam("source", type_=Text),
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("outside_ids", type_=ARRAY(Text)),
    bindparam("lanes", type_=ARRAY(BigInteger)),
    bindparam("payloads", type_=ARRAY(JSONB)),
    bindparam("request_ids", type_=ARRAY(Text)),
)


async def keep_told(
    session: AsyncSession, source: InboxSource, told: Sequence[Told], *, at: datetime
) -> None:
    """Store what is new, in the given order. What was told before is left as it is."""
    if not told:
        return
    await session.execute(
        _KEEP,
        {
            "source": source.value,
            "at": at,
            "outside_ids": [one.outside_id for one in told],
            "lanes": [one.lane for one in told],
            "payloads": [storable(one.payload) for one in told],
            "request_ids": [one.request_id for one in told],
        },
    )


_FIRST = text("""
    SELECT item.* FROM inbox_item AS item
    WHERE item.source = :source AND item.state = 'waiting' AND item.not_before <= :at
      AND NOT EXISTS (
        SELECT FROM inbox_item AS older
        WHERE older.source = :source AND older.state = 'waiting'
          AND older.lane = item.lane AND older.id < item.id
      )
    ORDER BY item.id LIMIT :limit FOR UPDATE OF item SKIP LOCKED
""")
_AGAIN = text("""
    SELECT item.* FROM inbox_item AS item
    WHERE item.id = :id AND item.state = 'waiting' FOR UPDATE SKIP LOCKED
""")
_DONE = text("""
    UPDATE inbox_item SET state = 'done', payload = NULL, lane = 0, acted_at = :at
    WHERE id = ANY(:ids)
""").bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


async def keep_poison(
    session: AsyncSession, source: InboxSource, told: Told, error: str, *, at: datetime
) -> None:
    """Put aside what cannot be stored, without its payload, so that nothing waits behind it."""
    await keep_told(session, source, [replace(told, payload={})], at=at)
    await session.execute(
        update(InboxItem)
        .where(InboxItem.source == source, InboxItem.outside_id == told.outside_id)
        .values(state=InboxState.QUARANTINED, error=error[:_ERROR_LENGTH])
    )


async def forget_lane(session: AsyncSession, source: InboxSource, lane: int) -> None:
    """Remove what was put aside of somebody who asked to be forgotten."""
    await session.execute(
        delete(InboxItem).where(
            InboxItem.source == source,
            InboxItem.lane == lane,
            InboxItem.state == InboxState.QUARANTINED,
        )
    )


async def claim_items(
    session: AsyncSession, source: InboxSource, *, at: datetime, limit: int
) -> list[InboxItem]:
    """Take the oldest items that nobody holds, each the first of its lane.

    The rows stay locked until the transaction ends, and with them the lanes: a later item of a
    lane is not the first as long as this one waits.
    """
    query = select(InboxItem).from_statement(_FIRST)
    values = {"source": source.value, "at": at, "limit": limit}
    return list(await session.scalars(query, values))


async def claim_again(session: AsyncSession, item_id: int) -> InboxItem | None:
    """Take this very item, unless somebody else has it or is done with it."""
    query = select(InboxItem).from_statement(_AGAIN)
    item: InboxItem | None = await session.scalar(query, {"id": item_id})
    return item


async def note_done(session: AsyncSession, items: Sequence[InboxItem], *, at: datetime) -> None:
    """Mark what was acted on. Payload and lane, which lead to a person, are needed no more."""
    await session.execute(_DONE, {"ids": [item.id for item in items], "at": at})


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
