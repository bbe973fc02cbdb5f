"""In which money shall prices be shown? Guessed from home, four buttons, or any code typed."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput

from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import CurrencyScreens
from bot.dialogs.way import back_button, go_on
from bot.dialogs.widgets import Choice, Say, choices, services_of, visit_of
from bot.visit import Visit
from bot.words import CurrencyName
from core.peers.queries import home_of
from core.peers.service import UnknownCurrency, choose_currency
from core.peers.states import guess_currency
from core.wiring import Services

_COMMON = ("EUR", "USD", "INR", "GBP")


async def _currencies(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    """Put the present or guessed one first, then the common ones."""
    home = await home_of(visit.session, visit.peer)
    country = home.country if home else None
    first = visit.peer.currency or guess_currency(country, on=services.clock().date())
    codes = [first, *(one for one in _COMMON if one != first)]
    return {
        "currencies": [
            Choice(code, visit.words.plain("currency-name", {"it": CurrencyName(code)}))
            for code in codes
        ]
    }


async def _choose(manager: DialogManager, code: str) -> None:
    visit, services = visit_of(manager), services_of(manager)
    peer = await choose_currency(visit.session, visit.peer, code, at=services.clock())
    visit.now_is(peer)
    await go_on(manager)


async def _on_button(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await _choose(manager, item)


async def _on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Say what was not understood on the screen itself, so that its buttons stay at hand."""
    try:
        await _choose(manager, message.text or "")
    except UnknownCurrency as refusal:
        set_note(manager, refusal.key, refusal.facts)


def currency_dialog() -> Dialog:
    return Dialog(
        screen(
            CurrencyScreens.ask,
            Say("currency-ask"),
            choices("currencies", _on_button, widget_id="c"),
            MessageInput(_on_typed, content_types=["text"]),
            back_button(),
            getter=_currencies,
        )
    )
