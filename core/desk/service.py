"""Queueing what is said on a ticket for the other side, and noting what became of it.

A copy is locked before its fate is judged, so that the sender and whoever changes a message wait
for each other.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.service import CHANGES, FATES, Ended
from core.copies.states import Fate
from core.desk.models import TicketCopy, TicketTopic
from core.desk.queries import copies_of, copy_of
from core.ids import new_id
from core.messages.states import may_join
from core.outbox.service import (
    Call,
    queue_call,
    reword_queued,
    tell_channel,
    tell_desk,
    withdraw_queued,
)
from core.outbox.states import Urgency
from core.peers.models import Channel
from core.peers.states import ChannelKind
from core.tickets.models import SupportAgent, Ticket, TicketMessage, TicketSeat
from core.tickets.states import Author
from core.ticks.service import REACTION, TICK

TO_PEER = "ticket-message"
"""The notice that is a message of ours, as the Peer sees it."""

TO_DESK = "desk-message"
"""The notice that is a message of a ticket, as the desk sees it in its topic."""

CARD = "desk-card"
"""The notice that brings the card of a ticket up to date."""

_REST_OF_ALBUM = timedelta(seconds=1.2)
"""Telegram tells each picture of an album by itself; after so long there comes no other."""

NEWS = "desk-news"
"""The notice that tells the desk in a topic what has happened."""


async def keep_own(
    session: AsyncSession,
    message: TicketMessage,
    *,
    channel_id: UUID | None,
    desk: str | None,
    chat_message_id: int,
) -> None:
    """Remember which message of its writer's chat this one is."""
    copy = _copy(message, channel_id, desk, row_id=None, chat_message_id=chat_message_id)
    copy.is_own, copy.fate = True, Fate.THERE
    session.add(copy)
    await session.flush()


def _copy(
    message: TicketMessage,
    channel_id: UUID | None,
    desk: str | None,
    *,
    row_id: int | None,
    chat_message_id: int | None = None,
) -> TicketCopy:
    return TicketCopy(
        id=new_id(message.said_at),
        message_id=message.id,
        channel_id=channel_id,
        desk=desk if channel_id is None else None,
        is_own=False,
        row_id=row_id,
        chat_message_id=chat_message_id,
        fate=Fate.QUEUED,
        version=message.version,
    )


async def deliver(
    session: AsyncSession, ticket: Ticket, message: TicketMessage, *, desk: str | None, at: datetime
) -> None:
    """Queue a message wherever it is not yet: for the Peer's phones, and for the desk.

    Notes stay at the desk. Without a desk, tickets are read elsewhere, and nothing is lost. What is
    of one album goes together, as long as the first of it waits for the rest.
    """
    have = {copy.channel_id for copy in await copies_of(session, message.id)}
    if message.author is not Author.PEER and not message.is_note:
        phones = select(Channel.id).where(
            Channel.peer_id == ticket.peer_id, Channel.kind == ChannelKind.TELEGRAM
        )
        for channel_id in await session.scalars(phones.order_by(Channel.id)):
            if channel_id not in have:
                await _queue(session, ticket, message, channel_id, desk=None, at=at)
    if desk is not None and None not in have:
        await _queue(session, ticket, message, None, desk=desk, at=at)
    await session.flush()


async def _queue(
    session: AsyncSession,
    ticket: Ticket,
    message: TicketMessage,
    channel_id: UUID | None,
    *,
    desk: str | None,
    at: datetime,
) -> None:
    row_id = await _join_album(session, ticket, message, channel_id)
    if row_id is None:
        facts = await _facts(session, ticket, [message], channel_id)
        wait = None if message.album is None else at + _REST_OF_ALBUM
        if channel_id is not None:
            row_id = await tell_channel(
                session, channel_id, TO_PEER, facts,
                urgency=Urgency.LINKLINE, not_before=wait, at=at,
            )  # fmt: skip
        else:
            row_id = await tell_desk(session, desk or "", TO_DESK, facts, not_before=wait, at=at)
    session.add(_copy(message, channel_id, desk, row_id=row_id))


