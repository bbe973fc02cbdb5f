"""How a message looks to whoever looks: to a bot with its own file ids, to the page with URLs.

A stored message's media carry `file_unique_id` alone; nothing here changes a stored message.
"""

from typing import Any

from sandbox.wire import Wire
from sandbox.world.files import MARKS, file_id_for
from sandbox.world.things import Bot, Chat, Message

# Where media lie in a message; anything else is passed on as it is.
NESTING = ("reply_to_message", "pinned_message", "external_reply")
# Where they lie anywhere within.
DEEP = ("paid_media", "rich_message")


def seen_by_bot(bot: Bot, wire: Wire) -> Wire:
    """Give a message file ids good for this bot. Shares what need not differ."""
    changed = _changed_media(wire, bot, with_url=False)
    return {**wire, **changed} if changed else wire


def seen_by_people(bot: Bot | None, chat: Chat, message: Message) -> Wire:
    """Give a message the control plane's additions, and a URL beside each file id."""
    wire = {**message.wire, **_changed_media(message.wire, bot, with_url=True)}
    wire["chat_key"] = chat.key
    wire["outgoing"] = message.outgoing
    wire["read"] = is_read(chat, message)
    wire["deleted"] = message.deleted
    if message.reactions:
        wire["reactions"] = dict(message.reactions)
    return wire


def is_read(chat: Chat, message: Message) -> bool:
    if message.outgoing:
        return message.id <= chat.fetched_up_to
    return any(message.id <= up_to for up_to in chat.read_up_to.values())


def _changed_media(wire: Wire, bot: Bot | None, *, with_url: bool) -> Wire:
    changed: Wire = {}
    for name in MARKS.keys() & wire.keys():
        changed[name] = _with_ids(wire[name], name, bot, with_url=with_url)
    if "animation" in changed:
        # An animation is a document too, by the same file.
        changed["document"] = {**changed["document"], "file_id": changed["animation"]["file_id"]}
    for name in NESTING:
        inner = wire.get(name)
        if inner is not None:
            changed[name] = {**inner, **_changed_media(inner, bot, with_url=with_url)}
    for name in DEEP:
        if name in wire:
            changed[name] = _changed_within(wire[name], bot, with_url=with_url)
    return changed


def _changed_within(item: Any, bot: Bot | None, *, with_url: bool) -> Any:  # noqa: ANN401 - as JSON has it
    if isinstance(item, list):
        return [_changed_within(one, bot, with_url=with_url) for one in item]
    if not isinstance(item, dict):
        return item
    return {
        name: _with_ids(one, name, bot, with_url=with_url)
        if name in MARKS and isinstance(one, (list, dict)) and _is_medium(one)
        else _changed_within(one, bot, with_url=with_url)
        for name, one in item.items()
    }


def _is_medium(item: Any) -> bool:  # noqa: ANN401 - as JSON has it
    first = item[0] if isinstance(item, list) and item else item
    return isinstance(first, dict) and "file_unique_id" in first


def _with_ids(medium: Any, name: str, bot: Bot | None, *, with_url: bool) -> Any:  # noqa: ANN401 - a list of sizes, or one object
    if isinstance(medium, list):
        return [_with_ids(size, name, bot, with_url=with_url) for size in medium]
    unique_id = medium["file_unique_id"]
    seen = {**medium, "file_id": file_id_for(bot, unique_id, name) if bot else unique_id}
    if name == "live_photo":
        seen["photo"] = _with_ids(medium["photo"], "photo", bot, with_url=with_url)
    if with_url:
        seen["url"] = f"/sandbox/files/{unique_id}"
    return seen
