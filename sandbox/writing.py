"""Messages come to be, change and go: the one way for both sides, so that all hear of it.

People hear by events. Bots hear by updates, but only of what people write; as in Telegram, nobody
tells a bot of another bot's message or of a deletion.
"""

from sandbox.wire import Wire
from sandbox.wiring import Sandbox
from sandbox.world.sight import seen_by_people
from sandbox.world.things import Chat, Message


def chat_as_wire(sandbox: Sandbox, chat: Chat) -> Wire:
    if chat.is_private:
        return sandbox.world.people[chat.person_id].as_chat()
    return sandbox.world.groups[chat.group_id].as_chat()


def write_message(
    sandbox: Sandbox,
    chat: Chat,
    author: Wire,
    content: Wire,
    *,
    outgoing: bool,
    protected: bool = False,
) -> Message:
    wire: Wire = {
        "message_id": sandbox.world.take_message_id(chat),
        "from": author,
        "date": int(sandbox.clock.now()),
        "chat": chat_as_wire(sandbox, chat),
        **content,
    }
    if protected:
        wire["has_protected_content"] = True
    message = sandbox.world.add_message(
        Message(
            chat_key=chat.key,
            id=wire["message_id"],
            wire=wire,
            outgoing=outgoing,
            protected=protected or "has_protected_content" in content,
        )
    )
    if chat.auto_delete_seconds:
        chat.vanishing[str(message.id)] = sandbox.clock.now() + chat.auto_delete_seconds
        sandbox.world.save(chat)
    publish_message(sandbox, chat, message, "message")
    if outgoing:
        sandbox.post_office.post_message("message", chat, message)
    return message


def as_replied(message: Message) -> Wire:
    """Show a message inside another; it carries no message itself."""
    return {name: item for name, item in message.wire.items() if name != "reply_to_message"}


def rewrite_message(sandbox: Sandbox, chat: Chat, message: Message, wire: Wire) -> None:
    """Give a message other content, and tell those who read along."""
    message.wire = wire
    sandbox.world.save(message)
    publish_message(sandbox, chat, message, "edited")


def remove_messages(sandbox: Sandbox, chat: Chat, messages: list[Message]) -> None:
    for message in messages:
        message.deleted = True
        sandbox.world.save(message)
    gone = [message.id for message in messages]
    publish(sandbox, chat, "deleted", {"message_ids": gone})
    if any(message_id in gone for message_id in chat.pinned):
        set_pinned(sandbox, chat, [kept for kept in chat.pinned if kept not in gone])


def pin_message(
    sandbox: Sandbox, chat: Chat, author: Wire, message: Message, *, outgoing: bool
) -> None:
    """Put a message on top of the pinned ones; the chat is told, unless it was there already."""
    is_new = message.id not in chat.pinned
    kept = [message_id for message_id in chat.pinned if message_id != message.id]
    set_pinned(sandbox, chat, [*kept, message.id])
    if is_new:
        where = in_thread(message.wire.get("message_thread_id"))
        told = {**where, "pinned_message": as_replied(message)}
        write_service_message(sandbox, chat, author, told, outgoing=outgoing)


def in_thread(thread_id: int | None) -> Wire:
    return {"message_thread_id": thread_id, "is_topic_message": True} if thread_id else {}


def write_service_message(
    sandbox: Sandbox, chat: Chat, author: Wire, content: Wire, *, outgoing: bool
) -> Message:
    """Write what happened into the chat. Bots hear of it, even of what they did themselves."""
    message = write_message(sandbox, chat, author, content, outgoing=outgoing)
    if not outgoing:
        sandbox.post_office.post_message("message", chat, message)
    return message


def remove_vanished(sandbox: Sandbox) -> None:
    """Take away what has stood as long as its chat's timer says. No bot hears of it."""
    now = sandbox.clock.now()
    for chat in sandbox.world.chats.values():
        over = [message_id for message_id, at in chat.vanishing.items() if at <= now]
        for message_id in over:
            del chat.vanishing[message_id]
        gone = [m for i in over if (m := sandbox.world.message(chat, int(i))) is not None]
        if gone:
            sandbox.world.save(chat)
            remove_messages(sandbox, chat, gone)


def set_pinned(sandbox: Sandbox, chat: Chat, message_ids: list[int]) -> None:
    chat.pinned = message_ids
    sandbox.world.save(chat)
    publish(sandbox, chat, "pinned", {"pinned": message_ids})


def publish_message(sandbox: Sandbox, chat: Chat, message: Message, event: str) -> None:
    seen = seen_by_people(sandbox.world.bots.get(chat.bot_id), chat, message)
    publish(sandbox, chat, event, {"message": seen})


def publish(sandbox: Sandbox, chat: Chat, event: str, body: Wire) -> None:
    """Tell the people of a chat."""
    body = {"chat_key": chat.key, **body}
    sandbox.events.publish(event, body, sandbox.world.readers(chat))
