"""The rules, and the Peer's word that he keeps them and is of age."""

from aiogram.enums import ButtonStyle
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.style import Style

from bot.dialogs.screen import screen
from bot.dialogs.states import RulesScreens
from bot.dialogs.way import back_button, go_on
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from core.peers.service import agree_to_rules
from core.peers.states import MINIMUM_AGE


async def _rules(**kwargs: object) -> dict[str, object]:
    return {"age": MINIMUM_AGE}


async def _on_agree(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    peer = await agree_to_rules(visit.session, visit.peer, at=services.clock())
    visit.now_is(peer)
    await go_on(manager)


def rules_dialog() -> Dialog:
    return Dialog(
        screen(
            RulesScreens.read,
            Say("rules-text"),
            Button(
                Label("rules-agree"),
                id="agree",
                on_click=_on_agree,
                style=Style(ButtonStyle.SUCCESS),
            ),
            back_button(),
            getter=_rules,
        )
    )