async def _join_album(
    session: AsyncSession, ticket: Ticket, message: TicketMessage, channel_id: UUID | None
) -> int | None:
    """Let a message go with those of its album that wait; answer their row, if there is one."""
    if message.album is None:
        return None
    waiting = (
        select(TicketCopy.row_id)
        .join(TicketMessage, TicketMessage.id == TicketCopy.message_id)
        .where(
            TicketMessage.ticket_id == ticket.id,
            TicketMessage.album == message.album,
            TicketMessage.author == message.author,
            TicketCopy.channel_id.is_not_distinct_from(channel_id),
            TicketCopy.fate == Fate.QUEUED,
            TicketCopy.row_id.is_not(None),
        )
        .order_by(TicketMessage.place.desc())
        .limit(1)
    )
    row_id = await session.scalar(waiting)
    if row_id is None:
        return None
    together = await _messages_in(session, row_id)
    if not may_join([one.shown for one in together], message.shown):
        return None
    facts = await _facts(session, ticket, [*together, message], channel_id)
    notice = TO_PEER if channel_id is not None else TO_DESK
    return row_id if await reword_queued(session, row_id, notice, facts) else None


async def _messages_in(session: AsyncSession, row_id: int) -> list[TicketMessage]:
    """List the messages that one row tells, the first first."""
    query = (
        select(TicketMessage)
        .join(TicketCopy, TicketCopy.message_id == TicketMessage.id)
        .where(TicketCopy.row_id == row_id)
    )
    return list(await session.scalars(query.order_by(TicketMessage.place)))


async def _facts(
    session: AsyncSession,
    ticket: Ticket,
    messages: Sequence[TicketMessage],
    channel_id: UUID | None,
) -> dict[str, Any]:
    """Give what the notice of a message, or of several of one album, says in one chat."""
    message, *others = messages
    answered = None
    if message.reply_to is not None:
        answered = await copy_of(session, message.reply_to, channel_id)
    reply = 0
    if answered is not None:
        reply = answered.chat_message_id or -(answered.row_id or 0)
    facts: dict[str, Any] = {
        "ticket": str(ticket.id),
        "number": ticket.number,
        "message": str(message.id),
        "author": message.author.value,
        "content": orjson.dumps(message.content).decode(),
        "reply": reply,
    }
    if others:
        facts["others"] = orjson.dumps([one.content for one in others]).decode()
    if channel_id is not None:
        facts["is_here"] = int(await session.get(TicketSeat, channel_id) is not None)
    else:
        agent = (
            None if message.agent_id is None else await session.get(SupportAgent, message.agent_id)
        )
        facts |= {"name": "" if agent is None else agent.name, "is_note": int(message.is_note)}
    return facts


async def bring_into_step(
    session: AsyncSession, ticket: Ticket, message: TicketMessage, *, at: datetime
) -> None:
    """Let what the others have of a message say what it says by now, or take it away."""
    wanted = 0 if message.taken_back_at is not None else message.version
    for copy in await copies_of(session, message.id, lock=True):
        if not copy.is_own and copy.version != wanted:
            await _change(session, ticket, message, copy, at=at)


async def _change(
    session: AsyncSession,
    ticket: Ticket,
    message: TicketMessage,
    copy: TicketCopy,
    *,
    at: datetime,
) -> None:
    """Change what waits or has arrived; what is under way is done when it is known to be there."""
    is_gone = message.taken_back_at is not None
    if copy.chat_message_id is None:
        if not await _change_waiting(session, ticket, message, copy, at=at):
            return
    elif is_gone:
        gone = {"message_id": copy.chat_message_id}
        call = Call(
            copy.channel_id, "deleteMessage", gone, address=copy.desk, urgency=Urgency.LINKLINE
        )
        await queue_call(session, call, at=at)
    else:
        await _change_there(session, ticket, message, copy, at=at)
    copy.version = 0 if is_gone else message.version


async def _change_waiting(
    session: AsyncSession,
    ticket: Ticket,
    message: TicketMessage,
    copy: TicketCopy,
    *,
    at: datetime,
) -> bool:
    """Let a row that waits say it otherwise, or without it; false when it is under way."""
    if copy.row_id is None:
        return False
    is_gone = message.taken_back_at is not None
    together = await _messages_in(session, copy.row_id)
    stay = [one for one in together if one.id != message.id or not is_gone]
    if stay:
        notice = TO_PEER if copy.channel_id is not None else TO_DESK
        facts = await _facts(session, ticket, stay, copy.channel_id)
        done = await reword_queued(session, copy.row_id, notice, facts)
    else:
        done = await withdraw_queued(session, copy.row_id, at=at)
    if done and is_gone:
        copy.row_id = None  # what becomes of the row is none of its business any more
    return done


