"""What a writer is asked and told about his own messages on a line."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from bot.deeds import LineDeed, LinePress
from bot.notices.card import Button, markup_of
from bot.words import Words
from core.messages.states import HeldFor

Facts = Mapping[str, Any]
Call = tuple[str, dict[str, Any]]

_ASKS = {
    HeldFor.PLACE: "notice-line-held-place",
    HeldFor.NUMBER: "notice-line-held-number",
    HeldFor.CODE: "notice-line-held-code",
    HeldFor.PICTURE: "notice-line-held-picture",
}
_YES = {HeldFor.CONTACT: "line-send-masked", HeldFor.PICTURE: "line-send-picture"}


def word_held(facts: Facts, words: Words) -> Call:
    """Ask a writer what is to become of what was held."""
    kinds = [words.plain(f"leak-{kind}") for kind in facts["kinds"].split()]
    shown = {**facts, "what": ", ".join(kinds)}
    key = _ASKS.get(facts["held_for"], "notice-line-held")
    message_id = UUID(facts["message"])
    buttons = _ways_to_send(HeldFor(facts["held_for"]), is_early=bool(facts["is_rough"]))
    rows = tuple(
        (Button(words.plain(label), LinePress(deed=deed, id=message_id).pack()),)
        for label, deed in (*buttons, ("line-send-not", LineDeed.LET_GO))
    )
    params = _reply_to(facts) | {
        "text": words.html(key, shown),
        "parse_mode": "HTML",
        "reply_markup": markup_of(rows),
    }
    return "sendMessage", params


def _ways_to_send(held_for: HeldFor, *, is_early: bool) -> list[tuple[str, LineDeed]]:
    """Say by which buttons it may be sent; `is_early` while the delivery is not paid."""
    if held_for is HeldFor.CODE and is_early:
        return []
    if held_for is HeldFor.CONTACT and not is_early:
        return [("line-send-surely", LineDeed.PASS_WHOLE)]
    return [(_YES.get(held_for, "line-send-surely"), LineDeed.PASS)]


def word_undelivered(facts: Facts, words: Words) -> Call:
    text = words.html("notice-line-undelivered", facts)
    return "sendMessage", _reply_to(facts) | {"text": text, "parse_mode": "HTML"}


def word_dropped(facts: Facts, words: Words) -> Call:
    """Say why something does not pass, as an answer to it."""
    text = words.html("notice-line-dropped", facts)
    return "sendMessage", _reply_to(facts) | {"text": text, "parse_mode": "HTML"}


def _reply_to(facts: Facts) -> dict[str, Any]:
    if not facts["reply"]:
        return {}
    reply = {"message_id": facts["reply"], "allow_sending_without_reply": True}
    return {"reply_parameters": reply}
