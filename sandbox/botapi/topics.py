"""Forum topics: in groups that are forums, and in private chats of bots that have them enabled."""

from typing import Final

from sandbox.botapi.call import Act, Call, writable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.botapi.posting import enter
from sandbox.wire import Wire
from sandbox.world.things import Chat
from sandbox.writing import remove_topic, topics_changed

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def create_forum_topic(call: Call) -> Wire:
    """Open a topic; its id is the id of the message that tells of it."""
    chat = _forum(call)
    color = call.params.get("icon_color", COLORS[0])
    if color not in COLORS:
        raise BadRequest("invalid forum topic icon color")
    topic: Wire = {"name": call.params["name"], "icon_color": color}
    if "icon_custom_emoji_id" in call.params:
        topic["icon_custom_emoji_id"] = call.params["icon_custom_emoji_id"]
    thread_id = call.sandbox.world.message_counter(chat).next_message_id
    where = {"message_thread_id": thread_id, "is_topic_message": True}
    enter(call, chat, {**where, "forum_topic_created": topic})
    topic = {"message_thread_id": thread_id, **topic}
    chat.topics[str(thread_id)] = {**topic, "closed": False}
    topics_changed(call.sandbox, chat)
    return topic


def edit_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    wanted = ("name", "icon_custom_emoji_id")
    changed = {
        name: call.params[name]
        for name in wanted
        if call.params.get(name) and call.params[name] != topic.get(name)
    }
    if not changed:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic.update(changed)
    return _note(call, chat, topic, {"forum_topic_edited": changed})


def close_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    if topic["closed"]:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic["closed"] = True
    return _note(call, chat, topic, {"forum_topic_closed": {}})


def reopen_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    if not topic["closed"]:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic["closed"] = False
    return _note(call, chat, topic, {"forum_topic_reopened": {}})


def delete_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    remove_topic(call.sandbox, chat, topic["message_thread_id"])
    return True


def _forum(call: Call) -> Chat:
    chat = writable_chat(call)
    world = call.sandbox.world
    is_forum = (
        call.bot.has_topics_enabled if chat.is_private else world.groups[chat.group_id].is_forum
    )
    if not is_forum:
        raise BadRequest("the chat is not a forum")
    return chat


def _topic(call: Call) -> tuple[Chat, Wire]:
    chat = _forum(call)
    topic = chat.topics.get(str(call.params["message_thread_id"]))
    if topic is None:
        raise BadRequest("TOPIC_ID_INVALID")
    return chat, topic


def _note(call: Call, chat: Chat, topic: Wire, told: Wire) -> bool:
    """Every change is told in the topic itself."""
    where = {"message_thread_id": topic["message_thread_id"], "is_topic_message": True}
    enter(call, chat, {**where, **told})
    topics_changed(call.sandbox, chat)
    return True


ACTS: Final[dict[str, Act]] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
