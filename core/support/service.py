"""Saying something on a ticket, from either side, inside the caller's transaction.

The ticket is locked first, so that what is said on it has one order.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.attachments.states import Attachment
from core.copies.states import Fate
from core.desk.models import TicketCopy
from core.desk.queries import copies_of
from core.desk.service import bring_into_step, deliver, keep_own, restate, tell_news, tick
from core.ids import new_id
from core.messages.states import Content, MessageKind, check_room, kept_file
from core.peers.models import Peer
from core.rules import Rules
from core.tickets.models import (
    SupportAgent,
    Ticket,
    TicketFile,
    TicketMessage,
)
from core.tickets.queries import ticket_for, ticket_for_agent
from core.tickets.service import advance, open_ticket
from core.tickets.states import (
    Author,
    FileFlaw,
    TicketCategory,
    TicketEvent,
    TicketMessageMissing,
    TicketState,
    subject_in,
)

KEPT_KINDS = (MessageKind.PHOTO, MessageKind.DOCUMENT, MessageKind.AUDIO)
"""What is kept with a ticket. Voice and films are passed on, and stay with Telegram."""

_LOOKED_INTO = (MessageKind.DOCUMENT, MessageKind.AUDIO)
"""What may tell who has made it: it goes on when it was made fit, and not as it came."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a message reached us. Without a `channel_id`, but with a `desk`, it was written there."""

    channel_id: UUID | None = None
    desk: str | None = None
    chat_message_id: int = 0
    reply_to: UUID | None = None
    album: str | None = None


FROM_A_PROGRAM = Spoken()


async def write(
    session: AsyncSession,
    peer: Peer,
    content: Content,
    spoken: Spoken,
    *,
    ticket_id: UUID | None = None,
    category: TicketCategory = TicketCategory.OTHER,
    quest_id: UUID | None = None,
    desk: str | None,
    rules: Rules,
    at: datetime,
) -> TicketMessage:
    """Take what a Peer says to Support: on the conversation that goes on, or as a new one.

    It is ticked for him in this transaction, because it is kept by then. Refuses `TicketMissing`,
    `TicketIsClosed`, `QuestMissing`, `MessageTooLong`, `NothingSaid`.
    """
    check_room(content)
    if ticket_id is not None:
        ticket = await ticket_for(session, peer, ticket_id, lock=True)
    else:
        ticket = await open_ticket(
            session, peer, category=category, quest_id=quest_id, rules=rules, at=at
        )
    was_solved = ticket.state is TicketState.SOLVED
    await advance(session, ticket, TicketEvent.PEER_WRITES, by=peer, rules=rules, at=at)
    ticket.subject = ticket.subject or subject_in(content.text)
    message = await _said(session, ticket, Author.PEER, content, spoken, at=at)
    if was_solved:
        await tell_news(session, ticket, "reopened", desk=desk, at=at)
    await _pass_on(session, ticket, message, desk=desk, at=at)
    for copy in await copies_of(session, message.id):
        if copy.is_own:
            await tick(session, copy, at=at)
    return message


async def answer(
    session: AsyncSession,
    agent: SupportAgent,
    ticket_id: UUID,
    content: Content,
    spoken: Spoken,
    *,
    attachment: Attachment | None = None,
    is_note: bool = False,
    desk: str | None,
    rules: Rules,
    at: datetime,
) -> TicketMessage:
    """Take what one of our people says to a Peer, or as a note to the others.

    With an `attachment` the words go beside that picture. Refuses `TicketMissing`,
    `TicketIsClosed`, `MessageTooLong`, `NothingSaid`.
    """
    if attachment is not None:
        content = Content(MessageKind.PHOTO, content.text, file=kept_file(attachment.id))
    check_room(content)
    ticket = await ticket_for_agent(session, ticket_id, lock=True)
    if not is_note:
        await advance(session, ticket, TicketEvent.ANSWER, by=agent, rules=rules, at=at)
        ticket.first_answered_at = ticket.first_answered_at or at
        ticket.agent_id = ticket.agent_id or agent.id
    message = await _said(
        session,
        ticket,
        Author.OPERATOR,
        content,
        spoken,
        agent=agent,
        attachment=attachment,
        is_note=is_note,
        at=at,
    )
    await _pass_on(session, ticket, message, desk=desk, at=at)
    return message


