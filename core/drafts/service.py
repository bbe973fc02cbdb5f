"""Keeping and removing drafts, many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Text, Uuid, bindparam, delete, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from core.drafts.models import Draft

_KEEP = text("""
    INSERT INTO draft (channel_id, slot, content, updated_at)
    SELECT kept.channel_id, kept.slot, kept.content, :at
    FROM unnest(:channel_ids, :slots, :contents) AS kept (channel_id, slot, content)
    ON CONFLICT (channel_id, slot)
        DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at
""").bindparams(
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("channel_ids", type_=ARRAY(Uuid)),
    bindparam("slots", type_=ARRAY(Text)),
    bindparam("contents", type_=ARRAY(JSONB)),
)
_DROP = text("""
    DELETE FROM draft USING unnest(:channel_ids, :slots) AS gone (channel_id, slot)
    WHERE draft.channel_id = gone.channel_id AND draft.slot = gone.slot
""").bindparams(
    bindparam("channel_ids", type_=ARRAY(Uuid)),
    bindparam("slots", type_=ARRAY(Text)),
)


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What lies in a slot from now on; nothing when `content` is empty."""

    channel_id: UUID
    slot: str
    content: dict[str, Any]


async def change_drafts(
    session: AsyncSession, changes: Sequence[DraftChange], *, at: datetime
) -> None:
    """Replace and remove, of any number of channels at once."""
    kept = [one for one in changes if one.content]
    gone = [one for one in changes if not one.content]
    if kept:
        contents = [one.content for one in kept]
        await session.execute(_KEEP, {"at": at, "contents": contents, **_places(kept)})
    if gone:
        await session.execute(_DROP, _places(gone))


def _places(changes: Sequence[DraftChange]) -> dict[str, Any]:
    return {
        "channel_ids": [one.channel_id for one in changes],
        "slots": [one.slot for one in changes],
    }


async def drop_stale_drafts(session: AsyncSession, *, before: datetime) -> int:
    """Remove drafts nobody has touched since; answer how many."""
    gone = await session.execute(delete(Draft).where(Draft.updated_at < before))
    return gone.rowcount  # type: ignore[attr-defined,no-any-return]  # a CursorResult for DML
