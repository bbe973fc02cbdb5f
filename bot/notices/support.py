"""What Support says in a Peer's chat, and what a ticket says at the desk.

What a person has written goes out as text with entities, never as markup.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from aiogram.enums import ButtonStyle

from bot.deeds import DeskDeed, DeskPress, SupportDeed, SupportPress
from bot.marks import entities_of, units
from bot.notices.card import Button, Rows, markup_of
from bot.notices.relayed import IN_TOPIC, METHODS, file_of, looks_of
from bot.words import Words
from core.copies.service import CHANGES
from core.messages.states import Content, MessageKind
from core.tickets.states import MOST_STARS

Facts = Mapping[str, Any]
Call = tuple[str, dict[str, Any]]

_MOST_TOPIC = 60
"""Telegram takes 128 units for the name of a topic; a code point may be two."""


def word_to_peer(facts: Facts, words: Words) -> Call:
    """Give what one of our people has said, with the name of Support on top."""
    markup = None
    if not facts.get("is_here") and not facts.get(IN_TOPIC):
        press = SupportPress(deed=SupportDeed.ANSWER).pack()
        markup = markup_of(((Button(words.plain("support-answer"), press),),))
    return _call(facts, words.plain("support-head", facts), words, markup)


def word_to_desk(facts: Facts, words: Words) -> Call:
    """Give what was said on a ticket, with who has said it on top."""
    who = {
        "author": "note" if facts.get("is_note") else facts["author"],
        "name": facts.get("name", ""),
    }
    head = words.plain("desk-head", who)
    if not facts.get(IN_TOPIC):
        head = words.plain("desk-head-number", {"number": facts["number"], "head": head})
    return _call(facts, head, words, None)


def _call(facts: Facts, head: str, words: Words, markup: dict[str, Any] | None) -> Call:
    content = Content.unpacked(orjson.loads(facts["content"]))
    if content.kind is MessageKind.CONTACT:
        content = Content(MessageKind.TEXT, words.plain("line-number", content.facts))
    said, looks = _below(head, content)
    if facts.get("is_of_album"):  # the first of it says who writes
        said, looks = content.text, entities_of(content.text, content.marks)
    params: dict[str, Any] = {} if markup is None else {"reply_markup": markup}
    changes = facts.get(CHANGES)
    if changes:
        params["message_id"] = changes
    elif facts["reply"]:
        reply = {"message_id": facts["reply"], "allow_sending_without_reply": True}
        params["reply_parameters"] = reply
    if facts.get("others"):
        params.pop("reply_markup", None)
        return "sendMediaGroup", {**params, "media": _media(facts, content, said, looks)}
    if content.kind is MessageKind.TEXT:
        method = "editMessageText" if changes else "sendMessage"
        preview = {"is_disabled": True}
        return method, {**params, "text": said, "entities": looks, "link_preview_options": preview}
    if content.kind.is_place:
        where = {name: content.facts[name] for name in ("latitude", "longitude")}
        return "sendLocation", {**params, **where}
    told = {"caption": said, "caption_entities": looks}
    if changes:
        return "editMessageCaption", {**params, **told}
    params[content.kind.value] = file_of(content)
    if content.kind is MessageKind.VIDEO_NOTE:
        return METHODS[content.kind], params
    return METHODS[content.kind], {**params, **told, **looks_of(content)}


def _below(head: str, content: Content) -> tuple[str, list[dict[str, Any]]]:
    """Put the head above what was said; answer the text and its entities."""
    above = f"{head}\n" if content.text else head
    bold = {"type": "bold", "offset": 0, "length": units(head)}
    return above + content.text, [bold, *entities_of(content.text, content.marks, behind=above)]


def _media(
    facts: Facts, first: Content, said: str, looks: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give the pictures of an album; the first says who sends them."""
    others = [Content.unpacked(one) for one in orjson.loads(facts["others"])]
    captions = [(said, looks)]
    captions += [(one.text, entities_of(one.text, one.marks)) for one in others]
    return [
        {
            "type": one.kind.value,
            "media": file_of(one),
            **looks_of(one),
            **({"caption": text, "caption_entities": entities} if text else {}),
        }
        for one, (text, entities) in zip([first, *others], captions, strict=True)
    ]


def word_solved(facts: Facts, words: Words) -> Call:
    """Say that it is done as far as we know, with the stars below."""
    stars = tuple(
        Button(
            words.plain("support-stars", {"stars": stars}),
            SupportPress(deed=SupportDeed.RATE, id=UUID(facts["ticket"]), number=stars).pack(),
        )
        for stars in range(1, MOST_STARS + 1)
    )
    params = {
        "text": words.html(
            "notice-ticket-solved", {**facts, "has_subject": int(bool(facts["subject"]))}
        ),
        "parse_mode": "HTML",
        "reply_markup": markup_of((stars,)),
    }
    return "sendMessage", params


def word_news(facts: Facts, words: Words) -> Call:
    """Tell the desk what has happened to a ticket."""
    reason = facts.get("reason")
    shown = {**facts, "why": words.plain(str(reason), facts) if reason else ""}
    shown = {"into": 0, "stars": 0, "flaw": "", **shown}
    text = words.html("desk-news", shown)
    if not facts.get(IN_TOPIC):
        text = words.html("desk-news-number", {"number": facts["number"]}) + " " + text
    return "sendMessage", {"text": text, "parse_mode": "HTML"}


def desk_topic_name(facts: Facts, words: Words) -> str:
    """Name the topic of a ticket by its number and what it is about."""
    return words.plain("desk-topic", {**facts, "has_subject": int(bool(facts["subject"]))})[
        :_MOST_TOPIC
    ]


def word_card(facts: Facts, words: Words) -> dict[str, Any]:
    """Give the card of a ticket as it stands: text and buttons, without a method."""
    keys = ["desk-card", "desk-card-state"]
    if facts["has_quest"]:
        keys.append("desk-card-quest")
    if facts["tags"]:
        keys.append("desk-card-tags")
    lines = [words.html(key, facts) for key in keys]
    lines += ["", words.html("desk-card-how")]
    params: dict[str, Any] = {"text": "\n".join(lines), "parse_mode": "HTML"}
    rows = _card_rows(facts, words)
    if rows:
        params["reply_markup"] = markup_of(rows)
    return params


def _card_rows(facts: Facts, words: Words) -> Rows:
    def button(key: str, deed: DeskDeed, style: ButtonStyle | None = None) -> Button:
        press = DeskPress(deed=deed, id=UUID(facts["ticket"])).pack()
        return Button(words.plain(key), press, style=style)

    if facts["state"] == "closed":
        return ()
    solved = facts["state"] == "solved"
    done = (
        button("desk-close", DeskDeed.CLOSE)
        if solved
        else button("desk-solve", DeskDeed.SOLVE, ButtonStyle.SUCCESS)
    )
    return (
        (button("desk-mine", DeskDeed.MINE), done),
        (
            button("desk-less-pressing", DeskDeed.LESS_PRESSING),
            button("desk-more-pressing", DeskDeed.MORE_PRESSING),
        ),
    )
