"""What a bot may learn of chats and who is in them."""

from typing import Final

from sandbox.botapi.call import Act, Call, readable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.wire import Wire
from sandbox.world.sight import seen_by_bot
from sandbox.world.things import Chat, Group, Person
from sandbox.writing import chat_as_wire, publish

NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
MOST_REACTIONS = 11
PERMISSIONS = (
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos"
    " can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages"
    " can_add_web_page_previews can_change_info can_invite_users can_pin_messages"
)


def get_chat(call: Call) -> Wire:
    chat = readable_chat(call)
    info: Wire = {
        **chat_as_wire(call.sandbox, chat),
        "accent_color_id": (chat.person_id or -chat.group_id) % 7,
        "max_reaction_count": MOST_REACTIONS,
        "accepted_gift_types": NO_GIFTS,
    }
    if (person := call.sandbox.world.people.get(chat.person_id)) is not None:
        info.update(dict.fromkeys(_wishes(person), True))
    if chat.auto_delete_seconds:
        info["message_auto_delete_time"] = chat.auto_delete_seconds
    if "username" in info:
        info["active_usernames"] = [info["username"]]
    if not chat.is_private:
        info["permissions"] = dict.fromkeys(PERMISSIONS.split(), True)
    if chat.pinned and (message := call.sandbox.world.message(chat, chat.pinned[-1])):
        info["pinned_message"] = seen_by_bot(call.bot, message.wire)
    return info


def _wishes(person: Person) -> list[str]:
    said = {
        "has_private_forwards": person.hides_forwards,
        "has_restricted_voice_and_video_messages": person.forbids_voice,
    }
    return [name for name, is_so in said.items() if is_so]


def get_chat_member(call: Call) -> Wire:
    chat = readable_chat(call)
    user_id: int = call.params["user_id"]
    user = _user(call, user_id)
    if user is None:
        raise BadRequest("invalid user_id specified")
    status = "member" if user_id in _members(call, chat) else "left"
    return {"status": status, "user": user}


def get_chat_member_count(call: Call) -> int:
    return len(_members(call, readable_chat(call)))


def get_chat_administrators(call: Call) -> list[Wire]:
    """Whoever was put first into a group owns it."""
    chat = readable_chat(call)
    if chat.is_private:
        raise BadRequest("there are no administrators in the private chat")
    group = _group(call, chat)
    return [
        {
            "status": "creator",
            "user": call.sandbox.world.people[person_id].as_user(),
            "is_anonymous": False,
        }
        for person_id in group.members[:1]
    ]


def leave_chat(call: Call) -> bool:
    chat = readable_chat(call)
    if chat.is_private:
        raise BadRequest("chat member status can't be changed in private chats")
    group = _group(call, chat)
    group.bots.remove(call.bot.id)
    call.sandbox.world.save(group)
    publish(call.sandbox, chat, "chat", {"title": group.title, "bots": group.bots})
    return True


def get_user_profile_photos(call: Call) -> Wire:
    """People in the sandbox have colours instead of photos."""
    if _user(call, call.params["user_id"]) is None:
        raise BadRequest("user not found")
    return {"total_count": 0, "photos": []}


def _members(call: Call, chat: Chat) -> list[int]:
    if chat.is_private:
        return [chat.person_id, chat.bot_id]
    group = _group(call, chat)
    return [*group.members, *group.bots]


def _group(call: Call, chat: Chat) -> Group:
    return call.sandbox.world.groups[chat.group_id]


def _user(call: Call, user_id: int) -> Wire | None:
    world = call.sandbox.world
    user = world.people.get(user_id) or world.bots.get(user_id)
    return user.as_user() if user else None


ACTS: Final[dict[str, Act]] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "getUserProfilePhotos": get_user_profile_photos,
}
