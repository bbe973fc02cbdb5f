"""What the trip may take along, and on which terms: room, kinds, detour, price, note, weeks."""

from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import TripScreens
from bot.dialogs.trips.draft import TRIP
from bot.dialogs.trips.ways import answer, back, progress, progress_line
from bot.dialogs.widgets import Choice, Label, Say, choices, grid, services_of, visit_of
from bot.reading.amounts import read_count, read_money, read_volume, read_weight
from bot.reading.moments import read_day
from bot.visit import Visit
from core.cargo import Category, check_note, check_volume, check_weight
from core.errors import Refused
from core.facts import Distance, Volume, Weight
from core.peers.service import refuse_unknown_currency

ROOM = {
    "papers": (1_000, 3_000),
    "cabin": (8_000, 40_000),
    "suitcase": (20_000, 80_000),
    "boot": (50_000, 350_000),
}
"""Grams and millilitres; who drives has a boot. Airlines allow about 8 kg and 40 l in the cabin
and 20 to 23 kg in a case of 70 to 90 l; a mid-size car's boot holds 350 to 500 l."""

_MILLILITRES_PER_GRAM = 4
"""A packed suitcase weighs about a kilogram for four litres."""

_DETOURS = (0, 10, 20, 40, 80)


async def _room(visit: Visit, **kwargs: object) -> dict[str, Any]:
    is_drive = TRIP.draft(visit).is_drive
    presets = [
        Choice(name, visit.words.plain(f"room-{name}", {"weight": Weight(g), "volume": Volume(ml)}))
        for name, (g, ml) in ROOM.items()
        if name != "boot" or is_drive
    ]
    return {"presets": presets}


