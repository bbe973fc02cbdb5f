"""One request of one bot, checked and ready to be acted on, and the doors to what it names."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sandbox.botapi.errors import BadRequest, Forbidden, TooManyRequests
from sandbox.wire import Upload, Wire
from sandbox.wiring import Sandbox
from sandbox.world.things import Bot, Chat, Message


@dataclass(frozen=True, slots=True)
class Call:
    sandbox: Sandbox
    bot: Bot
    method: str
    params: Wire
    uploads: Mapping[str, Upload]


Act: TypeAlias = Callable[[Call], Any]
WaitingAct: TypeAlias = Callable[[Call], Awaitable[Any]]


def chat_named(call: Call, chat_id: object) -> Chat:
    """Find a chat the bot may know of; a stranger's is "not found", as Telegram says."""
    world = call.sandbox.world
    if isinstance(chat_id, int) and chat_id > 0:
        chat = world.chats.get(f"{chat_id}:{call.bot.id}")
        if chat is not None:
            return chat
        person = world.people.get(chat_id)
        if person is not None and not person.deleted:
            return world.private_chat(person, call.bot)
    elif isinstance(chat_id, int) and (group := world.groups.get(chat_id)):
        if call.bot.id not in group.bots:
            raise Forbidden("bot is not a member of the supergroup chat")
        return world.chats[group.key]
    raise BadRequest("chat not found")


def writable_chat(call: Call, field: str = "chat_id") -> Chat:
    """Find the chat this call writes to, if its person lets the bot in."""
    chat = chat_named(call, call.params.get(field))
    if not chat.is_private:
        return chat
    person = call.sandbox.world.people[chat.person_id]
    if person.deleted:
        raise Forbidden("user is deactivated")
    if call.bot.id in person.blocked_bots:
        raise Forbidden("bot was blocked by the user")
    if not chat.started:
        raise Forbidden("bot can't initiate conversation with a user")
    return chat


def readable_chat(call: Call, field: str = "chat_id") -> Chat:
    chat = chat_named(call, call.params.get(field))
    if chat.is_private and not chat.started:
        raise BadRequest("chat not found")
    return chat


def own_message(call: Call, chat: Chat) -> Message:
    """Find the message to edit: there, and written by this bot."""
    if "inline_message_id" in call.params:
        raise BadRequest("MESSAGE_ID_INVALID")
    if "message_id" not in call.params:
        raise BadRequest("message identifier is not specified")
    message = call.sandbox.world.message(chat, call.params["message_id"])
    if message is None:
        raise BadRequest("message to edit not found")
    if message.wire["from"]["id"] != call.bot.id or "forward_origin" in message.wire:
        raise BadRequest("message can't be edited")
    return message


def charge(call: Call, chat: Chat, *, cost: int = 1) -> None:
    """Count a send or an edit against Telegram's limits; refused requests cost nothing."""
    sandbox = call.sandbox
    wait = sandbox.limits.wait_seconds(
        call.bot.id,
        chat.person_id or chat.group_id,
        cost=cost,
        at=sandbox.clock.now(),
    )
    if wait:
        raise TooManyRequests(wait)
