"""Between Telegram's entities, which count UTF-16 units, and marks, which count code points. Pure.

Only looks pass: whatever leads somewhere, or names somebody, becomes the plain text that it covers.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from aiogram.types import MessageEntity

from core.messages.states import Mark, MarkKind

_KINDS = frozenset(MarkKind)


def marks_of(text: str, entities: Iterable[MessageEntity]) -> tuple[Mark, ...]:
    """Keep the looks of a text."""
    wanted = [one for one in entities if one.type in _KINDS]
    if not wanted:
        return ()
    places = _places(text)
    last = len(text)
    return tuple(
        Mark(
            MarkKind(one.type),
            places.get(one.offset, last),
            places.get(one.offset + one.length, last),
        )
        for one in wanted
    )


def entities_of(text: str, marks: Sequence[Mark], *, behind: str = "") -> list[dict[str, Any]]:
    """Give the entities of a text that stands behind another one."""
    if not marks:
        return []
    before = units(behind)
    offsets = _offsets(text)
    return [
        {
            "type": mark.kind.value,
            "offset": before + offsets[mark.start],
            "length": offsets[mark.end] - offsets[mark.start],
        }
        for mark in marks
        if mark.start < mark.end <= len(text)
    ]


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _offsets(text: str) -> list[int]:
    """Give the offset in units of each code point, and of the end."""
    offsets = [0]
    for sign in text:
        offsets.append(offsets[-1] + (2 if ord(sign) > 0xFFFF else 1))  # noqa: PLR2004  (the BMP)
    return offsets


def _places(text: str) -> dict[int, int]:
    return {offset: place for place, offset in enumerate(_offsets(text))}
