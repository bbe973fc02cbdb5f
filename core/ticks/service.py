"""Setting marks below copies, inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.models import LinkCopy
from core.outbox.service import tell_channel
from core.outbox.states import Urgency, pack_facts

REACTION = "line-reaction"
"""The notice that is a reaction below a message."""

TICK = "👌"
"""It has arrived. Telegram lets a bot choose from a fixed list, which has no tick."""

_TICK_PAUSE = timedelta(seconds=0.5)
"""Of what is written in one go, the last is marked."""


async def mark(
    session: AsyncSession, copies: Sequence[LinkCopy], emoji: str, *, at: datetime
) -> None:
    """Set one reaction below each of these copies, in place of the one that is there."""
    for copy in copies:
        if copy.chat_message_id is None:
            continue
        is_tick = emoji == TICK
        if not is_tick:
            # A mark that still waits would take the place of what the reader thinks.
            await session.execute(_NO_TICK, _tick_of(copy, at=at))
        await tell_channel(
            session,
            copy.channel_id,
            REACTION,
            {"message": copy.chat_message_id, "emoji": emoji},
            urgency=Urgency.OFFER if is_tick else Urgency.LINKLINE,
            coalesce_key=_tick_key(copy.line_id) if is_tick else f"mark {copy.message_id}",
            not_before=at + _TICK_PAUSE if is_tick else None,
            at=at,
        )


_NO_TICK = text("""
    UPDATE outbox_row SET state = 'superseded', ended_at = :at
    WHERE channel_id = :channel_id AND coalesce_key = :key AND state = 'queued'
      AND content->'message' = to_jsonb(:message)
""").bindparams(
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("channel_id", type_=Uuid),
    bindparam("key", type_=Text),
    bindparam("message", type_=BigInteger),
)


def _tick_of(copy: LinkCopy, *, at: datetime) -> dict[str, object]:
    message = copy.chat_message_id
    key = _tick_key(copy.line_id)
    return {"at": at, "channel_id": copy.channel_id, "key": key, "message": message}


@dataclass(frozen=True, slots=True)
class Tick:
    """A message of its writer's chat that has arrived at the other side."""

    line_id: UUID
    channel_id: UUID
    chat_message_id: int


_TICKS = text("""
    WITH told AS (
        SELECT * FROM unnest(:channel_ids, :keys, :contents) AS told (channel_id, key, content)
    ), older AS (
        UPDATE outbox_row AS row SET state = 'superseded', ended_at = :at
        FROM told
        WHERE row.channel_id = told.channel_id AND row.coalesce_key = told.key
          AND row.state = 'queued'
    )
    INSERT INTO outbox_row (
        channel_id, urgency, notice, content, coalesce_key, not_before, state, attempts,
        request_id, created_at
    )
    SELECT channel_id, :urgency, :notice, content, key, :not_before, 'queued', 0, '', :at
    FROM told
""").bindparams(
    bindparam("channel_ids", type_=ARRAY(Uuid)),
    bindparam("keys", type_=ARRAY(Text)),
    bindparam("contents", type_=ARRAY(JSONB)),
    bindparam("not_before", type_=DateTime(timezone=True)),
    bindparam("at", type_=DateTime(timezone=True)),
)


async def tick(session: AsyncSession, ticks: Sequence[Tick], *, at: datetime) -> None:
    """Mark many at once, each in place of the mark that waits on its line."""
    if not ticks:
        return
    await session.execute(
        _TICKS,
        {
            "channel_ids": [one.channel_id for one in ticks],
            "keys": [_tick_key(one.line_id) for one in ticks],
            "contents": [
                pack_facts({"message": one.chat_message_id, "emoji": TICK}) for one in ticks
            ],
            "urgency": int(Urgency.OFFER),
            "notice": REACTION,
            "not_before": at + _TICK_PAUSE,
            "at": at,
        },
    )


def _tick_key(line_id: UUID) -> str:
    return f"tick {line_id}"
