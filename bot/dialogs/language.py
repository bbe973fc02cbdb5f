"""Which language shall we speak? The first screen of all, and a part of the profile."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from bot.dialogs.screen import screen
from bot.dialogs.states import LanguageScreens
from bot.dialogs.way import back_button, go_on
from bot.dialogs.widgets import Choice, Say, choices, visit_of
from bot.visit import Visit
from bot.words import Words
from core.peers.service import choose_language
from core.peers.states import Language


async def _languages(visit: Visit, **kwargs: object) -> dict[str, Any]:
    """Put the present one first. Each is named in itself, so that anybody finds his own."""
    present = visit.peer.language
    ordered = [present, *(one for one in Language if one is not present)]
    return {
        "languages": [Choice(one.value, Words(one).plain("language-name")) for one in ordered],
        "is_first": not visit.peer.is_language_chosen,
        "is_later": visit.peer.is_language_chosen,
    }


async def _on_language(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    visit = visit_of(manager)
    peer = await choose_language(visit.session, visit.peer, Language(item))
    visit.now_is(peer)
    await go_on(manager)


def language_dialog() -> Dialog:
    return Dialog(
        screen(
            LanguageScreens.choose,
            Say("language-welcome", when="is_first"),
            Say("language-ask", when="is_later"),
            choices("languages", _on_language, widget_id="l"),
            back_button(when="is_later"),
            getter=_languages,
        )
    )
