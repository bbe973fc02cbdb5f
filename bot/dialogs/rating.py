"""How was it? Stars, what was so, and a few words, opened from the card of a quest."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.cards import id_in, missing
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import MenuScreens, RatingScreens
from bot.dialogs.way import leave_to
from bot.dialogs.widgets import Choice, Label, Say, grid, services_of, visit_of
from bot.visit import Visit
from bot.words import Words
from core.errors import Refused
from core.offers.states import Side
from core.quests.queries import QuestMissing, facts_for, quest_for
from core.quests.service import rate_quest
from core.ratings.queries import rating_by
from core.ratings.states import TAGS_ABOUT, Said, Tag, check_said
from core.trust.states import BEST_STARS, WORST_STARS

_STARS, _TAGS, _TEXT = "stars", "tags", "text"


async def _ask(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    try:
        quest = await quest_for(visit.session, visit.peer, id_in(dialog_manager))
    except QuestMissing as refusal:
        return {**missing(refusal), "is_there": False, "is_rated": False, "star": [], "tag": []}
    side = quest.side_of(visit.peer)
    data = dialog_manager.dialog_data
    if _STARS not in data:
        before = await rating_by(visit.session, quest.id, side) or Said(0)
        data |= {_STARS: before.stars, _TAGS: sorted(before.tags), _TEXT: before.text}
    facts = await facts_for(visit.session, quest, side)
    said = _said(dialog_manager)
    return {
        "is_there": True,
        "is_gone": False,
        "is_rated": said.stars > 0,
        "side": side.value,
        "from": facts["from"],
        "to": facts["to"],
        "text": said.text,
        "has_text": bool(said.text),
        "star": [_star(said, one) for one in range(WORST_STARS, BEST_STARS + 1)],
        "tag": [_tag(said, one, visit.words) for one in TAGS_ABOUT[side.other]],
    }


def _said(manager: DialogManager) -> Said:
    data = manager.dialog_data
    tags = frozenset(map(Tag, data.get(_TAGS, ())))
    return Said(data.get(_STARS, 0), tags, data.get(_TEXT, ""))


def _star(said: Said, stars: int) -> Choice:
    return Choice(str(stars), f"{'★' if stars <= said.stars else '☆'} {stars}")


def _tag(said: Said, tag: Tag, words: Words) -> Choice:
    return Choice(tag.value, words.plain("rating-tick", {"on": int(tag in said.tags), "tag": tag}))


async def _on_star(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    manager.dialog_data[_STARS] = int(item)


async def _on_tag(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    chosen = set(manager.dialog_data[_TAGS])
    manager.dialog_data[_TAGS] = sorted(chosen ^ {item})


async def _on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Keep the words for now; they are sent with the stars."""
    text = (message.text or "").strip()
    try:
        check_said(Said(WORST_STARS, text=text), about=Side.CARRIER)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    manager.dialog_data[_TEXT] = text


async def _on_send(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    try:
        is_shown = await rate_quest(
            visit.session, visit.peer, id_in(manager), _said(manager), at=services.clock()
        )
    except Refused as refusal:
        await leave_to(manager, MenuScreens.quests, refusal.key, refusal.facts)
        return
    await leave_to(manager, MenuScreens.quests, "note-rated-both" if is_shown else "note-rated", {})


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await manager.start(MenuScreens.quests, mode=StartMode.RESET_STACK)


def rating_dialog() -> Dialog:
    return Dialog(
        screen(
            RatingScreens.ask,
            Say("{missing}", when="is_gone"),
            Say("rating-ask", when="is_there"),
            Say("rating-text", when="has_text"),
            grid("star", _on_star, widget_id="s", width=BEST_STARS),
            grid("tag", _on_tag, widget_id="t", width=2),
            MessageInput(_on_typed, content_types=["text"]),
            Button(Label("rating-send"), id="send", on_click=_on_send, when="is_rated"),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_ask,
        )
    )
