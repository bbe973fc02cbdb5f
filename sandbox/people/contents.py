"""What a person's message holds: one function for every kind there is."""

from collections.abc import Callable
from typing import Any, Final

from sandbox.botapi.checks import Mismatch
from sandbox.media.dice import SIDES, rolled
from sandbox.media.poll import poll_of
from sandbox.people.filing import album, medium
from sandbox.people.refusals import Missing, NotUnderstood
from sandbox.people.wish import Wish
from sandbox.text.formatted import BadEntities, formatted
from sandbox.text.marks import CannotParse
from sandbox.wire import Wire
from sandbox.world.files import MARKS
from sandbox.world.things import Person

LENGTHS = {"text": 4096, "caption": 1024}


def contents_of(wish: Wish, kind: str) -> list[Wire]:
    """Make the content of one message, or of every message of an album."""
    if kind == "album":
        first, *others = album(wish)
        return [{**first, **caption_of(wish)}, *others]
    if kind in MARKS:
        return [{**medium(wish, kind), **caption_of(wish)}]
    if kind == "raw":
        return [{}]
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


def text_of(wish: Wish) -> Wire:
    content = text_content(wish.need("text", str), "text", _entities(wish))
    if not content["text"]:
        raise NotUnderstood("text is empty")
    return content


def _entities(wish: Wish) -> list[Wire]:
    check = wish.sandbox.schema.requests["sendMessage"].optional["entities"]
    given = [_with_user(wish, entity) for entity in wish.body.get("entities") or []]
    try:
        entities: list[Wire] = check(given)  # type: ignore[assignment]
    except Mismatch as mismatch:
        raise NotUnderstood(f"entities: {mismatch}") from None
    return entities


def _with_user(wish: Wish, entity: Any) -> Any:  # noqa: ANN401 - as JSON has it
    """Complete a mention of a person without a username, of whom the id is enough."""
    user = entity.get("user") if isinstance(entity, dict) else None
    person = wish.world.people.get(user.get("id", 0)) if isinstance(user, dict) else None
    return {**entity, "user": person.as_user()} if person else entity


def caption_of(wish: Wish) -> Wire:
    caption = wish.body.get("caption")
    return text_content(caption, "caption", _entities(wish)) if caption else {}


def place_of(wish: Wish) -> Wire:
    place = {name: wish.need(name, (int, float)) for name in ("latitude", "longitude")}
    return {**place, **_told(wish, "horizontal_accuracy", "heading", "proximity_alert_radius")}


def _location(wish: Wish) -> Wire:
    return {"location": place_of(wish)}


def _live_location(wish: Wish) -> Wire:
    content = _location(wish)
    content["location"]["live_period"] = wish.body.get("live_period", 900)
    return content


def _venue(wish: Wish) -> Wire:
    place = _location(wish)
    named = {"title": wish.body.get("title", "A place"), "address": wish.body.get("address", "")}
    return {**place, "venue": {**place, **named}}


def _contact(wish: Wish) -> Wire:
    """Show one's own card, another person's (`person_id`), or one that leads to nobody."""
    person = wish.person()
    if (other := wish.body.get("person_id")) is not None:
        if other not in wish.world.people:
            raise Missing(f"there is no person {other}")
        person = wish.world.people[other]
    if "phone_number" not in wish.body:
        return {"contact": {**card_of(person), **_told(wish, "vcard")}}
    named = {"first_name": wish.body.get("first_name", person.first_name)}
    return {"contact": {**named, **_told(wish, "phone_number", "last_name", "vcard")}}


def card_of(person: Person) -> Wire:
    card: Wire = {"phone_number": phone_of(person), "first_name": person.first_name}
    if person.last_name:
        card["last_name"] = person.last_name
    return {**card, "user_id": person.id}


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


def _told(wish: Wish, *names: str) -> Wire:
    return {name: wish.body[name] for name in names if name in wish.body}


PLAIN: Final[dict[str, Callable[[Wish], Wire]]] = {
    "text": text_of,
    "location": _location,
    "live_location": _live_location,
    "venue": _venue,
    "contact": _contact,
    "dice": _dice,
    "poll": _poll,
}
