"""The tab DropParcels: the parcels of a Peer, and what he can do next."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, Start, SwitchTo

from bot.dialogs.finding.search import FOR_TRIPS
from bot.dialogs.pages import first_page, page_of, pager
from bot.dialogs.parcels.draft import PARCEL, ParcelDraft
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import CardScreens, MenuScreens, SearchScreens
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.facts import LocalTime
from core.parcels.models import DropParcel
from core.parcels.queries import parcels_of
from core.places.queries import two_places
from core.posting.service import refuse_unless_room

_ENDED = "ended"


async def _parcels(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    is_ended = bool(dialog_manager.dialog_data.get(_ENDED))
    parcels = await parcels_of(visit.session, visit.peer, is_live=not is_ended)
    shown, pages = page_of(parcels, dialog_manager)
    buttons = [await _choice(visit, parcel) for parcel in shown]
    return {
        **pages,
        "parcels": buttons,
        "has_parcels": bool(parcels),
        "has_none": not parcels and not is_ended,
        "has_none_ended": not parcels and is_ended,
        "is_open": not is_ended,
        "is_ended": is_ended,
        "has_draft": PARCEL.is_begun(visit),
    }


async def _choice(visit: Visit, parcel: DropParcel) -> Choice:
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    facts = {
        "state": parcel.state.value,
        "from": start.name,
        "to": end.name,
        "deadline": visit.words.day_of(LocalTime(parcel.deliver_by, end.time_zone)),
    }
    return Choice(str(parcel.id), visit.words.plain("card-parcel-short", facts))


async def _on_parcel(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await manager.start(CardScreens.parcel, data={"id": item})


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
    await PARCEL.start(manager, ParcelDraft())


async def _on_resume(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await PARCEL.resume(manager)


async def _on_other(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    manager.dialog_data[_ENDED] = not manager.dialog_data.get(_ENDED)
    first_page(manager)


def parcels_tab() -> Window:
    return screen(
        MenuScreens.parcels,
        Say("tab-parcels-empty", when="has_none"),
        Say("tab-parcels-none-ended", when="has_none_ended"),
        Say("tab-parcels-open", when=lambda data, *_: data["has_parcels"] and data["is_open"]),
        Say("tab-parcels-ended", when=lambda data, *_: data["has_parcels"] and data["is_ended"]),
        choices("parcels", _on_parcel, widget_id="p"),
        pager(),
        Button(Label("trip-resume"), id="resume", on_click=_on_resume, when="has_draft"),
        Row(
            Button(Label("parcel-new"), id="new", on_click=_on_post),
            Button(Label("tab-show-ended"), id="ended", on_click=_on_other, when="is_open"),
            Button(Label("tab-show-open"), id="open", on_click=_on_other, when="is_ended"),
        ),
        Start(Label("find-trips"), id="find", state=SearchScreens.start, data={"kind": FOR_TRIPS}),
        SwitchTo(Label("button-back"), id="back", state=MenuScreens.main),
        getter=_parcels,
    )
