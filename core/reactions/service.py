"""Reacting to a message, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.queries import copies_of
from core.linkline.queries import line_for
from core.messages.models import LinkMessage
from core.messages.queries import message_seen_on
from core.messages.service import count
from core.messages.states import MessageState
from core.peers.models import Peer
from core.reactions.states import reaction_in
from core.ticks.service import TICK, mark


async def react(
    session: AsyncSession,
    peer: Peer,
    line_id: UUID,
    message_id: UUID,
    emoji: str | None,
    *,
    at: datetime,
) -> LinkMessage:
    """Show the other side what one thinks of a message; none takes it back.

    What was not sent has nobody who would see it. Refuses `LineMissing`, `MessageMissing`,
    `NotAReaction`.
    """
    shown = None if emoji is None else reaction_in(emoji)
    line = await line_for(session, peer, line_id, lock=True)
    side = line.side_of(peer)
    message = await message_seen_on(session, line, side, message_id)
    if message.state is not MessageState.SENT or message.reactions.get(side) == shown:
        return message
    others = {by: one for by, one in message.reactions.items() if by != side}
    message.reactions = others if shown is None else {**others, side.value: shown}
    count(line, message, at=message.changed_at)
    is_reader = message.side is not side
    theirs = await copies_of(session, message.id, is_own=is_reader)
    await mark(session, theirs, shown or (TICK if is_reader else ""), at=at)
    return message
