"""Keeping items and taking them out, inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text, bindparam, delete, select, text, update
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


FIRST_TURN = -(2**63)
"""Before the lowest lane there can be."""

_HEADS = """
    WITH RECURSIVE head (is_round, lane, id) AS (
        VALUES (false, CAST(:after AS bigint), CAST(NULL AS bigint))
        UNION ALL
        SELECT next.* FROM head CROSS JOIN LATERAL (
            (
                SELECT head.is_round, lane, id FROM inbox_item
                WHERE source = :source AND state = 'waiting' AND lane > head.lane
                ORDER BY lane, id LIMIT 1
            )
            UNION ALL
            (
                SELECT true, lane, id FROM inbox_item
                WHERE source = :source AND state = 'waiting' AND NOT head.is_round
                ORDER BY lane, id LIMIT 1
            )
            LIMIT 1
        ) AS next
        WHERE NOT next.is_round OR next.lane <= :after
    )
"""
"""The first of each lane, from one lane on and around until that lane again.

It leaps over the index from lane to lane, so what waits behind a head is never looked at, and it
goes only as far as it is asked to.
"""
_CLAIM = text(
    _HEADS  # noqa: S608  (put together from our own text alone)
    + """
    SELECT item.* FROM head CROSS JOIN LATERAL (
        SELECT * FROM inbox_item
        WHERE id = head.id AND state = 'waiting' AND not_before <= :at
          AND pg_try_advisory_xact_lock(lane)
        FOR UPDATE SKIP LOCKED
    ) AS item
    LIMIT :limit
"""
)
_DUE = text(
    _HEADS  # noqa: S608  (put together from our own text alone)
    + "SELECT min(item.not_before) FROM head JOIN inbox_item AS item ON item.id = head.id"
)
_CLAIM_AGAIN = text("""
    SELECT * FROM inbox_item
    WHERE id = :id AND state = 'waiting' AND pg_try_advisory_xact_lock(lane)
    FOR UPDATE SKIP LOCKED
""")
_DONE = text("""
    WITH done AS (
        UPDATE inbox_item SET state = 'done', payload = NULL, lane = 0, acted_at = :at
        WHERE id = ANY(:ids)
    )
    SELECT EXISTS (
        SELECT FROM inbox_item
        WHERE source = :source AND state = 'waiting' AND lane = ANY(:lanes) AND id <> ALL(:ids)
    )
""").bindparams(
    bindparam("ids", type_=ARRAY(BigInteger)), bindparam("lanes", type_=ARRAY(BigInteger))
)


async def keep_poison(
    session: AsyncSession, source: InboxSource, told: Told, error: str, *, at: datetime
) -> None:
    """Keep something as put aside from the beginning, so that nothing waits behind it."""
    await keep_told(session, source, [told], at=at)
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
    session: AsyncSession, source: InboxSource, *, after: int, at: datetime, limit: int
) -> list[InboxItem]:
    """Take the first item of each lane that nobody holds; the lanes take turns.

    The turn is that of the lanes above `after`, in the order of their numbers, and then of those
    below it. Whoever hands in the lane of the last item that it got comes round to every lane,
    however much waits in one of them.

    Rows and lanes stay locked until the transaction ends. The lock on the row keeps it from being
    acted on twice. The lock on the lane keeps its next item waiting, and also an older one that is
    committed only now: ids are given before the commit, so the first of a lane need not have been
    the first to be seen.
    """
    query = select(InboxItem).from_statement(_CLAIM)
    values = {"source": source.value, "after": after, "at": at, "limit": limit}
    return list(await session.scalars(query, values))


async def claim_again(session: AsyncSession, item_id: int) -> InboxItem | None:
    """Take this very item, unless somebody else has it or its lane, or is done with it."""
    query = select(InboxItem).from_statement(_CLAIM_AGAIN)
    item: InboxItem | None = await session.scalar(query, {"id": item_id})
    return item


async def note_done(session: AsyncSession, items: Sequence[InboxItem], *, at: datetime) -> bool:
    """Mark items of one source that were acted on; tell whether more waits in their lanes.

    Payload and lane, which lead to a person, are needed no more.
    """
    if not items:
        return False
    values = {
        "at": at,
        "source": items[0].source.value,
        "ids": [item.id for item in items],
        "lanes": [item.lane for item in items],
    }
    has_more: bool = (await session.execute(_DONE, values)).scalar_one()
    return has_more


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
        item.acted_at = at
    return item.state


async def put_off(session: AsyncSession, item_id: int, *, until: datetime) -> None:
    """Leave an item for later, when whoever must be asked about it is away: no attempt was made."""
    await session.execute(
        update(InboxItem)
        .where(InboxItem.id == item_id, InboxItem.state == InboxState.WAITING)
        .values(not_before=until)
    )


async def replay(session: AsyncSession, item_id: int, *, at: datetime) -> bool:
    """Have an item that was put aside acted on again, with all its attempts.

    It takes its old place, before all of its lane; whoever acts on a later one holds the lane until
    he is done. False when it is not there, or was put aside from the beginning: then its content
    was not kept.
    """
    replayed = await session.scalar(
        update(InboxItem)
        .where(
            InboxItem.id == item_id,
            InboxItem.state == InboxState.QUARANTINED,
            InboxItem.attempts > 0,
        )
        .values(state=InboxState.WAITING, attempts=0, not_before=at, error=None, acted_at=None)
        .returning(InboxItem.id)
        .execution_options(synchronize_session=False)
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": INBOX_CHANNEL})
    return replayed is not None


async def seconds_until_due(
    session: AsyncSession, source: InboxSource, *, at: datetime
) -> float | None:
    """Tell how long until the first of some lane may be acted on; none when none waits."""
    values = {"source": source.value, "after": FIRST_TURN}
    due: datetime | None = await session.scalar(_DUE, values)
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
