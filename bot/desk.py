"""The operators' group: what is written in the topic of a ticket goes to its Peer.

Which ticket is meant is known by the topic, or by the message that is answered; it is never read
out of a text. What stands nowhere near a ticket is talk among our own people, and is left alone.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from aiogram import Bot
from aiogram.types import CallbackQuery, Message, Update, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.deeds import DeskDeed, DeskPress
from bot.hearing import NotNotedYet, content_of
from bot.presses import split_mark
from bot.words import Words
from core.casework.service import assign, close, merge, prioritise, solve, tag
from core.desk.models import TicketCopy
from core.desk.queries import copy_in_chat, is_one_on_its_way, ticket_in
from core.desk.service import note_turned, tell_news
from core.errors import Refused
from core.messages.states import Content
from core.peers.states import Language
from core.support.service import Spoken, answer, change, take_back
from core.tickets.models import SupportAgent, Ticket, TicketMessage
from core.tickets.queries import present_form_of, ticket_for_agent, ticket_numbered
from core.tickets.service import agent_met
from core.tickets.states import AgentSource, TicketMessageMissing, TicketPriority
from core.wiring import Services

_PRIORITIES = list(TicketPriority)


@dataclass(frozen=True, slots=True)
class Desk:
    """One update of the group: who acts, on which ticket, in which transaction."""

    session: AsyncSession
    services: Services
    agent: SupportAgent
    ticket_id: UUID
    at: datetime

    @property
    def address(self) -> str:
        desk = self.services.settings.desk
        if desk is None:
            raise LookupError("there is no desk")
        return desk

    def ways(self) -> dict[str, Any]:
        return {"desk": self.address, "rules": self.services.settings, "at": self.at}


async def hear_desk(event: Update, data: dict[str, Any]) -> None:
    """Act on what happens in the group. What is refused comes once more, to say so in the topic."""
    told = event.message or event.edited_message or event.callback_query
    if told is None:
        return
    desk = await _desk_of(told, data)
    if desk is None:
        return
    excuse: Exception | None = data["excuse"]
    if isinstance(excuse, Refused):
        await _say_why(desk, excuse)
        return
    match told:
        case CallbackQuery():
            await _on_press(desk, told)
        case Message() if event.edited_message is not None:
            await _on_edit(desk, told)
        case Message():
            await _on_message(desk, told, data["bot"])


async def _desk_of(told: Message | CallbackQuery, data: dict[str, Any]) -> Desk | None:
    """Find the ticket that is meant, and who means it; none when it is none of ours."""
    session: AsyncSession = data["session"]
    services: Services = data["services"]
    message = told.message if isinstance(told, CallbackQuery) else told
    if not isinstance(message, Message):
        return None
    who = _writer(told)
    ticket_id = await _ticket_meant(session, told, message, services.settings.desk or "")
    if who is None or ticket_id is None:
        return None
    key, name = who
    at = services.clock()
    agent = await agent_met(session, AgentSource.TELEGRAM, key, name, at=at)
    return Desk(session, services, agent, ticket_id, at)


def _writer(told: Message | CallbackQuery) -> tuple[str, str] | None:
    """Tell who acts: a person, or an administrator who writes in the name of the group."""
    if isinstance(told, Message) and told.sender_chat is not None:
        is_here = told.sender_chat.id == told.chat.id
        name = told.author_signature or told.sender_chat.title or "Support"
        return (str(told.sender_chat.id), name) if is_here else None
    user: User | None = told.from_user
    if user is None or user.is_bot:
        return None
    return str(user.id), user.full_name


async def _ticket_meant(
    session: AsyncSession, told: Message | CallbackQuery, message: Message, desk: str
) -> UUID | None:
    if isinstance(told, CallbackQuery):
        plain, _ = split_mark(told.data or "")
        try:
            return DeskPress.unpack(plain).id
        except (TypeError, ValueError):
            return None
    answered = message.reply_to_message
    thread_id = message.message_thread_id
    found: UUID | None = None
    # Asked in this order: what arrives in between is noted then, or known to be under way.
    may_be_here = answered is not None and await is_one_on_its_way(session, None)
    if answered is not None:
        copy = await copy_in_chat(session, None, answered.message_id)
        if copy is not None:
            said = await session.get(TicketMessage, copy.message_id)
            found = None if said is None else said.ticket_id
    if found is None and thread_id is not None:
        found = await ticket_in(session, desk, thread_id)
    if found is None and may_be_here:
        raise NotNotedYet  # people answer quicker than we note what we have sent
    own = await copy_in_chat(session, None, message.message_id)
    if found is None and own is not None:
        said = await session.get(TicketMessage, own.message_id)
        found = None if said is None else said.ticket_id
    return None if found is None else await present_form_of(session, found)


async def _on_message(desk: Desk, message: Message, bot: Bot) -> None:
    if message.forum_topic_closed or message.forum_topic_reopened:
        is_open = message.forum_topic_reopened is not None
        thread_id = message.message_thread_id or 0
        await note_turned(desk.session, desk.address, thread_id, is_open=is_open)
        return
    if message.forum_topic_created or message.forum_topic_edited or message.pinned_message:
        return
    words = message.text or message.caption or ""
    if words.startswith("/"):
        await _on_command(desk, message, words)
        return
    await answer(
        desk.session,
        desk.agent,
        desk.ticket_id,
        content_of(message),
        await _spoken(desk, message),
        **desk.ways(),
    )


async def _spoken(desk: Desk, message: Message) -> Spoken:
    answered = message.reply_to_message
    copy: TicketCopy | None = None
    if answered is not None:
        copy = await copy_in_chat(desk.session, None, answered.message_id)
    return Spoken(
        desk=desk.address,
        chat_message_id=message.message_id,
        reply_to=None if copy is None else copy.message_id,
        album=message.media_group_id,
    )


async def _on_edit(desk: Desk, message: Message) -> None:
    copy = await copy_in_chat(desk.session, None, message.message_id)
    if copy is None or not copy.is_own:
        return
    content = content_of(message)
    said = await desk.session.get(TicketMessage, copy.message_id)
    if said is not None and said.is_note:
        content = _without_command(content)
    await change(desk.session, copy, content, at=desk.at)


async def _on_command(desk: Desk, message: Message, words: str) -> None:
    name, _, rest = words.partition(" ")
    command = _COMMANDS.get(name[1:].partition("@")[0].lower())
    if command is None:
        ticket = await ticket_for_agent(desk.session, desk.ticket_id)
        await tell_news(desk.session, ticket, "unknown", desk=desk.address, at=desk.at)
        return
    await command(desk, message, rest.strip())


async def _note(desk: Desk, message: Message, rest: str) -> None:
    await answer(
        desk.session,
        desk.agent,
        desk.ticket_id,
        _without_command(content_of(message)),
        await _spoken(desk, message),
        is_note=True,
        **desk.ways(),
    )


def _without_command(content: Content) -> Content:
    """Leave out the command with which a note begins; the looks of a text go with it."""
    _, _, rest = content.text.partition(" ")
    return (
        replace(content, text=rest.strip(), marks=()) if content.text.startswith("/") else content
    )


async def _assign(desk: Desk, message: Message, rest: str) -> None:
    await assign(desk.session, desk.agent, desk.ticket_id, desk=desk.address, at=desk.at)


async def _unassign(desk: Desk, message: Message, rest: str) -> None:
    await assign(desk.session, None, desk.ticket_id, desk=desk.address, at=desk.at)


async def _solve(desk: Desk, message: Message, rest: str) -> None:
    await solve(desk.session, desk.agent, desk.ticket_id, **desk.ways())


async def _close(desk: Desk, message: Message, rest: str) -> None:
    await close(desk.session, desk.agent, desk.ticket_id, **desk.ways())


async def _priority(desk: Desk, message: Message, rest: str) -> None:
    if rest.lower() in _PRIORITIES:
        priority = TicketPriority(rest.lower())
        await prioritise(desk.session, desk.ticket_id, priority, **desk.ways())


async def _tag(desk: Desk, message: Message, rest: str) -> None:
    await tag(desk.session, desk.ticket_id, rest.split(","), desk=desk.address, at=desk.at)


async def _merge(desk: Desk, message: Message, rest: str) -> None:
    into = await ticket_numbered(desk.session, rest.lstrip("#"))
    await merge(desk.session, desk.agent, desk.ticket_id, into.id, **desk.ways())


async def _unsend(desk: Desk, message: Message, rest: str) -> None:
    """Take back the message that this command answers, whoever of ours has written it."""
    answered = message.reply_to_message
    copy = None
    if answered is not None:
        copy = await copy_in_chat(desk.session, None, answered.message_id)
    if copy is None:
        raise TicketMessageMissing
    await take_back(desk.session, copy, at=desk.at)


Command = Callable[[Desk, Message, str], Awaitable[None]]
_COMMANDS: dict[str, Command] = {
    "note": _note,
    "assign": _assign,
    "unassign": _unassign,
    "solve": _solve,
    "close": _close,
    "priority": _priority,
    "tag": _tag,
    "merge": _merge,
    "unsend": _unsend,
}


async def _on_press(desk: Desk, query: CallbackQuery) -> None:
    plain, _ = split_mark(query.data or "")
    match DeskPress.unpack(plain).deed:
        case DeskDeed.MINE:
            await assign(desk.session, desk.agent, desk.ticket_id, desk=desk.address, at=desk.at)
        case DeskDeed.SOLVE:
            await solve(desk.session, desk.agent, desk.ticket_id, **desk.ways())
        case DeskDeed.CLOSE:
            await close(desk.session, desk.agent, desk.ticket_id, **desk.ways())
        case DeskDeed.MORE_PRESSING | DeskDeed.LESS_PRESSING as deed:
            await _press_on(desk, by=1 if deed is DeskDeed.MORE_PRESSING else -1)
    await query.answer(Words(Language.ENGLISH).plain("toast-desk-done"))


async def _press_on(desk: Desk, *, by: int) -> None:
    ticket: Ticket = await ticket_for_agent(desk.session, desk.ticket_id)
    place = min(max(_PRIORITIES.index(ticket.priority) + by, 0), len(_PRIORITIES) - 1)
    await prioritise(desk.session, desk.ticket_id, _PRIORITIES[place], **desk.ways())


async def _say_why(desk: Desk, refusal: Refused) -> None:
    """Word a refusal in the topic of its ticket."""
    ticket = await ticket_for_agent(desk.session, desk.ticket_id)
    facts = {name: value for name, value in refusal.facts.items() if isinstance(value, str | int)}
    await tell_news(
        desk.session,
        ticket,
        "refused",
        desk=desk.address,
        at=desk.at,
        reason=refusal.key,
        **facts,
    )