async def _on_room(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    grams, millilitres = ROOM[item]
    await answer(manager, grams=grams, millilitres=millilitres)


async def _on_typed_room(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Take kilograms, litres or both; of one, guess the other as it is in a suitcase."""
    text = message.text or ""
    grams, millilitres = read_weight(text), read_volume(text)
    if grams is None and millilitres is None:
        set_note(manager, "note-no-room")
        return
    grams = grams or -(-(millilitres or 0) // _MILLILITRES_PER_GRAM)
    millilitres = millilitres or grams * _MILLILITRES_PER_GRAM
    try:
        check_weight(grams, field="capacity_grams")
        check_volume(millilitres, field="capacity_millilitres")
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        await answer(manager, grams=grams, millilitres=millilitres)


async def _kinds(visit: Visit, **kwargs: object) -> dict[str, Any]:
    chosen = TRIP.draft(visit).categories
    ticked = list(Category) if chosen is None else chosen
    words = visit.words
    kinds = [
        Choice(one.value, ("✅ " if one in ticked else "▫️ ") + words.plain(f"category-{one}"))
        for one in Category
    ]
    return {"kinds": kinds}


async def _on_kind(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    """Tick or untick. The ticks lie with the screen until they are confirmed."""
    visit = visit_of(manager)
    draft = TRIP.draft(visit)
    ticked = list(Category) if draft.categories is None else draft.categories
    draft.categories = [one.value for one in Category if (one in ticked) != (one == item)]
    TRIP.keep(visit, draft)


async def _on_kinds_done(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    draft = TRIP.draft(visit_of(manager))
    chosen = [one.value for one in Category] if draft.categories is None else draft.categories
    if not chosen:
        set_note(manager, "refused-no-category")
        return
    await answer(manager, categories=chosen)


async def _detours(visit: Visit, **kwargs: object) -> dict[str, Any]:
    words = visit.words
    return {
        "detours": [Choice(str(km), words.plain("km", {"km": Distance(km)})) for km in _DETOURS]
    }


async def _on_detour(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await answer(manager, detour_km=int(item))


async def _on_typed_detour(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    km = read_count((message.text or "").casefold().replace("km", ""))
    if km is None:
        set_note(manager, "note-no-number")
    else:
        await answer(manager, detour_km=km)


async def _price(visit: Visit, **kwargs: object) -> dict[str, Any]:
    return {"currency": visit.peer.currency or ""}


async def _on_typed_price(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    visit = visit_of(manager)
    price = read_money(message.text or "", currency=visit.peer.currency or "EUR")
    if price is None or price.minor == 0:
        set_note(manager, "note-no-money")
        return
    try:
        at = services_of(manager).clock()
        refuse_unknown_currency(price.currency, field="price_per_kg", at=at)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        await answer(manager, price_minor=price.minor, currency=price.currency)


async def _on_no_price(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager, price_minor=None, currency=None)


async def _on_typed_note(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    note = (message.text or "").strip()
    try:
        check_note(note)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        await answer(manager, note=note)


async def _on_no_note(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager, note="")


async def _weeks(visit: Visit, **kwargs: object) -> dict[str, Any]:
    draft = TRIP.draft(visit)
    day = date.fromisoformat(draft.day) if draft.day else date.min
    skipped = set(draft.skipped or ())
    next_days = [day + timedelta(weeks=week) for week in range(1, 9)]
    return {
        "is_weekly": draft.is_weekly,
        "is_once": not draft.is_weekly,
        "weekday": visit.words.weekday(day),
        "days": [
            Choice(
                one.isoformat(),
                ("▫️ " if one.isoformat() in skipped else "✅ ") + visit.words.day(one),
            )
            for one in next_days
        ]
        if draft.is_weekly
        else [],
        "until": date.fromisoformat(draft.until) if draft.until else "",
        "has_until": draft.until is not None,
    }


async def _on_repeat(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit = visit_of(manager)
    draft = TRIP.draft(visit)
    draft.is_weekly = button.widget_id == "weekly"
    draft.until, draft.skipped = None, None
    if draft.is_weekly:
        TRIP.keep(visit, draft)
    else:
        await TRIP.go_on(manager, draft)


async def _on_week(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    visit = visit_of(manager)
    draft = TRIP.draft(visit)
    draft.skipped = sorted(set(draft.skipped or ()) ^ {item})
    TRIP.keep(visit, draft)


async def _on_typed_until(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    visit = visit_of(manager)
    draft = TRIP.draft(visit)
    today = services_of(manager).clock().date()
    until = read_day(message.text or "", language=visit.words.language, today=today)
    if until is None or not draft.is_weekly:
        set_note(manager, "note-no-day")
    elif draft.day is not None and until < date.fromisoformat(draft.day):
        set_note(manager, "refused-weekly-ends-early")
    else:
        draft.until = until.isoformat()
        TRIP.keep(visit, draft)


async def _on_weeks_done(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager)


def what_windows() -> tuple[Window, ...]:
    return (
        screen(
            TripScreens.room,
            progress_line(),
            Say("trip-ask-room"),
            choices("presets", _on_room, widget_id="p"),
            MessageInput(_on_typed_room, content_types=["text"]),
            back(),
            getter=[progress, _room],
        ),
        screen(
            TripScreens.categories,
            progress_line(),
            Say("trip-ask-categories"),
            grid("kinds", _on_kind, widget_id="k", width=2),
            Button(Label("button-done"), id="done", on_click=_on_kinds_done),
            back(),
            getter=[progress, _kinds],
        ),
        screen(
            TripScreens.detour,
            Say("trip-ask-detour"),
            grid("detours", _on_detour, widget_id="d", width=3),
            MessageInput(_on_typed_detour, content_types=["text"]),
            back(),
            getter=_detours,
        ),
        screen(
            TripScreens.price,
            Say("trip-ask-price"),
            MessageInput(_on_typed_price, content_types=["text"]),
            Button(Label("trip-no-price"), id="none", on_click=_on_no_price),
            back(),
            getter=_price,
        ),
        screen(
            TripScreens.note,
            Say("trip-ask-note"),
            MessageInput(_on_typed_note, content_types=["text"]),
            Button(Label("button-no-note"), id="none", on_click=_on_no_note),
            back(),
        ),
        screen(
            TripScreens.weekly,
            Say("trip-ask-weekly", when="is_once"),
            Say("trip-weekly", when="is_weekly"),
            Say("trip-weekly-until", when="has_until"),
            Button(Label("trip-weekly-yes"), id="weekly", on_click=_on_repeat, when="is_once"),
            grid("days", _on_week, widget_id="w", width=2),
            MessageInput(_on_typed_until, content_types=["text"]),
            Button(Label("trip-weekly-no"), id="once", on_click=_on_repeat, when="is_weekly"),
            Button(Label("button-done"), id="done", on_click=_on_weeks_done, when="is_weekly"),
            back(),
            getter=_weeks,
        ),
    )