async def _change_there(
    session: AsyncSession,
    ticket: Ticket,
    message: TicketMessage,
    copy: TicketCopy,
    *,
    at: datetime,
) -> None:
    facts = await _facts(session, ticket, [message], copy.channel_id)
    together = [] if copy.row_id is None else await _messages_in(session, copy.row_id)
    is_later = any(one.place < message.place for one in together)
    changed = {**facts, CHANGES: copy.chat_message_id, "is_of_album": int(is_later)}
    if copy.channel_id is not None:
        await tell_channel(
            session,
            copy.channel_id,
            TO_PEER,
            changed,
            urgency=Urgency.LINKLINE,
            coalesce_key=f"ticket change {message.id}",
            at=at,
        )
    elif copy.desk is not None:
        await tell_desk(session, copy.desk, TO_DESK, changed, at=at)


async def tell_news(
    session: AsyncSession,
    ticket: Ticket,
    what: str,
    *,
    desk: str | None,
    at: datetime,
    **facts: str | int,
) -> None:
    """Tell the desk, in the topic of a ticket, what has happened; its card says so as well."""
    if desk is None:
        return
    told = {"ticket": str(ticket.id), "number": ticket.number, "what": what, **facts}
    await tell_desk(session, desk, NEWS, told, at=at)


async def restate(session: AsyncSession, ticket: Ticket, *, desk: str | None, at: datetime) -> None:
    """Let the card at the desk say how the ticket stands."""
    if desk is not None:
        facts = {"ticket": str(ticket.id), "number": ticket.number}
        await tell_desk(session, desk, CARD, facts, at=at)


async def tick(session: AsyncSession, copy: TicketCopy, *, at: datetime) -> None:
    """Mark a writer's own message: it has arrived."""
    if copy.chat_message_id is None:
        return
    mark = {"message": copy.chat_message_id, "emoji": TICK}
    if copy.channel_id is not None:
        await tell_channel(session, copy.channel_id, REACTION, mark, urgency=Urgency.OFFER, at=at)
    elif copy.desk is not None:
        await tell_desk(session, copy.desk, REACTION, mark, at=at)


async def note_ticket_fates(session: AsyncSession, ended: Sequence[Ended], *, at: datetime) -> None:
    """Note in the sender's transaction what became of copies.

    An answer is ticked for who gave it only now, when its message in the Peer's chat is known; and
    what was changed while it was under way is brought into step.
    """
    outcomes = {one.row_id: one for one in ended if one.state in FATES}
    query = (
        select(TicketCopy, TicketMessage)
        .join(TicketMessage, TicketMessage.id == TicketCopy.message_id)
        .where(TicketCopy.row_id.in_(outcomes))
        .order_by(TicketCopy.row_id, TicketMessage.place)
        .with_for_update(of=TicketCopy)
    )
    numbers = {row_id: iter(one.message_ids) for row_id, one in outcomes.items()}
    for copy, message in (await session.execute(query)).all():
        outcome = outcomes[copy.row_id or 0]
        copy.fate, copy.why = FATES[outcome.state], outcome.error
        copy.chat_message_id = next(numbers[outcome.row_id], copy.chat_message_id)
        ticket = await session.get_one(Ticket, message.ticket_id)
        if copy.channel_id is not None:
            await _note_arrival(session, ticket, message, copy, at=at)
        await session.flush()
        await bring_into_step(session, ticket, message, at=at)


async def _note_arrival(
    session: AsyncSession,
    ticket: Ticket,
    message: TicketMessage,
    copy: TicketCopy,
    *,
    at: datetime,
) -> None:
    own = await copy_of(session, message.id, None)
    if own is None or own.desk is None:
        return
    if copy.fate is Fate.THERE and own.is_own:
        await tick(session, own, at=at)
    elif copy.fate in {Fate.WAITS, Fate.LOST}:
        await tell_news(session, ticket, copy.fate.value, desk=own.desk, at=at)


async def clear_topics(
    session: AsyncSession, ticket_ids: Collection[UUID], *, at: datetime
) -> None:
    """Delete the topics of tickets with all that stands in them, at whichever desk they are."""
    query = select(TicketTopic).where(
        TicketTopic.ticket_id.in_(ticket_ids), TicketTopic.lost_at.is_(None)
    )
    for topic in (await session.scalars(query)).all():
        topic.lost_at = at
        gone = {"message_thread_id": topic.thread_id}
        call = Call(None, "deleteForumTopic", gone, address=topic.desk, urgency=Urgency.LINKLINE)
        await queue_call(session, call, at=at)


async def note_turned(session: AsyncSession, desk: str, thread_id: int, *, is_open: bool) -> None:
    """Know that somebody has closed a topic, or opened it again; a message opens it by itself."""
    topic = await session.get(TicketTopic, (desk, thread_id))
    if topic is not None:
        topic.is_closed = not is_open
