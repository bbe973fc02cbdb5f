"""Makes the call that shows a card or changes it in place, and the buttons below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.enums import ButtonStyle

from bot.presses import marked, new_mark
from core.cards.service import EDITS

Paragraph = Sequence[str]
"""Lines that stand together."""

_ITEMS_UNITS = 120
"""Of a list of things, so that all of a card fits the 1024 units that a caption may have."""


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is what a press carries, or `url` where it leads."""

    text: str
    data: str = ""
    url: str | None = None
    style: ButtonStyle | None = None


Rows = Sequence[Sequence[Button]]


def markup_of(rows: Rows) -> dict[str, Any]:
    """Give the buttons the mark of this showing, so that one press acts once."""
    mark = new_mark()
    return {"inline_keyboard": [[_told(button, mark) for button in row] for row in rows if row]}


def _told(button: Button, mark: str) -> dict[str, str]:
    told = {"text": button.text}
    if button.url is None:
        told["callback_data"] = marked(button.data, mark)
    else:
        told["url"] = button.url
    return told if button.style is None else {**told, "style": button.style.value}


def card_call(
    facts: Mapping[str, Any], paragraphs: Sequence[Paragraph], rows: Rows
) -> tuple[str, dict[str, Any]]:
    """Give the method and its parameters: a photo with a caption where the card has a photo.

    A card that changes names the row of the outbox that became its message.
    """
    text = "\n\n".join("\n".join(lines) for lines in paragraphs if lines)
    photo, edits = facts.get("photo"), facts.get(EDITS)
    params: dict[str, Any] = {"parse_mode": "HTML"}
    if photo:
        params["caption"] = text
    else:
        params |= {"text": text, "link_preview_options": {"is_disabled": True}}
    if any(rows):
        params["reply_markup"] = markup_of(rows)
    if edits is not None:
        return "editMessageCaption" if photo else "editMessageText", params | {"message_id": -edits}
    if photo:
        return "sendPhoto", params | {"photo": photo}
    return "sendMessage", params


def cut(items: str) -> str:
    """Shorten a long list of things; all of it is on the card of the parcel."""
    kept, units = "", 0
    for sign in items:
        units += len(sign.encode("utf-16-le")) // 2
        if units > _ITEMS_UNITS:
            return kept.rstrip(" ,") + " …"
        kept += sign
    return kept
