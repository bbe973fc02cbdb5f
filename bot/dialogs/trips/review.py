"""The whole trip at a glance: any line can be changed, and then it is posted."""

from typing import Any
from uuid import UUID

from aiogram.enums import ButtonStyle
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.style import Style

from bot.cards import trip_facts, trip_lines
from bot.dialogs.screen import screen
from bot.dialogs.states import CardScreens, MenuScreens, TripScreens
from bot.dialogs.trips.draft import TRIP, TripDraft, wish_of
from bot.dialogs.trips.ways import back, ends_of
from bot.dialogs.way import go_home
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import count_supply
from core.glidepaths.service import change_glidepath, post_glidepath
from core.wiring import Services

_CHANGES: tuple[tuple[State, str], ...] = (
    (TripScreens.start, "from"),
    (TripScreens.end, "to"),
    (TripScreens.mode, "mode"),
    (TripScreens.day, "day"),
    (TripScreens.clock, "clock"),
    (TripScreens.arrival, "arrival"),
    (TripScreens.room, "room"),
    (TripScreens.categories, "categories"),
    (TripScreens.price, "price"),
    (TripScreens.note, "note"),
)


async def _review(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    draft = TRIP.draft(visit)
    start, end = await ends_of(visit, draft)
    wish = wish_of(draft, start, end)
    supply = await count_supply(
        visit.session,
        from_place=start,
        to_place=end,
        rules=services.settings,
        at=services.clock(),
    )
    return {
        **trip_facts(wish, start, end, visit.words),
        "is_drive": draft.is_drive,
        "is_new": draft.editing is None,
        "is_change": draft.editing is not None,
        "supply": supply,
        "has_supply": supply > 0 and draft.editing is None,
        "days": services.settings.trip_horizon_days,
    }


async def _on_post(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    draft = TRIP.draft(visit)
    try:
        async with visit.session.begin_nested():
            path = await _posted(visit, services, draft)
    except Refused as refusal:
        await TRIP.refuse(manager, refusal)
        return
    TRIP.drop(visit)
    manager.dialog_data["posted"] = str(path.id)
    manager.dialog_data["is_change"] = draft.editing is not None
    await manager.switch_to(TripScreens.posted)


async def _posted(visit: Visit, services: Services, draft: TripDraft) -> GlidePath:
    start, end = await ends_of(visit, draft)
    wish, rules, at = wish_of(draft, start, end), services.settings, services.clock()
    if draft.editing is None:
        return await post_glidepath(visit.session, visit.peer, wish, rules=rules, at=at)
    path_id = UUID(draft.editing)
    return await change_glidepath(visit.session, visit.peer, path_id, wish, rules=rules, at=at)


async def _on_drop(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    TRIP.drop(visit_of(manager))
    await manager.start(
        MenuScreens.trips, data={"note": "note-draft-dropped"}, mode=StartMode.RESET_STACK
    )


async def _after(dialog_manager: DialogManager, **kwargs: object) -> dict[str, Any]:
    is_change = bool(dialog_manager.dialog_data.get("is_change"))
    return {"is_change": is_change, "is_new": not is_change}


async def _on_show(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    data = {"id": manager.dialog_data["posted"]}
    await manager.start(CardScreens.trip, data=data, mode=StartMode.RESET_STACK)


async def _to_menu(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_home(manager)


def review_windows() -> tuple[Window, ...]:
    return (
        screen(
            TripScreens.review,
            Say("trip-review", when="is_new"),
            Say("trip-review-change", when="is_change"),
            *trip_lines(),
            Say("trip-supply", when="has_supply"),
            Group(
                *(
                    SwitchTo(Label(f"trip-change-{name}"), id=name, state=state)
                    for state, name in _CHANGES
                ),
                SwitchTo(
                    Label("trip-change-detour"),
                    id="detour",
                    state=TripScreens.detour,
                    when="is_drive",
                ),
                SwitchTo(
                    Label("trip-change-weekly"), id="week", state=TripScreens.weekly, when="is_new"
                ),
                width=3,
            ),
            Button(
                Label("trip-post"),
                id="post",
                on_click=_on_post,
                style=Style(ButtonStyle.SUCCESS),
                when="is_new",
            ),
            Button(
                Label("button-save"),
                id="save",
                on_click=_on_post,
                style=Style(ButtonStyle.SUCCESS),
                when="is_change",
            ),
            Button(Label("button-drop-draft"), id="drop", on_click=_on_drop),
            back(),
            getter=_review,
        ),
        screen(
            TripScreens.posted,
            Say("trip-posted", when="is_new"),
            Say("trip-changed", when="is_change"),
            Button(Label("trip-show"), id="show", on_click=_on_show),
            Button(Label("button-menu"), id="menu", on_click=_to_menu),
            getter=_after,
        ),
    )
