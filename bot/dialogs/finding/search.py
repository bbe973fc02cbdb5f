"""Find trips, or find parcels: from, to, around a day, and then page by page in order of time."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from bot.dialogs.calendar import DayGrid
from bot.dialogs.finding.found import found_parcels, found_trips
from bot.dialogs.forms.places import place_windows
from bot.dialogs.pages import first_page, page_of, pager
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import CardScreens, SearchScreens
from bot.dialogs.trips.draft import days_allowed
from bot.dialogs.way import go_back
from bot.dialogs.widgets import Label, Say, choices, services_of, visit_of
from bot.reading.moments import read_day
from bot.visit import Visit
from core.alerts.service import set_alert
from core.errors import Refused
from core.places.models import Place
from core.places.queries import two_places
from core.wiring import Services

FOR_TRIPS, FOR_PARCELS = "trips", "parcels"
AROUND_DAYS = 3
"""A day is meant loosely: a parcel that is in no hurry waits for Saturday."""

_FROM, _TO, _DAY = "from_place_id", "to_place_id", "day"
_NOON = time(12)


def _is_for_trips(manager: DialogManager) -> bool:
    data = manager.start_data
    return not isinstance(data, dict) or data.get("kind", FOR_TRIPS) == FOR_TRIPS


async def _kind(dialog_manager: DialogManager, **kwargs: object) -> dict[str, Any]:
    is_for_trips = _is_for_trips(dialog_manager)
    return {"is_for_trips": is_for_trips, "is_for_parcels": not is_for_trips}


async def _on_start(manager: DialogManager, place: Place) -> None:
    manager.dialog_data[_FROM] = place.id
    await manager.switch_to(
        SearchScreens.found if _TO in manager.dialog_data else SearchScreens.end
    )


async def _on_end(manager: DialogManager, place: Place) -> None:
    manager.dialog_data[_TO] = place.id
    first_page(manager)
    await manager.switch_to(SearchScreens.found)


async def _ends(manager: DialogManager) -> tuple[Place, Place]:
    data = manager.dialog_data
    return await two_places(visit_of(manager).session, data[_FROM], data[_TO])


async def _days(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    start, _ = await _ends(dialog_manager)
    first, last = days_allowed(
        start, at=services.clock(), horizon_days=services.settings.trip_horizon_days
    )
    return {"first_day": first, "last_day": last, "around": AROUND_DAYS}


async def _on_day(manager: DialogManager, day: date) -> None:
    manager.dialog_data[_DAY] = day.isoformat()
    first_page(manager)
    await manager.switch_to(SearchScreens.found)


async def _on_typed_day(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    visit = visit_of(manager)
    start, _ = await _ends(manager)
    today = services_of(manager).clock().astimezone(ZoneInfo(start.time_zone)).date()
    day = read_day(message.text or "", language=visit.words.language, today=today)
    if day is None:
        set_note(manager, "note-no-day")
    else:
        await _on_day(manager, day)


async def _on_any_day(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop(_DAY, None)
    first_page(manager)
    await manager.switch_to(SearchScreens.found)


async def _found(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    start, end = await _ends(dialog_manager)
    kept = dialog_manager.dialog_data.get(_DAY)
    day = date.fromisoformat(kept) if kept else None
    find = found_trips if _is_for_trips(dialog_manager) else found_parcels
    found = await find(visit, services, start, end, around=_noon_of(day, start), days=AROUND_DAYS)
    shown, pages = page_of(found, dialog_manager)
    return {
        **await _kind(dialog_manager),
        **pages,
        "from": start.label,
        "to": end.label,
        "posts": shown,
        "count": len(found),
        "has_some": bool(found),
        "has_none": not found,
        "day": visit.words.day(day) if day else "",
        "has_day": day is not None,
        "around": AROUND_DAYS,
        "days": services.settings.trip_horizon_days,
    }


def _noon_of(day: date | None, start: Place) -> datetime | None:
    """Count around the middle of the day there, so that a whole day fits on either side."""
    return datetime.combine(day, _NOON, ZoneInfo(start.time_zone)) if day else None


async def _on_post(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    card = CardScreens.trip if _is_for_trips(manager) else CardScreens.parcel
    await manager.start(card, data={"id": item})


async def _on_turn_around(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    data = manager.dialog_data
    data[_FROM], data[_TO] = data[_TO], data[_FROM]
    first_page(manager)


async def _on_alert(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    start, end = await _ends(manager)
    try:
        await set_alert(
            visit.session,
            visit.peer,
            from_place_id=start.id,
            to_place_id=end.id,
            rules=services.settings,
            at=services.clock(),
        )
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        set_note(manager, "note-alert-set", {"from": start.label, "to": end.label})


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_back(manager)


def _back() -> Button:
    return Button(Label("button-back"), id="back", on_click=_on_back)


def search_dialog() -> Dialog:
    return Dialog(
        *place_windows(
            SearchScreens.start,
            SearchScreens.start_choose,
            Say("search-trips-from", when="is_for_trips"),
            Say("search-parcels-from", when="is_for_parcels"),
            on_place=_on_start,
            other_end=lambda manager: manager.dialog_data.get(_TO),
            back=_back(),
            getter=_kind,
        ),
        *place_windows(
            SearchScreens.end,
            SearchScreens.end_choose,
            Say("search-trips-to", when="is_for_trips"),
            Say("search-parcels-to", when="is_for_parcels"),
            on_place=_on_end,
            other_end=lambda manager: manager.dialog_data.get(_FROM),
            back=SwitchTo(Label("button-back"), id="back", state=SearchScreens.start),
            getter=_kind,
        ),
        screen(
            SearchScreens.day,
            Say("search-day"),
            DayGrid("d", _on_day),
            MessageInput(_on_typed_day, content_types=["text"]),
            Button(Label("search-any-day"), id="any", on_click=_on_any_day),
            SwitchTo(Label("button-back"), id="back", state=SearchScreens.found),
            getter=_days,
        ),
        _found_window(),
    )


def _found_window() -> Window:
    return screen(
        SearchScreens.found,
        Say("search-route"),
        Say("search-around", when="has_day"),
        Say("search-some-trips", when=lambda data, *_: data["has_some"] and data["is_for_trips"]),
        Say("search-no-trips", when=lambda data, *_: data["has_none"] and data["is_for_trips"]),
        Say(
            "search-some-parcels", when=lambda data, *_: data["has_some"] and data["is_for_parcels"]
        ),
        Say("search-no-parcels", when=lambda data, *_: data["has_none"] and data["is_for_parcels"]),
        choices("posts", _on_post, widget_id="f"),
        pager(),
        Button(Label("search-alert"), id="alert", on_click=_on_alert, when="is_for_trips"),
        Row(
            SwitchTo(Label("search-change-day"), id="day", state=SearchScreens.day),
            Button(Label("search-turn-around"), id="turn", on_click=_on_turn_around),
        ),
        Row(
            SwitchTo(Label("search-change-from"), id="from", state=SearchScreens.start),
            SwitchTo(Label("search-change-to"), id="to", state=SearchScreens.end),
        ),
        Button(Label("button-back"), id="back", on_click=_on_back),
        getter=_found,
    )
