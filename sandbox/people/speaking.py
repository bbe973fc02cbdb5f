"""What a person says: one function for every kind of message, and one door that sends them."""

import re
from collections.abc import Callable
from typing import Any, Final

from sandbox.botapi.checks import Upload
from sandbox.media.poll import poll_of
from sandbox.media.samples import sample
from sandbox.media.shapes import NoPicture, content_of, store
from sandbox.people.blocking import let_bot_in
from sandbox.people.refusals import Missing, NotNow, NotUnderstood
from sandbox.people.wish import Wish
from sandbox.text.formatted import BadEntities, CannotParse, formatted
from sandbox.text.utf16 import units
from sandbox.wire import Wire
from sandbox.world.files import MARKS
from sandbox.world.sight import seen_by_people
from sandbox.world.things import Bot, Chat, Message, Person, StoredFile
from sandbox.writing import publish, write_message

START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
LENGTHS = {"text": 4096, "caption": 1024}
DICE_SIDES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def send(wish: Wish) -> list[Wire]:
    person = wish.person()
    chat = _chat(wish, person)
    kind = wish.body.get("kind", "text")
    if kind == "start":
        contents = [_start(wish, person, chat)]
    elif kind == "album":
        contents = _album(wish)
    elif kind in MARKS:
        contents = [{**_medium(wish, kind, 0), **_caption(wish)}]
    elif kind in PLAIN:
        contents = [PLAIN[kind](wish)]
    else:
        raise NotUnderstood(f"there is no kind {kind}")
    frame = _frame(wish, chat)
    return say(wish, person, chat, [{**frame, **content} for content in contents])


def say(wish: Wish, person: Person, chat: Chat, contents: list[Wire]) -> list[Wire]:
    """Send these as the person, if the bot is let in."""
    if chat.is_private and chat.bot_id in person.blocked_bots:
        raise NotNow("this person has blocked the bot; unblock it or send start")
    if not chat.started:
        raise NotNow("this person has not started the bot; send start first")
    messages = [
        write_message(wish.sandbox, chat, person.as_user(), content, outgoing=True)
        for content in contents
    ]
    _read_everything(wish, person, chat, messages[-1])
    if chat.force_reply is not None:
        chat.force_reply = None
        body = {"reply_keyboard": chat.reply_keyboard, "force_reply": None}
        publish(wish.sandbox, chat, "keyboard", body)
    wish.world.save(chat)
    bot = wish.world.bots.get(chat.bot_id)
    return [seen_by_people(bot, chat, message) for message in messages]


def text_content(text: str, field: str, entities: list[Wire] | None = None) -> Wire:
    """`text` or `caption` with its entities, as a person's phone would send it."""
    try:
        plain, found = formatted(text, entities=entities)
    except (BadEntities, CannotParse) as reason:
        raise NotUnderstood(str(reason)) from None
    if len(plain) > LENGTHS[field]:
        raise NotUnderstood(f"{field} is longer than {LENGTHS[field]} characters")
    entities_field = "entities" if field == "text" else "caption_entities"
    return {field: plain, **({entities_field: found} if found else {})}


def _chat(wish: Wish, person: Person) -> Chat:
    if "chat_id" in wish.body or "chat_key" in wish.body:
        wanted = wish.body.get("chat_key", wish.body.get("chat_id"))
        chat = wish.world.chats.get(str(wanted))
        if chat is None or person.id not in wish.world.readers(chat):
            raise Missing(f"this person has no chat {wanted}")
        return chat
    return wish.world.private_chat(person, wish.bot())


def _start(wish: Wish, person: Person, chat: Chat) -> Wire:
    payload = wish.body.get("payload", "")
    if not isinstance(payload, str) or not START_PAYLOAD.fullmatch(payload):
        raise NotUnderstood("a deep link carries at most 64 of A-Z, a-z, 0-9, _ and -")
    if not chat.is_private:
        raise NotUnderstood("start is for private chats")
    chat.started = True
    let_bot_in(wish.sandbox, person, chat)
    return text_content(f"/start {payload}".strip(), "text")


def _text(wish: Wish) -> Wire:
    content = text_content(wish.need("text", str), "text", wish.body.get("entities"))
    if not content["text"]:
        raise NotUnderstood("text is empty")
    return content


def _caption(wish: Wish) -> Wire:
    caption = wish.body.get("caption")
    return text_content(caption, "caption", wish.body.get("entities")) if caption else {}


def _medium(wish: Wish, media: str, index: int) -> Wire:
    files = wish.body.get("files") or list(wish.files) or [{"sample": "blue"}]
    if index >= len(files):
        raise NotUnderstood("there are too few files")
    return content_of(_file(wish, media, files[index]))


