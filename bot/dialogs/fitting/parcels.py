"""Parcels that fit a trip: its Carrier pages through them, looks at one, and offers to carry it."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.cards import parcel_facts, parcel_lines
from bot.dialogs.cards import id_in, missing
from bot.dialogs.fitting.lines import (
    NO_LIST,
    PAGE,
    card_facts,
    choice_of,
    list_facts,
    parcel_lines_of,
    route_facts,
)
from bot.dialogs.fitting.offer import choose, chosen, show_button
from bot.dialogs.pages import page_of, pager
from bot.dialogs.parcels.pictures import show_photos
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import FittingScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Choice, Label, Say, grid, services_of, visit_of
from bot.reading.amounts import read_money
from bot.visit import Visit
from core.errors import Refused
from core.glidepaths.queries import GlidePathMissing, glidepath_for
from core.glidepaths.states import PathState
from core.market.queries import parcels_for_carrier, prospect_of
from core.market.service import ask_for
from core.money import Money
from core.offers.states import PriceFarOff, Side, presets
from core.parcels.models import DropParcel
from core.parcels.queries import parcel_shown_to, wish_of
from core.places.queries import two_places
from core.wiring import Services

_SEEN = "seen"
"""The price that the screen has shown, so that nobody offers what he has not read."""


async def _list(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    try:
        path = await glidepath_for(visit.session, visit.peer, id_in(dialog_manager))
    except GlidePathMissing as refusal:
        return {**NO_LIST, **missing(refusal)}
    if path.state is not PathState.OPEN:
        return {**NO_LIST, "is_gone": True, "missing": "fit-trip-closed"}
    found = await parcels_for_carrier(
        visit.session, path, rules=services.settings, at=services.clock()
    )
    shown, pages = page_of(found, dialog_manager, size=PAGE)
    first = (pages["page"] - 1) * PAGE + 1
    blocks = [await parcel_lines_of(visit, one, at) for at, one in enumerate(shown, first)]
    return {
        **pages,
        **await route_facts(visit, path),
        **list_facts(found, blocks),
        "found": [choice_of(visit, one, Side.CARRIER, at) for at, one in enumerate(shown, first)],
    }


async def _on_parcel(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    choose(manager, item)
    await manager.switch_to(FittingScreens.parcel)


async def _card(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    try:
        parcel = await parcel_shown_to(visit.session, visit.peer, chosen(dialog_manager))
        path = await glidepath_for(visit.session, visit.peer, id_in(dialog_manager))
    except Refused:
        return await card_facts(visit, None, Side.CARRIER)
    is_open = path.state is PathState.OPEN
    one = await prospect_of(visit.session, path, parcel, Side.CARRIER, rules=services.settings)
    facts = await card_facts(visit, one if is_open else None, Side.CARRIER)
    if not facts["is_there"]:
        return facts
    dialog_manager.dialog_data[_SEEN] = [parcel.reward.minor, parcel.reward.currency]
    return {**await _parcel_facts(visit, parcel), **facts}


async def _parcel_facts(visit: Visit, parcel: DropParcel) -> dict[str, Any]:
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    wish = await wish_of(visit.session, parcel)
    return parcel_facts(wish, start, end, visit.words, is_mine=False)


async def _prices(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    price = _seen(dialog_manager)
    return {
        "price": price,
        "prices": [
            Choice(str(one.minor), visit.words.plain("offer-preset", {"price": one}))
            for one in presets(price)
        ],
    }


def _seen(manager: DialogManager) -> Money:
    minor, currency = manager.dialog_data[_SEEN]
    return Money(minor, currency)


async def _on_ask(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _ask(manager, _seen(manager))


async def _on_price(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await _ask(manager, Money(int(item), _seen(manager).currency))


async def _on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    price = read_money(message.text or "", currency=_seen(manager).currency)
    if price is None:
        set_note(manager, "note-no-money")
    else:
        await _ask(manager, price)


async def _ask(manager: DialogManager, price: Money) -> None:
    """Stay when another price would do; else show how things stand now, and what came of it."""
    visit, services = visit_of(manager), services_of(manager)
    try:
        offer = await ask_for(
            visit.session,
            visit.peer,
            id_in(manager),
            chosen(manager),
            price,
            rules=services.settings,
            at=services.clock(),
        )
    except PriceFarOff as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        is_mine = offer.awaits is Side.CARRIER
        set_note(manager, "note-fit-yours" if is_mine else "note-fit-asked", {"price": offer.price})
    await manager.switch_to(FittingScreens.parcel)


async def _on_photos(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await show_photos(manager, chosen(manager))


def parcel_windows() -> tuple[Window, ...]:
    return (
        screen(
            FittingScreens.parcels,
            Say("{missing}", when="is_gone"),
            Say("fit-parcels", when="is_there"),
            Say("fit-parcels-none", when="has_none"),
            Say("fit-parcels-some", when="has_some"),
            Say("fit-list", when="has_some"),
            grid("found", _on_parcel, widget_id="p", width=PAGE),
            pager(),
            back_button(),
            getter=_list,
        ),
        screen(
            FittingScreens.parcel,
            Say("fit-gone", when="is_gone"),
            Say("fit-parcel", when="is_there"),
            *parcel_lines(),
            Say("fit-how", when="is_there"),
            Say("fit-state-{between}", when="is_there"),
            Button(Label("fit-ask"), id="ask", on_click=_on_ask, when="can_ask"),
            SwitchTo(
                Label("fit-other-price"), id="price", state=FittingScreens.price, when="can_ask"
            ),
            show_button(),
            Button(Label("card-photos"), id="photos", on_click=_on_photos, when="has_photos"),
            SwitchTo(Label("button-back"), id="back", state=FittingScreens.parcels),
            getter=_card,
        ),
        screen(
            FittingScreens.price,
            Say("fit-price-ask"),
            grid("prices", _on_price, widget_id="m", width=3),
            MessageInput(_on_typed, content_types=["text"]),
            SwitchTo(Label("button-back"), id="back", state=FittingScreens.parcel),
            getter=_prices,
        ),
    )
