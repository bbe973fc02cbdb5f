"""Copying and forwarding: a copy names no author, a forward tells where it came from."""

from itertools import pairwise
from typing import Final

from sandbox.botapi.call import Act, Call, charge, readable_chat, writable_chat
from sandbox.botapi.errors import BadRequest
from sandbox.botapi.media import new_group_id
from sandbox.botapi.posting import enter, frame_of, is_welcome
from sandbox.botapi.removing import some_message_ids
from sandbox.botapi.wording import caption_of
from sandbox.wire import Wire
from sandbox.world.files import MARKS
from sandbox.world.origins import COPIED, FORWARDED, origin_of
from sandbox.world.sight import seen_by_bot
from sandbox.world.things import Chat, Message


def copy_message(call: Call) -> Wire:
    chat = writable_chat(call)
    message = _source(call, call.params["message_id"], "copy")
    content = _content(message, COPIED, alone=True)
    if "caption" in call.params and MARKS.keys() & content.keys():
        content.pop("caption_entities", None)
        content.update(caption_of(call, call.params))
    content = {**frame_of(call, chat), **content}
    _refuse_unwanted(call, chat, content)
    charge(call, chat)
    return {"message_id": enter(call, chat, content).id}


def copy_messages(call: Call) -> list[Wire]:
    contents = [_content(message, COPIED) for message in _sources(call, COPIED)]
    if call.params.get("remove_caption"):
        for content in contents:
            content.pop("caption", None)
            content.pop("caption_entities", None)
    return _enter_all(call, contents)


def forward_message(call: Call) -> Wire:
    chat = writable_chat(call)
    message = _source(call, call.params["message_id"], "forward")
    content = {**frame_of(call, chat), **_content(message, FORWARDED, alone=True)}
    content["forward_origin"] = origin_of(call.sandbox.world, message)
    _refuse_unwanted(call, chat, content)
    charge(call, chat)
    return seen_by_bot(call.bot, enter(call, chat, content).wire)


def forward_messages(call: Call) -> list[Wire]:
    world = call.sandbox.world
    contents = [
        {**_content(message, FORWARDED), "forward_origin": origin_of(world, message)}
        for message in _sources(call, FORWARDED)
    ]
    return _enter_all(call, contents)


def _source(call: Call, message_id: int, deed: str) -> Message:
    chat = readable_chat(call, "from_chat_id")
    message = call.sandbox.world.message(chat, message_id)
    if message is None:
        raise BadRequest(f"message to {deed} not found")
    taken = COPIED if deed == "copy" else FORWARDED
    if message.protected or not taken & message.wire.keys():
        past = "copied" if deed == "copy" else "forwarded"
        raise BadRequest(f"message can't be {past}")
    return message


def _sources(call: Call, taken: frozenset[str]) -> list[Message]:
    """Messages that are there and may leave; Telegram skips the others in silence."""
    ids = some_message_ids(call)
    if any(one >= next_one for one, next_one in pairwise(ids)):
        raise BadRequest("message identifiers must be in a strictly increasing order")
    chat = readable_chat(call, "from_chat_id")
    found = (call.sandbox.world.message(chat, message_id) for message_id in ids)
    return [m for m in found if m and not m.protected and taken & m.wire.keys()]


def _content(message: Message, taken: frozenset[str], *, alone: bool = False) -> Wire:
    content = {name: item for name, item in message.wire.items() if name in taken}
    if "live_period" in content.get("location", {}):
        content["location"] = {
            name: item for name, item in content["location"].items() if name != "live_period"
        }
    if "media_group_id" in message.wire and not alone:
        content["media_group_id"] = message.wire["media_group_id"]
    return content


def _refuse_unwanted(call: Call, chat: Chat, content: Wire) -> None:
    if not is_welcome(call, chat, content):
        raise BadRequest("VOICE_MESSAGES_FORBIDDEN")


def _enter_all(call: Call, contents: list[Wire]) -> list[Wire]:
    """Albums stay albums, under a new id."""
    chat = writable_chat(call)
    frame = frame_of(call, chat)
    contents = [content for content in contents if is_welcome(call, chat, content)]
    if not contents:
        return []
    charge(call, chat, cost=len(contents))
    groups: dict[str, str] = {}
    ids = []
    for content in contents:
        if old := content.get("media_group_id"):
            content["media_group_id"] = groups.setdefault(old, new_group_id(call))
        ids.append({"message_id": enter(call, chat, {**frame, **content}).id})
    return ids


ACTS: Final[dict[str, Act]] = {
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
}
