"""What both lists of candidates share: which one is looked at, and the card of its open offer."""

from uuid import UUID

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.cards import id_in
from bot.dialogs.screen import set_note
from bot.dialogs.widgets import Label, services_of, visit_of
from core.offers.queries import open_offer_of
from core.offers.service import show_offer
from core.outbox.states import Urgency

_CHOSEN = "chosen"


def choose(manager: DialogManager, item: str) -> None:
    """Note which candidate is to be looked at."""
    manager.dialog_data[_CHOSEN] = item


def chosen(manager: DialogManager) -> UUID:
    return UUID(manager.dialog_data[_CHOSEN])


async def _on_show(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Let the card of the open offer come anew, below, with what can be done about it."""
    visit, services = visit_of(manager), services_of(manager)
    offer = await open_offer_of(visit.session, visit.peer, id_in(manager), chosen(manager))
    if offer is None:
        set_note(manager, "refused-offer-missing")
        return
    await show_offer(
        visit.session,
        offer,
        offer.side_of(visit.peer),
        rules=services.settings,
        at=services.clock(),
        urgency=Urgency.REPLY,
    )


def show_button() -> Button:
    return Button(Label("fit-show-offer"), id="show", on_click=_on_show, when="has_offer")
