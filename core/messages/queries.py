"""Reading what was said on a line."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from core.linkline.models import LinkLine
from core.linkline.queries import line_for
from core.linkline.states import LineMissing
from core.messages.models import LinkMessage, LinkRevision
from core.messages.states import (
    SHOWN,
    Mark,
    MessageMissing,
    MessageState,
    looks_of_quote,
)
from core.offers.states import Side
from core.peers.models import Peer

_EARLIER = 5
"""How many messages back a contact is looked for that is told in pieces."""


async def message_on(
    session: AsyncSession, line: LinkLine, message_id: UUID, *, by: Side | None = None
) -> LinkMessage:
    """Fetch a message of a locked line, of one side where it matters; refuse `MessageMissing`."""
    query = select(LinkMessage).where(LinkMessage.id == message_id, LinkMessage.line_id == line.id)
    message = await session.scalar(query.execution_options(populate_existing=True))
    if message is None or by not in {None, message.side}:
        raise MessageMissing
    return message


async def message_seen_on(
    session: AsyncSession, line: LinkLine, side: Side, message_id: UUID
) -> LinkMessage:
    """Fetch a message that one side may see: its own, or one it was sent."""
    message = await message_on(session, line, message_id)
    if message.side is not side and message.state not in SHOWN:
        raise MessageMissing
    return message


async def own_message(
    session: AsyncSession, peer: Peer, message_id: UUID
) -> tuple[LinkLine, LinkMessage]:
    """Lock the line of a message that this Peer has written; refuse `MessageMissing`."""
    line_id = await session.scalar(select(LinkMessage.line_id).where(LinkMessage.id == message_id))
    if line_id is None:
        raise MessageMissing
    try:
        line = await line_for(session, peer, line_id, lock=True)
    except LineMissing:
        raise MessageMissing from None
    return line, await message_on(session, line, message_id, by=line.side_of(peer))


async def quote_in(
    session: AsyncSession, message_id: UUID | None, words: str | None
) -> tuple[Mark, ...] | None:
    """Give the looks of what is quoted of a message; none when it does not say that by now."""
    if message_id is None or not words:
        return None
    message = await session.scalar(select(LinkMessage).where(LinkMessage.id == message_id))
    return None if message is None else looks_of_quote(message.shown, words)


async def last_said(session: AsyncSession, line: LinkLine, side: Side) -> LinkMessage | None:
    """Find what one side has written last, of what was not taken back."""
    gone = (MessageState.UNSENT, MessageState.DROPPED)
    query = (
        select(LinkMessage)
        .where(
            LinkMessage.line_id == line.id,
            LinkMessage.side == side,
            LinkMessage.state.not_in(gone),
        )
        .order_by(LinkMessage.place.desc())
        .limit(1)
    )
    return await session.scalar(query)


async def messages_after(
    session: AsyncSession, line: LinkLine, side: Side, *, change: int, limit: int
) -> list[LinkMessage]:
    """List what has changed since, as one side may see it: what it wrote, and what it was sent."""
    number = numbers_of(side)
    is_seen = (LinkMessage.side == side) | LinkMessage.state.in_(SHOWN)
    query = (
        select(LinkMessage)
        .where(LinkMessage.line_id == line.id, number > change, is_seen)
        .order_by(number)
        .limit(limit)
    )
    return list(await session.scalars(query))


def numbers_of(side: Side) -> InstrumentedAttribute[int]:
    return LinkMessage.carrier_change if side is Side.CARRIER else LinkMessage.requester_change


async def transcript_of(session: AsyncSession, line: LinkLine) -> list[LinkMessage]:
    query = select(LinkMessage).where(LinkMessage.line_id == line.id).order_by(LinkMessage.place)
    return list(await session.scalars(query))


async def held_changes(
    session: AsyncSession, message_ids: Collection[UUID]
) -> dict[UUID, LinkRevision]:
    """Give what messages that were sent would say if their writers said yes."""
    query = select(LinkRevision).where(
        LinkRevision.message_id.in_(message_ids), LinkRevision.is_held
    )
    return {one.message_id: one for one in (await session.scalars(query)).all()}


async def unsent_versions(session: AsyncSession, message_ids: Collection[UUID]) -> dict[UUID, int]:
    """Count what messages said before they were sent: to nobody but their writers."""
    query = (
        select(LinkRevision.message_id, func.count())
        .where(
            LinkRevision.message_id.in_(message_ids),
            LinkRevision.is_held.is_(False),
            LinkRevision.was_sent.is_(False),
        )
        .group_by(LinkRevision.message_id)
    )
    counted: dict[UUID, int] = {row[0]: row[1] for row in (await session.execute(query)).all()}
    return counted


async def earlier_texts(session: AsyncSession, line: LinkLine, side: Side) -> list[str]:
    """Give the last few texts that one side has sent, the newest last."""
    query = (
        select(LinkMessage)
        .where(
            LinkMessage.line_id == line.id,
            LinkMessage.side == side,
            LinkMessage.state == MessageState.SENT,
        )
        .order_by(LinkMessage.place.desc())
        .limit(_EARLIER)
    )
    messages = await session.scalars(query)
    return [one.shown.text for one in reversed(messages.all()) if one.shown.text]


async def waiting_on(session: AsyncSession, line: LinkLine, side: Side) -> list[LinkMessage]:
    """List what is not sent yet because something is looked into, in the order it was said."""
    states = (MessageState.LOOKING, MessageState.WAITING)
    query = (
        select(LinkMessage)
        .where(
            LinkMessage.line_id == line.id, LinkMessage.side == side, LinkMessage.state.in_(states)
        )
        .order_by(LinkMessage.place)
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(query))


async def album_on(
    session: AsyncSession, line: LinkLine, side: Side, album: str
) -> list[LinkMessage]:
    """List what has been said of an album so far."""
    query = (
        select(LinkMessage)
        .where(LinkMessage.line_id == line.id, LinkMessage.side == side, LinkMessage.album == album)
        .order_by(LinkMessage.place)
    )
    return list(await session.scalars(query))
