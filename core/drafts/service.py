"""Keeping and finding drafts by the channel's kind and address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.drafts.models import Draft
from core.peers.models import Channel
from core.peers.states import ChannelKind


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a draft lies: whose channel, and which form in it."""

    kind: ChannelKind
    address: str
    name: str

    def holds(self) -> ColumnElement[bool]:
        channel = select(Channel.id).where(
            Channel.kind == self.kind, Channel.address == self.address
        )
        return (Draft.channel_id == channel.scalar_subquery()) & (Draft.slot == self.name)


async def draft_in(session: AsyncSession, slot: Slot) -> dict[str, Any]:
    """Read what lies there; empty when nothing does."""
    return await session.scalar(select(Draft.content).where(slot.holds())) or {}


async def keep_draft(
    session: AsyncSession, slot: Slot, content: dict[str, Any], *, at: datetime
) -> None:
    """Replace what lies there. Nothing happens for an unknown channel."""
    row = select(
        Channel.id,
        literal(slot.name),
        literal(content, Draft.content.type),
        literal(at, Draft.updated_at.type),
    ).where(Channel.kind == slot.kind, Channel.address == slot.address)
    write = insert(Draft).from_select(["channel_id", "slot", "content", "updated_at"], row)
    await session.execute(
        write.on_conflict_do_update(
            index_elements=["channel_id", "slot"],
            set_={name: write.excluded[name] for name in ("content", "updated_at")},
        )
    )


async def drop_draft(session: AsyncSession, slot: Slot) -> None:
    await session.execute(delete(Draft).where(slot.holds()))


async def drop_stale_drafts(session: AsyncSession, *, before: datetime) -> int:
    """Remove drafts nobody has touched since; answer how many."""
    gone = await session.execute(delete(Draft).where(Draft.updated_at < before))
    return gone.rowcount  # type: ignore[attr-defined,no-any-return]  # a CursorResult for DML
