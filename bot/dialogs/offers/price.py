"""Which price do you propose? Opened by a button of an offer's card, read as people write sums."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.cards import id_in, missing
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import MenuScreens, PriceScreens
from bot.dialogs.way import leave_to
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.reading.amounts import read_money
from bot.visit import Visit
from core.errors import Refused
from core.offers.queries import OfferMissing, offer_for
from core.offers.service import counter_offer
from core.offers.states import PriceFarOff, PriceUnchanged
from core.parcels.models import DropParcel
from core.places.queries import two_places


async def _ask(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    try:
        offer = await offer_for(visit.session, visit.peer, id_in(dialog_manager))
    except OfferMissing as refusal:
        return {**missing(refusal), "is_there": False}
    parcel = await visit.session.get_one(DropParcel, offer.parcel_id)
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    return {
        "is_there": True,
        "is_gone": False,
        "from": start.label,
        "to": end.label,
        "price": offer.price,
    }


async def _on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Stay when another price would do; what is over leads back to the list."""
    visit, services = visit_of(manager), services_of(manager)
    try:
        offer = await offer_for(visit.session, visit.peer, id_in(manager))
        price = read_money(message.text or "", currency=offer.currency)
        if price is None:
            set_note(manager, "note-no-money")
            return
        await counter_offer(
            visit.session,
            visit.peer,
            offer.id,
            price,
            rules=services.settings,
            at=services.clock(),
        )
    except (PriceFarOff, PriceUnchanged) as refusal:
        set_note(manager, refusal.key, refusal.facts)
    except Refused as refusal:
        await leave_to(manager, MenuScreens.matches, refusal.key, refusal.facts)
    else:
        await leave_to(manager, MenuScreens.matches, "note-price-proposed", {"price": price})


async def _on_cancel(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await manager.start(MenuScreens.matches, mode=StartMode.RESET_STACK)


def price_dialog() -> Dialog:
    return Dialog(
        screen(
            PriceScreens.ask,
            Say("{missing}", when="is_gone"),
            Say("price-ask", when="is_there"),
            MessageInput(_on_typed, content_types=["text"]),
            Button(Label("price-cancel"), id="back", on_click=_on_cancel),
            getter=_ask,
        )
    )
