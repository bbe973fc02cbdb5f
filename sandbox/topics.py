"""Topics of forums and of private chats: opened, told of, taken away, whoever does it.

A topic's id is the id of the message that tells of it.
"""

from enum import StrEnum

from sandbox.wire import Wire
from sandbox.wiring import Sandbox
from sandbox.world.things import Chat
from sandbox.writing import in_thread, publish, remove_messages, write_service_message

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


class Trouble(StrEnum):
    """What went wrong with topics of private chats, as reported to tdlib/telegram-bot-api."""

    IGNORED = "ignored"
    """854: what is sent to a topic that was deleted lands in the chat itself, without a word."""
    NOT_FOUND = "not_found"
    """847: nothing can be sent to any topic, while people's messages still come from there."""
    ALBUMS_NOT_FOUND = "albums_not_found"
    """866: the same, of albums only."""


TROUBLES = frozenset(Trouble)


def has_topics(sandbox: Sandbox, chat: Chat) -> bool:
    if chat.is_private:
        return sandbox.world.bots[chat.bot_id].has_topics_enabled
    return sandbox.world.groups[chat.group_id].is_forum


def open_topic(sandbox: Sandbox, chat: Chat, author: Wire, topic: Wire, *, outgoing: bool) -> Wire:
    thread_id = sandbox.world.message_counter(chat).next_message_id
    chat.topics[str(thread_id)] = {"message_thread_id": thread_id, **topic, "closed": False}
    tell(sandbox, chat, author, thread_id, {"forum_topic_created": topic}, outgoing=outgoing)
    return {"message_thread_id": thread_id, **topic}


def tell(
    sandbox: Sandbox, chat: Chat, author: Wire, thread_id: int, told: Wire, *, outgoing: bool
) -> None:
    """Tell of a change in the topic itself, and show the topics as they are now."""
    content = {**in_thread(thread_id), **told}
    write_service_message(sandbox, chat, author, content, outgoing=outgoing)
    topics_changed(sandbox, chat)


def remove_topic(sandbox: Sandbox, chat: Chat, thread_id: int) -> None:
    """Delete a topic and the messages in it."""
    del chat.topics[str(thread_id)]
    messages = sandbox.world.messages[chat.key].values()
    gone = [m for m in messages if m.wire.get("message_thread_id") == thread_id and not m.deleted]
    remove_messages(sandbox, chat, gone)
    topics_changed(sandbox, chat)


def topics_changed(sandbox: Sandbox, chat: Chat) -> None:
    sandbox.world.save(chat)
    publish(sandbox, chat, "chat", {"topics": [dict(topic) for topic in chat.topics.values()]})
