"""How and when: mode, day, time of departure, and the arrival that follows from them."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row

from bot.dialogs.calendar import DayGrid
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import TripScreens
from bot.dialogs.trips.draft import TRIP, TripDraft, days_allowed, wish_of
from bot.dialogs.trips.ways import answer, back, ends_of, progress, progress_line
from bot.dialogs.widgets import Choice, Label, Say, grid, services_of, visit_of
from bot.reading.moments import read_clock, read_day
from bot.visit import Visit
from core.facts import LocalTime
from core.glidepaths.states import Mode
from core.places.models import Place
from core.wiring import Services

_HOURS = range(0, 24, 2)
_MINUTE = timedelta(minutes=1)
_STEPS = {"m60": -60, "m15": -15, "p15": 15, "p60": 60}
"""Minutes by which the arrival moves, by button."""

_SHORTEST_MINUTES = 15


async def _modes(visit: Visit, **kwargs: object) -> dict[str, Any]:
    return {"modes": [Choice(one.value, visit.words.plain(f"mode-{one}")) for one in Mode]}


async def _on_mode(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    await answer(manager, mode=item, minutes=None)


async def _days(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    start = await visit.session.get_one(Place, TRIP.draft(visit).from_place_id)
    first, last = days_allowed(
        start, at=services.clock(), horizon_days=services.settings.trip_horizon_days
    )
    return {"first_day": first, "last_day": last, "place": start.label}


async def _on_day(manager: DialogManager, day: date) -> None:
    await answer(manager, day=day.isoformat())


async def _on_typed_day(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    allowed = await _days(visit, services)
    first, last = allowed["first_day"], allowed["last_day"]
    day = read_day(message.text or "", language=visit.words.language, today=first)
    if day is None:
        set_note(manager, "note-no-day")
    elif not first <= day <= last:
        set_note(manager, "note-day-not-allowed", {"last": visit.words.day(last)})
    else:
        clock = read_clock(message.text or "")
        known = {} if clock is None else {"clock": f"{clock:%H:%M}"}
        await answer(manager, day=day.isoformat(), **known)


async def _clocks(visit: Visit, **kwargs: object) -> dict[str, Any]:
    start = await visit.session.get_one(Place, TRIP.draft(visit).from_place_id)
    times = (f"{hour:02}:00" for hour in _HOURS)
    return {"clocks": [Choice(one.replace(":", "-"), one) for one in times], "place": start.label}


async def _on_clock(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await answer(manager, clock=item.replace("-", ":"))


async def _on_typed_clock(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    clock = read_clock(message.text or "")
    if clock is None:
        set_note(manager, "note-no-clock")
    else:
        await answer(manager, clock=f"{clock:%H:%M}")


async def _arrival(visit: Visit, **kwargs: object) -> dict[str, Any]:
    draft = TRIP.draft(visit)
    start, end = await ends_of(visit, draft)
    wish = wish_of(draft, start, end)
    return {
        "departs": LocalTime(wish.departs_at, start.time_zone),
        "arrives": LocalTime(wish.arrives_at, end.time_zone),
        "place": end.label,
    }


async def _on_step(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    draft, minutes = await _taking(visit_of(manager))
    draft.minutes = max(_SHORTEST_MINUTES, minutes + _STEPS[str(button.widget_id)])
    TRIP.keep(visit_of(manager), draft)


async def _taking(visit: Visit) -> tuple[TripDraft, int]:
    draft = TRIP.draft(visit)
    start, end = await ends_of(visit, draft)
    wish = wish_of(draft, start, end)
    return draft, (wish.arrives_at - wish.departs_at) // _MINUTE


async def _on_typed_arrival(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Take a time of day, and a day where it is said; otherwise the next such time."""
    visit = visit_of(manager)
    text = message.text or ""
    clock = read_clock(text)
    if clock is None:
        set_note(manager, "note-no-clock")
        return
    draft = TRIP.draft(visit)
    start, end = await ends_of(visit, draft)
    departs_at = wish_of(draft, start, end).departs_at
    zone = ZoneInfo(end.time_zone)
    local = departs_at.astimezone(zone)
    day = read_day(text, language=visit.words.language, today=local.date()) or local.date()
    arrives_at = local.replace(
        year=day.year, month=day.month, day=day.day, hour=clock.hour, minute=clock.minute, second=0
    )
    if arrives_at.timestamp() <= departs_at.timestamp():
        arrives_at += timedelta(days=1)
    minutes = int(arrives_at.timestamp() - departs_at.timestamp()) // 60
    await answer(manager, minutes=max(1, minutes))


async def _on_keep(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    draft, minutes = await _taking(visit_of(manager))
    draft.minutes = minutes
    await TRIP.go_on(manager, draft)


def when_windows() -> tuple[Window, ...]:
    return (
        screen(
            TripScreens.mode,
            progress_line(),
            Say("trip-ask-mode"),
            grid("modes", _on_mode, widget_id="m", width=2),
            back(),
            getter=[progress, _modes],
        ),
        screen(
            TripScreens.day,
            progress_line(),
            Say("trip-ask-day"),
            DayGrid("d", _on_day),
            MessageInput(_on_typed_day, content_types=["text"]),
            back(),
            getter=[progress, _days],
        ),
        screen(
            TripScreens.clock,
            progress_line(),
            Say("trip-ask-clock"),
            grid("clocks", _on_clock, widget_id="c", width=4),
            MessageInput(_on_typed_clock, content_types=["text"]),
            back(),
            getter=[progress, _clocks],
        ),
        screen(
            TripScreens.arrival,
            Say("trip-ask-arrival"),
            Row(*(Button(Label(f"step-{one}"), id=one, on_click=_on_step) for one in _STEPS)),
            MessageInput(_on_typed_arrival, content_types=["text"]),
            Button(Label("button-keep"), id="keep", on_click=_on_keep),
            back(),
            getter=_arrival,
        ),
    )
