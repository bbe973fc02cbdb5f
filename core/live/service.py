"""Passing a live location on, and ending it, on a locked line."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.service import bring_into_step
from core.events.states import Event, EventName
from core.linkline.models import LinkLine
from core.linkline.queries import line_between, line_for
from core.messages.models import LIVE, LinkMessage
from core.messages.service import count
from core.messages.states import LIVE_SECONDS, Content, MessageKind, MessageState, has_moved
from core.peers.queries import peer_for
from core.quests.models import Quest

ENDING = (EventName.QUEST_DELIVERED, EventName.QUEST_CANCELLED, EventName.QUEST_RESOLVED)
"""After these nobody needs to see where the other is."""


async def move(
    session: AsyncSession, line: LinkLine, message: LinkMessage, content: Content, *, at: datetime
) -> None:
    """Pass a live location on when it is far enough from the last one, in room and in time.

    What has ended stays so, whatever the phone goes on to tell.
    """
    if not message.shown.facts.get("seconds"):
        return
    is_over = not content.facts.get("seconds")
    is_soon = at < message.changed_at + timedelta(seconds=LIVE_SECONDS)
    if is_over or (not is_soon and has_moved(message.shown, content)):
        await _put(session, line, message, content, at=at)


async def stop_live(session: AsyncSession, line: LinkLine, *, at: datetime) -> None:
    """End what either side shares on a line."""
    query = select(LinkMessage).where(
        LinkMessage.line_id == line.id,
        LinkMessage.purge_on == LIVE,
        LinkMessage.kind == MessageKind.LIVE,
        LinkMessage.state == MessageState.SENT,
    )
    for message in (await session.scalars(query.order_by(LinkMessage.place))).all():
        shown = message.shown
        if shown.facts.get("seconds"):
            ended = replace(shown, facts={**shown.facts, "seconds": 0})
            await _put(session, line, message, ended, at=at)


async def hear_ending(session: AsyncSession, event: Event, *, at: datetime) -> None:
    """End it when the parcel was handed over, or will not be."""
    quest = await session.get_one(Quest, event.about)
    line = await line_between(session, quest.parcel_id, quest.path_id)
    if line is None:
        return
    carrier = await peer_for(session, line.carrier_id)
    await stop_live(session, await line_for(session, carrier, line.id, lock=True), at=at)


async def _put(
    session: AsyncSession, line: LinkLine, message: LinkMessage, content: Content, *, at: datetime
) -> None:
    message.content = content.packed()
    message.version += 1
    count(line, message, at=at)
    await bring_into_step(session, line, message, at=at)