def _file(wish: Wish, media: str, named: Any) -> StoredFile:  # noqa: ANN401 - as JSON has it
    """Find a part of the request, a made-up sample, or a file that was sent before."""
    if isinstance(named, dict) and "file_unique_id" in named:
        file = wish.sandbox.files.get(named["file_unique_id"])
        if file is None or file.media != media:
            raise Missing(f"there is no {media} {named['file_unique_id']}")
        return file
    upload: Upload | None
    if isinstance(named, dict) and "sample" in named:
        upload = sample(media, str(named["sample"]))
    else:
        upload = wish.files.get(str(named))
    if upload is None:
        raise Missing(f"there is no file part {named}")
    said: Wire = {name: wish.body[name] for name in ("duration", "emoji") if name in wish.body}
    try:
        return store(wish.sandbox.files, media, upload, said)
    except NoPicture:
        raise NotUnderstood(f"{upload.file_name} is no picture") from None


def _album(wish: Wish) -> list[Wire]:
    files = wish.body.get("files") or list(wish.files)
    if not 2 <= len(files) <= 10:  # noqa: PLR2004 - Telegram's album
        raise NotUnderstood("an album has 2 to 10 files")
    media = wish.body.get("media", "photo")
    contents = [_medium(wish, media, index) for index in range(len(files))]
    group_id = str(13_000_000_000_000_000 + wish.sandbox.events.last_id)
    for content in contents:
        content["media_group_id"] = group_id
    contents[0].update(_caption(wish))
    return contents


def _location(wish: Wish) -> Wire:
    place = {name: wish.need(name, (int, float)) for name in ("latitude", "longitude")}
    if "horizontal_accuracy" in wish.body:
        place["horizontal_accuracy"] = wish.body["horizontal_accuracy"]
    return {"location": place}


def _live_location(wish: Wish) -> Wire:
    content = _location(wish)
    content["location"]["live_period"] = wish.body.get("live_period", 900)
    return content


def _venue(wish: Wish) -> Wire:
    place = _location(wish)
    named = {"title": wish.body.get("title", "A place"), "address": wish.body.get("address", "")}
    return {**place, "venue": {**place, **named}}


def _contact(wish: Wish) -> Wire:
    person = wish.person()
    return {
        "contact": {
            "phone_number": wish.body.get("phone_number", phone_of(person)),
            "first_name": wish.body.get("first_name", person.first_name),
            **({"user_id": person.id} if "phone_number" not in wish.body else {}),
        }
    }


def phone_of(person: Person) -> str:
    """Make up a number in a range kept for fiction."""
    return f"+1555{person.id % 10_000_000:07}"


def _dice(wish: Wish) -> Wire:
    emoji = wish.body.get("emoji", "🎲")
    if emoji not in DICE_SIDES:
        raise NotUnderstood(f"{emoji} is no dice")
    value = wish.body.get("value", wish.sandbox.events.last_id % DICE_SIDES[emoji] + 1)
    return {"dice": {"emoji": emoji, "value": value}}


def _poll(wish: Wish) -> Wire:
    options = [str(option) for option in wish.need("options", list)]
    return {"poll": poll_of(str(wish.sandbox.events.last_id), wish.need("question", str), options)}


PLAIN: Final[dict[str, Callable[[Wish], Wire]]] = {
    "text": _text,
    "location": _location,
    "live_location": _live_location,
    "venue": _venue,
    "contact": _contact,
    "dice": _dice,
    "poll": _poll,
}


def _frame(wish: Wish, chat: Chat) -> Wire:
    """Reply, quote, topic and forwarding."""
    frame: Wire = {}
    if thread_id := wish.body.get("message_thread_id"):
        if str(thread_id) not in chat.topics:
            raise Missing(f"there is no topic {thread_id}")
        frame.update(message_thread_id=thread_id, is_topic_message=True)
    if reply_to := wish.body.get("reply_to"):
        replied = wish.world.message(chat, reply_to)
        if replied is None:
            raise Missing(f"there is no message {reply_to} to reply to")
        frame["reply_to_message"] = {
            name: item for name, item in replied.wire.items() if name != "reply_to_message"
        }
        if quote := wish.body.get("quote"):
            frame["quote"] = _quote(replied, quote)
    if origin := wish.body.get("forward_from"):
        frame["forward_origin"] = {
            "type": "hidden_user",
            "date": int(wish.sandbox.clock.now()),
            "sender_user_name": origin.get("name", "Somebody"),
        }
    return frame


def _quote(replied: Message, quote: str) -> Wire:
    whole = replied.wire.get("text") or replied.wire.get("caption") or ""
    at = whole.find(quote)
    if at < 0:
        raise NotUnderstood("the quote is no part of the message")
    return {"text": quote, "position": units(whole[:at]), "is_manual": True}


def _read_everything(wish: Wish, person: Person, chat: Chat, newest: Message) -> None:
    """Who writes has read what stands above."""
    chat.read_up_to[str(person.id)] = newest.id


__all__ = ["Bot", "phone_of", "say", "send", "text_content"]
