"""Quotes: the part of a message that an answer is about, found exactly, its looks included."""

from collections.abc import Iterator

from sandbox.text.utf16 import units
from sandbox.wire import Wire

KEPT = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"}
)
MOST_UNITS = 1024


def quoted(
    wire: Wire, words: str, *, position: int = 0, entities: list[Wire] | None = None
) -> Wire | None:
    """Quote words of a message where they stand nearest to `position`; None if they do not.

    `entities` are the looks that the words must have there; None takes them as they are.
    """
    whole = wire.get("text") or wire.get("caption") or ""
    marked = wire.get("entities") or wire.get("caption_entities") or []
    size = units(words)
    if not 0 < size <= MOST_UNITS:
        return None
    found = [(at, looks_within(marked, at, size)) for at in _places(whole, words)]
    if entities is not None:
        wanted = looks_within(entities, 0, size)
        found = [(at, looks) for at, looks in found if looks == wanted]
    if not found:
        return None
    at, looks = min(found, key=lambda one: abs(one[0] - position))
    quote: Wire = {"text": words, "position": at, "is_manual": True}
    return {**quote, "entities": looks} if looks else quote


def looks_within(entities: list[Wire], start: int, size: int) -> list[Wire]:
    """Cut from entities what a quote of this part keeps of them."""
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - start, 0)
        end = min(entity["offset"] + entity["length"] - start, size)
        if entity["type"] in KEPT and end > begin:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return kept


def _places(whole: str, words: str) -> Iterator[int]:
    at = whole.find(words)
    while at >= 0:
        yield units(whole[:at])
        at = whole.find(words, at + 1)
