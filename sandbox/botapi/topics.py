"""Forum topics: in groups that are forums, and in private chats of bots that have them enabled.

In a private chat topics are neither closed nor reopened.
"""

from typing import Final

from sandbox.botapi.call import Act, Call, writable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.topics import COLORS, has_topics, open_topic, remove_topic, tell
from sandbox.wire import Wire
from sandbox.world.things import Chat


def create_forum_topic(call: Call) -> Wire:
    chat = _forum(call)
    color = call.params.get("icon_color", COLORS[0])
    if color not in COLORS:
        raise BadRequest("invalid forum topic icon color")
    topic: Wire = {"name": call.params["name"], "icon_color": color}
    if "icon_custom_emoji_id" in call.params:
        topic["icon_custom_emoji_id"] = call.params["icon_custom_emoji_id"]
    return open_topic(call.sandbox, chat, call.bot.as_user(), topic, outgoing=False)


def edit_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call, _forum(call))
    wanted = ("name", "icon_custom_emoji_id")
    changed = {
        name: call.params[name]
        for name in wanted
        if call.params.get(name) and call.params[name] != topic.get(name)
    }
    if not changed:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic.update(changed)
    return _told(call, chat, topic, {"forum_topic_edited": changed})


def close_forum_topic(call: Call) -> bool:
    return _turn(call, is_closed=True, told="forum_topic_closed")


def reopen_forum_topic(call: Call) -> bool:
    return _turn(call, is_closed=False, told="forum_topic_reopened")


def delete_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call, _forum(call))
    remove_topic(call.sandbox, chat, topic["message_thread_id"])
    return True


def _turn(call: Call, *, is_closed: bool, told: str) -> bool:
    chat = _forum(call)
    if chat.is_private:
        raise BadRequest("the chat is not a forum")
    chat, topic = _topic(call, chat)
    if topic["closed"] is is_closed:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic["closed"] = is_closed
    return _told(call, chat, topic, {told: {}})


def _forum(call: Call) -> Chat:
    chat = writable_chat(call)
    if not has_topics(call.sandbox, chat):
        raise BadRequest("the chat is not a forum")
    return chat


def _topic(call: Call, chat: Chat) -> tuple[Chat, Wire]:
    topic = chat.topics.get(str(call.params["message_thread_id"]))
    if topic is None:
        raise BadRequest("TOPIC_ID_INVALID")
    return chat, topic


def _told(call: Call, chat: Chat, topic: Wire, told: Wire) -> bool:
    thread_id: int = topic["message_thread_id"]
    tell(call.sandbox, chat, call.bot.as_user(), thread_id, told, outgoing=False)
    return True


ACTS: Final[dict[str, Act]] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
