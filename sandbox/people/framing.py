"""What surrounds a person's content: the topic, the answered message, where it comes from."""

from typing import Any

from sandbox.botapi.checks import Mismatch
from sandbox.people.filing import made_up
from sandbox.people.refusals import Missing, NotNow, NotUnderstood
from sandbox.people.wish import Wish, chat_by_key
from sandbox.text.quotes import MOST_UNITS, quoted
from sandbox.text.utf16 import cut
from sandbox.topics import has_topics
from sandbox.wire import Wire
from sandbox.world.files import MARKS
from sandbox.world.origins import FORWARDED, origin_of, seen_elsewhere
from sandbox.world.sight import seen_by_bot
from sandbox.world.things import Bot, Chat, Message
from sandbox.writing import as_replied, in_thread

NOT_TO_SAY = frozenset(
    (
        *("message_id", "from", "date", "chat", "edit_date", "media_group_id"),
        *("message_thread_id", "is_topic_message"),
    )
)
NOBODY = Bot(id=0, token="", username="", first_name="")


def frame_of(wish: Wish, chat: Chat) -> Wire:
    replied_chat, replied = _replied(wish, chat)
    thread_id = wish.body.get("message_thread_id")
    if thread_id and not (str(thread_id) in chat.topics and has_topics(wish.sandbox, chat)):
        raise Missing(f"there is no topic {thread_id}")
    frame: Wire = {}
    if replied is not None:
        if replied_chat is chat and thread_id is None:
            thread_id = replied.wire.get("message_thread_id")
        is_near = replied_chat is chat and replied.wire.get("message_thread_id") == thread_id
        if is_near:
            frame["reply_to_message"] = as_replied(replied)
        else:
            frame["external_reply"] = seen_elsewhere(wish.world, replied_chat, replied)
        frame.update(_quote(wish, replied, is_near=is_near))
    frame.update(in_thread(thread_id))
    if (origin := wish.body.get("forward_from")) is not None:
        frame["forward_origin"] = _origin(wish, origin)
    return {**frame, **_fields(wish)}


def forwarded(wish: Wish) -> Wire:
    """Forward a message of this person's, with where it comes from."""
    source = chat_by_key(wish.world, wish.need("from_chat_key", str))
    message = wish.message(source)
    if wish.person().id not in wish.world.readers(source):
        raise Missing(f"this person has no chat {source.key}")
    if message.protected or not FORWARDED & message.wire.keys():
        raise NotNow("this message cannot be forwarded")
    taken = {name: item for name, item in message.wire.items() if name in FORWARDED}
    return {**taken, "forward_origin": origin_of(wish.world, message)}


def _replied(wish: Wish, chat: Chat) -> tuple[Chat, Message | None]:
    """Find what is answered: in this chat, or in another of this person's."""
    reply_to = wish.body.get("reply_to")
    if not reply_to:
        return chat, None
    if "reply_in" in wish.body:
        chat = chat_by_key(wish.world, wish.body["reply_in"])
        if wish.person().id not in wish.world.readers(chat):
            raise Missing(f"this person has no chat {chat.key}")
    replied = wish.world.message(chat, reply_to)
    if replied is None:
        raise Missing(f"there is no message {reply_to} to reply to")
    return chat, replied


def _quote(wish: Wish, replied: Message, *, is_near: bool) -> Wire:
    """Quote what the person chose; an answer from elsewhere quotes the beginning by itself."""
    if words := wish.body.get("quote"):
        quote = quoted(replied.wire, words, position=wish.body.get("quote_position", 0))
        if quote is None:
            raise NotUnderstood("the quote is no part of the message")
        return {"quote": quote}
    whole = replied.wire.get("text") or replied.wire.get("caption") or ""
    quote = None if is_near else quoted(replied.wire, cut(whole, 0, MOST_UNITS))
    if quote is None:
        return {}
    del quote["is_manual"]
    return {"quote": quote}


def _origin(wish: Wish, told: Wire) -> Wire:
    """Name a person, a channel or group that is not here, or somebody who hides."""
    date = {"date": int(wish.sandbox.clock.now())}
    if "person_id" in told:
        person = wish.world.people.get(told["person_id"])
        if person is None:
            raise Missing(f"there is no person {told['person_id']}")
        return {"type": "user", **date, "sender_user": person.as_user()}
    for kind, field in (("channel", "chat"), ("supergroup", "sender_chat")):
        if kind not in told:
            continue
        named = {name: told[name] for name in ("username",) if name in told}
        chat = {"id": -1_009_000_000_001, "type": kind, "title": str(told[kind]), **named}
        origin = {"type": "channel" if kind == "channel" else "chat", **date, field: chat}
        return {**origin, "message_id": told.get("message_id", 1)} if kind == "channel" else origin
    return {"type": "hidden_user", **date, "sender_user_name": told.get("name", "Somebody")}


def _fields(wish: Wish) -> Wire:
    """Whatever else Telegram describes of a message, exactly as a bot would see it."""
    given = wish.body.get("fields") or {}
    fields: Wire = _with_samples(wish, given)
    seen = seen_by_bot(next(iter(wish.world.bots.values()), NOBODY), fields)
    for name, item in seen.items():
        check = wish.sandbox.schema.message.get(name)
        if check is None or name in NOT_TO_SAY:
            raise NotUnderstood(f"a person's message has no field {name}")
        try:
            check(item)
        except Mismatch as mismatch:
            raise NotUnderstood(f"fields: {mismatch.inside(name)}") from None
    return fields


def _with_samples(wish: Wish, item: Any) -> Any:  # noqa: ANN401 - as JSON has it
    """Put made-up files where `{"sample": name}` stands for a medium."""
    if isinstance(item, list):
        return [_with_samples(wish, one) for one in item]
    if not isinstance(item, dict):
        return item
    made: Wire = {}
    for name, one in item.items():
        if name in MARKS and isinstance(one, dict) and "sample" in one:
            made.update(made_up(wish, name, str(one["sample"])))
        else:
            made[name] = _with_samples(wish, one)
    return made
