"""The tab GlidePaths: the trips of a Peer, and what he can do next."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, Start, SwitchTo

from bot.dialogs.finding.found import trip_choice
from bot.dialogs.finding.search import FOR_PARCELS
from bot.dialogs.pages import first_page, page_of, pager
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import CardScreens, MenuScreens, SearchScreens
from bot.dialogs.trips.draft import TRIP, TripDraft
from bot.dialogs.widgets import Label, Say, choices, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.glidepaths.queries import glidepaths_of
from core.posting.service import refuse_unless_room

_ENDED = "ended"


async def _trips(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    is_ended = bool(dialog_manager.dialog_data.get(_ENDED))
    trips = await glidepaths_of(visit.session, visit.peer, is_open=not is_ended)
    shown, pages = page_of(trips, dialog_manager)
    buttons = [await trip_choice(visit, path) for path in shown]
    is_begun = TRIP.is_begun(visit)
    return {
        **pages,
        "trips": buttons,
        "has_trips": bool(trips),
        "has_none": not trips and not is_ended,
        "has_none_ended": not trips and is_ended,
        "is_open": not is_ended,
        "is_ended": is_ended,
        "has_draft": is_begun,
    }


async def _on_trip(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    await manager.start(CardScreens.trip, data={"id": item})


async def _on_post(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Begin anew. That there is no room for another post is better said before than after."""
    visit, services = visit_of(manager), services_of(manager)
    try:
        await refuse_unless_room(
            visit.session, visit.peer, rules=services.settings, at=services.clock()
        )
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    await TRIP.start(manager, TripDraft())


async def _on_resume(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await TRIP.resume(manager)


async def _on_other(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    manager.dialog_data[_ENDED] = not manager.dialog_data.get(_ENDED)
    first_page(manager)


def trips_tab() -> Window:
    return screen(
        MenuScreens.trips,
        Say("tab-trips-empty", when="has_none"),
        Say("tab-trips-none-ended", when="has_none_ended"),
        Say("tab-trips-open", when=lambda data, *_: data["has_trips"] and data["is_open"]),
        Say("tab-trips-ended", when=lambda data, *_: data["has_trips"] and data["is_ended"]),
        choices("trips", _on_trip, widget_id="t"),
        pager(),
        Button(Label("trip-resume"), id="resume", on_click=_on_resume, when="has_draft"),
        Row(
            Button(Label("trip-new"), id="new", on_click=_on_post),
            Button(Label("tab-show-ended"), id="ended", on_click=_on_other, when="is_open"),
            Button(Label("tab-show-open"), id="open", on_click=_on_other, when="is_ended"),
        ),
        Start(
            Label("find-parcels"), id="find", state=SearchScreens.start, data={"kind": FOR_PARCELS}
        ),
        SwitchTo(Label("button-back"), id="back", state=MenuScreens.main),
        getter=_trips,
    )
