"""What a person's message holds: one function for every kind there is."""

from collections.abc import Callable
from typing import Any, Final

from sandbox.botapi.checks import Mismatch
from sandbox.media.dice import SIDES, rolled
from sandbox.media.poll import poll_of
from sandbox.media.samples import sample
from sandbox.media.shapes import NoPicture, content_of, store
from sandbox.people.refusals import Missing, NotUnderstood
from sandbox.people.wish import Wish
from sandbox.text.formatted import BadEntities, formatted
from sandbox.text.marks import CannotParse
from sandbox.wire import Upload, Wire
from sandbox.world.files import MARKS
from sandbox.world.things import Person, StoredFile

LENGTHS = {"text": 4096, "caption": 1024}


def contents_of(wish: Wish, kind: str) -> list[Wire]:
    """Make the content of one message, or of every message of an album."""
    if kind == "album":
        return _album(wish)
    if kind in MARKS:
        return [{**_medium(wish, kind, 0), **_caption(wish)}]
    if kind in PLAIN:
        return [PLAIN[kind](wish)]
    raise NotUnderstood(f"there is no kind {kind}")


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


def _text(wish: Wish) -> Wire:
    content = text_content(wish.need("text", str), "text", _entities(wish))
    if not content["text"]:
        raise NotUnderstood("text is empty")
    return content


def _entities(wish: Wish) -> list[Wire]:
    check = wish.sandbox.schema.requests["sendMessage"].optional["entities"]
    try:
        entities: list[Wire] = check(wish.body.get("entities") or [])  # type: ignore[assignment]
    except Mismatch as mismatch:
        raise NotUnderstood(f"entities: {mismatch}") from None
    return entities


def _caption(wish: Wish) -> Wire:
    caption = wish.body.get("caption")
    return text_content(caption, "caption", _entities(wish)) if caption else {}


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
    if emoji not in SIDES:
        raise NotUnderstood(f"{emoji} is no dice")
    dice = rolled(emoji)
    return {"dice": {**dice, "value": wish.body.get("value", dice["value"])}}


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
