"""The card of a line: whom one writes to, and what can be done there."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from aiogram.enums import ButtonStyle

from bot.deeds import LineDeed, LinePress
from bot.notices.card import Button, Rows, card_call
from bot.words import Words
from core.linkline.states import Phase

Facts = Mapping[str, Any]
Call = tuple[str, dict[str, Any]]

_MOST_NAME = 60
"""Telegram takes 128 units; a code point may be two."""


def word_line(facts: Facts, words: Words) -> Call:
    """Give the card: whom one writes to, and what can be done there."""
    is_over = facts["phase"] == Phase.OVER
    state = "over" if is_over else "here" if facts["is_here"] else "left"
    paragraphs = [
        [words.html("notice-line", facts), words.html("line-route", facts)],
        [words.html(f"line-{state}", facts)],
    ]
    if not is_over:
        if facts.get("is_away"):
            paragraphs[0].append(words.html("line-away", facts))
        elif facts.get("pace"):
            paragraphs[0].append(words.html("line-pace", facts))
        told = "paid" if facts["phase"] == Phase.PAID else "talking"
        paragraphs.append([words.html(f"line-{told}", facts)])
    return card_call(facts, paragraphs, () if is_over else line_rows(facts, words))


def topic_name(facts: Facts, words: Words) -> str:
    """Name the topic of a line by who it is with and what goes where."""
    return words.plain("line-choice", facts)[:_MOST_NAME]


def line_rows(facts: Facts, words: Words) -> Rows:
    """Give the buttons of a card as things stand."""
    line_id = UUID(facts["id"])

    def button(key: str, deed: LineDeed, style: ButtonStyle | None = None) -> Button:
        return Button(words.plain(key, facts), LinePress(deed=deed, id=line_id).pack(), style=style)

    if not facts["is_here"]:
        return ((button("line-enter", LineDeed.ENTER, ButtonStyle.SUCCESS),),)
    rows: list[Sequence[Button]] = [
        (button("line-leave", LineDeed.LEAVE), button("line-unsend", LineDeed.UNSEND_LAST)),
        (button("line-mute", LineDeed.MUTE), button("line-more", LineDeed.MORE)),
    ]
    if facts.get("is_paused"):
        rows.append((button("line-come-back", LineDeed.COME_BACK, ButtonStyle.SUCCESS),))
    else:
        rows.append((button("line-pause", LineDeed.PAUSE),))
    if facts["phase"] == Phase.PAID and not facts["has_asked"]:
        rows.append((button("line-reveal", LineDeed.REVEAL),))
    return rows


def more_rows(facts: Facts, words: Words) -> Rows:
    """Give what is seldom needed: to report, to block, and the way back."""
    line_id = UUID(facts["id"])
    return tuple(
        (Button(words.plain(key), LinePress(deed=deed, id=line_id).pack()),)
        for key, deed in (
            ("line-report", LineDeed.REPORT),
            ("line-block", LineDeed.BLOCK),
            ("button-back", LineDeed.BACK),
        )
    )


def report_rows(facts: Facts, words: Words) -> Rows:
    line_id = UUID(facts["id"])
    reasons = (
        ("line-report-rude", LineDeed.REPORT_RUDE),
        ("line-report-scam", LineDeed.REPORT_SCAM),
        ("line-report-unsafe", LineDeed.REPORT_UNSAFE),
        ("line-report-other", LineDeed.REPORT_OTHER),
        ("button-back", LineDeed.BACK),
    )
    return tuple(
        (Button(words.plain(key), LinePress(deed=deed, id=line_id).pack()),)
        for key, deed in reasons
    )


def block_rows(facts: Facts, words: Words) -> Rows:
    line_id = UUID(facts["id"])
    sure = LinePress(deed=LineDeed.BLOCK_SURELY, id=line_id).pack()
    back = LinePress(deed=LineDeed.BACK, id=line_id).pack()
    return (
        (Button(words.plain("line-block-sure"), sure, style=ButtonStyle.DANGER),),
        (Button(words.plain("button-back"), back),),
    )
