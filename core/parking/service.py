"""Parking what was written, and taking it up again, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.messages.models import LinkMessage, LinkParked
from core.messages.states import Content, MessageMissing
from core.peers.models import Peer
from core.relay.service import Heard, say
from core.rules import Rules


async def park(session: AsyncSession, content: Content, heard: Heard, *, at: datetime) -> None:
    """Keep what was written until it is known to whom."""
    await session.execute(
        insert(LinkParked)
        .values(
            channel_id=heard.channel_id,
            chat_message_id=heard.chat_message_id,
            content=content.packed(),
            album=heard.album,
            is_forwarded=heard.is_forwarded,
            at=at,
        )
        .on_conflict_do_nothing()
    )


async def is_parked(session: AsyncSession, channel_id: UUID, chat_message_id: int) -> bool:
    return await session.get(LinkParked, (channel_id, chat_message_id)) is not None


async def repark(
    session: AsyncSession, channel_id: UUID, chat_message_id: int, content: Content
) -> None:
    """Let what is parked say this from now on."""
    key = (channel_id, chat_message_id)
    parked = await session.get(LinkParked, key, with_for_update=True)
    if parked is not None:
        parked.content = content.packed()


async def send_parked(
    session: AsyncSession,
    peer: Peer,
    channel_id: UUID,
    chat_message_id: int,
    line_id: UUID,
    *,
    rules: Rules,
    at: datetime,
) -> LinkMessage:
    """Send it to this line, once. Refuses what `say` refuses, and `MessageMissing`."""
    key = (channel_id, chat_message_id)
    parked = await session.get(LinkParked, key, with_for_update=True)
    if parked is None:
        raise MessageMissing
    content = Content.unpacked(parked.content)
    heard = Heard(
        channel_id=channel_id,
        chat_message_id=chat_message_id,
        album=parked.album,
        is_forwarded=parked.is_forwarded,
    )
    await session.delete(parked)
    return await say(session, peer, line_id, content, heard, rules=rules, at=at)


async def take_parked(session: AsyncSession, channel_id: UUID, chat_message_id: int) -> Content:
    """Take up what is to go elsewhere than to a line, once. Refuses `MessageMissing`."""
    key = (channel_id, chat_message_id)
    parked = await session.get(LinkParked, key, with_for_update=True)
    if parked is None:
        raise MessageMissing
    await session.delete(parked)
    return Content.unpacked(parked.content)


async def drop_parked(session: AsyncSession, *, before: datetime) -> None:
    """Forget what nobody has taken up."""
    await session.execute(delete(LinkParked).where(LinkParked.at < before))
