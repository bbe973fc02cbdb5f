"""From what a bot or a person sends to what Telegram keeps: plain text and its entities."""

from collections.abc import Callable

from sandbox.text.found import found_entities
from sandbox.text.html import parse_html
from sandbox.text.markdown import parse_markdown
from sandbox.text.markdown_v2 import parse_markdown_v2
from sandbox.text.marks import CannotParse, Parsed
from sandbox.text.utf16 import splits_a_character, units
from sandbox.wire import Wire

PARSERS: dict[str, Callable[[str], Parsed]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}
KINDS = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)


class BadEntities(Exception):
    """Entities that do not lie in the text, in Telegram's words."""


def formatted(
    text: str, *, parse_mode: str | None = None, entities: list[Wire] | None = None
) -> tuple[str, list[Wire]]:
    """Read markup or entities.

    Raises `CannotParse` for faulty markup and `BadEntities` for entities outside the text.
    """
    marked: list[Wire] = []
    if parse_mode:
        parser = PARSERS.get(parse_mode.lower())
        if parser is None:
            raise BadEntities("unsupported parse_mode")
        parsed = parser(text)
        text, marked = parsed.text_from(0), parsed.entities
    elif entities:
        marked = [dict(entity) for entity in entities]
        _check(text, marked)
    text, marked = _trimmed(text, marked)
    marked += found_entities(text, marked)
    marked.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, marked


def _check(text: str, entities: list[Wire]) -> None:
    size = units(text)
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        if entity["type"] not in KINDS:
            raise CannotParse(f"unsupported entity type {entity['type']}")
        if offset < 0:
            raise BadEntities(f"receive an entity with incorrect offset {offset}")
        if length <= 0:
            raise BadEntities(f"receive an entity with incorrect length {length}")
        if offset + length > size:
            raise BadEntities(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
                f" at UTF-16 offset {offset + length}"
            )
        if splits_a_character(text, offset):
            raise BadEntities(
                f"entity begins in a middle of a UTF-16 symbol at byte offset {offset}"
            )
        if splits_a_character(text, offset + length):
            raise BadEntities(
                f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol"
                f" at UTF-16 offset {offset + length}"
            )


def _trimmed(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    """Telegram cuts white space off both ends, and what of an entity lay in it."""
    trimmed = text.strip()
    if trimmed == text:
        return text, entities
    lead = units(text[: len(text) - len(text.lstrip())])
    size = units(trimmed)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] + entity["length"] - lead)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return trimmed, kept
