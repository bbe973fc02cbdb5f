"""The card of one trip, and what its Carrier can do with it: change, copy, share, take back."""

from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.style import Style

from bot.cards import trip_facts, trip_lines
from bot.dialogs.cards import id_in, missing, share_buttons, share_facts
from bot.dialogs.screen import screen
from bot.dialogs.states import CardScreens, FittingScreens, MenuScreens
from bot.dialogs.trips.customs import on_customs
from bot.dialogs.trips.draft import TRIP, draft_of
from bot.dialogs.way import go_back
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.links import Kind, Target
from bot.visit import Visit
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import (
    GlidePathMissing,
    glidepath_for,
    glidepath_shown_to,
    series_for,
)
from core.glidepaths.service import cancel_glidepath, cancel_series
from core.glidepaths.states import PathState
from core.papers.queries import parcels_on
from core.places.queries import two_places


async def _card(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    try:
        path = await glidepath_shown_to(visit.session, visit.peer, id_in(dialog_manager))
    except GlidePathMissing as refusal:
        return missing(refusal)
    start, end = await two_places(visit.session, path.from_place_id, path.to_place_id)
    is_mine, is_open = path.peer_id == visit.peer.id, path.state is PathState.OPEN
    facts = trip_facts(path.wish, start, end, visit.words)
    route = {"from": start.label, "to": end.label}
    target = Target(Kind.TRIP, path.id)
    return {
        **facts,
        **share_facts(dialog_manager, target, text=visit.words.plain("share-trip", route)),
        "state": path.state.value,
        "is_there": True,
        "is_gone": False,
        "is_mine": is_mine,
        "is_stranger": not is_mine,
        "is_weekly": path.series_id is not None,
        "can_change": is_mine and is_open,
        "can_share": is_open,
        "can_find": is_mine and is_open,
        "has_parcels": is_mine and bool(await parcels_on(visit.session, path.id)),
    }


async def _mine(manager: DialogManager) -> GlidePath:
    visit = visit_of(manager)
    return await glidepath_for(visit.session, visit.peer, id_in(manager))


async def _on_change(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _fill_form(manager, is_copy=False)


async def _on_copy(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _fill_form(manager, is_copy=True)


async def _fill_form(manager: DialogManager, *, is_copy: bool) -> None:
    path = await _mine(manager)
    session = visit_of(manager).session
    start, _ = await two_places(session, path.from_place_id, path.to_place_id)
    await TRIP.start(manager, draft_of(path, start, is_copy=is_copy))


async def _on_cancel(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    await cancel_glidepath(visit.session, visit.peer, id_in(manager), at=services.clock())
    await _leave(manager, "note-trip-cancelled")


async def _on_cancel_all(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    path = await _mine(manager)
    if path.series_id is not None:
        await cancel_series(visit.session, visit.peer, path.series_id, at=services.clock())
    await _leave(manager, "note-series-cancelled")


async def _leave(manager: DialogManager, note: str) -> None:
    await manager.start(MenuScreens.trips, data={"note": note}, mode=StartMode.RESET_STACK)


async def _consequences(
    dialog_manager: DialogManager, visit: Visit, **kwargs: object
) -> dict[str, Any]:
    path = await _mine(dialog_manager)
    start, end = await two_places(visit.session, path.from_place_id, path.to_place_id)
    is_running = False
    if path.series_id is not None:
        series = await series_for(visit.session, visit.peer, path.series_id)
        is_running = series.ended_at is None
    return {
        **trip_facts(path.wish, start, end, visit.words),
        "is_running": is_running,
        "is_single": not is_running,
    }


async def _on_find(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await manager.start(FittingScreens.parcels, data={"id": str(id_in(manager))})


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_back(manager)


def _danger() -> Style:
    return Style(ButtonStyle.DANGER)


def trip_card_windows() -> tuple[Window, ...]:
    return (
        screen(
            CardScreens.trip,
            Say("{missing}", when="is_gone"),
            Say("card-trip", when="is_there"),
            *trip_lines(),
            Say("card-trip-state-{state}", when="is_mine"),
            Button(Label("fit-parcels-open"), id="find", on_click=_on_find, when="can_find"),
            Row(
                Button(Label("card-change"), id="change", on_click=_on_change, when="can_change"),
                Button(Label("card-copy"), id="copy", on_click=_on_copy, when="is_mine"),
                SwitchTo(
                    Label("card-cancel"),
                    id="cancel",
                    state=CardScreens.trip_cancel,
                    when="can_change",
                ),
            ),
            Button(Label("card-customs"), id="customs", on_click=on_customs, when="has_parcels"),
            *share_buttons(),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_card,
        ),
        screen(
            CardScreens.trip_cancel,
            Say("trip-cancel-sure"),
            Say("card-trip-route"),
            Say("card-trip-times"),
            Say("trip-cancel-what"),
            Button(
                Label("trip-cancel-yes"),
                id="yes",
                on_click=_on_cancel,
                style=_danger(),
                when="is_single",
            ),
            Button(
                Label("trip-cancel-date"),
                id="date",
                on_click=_on_cancel,
                style=_danger(),
                when="is_running",
            ),
            Button(
                Label("trip-cancel-all"),
                id="all",
                on_click=_on_cancel_all,
                style=_danger(),
                when="is_running",
            ),
            SwitchTo(Label("trip-cancel-no"), id="no", state=CardScreens.trip),
            getter=_consequences,
        ),
    )
