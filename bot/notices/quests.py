"""The card of a quest in words, and the buttons below it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aiogram.enums import ButtonStyle

from bot.deeds import QuestDeed, QuestPress
from bot.notices.card import Button, Rows, card_call, cut
from bot.words import Words
from core.offers.states import Side
from core.quests.states import ENDED

Facts = Mapping[str, Any]


def word_quest(facts: Facts, words: Words) -> tuple[str, dict[str, Any]]:
    """Give the call that shows or changes the card, without its chat."""
    agreed = ("notice-quest", "quest-route", "quest-meets", "quest-items", "quest-price")
    then = (f"quest-state-{facts['state']}",)
    shown = {**facts, "items": cut(facts["items"]), "has_link": int(facts["link"] is not None)}
    paragraphs = [[words.html(key, shown) for key in keys] for keys in (agreed, then)]
    return card_call(facts, paragraphs, card_rows(facts, words))


def card_rows(facts: Facts, words: Words) -> Rows:
    """Give the buttons that a card has as things stand; none when the quest has ended."""
    if facts["state"] in ENDED:
        return ()
    press = QuestPress(deed=QuestDeed.CANCEL, id=UUID(facts["id"]))
    cancel = Button(words.plain("quest-cancel"), press.pack())
    if facts["link"] is None or facts["side"] != Side.REQUESTER:
        return ((cancel,),)
    label = words.plain("quest-pay", facts)
    return ((Button(label, url=facts["link"], style=ButtonStyle.SUCCESS),), (cancel,))


def cancel_rows(facts: Facts, words: Words, *, back_minor: int) -> Rows:
    """Give the button that cancels at the cost that was read, and the one that does not."""
    quest_id = UUID(facts["id"])
    sure = Button(
        words.plain("quest-cancel-sure"),
        QuestPress(deed=QuestDeed.CANCEL_SURELY, id=quest_id, minor=back_minor).pack(),
        style=ButtonStyle.DANGER,
    )
    back = Button(words.plain("quest-keep"), QuestPress(deed=QuestDeed.BACK, id=quest_id).pack())
    return ((sure,), (back,))
