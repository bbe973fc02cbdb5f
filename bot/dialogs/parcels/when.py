"""From which day it is ready, and by which day it must have arrived."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.calendar import DayGrid
from bot.dialogs.parcels.draft import PARCEL
from bot.dialogs.parcels.ways import answer, back, progress, progress_line
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import ParcelScreens
from bot.dialogs.trips.draft import days_allowed
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.reading.moments import read_day
from bot.visit import Visit
from core.places.models import Place
from core.wiring import Services


async def _ready_days(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    start = await visit.session.get_one(Place, PARCEL.draft(visit).from_place_id)
    return _span(start, services, since=None)


async def _deadline_days(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    draft = PARCEL.draft(visit)
    end = await visit.session.get_one(Place, draft.to_place_id)
    return _span(end, services, since=draft.ready_day)


def _span(place: Place, services: Services, *, since: str | None) -> dict[str, Any]:
    """Give the days that may be chosen, as the place counts them; at least one."""
    first, last = days_allowed(
        place, at=services.clock(), horizon_days=services.settings.trip_horizon_days
    )
    today = first
    if since is not None:
        first = max(first, date.fromisoformat(since))
    return {
        "today": today,
        "first_day": first,
        "last_day": max(first, last),
        "place": place.label,
    }


async def _on_ready(manager: DialogManager, day: date) -> None:
    """Keep it; a deadline that now lies before it is asked again."""
    deadline = PARCEL.draft(visit_of(manager)).deadline_day
    chosen = day.isoformat()
    is_over = deadline is not None and deadline < chosen
    await answer(manager, ready_day=chosen, deadline_day=None if is_over else deadline)


async def _on_deadline(manager: DialogManager, day: date) -> None:
    await answer(manager, deadline_day=day.isoformat())


async def _on_now(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    allowed = await _ready_days(visit_of(manager), services_of(manager))
    await _on_ready(manager, allowed["first_day"])


async def _on_typed_ready(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    allowed = await _ready_days(visit_of(manager), services_of(manager))
    day = _typed_day(message, manager, allowed)
    if day is not None:
        await _on_ready(manager, day)


async def _on_typed_deadline(
    message: Message, widget: MessageInput, manager: DialogManager
) -> None:
    allowed = await _deadline_days(visit_of(manager), services_of(manager))
    day = _typed_day(message, manager, allowed)
    if day is not None:
        await _on_deadline(manager, day)


def _typed_day(message: Message, manager: DialogManager, allowed: dict[str, Any]) -> date | None:
    """Read a day that may be chosen; otherwise say why not."""
    words = visit_of(manager).words
    first, last = allowed["first_day"], allowed["last_day"]
    day = read_day(message.text or "", language=words.language, today=allowed["today"])
    if day is None:
        set_note(manager, "note-no-day")
        return None
    if not first <= day <= last:
        facts = {"first": words.day(first), "last": words.day(last)}
        set_note(manager, "note-day-outside", facts)
        return None
    return day


def when_windows() -> tuple[Window, ...]:
    return (
        screen(
            ParcelScreens.ready,
            progress_line(),
            Say("parcel-ask-ready"),
            Button(Label("parcel-ready-now"), id="now", on_click=_on_now),
            DayGrid("d", _on_ready),
            MessageInput(_on_typed_ready, content_types=["text"]),
            back(),
            getter=[progress, _ready_days],
        ),
        screen(
            ParcelScreens.deadline,
            progress_line(),
            Say("parcel-ask-deadline"),
            DayGrid("d", _on_deadline),
            MessageInput(_on_typed_deadline, content_types=["text"]),
            back(),
            getter=[progress, _deadline_days],
        ),
    )
