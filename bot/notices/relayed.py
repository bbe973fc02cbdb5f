"""What one side of a line has said, as the other side sees it.

What a Peer has written goes out as text with entities, never as markup.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from bot.deeds import LineDeed, LinePress
from bot.marks import entities_of, units
from bot.notices.card import Button, markup_of
from bot.words import Words
from core.copies.service import CHANGES
from core.messages.states import Content, MessageKind, marks_in

Facts = Mapping[str, Any]
Call = tuple[str, dict[str, Any]]

ATTACHED = "attach://"
"""Begins what stands for a file that is sent along; the name of its part follows."""

ENCLOSED_PART = "enclosed-"
"""Begins the name of a part that is an enclosure; its number follows."""

IN_TOPIC = "in_topic"
"""The fact on a message that stands in the topic of its line, which says of what it is."""

CORRECTS = "corrects"
"""The fact on a message that says anew what could not be changed in place."""

METHODS = {
    MessageKind.PHOTO: "sendPhoto",
    MessageKind.VIDEO: "sendVideo",
    MessageKind.ANIMATION: "sendAnimation",
    MessageKind.DOCUMENT: "sendDocument",
    MessageKind.AUDIO: "sendAudio",
    MessageKind.VOICE: "sendVoice",
    MessageKind.VIDEO_NOTE: "sendVideoNote",
}
_CAPTION_ONLY = frozenset({MessageKind.VOICE})
"""What Telegram lets nobody put another file into."""

_MOST_TEXT, _MOST_CAPTION = 4096, 1024
"""How many UTF-16 units Telegram takes."""

_SHOWABLE = frozenset({MessageKind.PHOTO, MessageKind.VIDEO, MessageKind.ANIMATION})


def word_message(facts: Facts, words: Words) -> Call:
    """Give what the other side has said, with its pseudonym on top."""
    contents = [Content.unpacked(one) for one in orjson.loads(facts["contents"])]
    if facts.get(CHANGES):
        return _change(facts, contents[0], words)
    params = _frame(facts, words)
    if len(contents) > 1:
        media = [
            _medium(one, facts, words, is_first=place == 0) for place, one in enumerate(contents)
        ]
        params.pop("reply_markup", None)
        return "sendMediaGroup", {**params, "media": media}
    method, content = _content(contents[0], facts, words)
    return method, {**params, **content}


def _frame(facts: Facts, words: Words) -> dict[str, Any]:
    params: dict[str, Any] = {}
    if facts["is_silent"]:
        params["disable_notification"] = True
    if facts["reply"]:
        reply = {"message_id": facts["reply"], "allow_sending_without_reply": True}
        params["reply_parameters"] = {**reply, **_quote(facts)}
    if not _is_plain(facts):
        params["reply_markup"] = _answer_button(facts, words)
    return params


def _is_plain(facts: Facts) -> bool:
    """Tell whether it is plain of what a message is, and where an answer goes."""
    return bool(facts["is_here"] or facts.get(IN_TOPIC))


def _quote(facts: Facts) -> dict[str, Any]:
    """Telegram finds what is quoted by its words and its looks."""
    quote = facts["quote"]
    if not quote:
        return {}
    looks = entities_of(quote, marks_in(orjson.loads(facts["quote_looks"])))
    return {"quote": quote, "quote_entities": looks}


def _answer_button(facts: Facts, words: Words) -> dict[str, Any]:
    press = LinePress(deed=LineDeed.ENTER, id=UUID(facts["line"])).pack()
    return markup_of(((Button(words.plain("line-answer", facts), press),),))


def _head(facts: Facts, words: Words, *, room: int) -> str:
    """Say who writes, and of what where that is not plain and there is room; as plain text."""
    parts = [words.plain("line-head", facts)]
    if facts["is_forwarded"]:
        parts.append(words.plain("line-head-forwarded"))
    if facts.get(CORRECTS):
        parts.append(words.plain("line-head-corrected"))
    brief = " · ".join(parts)
    if _is_plain(facts):
        return brief
    parts.insert(1, words.plain("line-head-route", facts))
    head = " · ".join(parts)
    return head if units(head) <= room else brief


def _said(content: Content, facts: Facts, words: Words) -> tuple[str, list[dict[str, Any]]]:
    """Put the head above what was said; answer the text and its entities."""
    most = _MOST_TEXT if content.kind is MessageKind.TEXT else _MOST_CAPTION
    head = _head(facts, words, room=most - units(content.text) - 1)
    above = f"{head}\n" if content.text else head
    bold = {"type": "bold", "offset": 0, "length": units(head)}
    return above + content.text, [bold, *entities_of(content.text, content.marks, behind=above)]


def _content(content: Content, facts: Facts, words: Words) -> Call:
    if content.kind is MessageKind.TEXT:
        text, entities = _said(content, facts, words)
        preview = {"is_disabled": True}
        return "sendMessage", {"text": text, "entities": entities, "link_preview_options": preview}
    if content.kind is MessageKind.CONTACT:
        told = Content(MessageKind.TEXT, words.plain("line-number", content.facts))
        return _content(told, facts, words)
    if content.kind.is_place:
        return _place(content, facts, words)
    params: dict[str, Any] = {content.kind.value: file_of(content)}
    if content.kind is MessageKind.VIDEO_NOTE:
        return METHODS[content.kind], {**params, "reply_markup": _answer_button(facts, words)}
    caption, entities = _said(content, facts, words)
    params |= {"caption": caption, "caption_entities": entities, **looks_of(content)}
    return METHODS[content.kind], params


def file_of(content: Content) -> str:
    """Name a file for Telegram: one that we keep is sent along."""
    return (
        content.file if content.kept_id is None else f"{ATTACHED}{ENCLOSED_PART}{content.kept_id}"
    )


def looks_of(content: Content) -> dict[str, Any]:
    if content.kind not in _SHOWABLE:
        return {}
    looks = {
        "has_spoiler": content.facts.get("is_spoiler"),
        "show_caption_above_media": content.facts.get("is_caption_above"),
    }
    return {name: True for name, value in looks.items() if value}


def _place(content: Content, facts: Facts, words: Words) -> Call:
    """Give a place; it has no caption, so its button names who has sent it."""
    where = {name: content.facts[name] for name in ("latitude", "longitude")}
    params: dict[str, Any] = {**where, "reply_markup": _answer_button(facts, words)}
    if content.kind is MessageKind.VENUE:
        told = {name: content.facts[name] for name in ("title", "address")}
        return "sendVenue", {**params, **told}
    if content.kind is MessageKind.LIVE and content.facts.get("seconds"):
        params["live_period"] = content.facts["seconds"]
    return "sendLocation", params


def _medium(content: Content, facts: Facts, words: Words, *, is_first: bool) -> dict[str, Any]:
    medium: dict[str, Any] = {
        "type": content.kind.value,
        "media": file_of(content),
        **looks_of(content),
    }
    if is_first:
        caption, entities = _said(content, facts, words)
        return {**medium, "caption": caption, "caption_entities": entities}
    if content.text:
        entities = entities_of(content.text, content.marks)
        medium |= {"caption": content.text, "caption_entities": entities}
    return medium


def _change(facts: Facts, content: Content, words: Words) -> Call:
    """Give the call that lets a message say something else."""
    params: dict[str, Any] = {"message_id": facts[CHANGES]}
    if content.kind is MessageKind.LIVE:
        if not content.facts.get("seconds"):
            return "stopMessageLiveLocation", params
        where = {name: content.facts[name] for name in ("latitude", "longitude")}
        markup = _answer_button(facts, words)
        return "editMessageLiveLocation", {**params, **where, "reply_markup": markup}
    if not _is_plain(facts) and not facts.get("is_of_album"):
        params["reply_markup"] = _answer_button(facts, words)
    if content.kind is MessageKind.TEXT:
        _, said = _content(content, facts, words)
        return "editMessageText", {**params, **said}
    if content.kind in _CAPTION_ONLY:
        caption, entities = _said(content, facts, words)
        return "editMessageCaption", {**params, "caption": caption, "caption_entities": entities}
    is_first = not facts.get("place")
    return "editMessageMedia", {
        **params,
        "media": _medium(content, facts, words, is_first=is_first),
    }


def word_reaction(facts: Facts, words: Words) -> Call:
    """Give the call that sets a reaction, or takes it away."""
    emoji = facts["emoji"]
    reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
    return "setMessageReaction", {"message_id": facts["message"], "reaction": reaction}
