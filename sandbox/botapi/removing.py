"""Deleting and pinning."""

from typing import Final

from sandbox.botapi.call import Act, Call, readable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.world.things import Chat, Message
from sandbox.writing import pin_message, remove_messages, set_pinned

DELETABLE_SECONDS = 48 * 3600
DICE_SECONDS = 24 * 3600
MOST_AT_ONCE = 100


def delete_message(call: Call) -> bool:
    chat = readable_chat(call)
    message = call.sandbox.world.message(chat, call.params["message_id"])
    if message is None:
        raise BadRequest("message to delete not found")
    if not _may_delete(call, message):
        raise BadRequest("message can't be deleted")
    remove_messages(call.sandbox, chat, [message])
    return True


def delete_messages(call: Call) -> bool:
    """Skip what is not there or too old in silence, as Telegram does."""
    chat = readable_chat(call)
    ids = some_message_ids(call)
    found = [m for i in ids if (m := call.sandbox.world.message(chat, i)) and _may_delete(call, m)]
    if found:
        remove_messages(call.sandbox, chat, found)
    return True


def pin_chat_message(call: Call) -> bool:
    chat = readable_chat(call)
    message = call.sandbox.world.message(chat, call.params["message_id"])
    if message is None:
        raise BadRequest("message to pin not found")
    if "pinned_message" in message.wire:
        raise BadRequest("message can't be pinned")
    pin_message(call.sandbox, chat, call.bot.as_user(), message, outgoing=False)
    return True


def unpin_chat_message(call: Call) -> bool:
    """Unpin the message named, or the newest pinned one."""
    chat = readable_chat(call)
    message_id = call.params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        if "message_id" in call.params:
            raise BadRequest("message to unpin not found")
        return True
    set_pinned(call.sandbox, chat, [kept for kept in chat.pinned if kept != message_id])
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    set_pinned(call.sandbox, readable_chat(call), [])
    return True


def unpin_all_in_topic(call: Call) -> bool:
    chat = readable_chat(call)
    thread_id = call.params["message_thread_id"]
    kept = [i for i in chat.pinned if _thread(call, chat, i) != thread_id]
    set_pinned(call.sandbox, chat, kept)
    return True


def some_message_ids(call: Call) -> list[int]:
    ids: list[int] = call.params["message_ids"]
    if not ids:
        raise BadRequest("message identifiers are not specified")
    if len(ids) > MOST_AT_ONCE:
        raise BadRequest("too many message identifiers specified")
    return ids


def _thread(call: Call, chat: Chat, message_id: int) -> int | None:
    message = call.sandbox.world.message(chat, message_id)
    thread: int | None = message.wire.get("message_thread_id") if message else None
    return thread


def _may_delete(call: Call, message: Message) -> bool:
    age: float = call.sandbox.clock.now() - message.wire["date"]
    if "dice" in message.wire and message.wire["chat"]["type"] == "private":
        return age > DICE_SECONDS
    return age < DELETABLE_SECONDS


ACTS: Final[dict[str, Act]] = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "unpinAllForumTopicMessages": unpin_all_in_topic,
}