async def _said(
    session: AsyncSession,
    ticket: Ticket,
    author: Author,
    content: Content,
    spoken: Spoken,
    *,
    agent: SupportAgent | None = None,
    attachment: Attachment | None = None,
    is_note: bool = False,
    at: datetime,
) -> TicketMessage:
    ticket.said += 1
    ticket.spoken_at = at
    message = TicketMessage(
        id=new_id(at) if attachment is None else attachment.id,
        ticket_id=ticket.id,
        place=ticket.said,
        author=author,
        agent_id=None if agent is None else agent.id,
        is_note=is_note,
        content=content.packed(),
        reply_to=spoken.reply_to,
        album=spoken.album,
        version=1,
        said_at=at,
    )
    session.add(message)
    await session.flush()
    if attachment is not None:
        session.add(_kept(message, attachment, at=at))
    elif content.kind in KEPT_KINDS and content.file:
        file = TicketFile(message_id=message.id, ticket_id=ticket.id, look_at=at, looks=0)
        session.add(file)
    if spoken.channel_id is not None or spoken.desk is not None:
        await keep_own(
            session,
            message,
            channel_id=spoken.channel_id,
            desk=spoken.desk,
            chat_message_id=spoken.chat_message_id,
        )
    return message


def _kept(message: TicketMessage, attachment: Attachment, *, at: datetime) -> TicketFile:
    return TicketFile(
        message_id=message.id,
        ticket_id=message.ticket_id,
        kept_as=attachment.kept_as,
        name=attachment.name,
        size=attachment.size,
        looks=0,
        kept_at=at,
    )


async def _pass_on(
    session: AsyncSession, ticket: Ticket, message: TicketMessage, *, desk: str | None, at: datetime
) -> None:
    if message.shown.kind not in _LOOKED_INTO or message.is_note:
        await deliver(session, ticket, message, desk=desk, at=at)
    await restate(session, ticket, desk=desk, at=at)


async def change(
    session: AsyncSession, copy: TicketCopy, content: Content, *, at: datetime
) -> TicketMessage:
    """Let a message say what its writer's own copy says by now; the same again is no change.

    Only words change: another file is another message. Refuses `MessageTooLong`, `NothingSaid`.
    """
    check_room(content)
    message = await _own(session, copy)
    before = message.shown
    now = Content(before.kind, content.text, content.marks, before.file, before.facts)
    if now == before or content.kind is not before.kind or message.taken_back_at is not None:
        return message
    message.content = now.packed()
    message.version += 1
    message.changed_at = at
    await session.flush()
    await bring_into_step(session, await session.get_one(Ticket, message.ticket_id), message, at=at)
    return message


async def take_back(session: AsyncSession, copy: TicketCopy, *, at: datetime) -> TicketMessage:
    """Take a message away from the other side; nothing of what it said is kept."""
    message = await _own(session, copy)
    if message.taken_back_at is None:
        message.taken_back_at = at
        message.content = Content(MessageKind.TEXT).packed()
        file = await session.get(TicketFile, message.id)
        if file is not None:
            file.flaw = FileFlaw.DROPPED
            file.look_at = None if file.kept_as is None else at
        await session.flush()
        ticket = await session.get_one(Ticket, message.ticket_id)
        await bring_into_step(session, ticket, message, at=at)
    return message


async def _own(session: AsyncSession, copy: TicketCopy) -> TicketMessage:
    """Lock the ticket, and fetch the message of a copy that is its writer's own."""
    message = await session.get(TicketMessage, copy.message_id)
    if message is None or not copy.is_own or copy.fate is not Fate.THERE:
        raise TicketMessageMissing
    await ticket_for_agent(session, message.ticket_id, lock=True)
    await session.refresh(message)
    return message
