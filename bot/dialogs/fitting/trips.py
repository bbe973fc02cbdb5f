"""Trips that fit a parcel: its Requester pages through them, looks at one, and invites."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.cards import trip_facts, trip_lines
from bot.dialogs.cards import id_in, missing
from bot.dialogs.fitting.lines import (
    NO_LIST,
    PAGE,
    card_facts,
    choice_of,
    list_facts,
    route_facts,
    trip_lines_of,
)
from bot.dialogs.fitting.offer import choose, chosen, show_button
from bot.dialogs.pages import page_of, pager
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import FittingScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Label, Say, grid, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import glidepath_shown_to
from core.market.queries import prospect_of, trips_for_requester
from core.market.service import invite
from core.offers.states import Side
from core.parcels.queries import ParcelMissing, parcel_for
from core.parcels.states import ParcelState
from core.places.queries import two_places
from core.wiring import Services


async def _list(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    try:
        parcel = await parcel_for(visit.session, visit.peer, id_in(dialog_manager))
    except ParcelMissing as refusal:
        return {**NO_LIST, **missing(refusal)}
    if parcel.state is not ParcelState.OPEN:
        return {**NO_LIST, "is_gone": True, "missing": "fit-parcel-closed"}
    found = await trips_for_requester(
        visit.session, parcel, rules=services.settings, at=services.clock()
    )
    shown, pages = page_of(found, dialog_manager, size=PAGE)
    first = (pages["page"] - 1) * PAGE + 1
    blocks = [await trip_lines_of(visit, one, at) for at, one in enumerate(shown, first)]
    return {
        **pages,
        **await route_facts(visit, parcel),
        **list_facts(found, blocks),
        "price": parcel.reward,
        "found": [choice_of(visit, one, Side.REQUESTER, at) for at, one in enumerate(shown, first)],
    }


async def _on_trip(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    choose(manager, item)
    await manager.switch_to(FittingScreens.trip)


async def _card(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    try:
        path = await glidepath_shown_to(visit.session, visit.peer, chosen(dialog_manager))
        parcel = await parcel_for(visit.session, visit.peer, id_in(dialog_manager))
    except Refused:
        return await card_facts(visit, None, Side.REQUESTER)
    is_open = parcel.state is ParcelState.OPEN
    one = await prospect_of(visit.session, path, parcel, Side.REQUESTER, rules=services.settings)
    facts = await card_facts(visit, one if is_open else None, Side.REQUESTER)
    return {**(await _trip_facts(visit, path) if facts["is_there"] else {}), **facts}


async def _trip_facts(visit: Visit, path: GlidePath) -> dict[str, Any]:
    start, end = await two_places(visit.session, path.from_place_id, path.to_place_id)
    return trip_facts(path.wish, start, end, visit.words)


async def _on_invite(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Say on the screen what came of it; it shows how things stand now."""
    visit, services = visit_of(manager), services_of(manager)
    try:
        offer = await invite(
            visit.session,
            visit.peer,
            id_in(manager),
            chosen(manager),
            rules=services.settings,
            at=services.clock(),
        )
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    is_mine = offer.awaits is Side.REQUESTER
    set_note(manager, "note-fit-yours" if is_mine else "note-fit-invited")


def trip_windows() -> tuple[Window, ...]:
    return (
        screen(
            FittingScreens.trips,
            Say("{missing}", when="is_gone"),
            Say("fit-trips", when="is_there"),
            Say("fit-trips-none", when="has_none"),
            Say("fit-trips-some", when="has_some"),
            Say("fit-list", when="has_some"),
            grid("found", _on_trip, widget_id="t", width=PAGE),
            pager(),
            back_button(),
            getter=_list,
        ),
        screen(
            FittingScreens.trip,
            Say("fit-gone", when="is_gone"),
            Say("fit-trip", when="is_there"),
            *trip_lines(),
            Say("fit-how", when="is_there"),
            Say("fit-state-{between}", when="is_there"),
            Button(Label("fit-invite"), id="invite", on_click=_on_invite, when="can_invite"),
            show_button(),
            SwitchTo(Label("button-back"), id="back", state=FittingScreens.trips),
            getter=_card,
        ),
    )
