"""Texts with their entities as a call gives them: parsed, measured, refused in Telegram's words."""

from sandbox.botapi.call import Call
from sandbox.botapi.errors import BadRequest
from sandbox.text.formatted import BadEntities, formatted
from sandbox.text.marks import CannotParse
from sandbox.wire import Wire

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024


def text_of(call: Call) -> Wire:
    """`text` and `entities` of a message that is text."""
    text, entities = parsed(call, call.params, "text", "parse_mode", "entities")
    if not text:
        raise BadRequest("message text is empty")
    if len(text) > TEXT_LENGTH:
        raise BadRequest("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_of(call: Call, given: Wire) -> Wire:
    """`caption` and `caption_entities` of a medium; nothing when it has none."""
    text, entities = parsed(call, given, "caption", "parse_mode", "caption_entities")
    if len(text) > CAPTION_LENGTH:
        raise BadRequest("message caption is too long")
    caption: Wire = {}
    if text:
        caption["caption"] = text
    if entities:
        caption["caption_entities"] = entities
    return caption


def parsed(
    call: Call, given: Wire, text: str, parse_mode: str, entities: str
) -> tuple[str, list[Wire]]:
    try:
        plain, found = formatted(
            given.get(text, ""), parse_mode=given.get(parse_mode), entities=given.get(entities)
        )
    except CannotParse as reason:
        raise BadRequest(f"can't parse entities: {reason}") from None
    except BadEntities as reason:
        raise BadRequest(str(reason)) from None
    return plain, [known for entity in found if (known := _with_user(call, entity))]


def _with_user(call: Call, entity: Wire) -> Wire | None:
    """Complete a mention; of a person the bot cannot know it is plain text."""
    if entity["type"] != "text_mention":
        return entity
    person = call.sandbox.world.people.get(entity.get("user", {}).get("id"))
    return {**entity, "user": person.as_user()} if person else None
