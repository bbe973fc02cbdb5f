"""Showing cards and keeping them in step, inside the transaction of what they show."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.cards.models import Card
from core.outbox.service import Call, queue_call, reword_queued, tell_channel
from core.outbox.states import Urgency
from core.peers.models import Channel
from core.peers.states import ChannelKind

EDITS = "edits"
"""The fact that tells a card which message it changes: the number of the row that became it."""


async def show_card(
    session: AsyncSession,
    peer_id: UUID,
    about: UUID,
    notice: str,
    facts: dict[str, Any],
    *,
    urgency: Urgency,
    at: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Show a card with a sound, in place of the one of the same thing that may be there."""
    for channel_id, old in await _cards(session, peer_id, about):
        if old is not None:
            stale = Call(channel_id, "deleteMessage", {"message_id": -old})
            await queue_call(session, stale, at=at)
        row_id = await tell_channel(
            session, channel_id, notice, facts,
            urgency=urgency, coalesce_key=_key(about), expires_at=expires_at, at=at,
        )  # fmt: skip
        await session.execute(
            insert(Card)
            .values(about=about, channel_id=channel_id, row_id=row_id)
            .on_conflict_do_update(index_elements=["about", "channel_id"], set_={"row_id": row_id})
        )


async def update_card(
    session: AsyncSession,
    peer_id: UUID,
    about: UUID,
    notice: str,
    facts: dict[str, Any],
    *,
    at: datetime,
) -> None:
    """Let the card that a Peer has say this from now on, silently; who has none gets none."""
    for channel_id, row_id in await _cards(session, peer_id, about):
        if row_id is None or await reword_queued(session, row_id, notice, facts):
            continue
        await tell_channel(
            session, channel_id, notice, {**facts, EDITS: row_id},
            urgency=Urgency.REPLY, coalesce_key=f"{_key(about)} changes", at=at,
        )  # fmt: skip


async def pin_card(session: AsyncSession, channel_id: UUID, about: UUID, *, at: datetime) -> None:
    """Put the card that one phone has on top of its chat, without a sound."""
    row_id = await _card_on(session, channel_id, about)
    if row_id is not None:
        params = {"message_id": -row_id, "disable_notification": True}
        await queue_call(session, Call(channel_id, "pinChatMessage", params), at=at)


async def unpin_card(session: AsyncSession, channel_id: UUID, about: UUID, *, at: datetime) -> None:
    """Leave the card of one phone where it is in its chat."""
    row_id = await _card_on(session, channel_id, about)
    if row_id is not None:
        unpin = Call(channel_id, "unpinChatMessage", {"message_id": -row_id})
        await queue_call(session, unpin, at=at)


async def _card_on(session: AsyncSession, channel_id: UUID, about: UUID) -> int | None:
    return await session.scalar(
        select(Card.row_id).where(Card.about == about, Card.channel_id == channel_id)
    )


async def _cards(
    session: AsyncSession, peer_id: UUID, about: UUID
) -> list[tuple[UUID, int | None]]:
    """Give each phone of the Peer with the card that it has."""
    rows = await session.execute(
        select(Channel.id, Card.row_id)
        .outerjoin(Card, (Card.channel_id == Channel.id) & (Card.about == about))
        .where(Channel.peer_id == peer_id, Channel.kind == ChannelKind.TELEGRAM)
    )
    return [(channel_id, row_id) for channel_id, row_id in rows.all()]


def _key(about: UUID) -> str:
    return f"card {about}"
