"""Keeping and finding the drafts of a channel, all at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Text, Uuid, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from core.drafts.models import Draft

Drafts = dict[str, dict[str, Any]]
"""Contents by slot."""


_KEEP = text("""
    INSERT INTO draft (channel_id, slot, content, updated_at)
    SELECT :channel_id, kept.slot, kept.content, :at
    FROM unnest(:slots, :contents) AS kept (slot, content)
    ON CONFLICT (channel_id, slot)
        DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at
""").bindparams(
    bindparam("channel_id", type_=Uuid),
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("slots", type_=ARRAY(Text)),
    bindparam("contents", type_=ARRAY(JSONB)),
)


async def drafts_of(session: AsyncSession, channel_id: UUID) -> Drafts:
    rows = await session.execute(
        select(Draft.slot, Draft.content).where(Draft.channel_id == channel_id)
    )
    return {row.slot: row.content for row in rows}


async def keep_drafts(
    session: AsyncSession, channel_id: UUID, drafts: Drafts, *, at: datetime
) -> None:
    """Replace what lies in these slots."""
    if drafts:
        values = {"slots": list(drafts), "contents": list(drafts.values())}
        await session.execute(_KEEP, {"channel_id": channel_id, "at": at, **values})


async def drop_drafts(session: AsyncSession, channel_id: UUID, slots: Collection[str]) -> None:
    if slots:
        await session.execute(
            delete(Draft).where(Draft.channel_id == channel_id, Draft.slot.in_(slots))
        )


async def drop_stale_drafts(session: AsyncSession, *, before: datetime) -> int:
    """Remove drafts nobody has touched since; answer how many."""
    gone = await session.execute(delete(Draft).where(Draft.updated_at < before))
    return gone.rowcount  # type: ignore[attr-defined,no-any-return]  # a CursorResult for DML
