"""What all screens of a trip's form share: the draft, its places, and the ways out."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.trips.draft import TRIP, TripDraft
from bot.dialogs.widgets import Label, Say, visit_of
from bot.visit import Visit
from core.places.models import Place


async def answer(manager: DialogManager, **answers: Any) -> None:  # noqa: ANN401  (plain values)
    """Keep answers and go on."""
    await TRIP.go_on(manager, replace(TRIP.draft(visit_of(manager)), **answers))


async def ends_of(visit: Visit, draft: TripDraft) -> tuple[Place, Place]:
    """Fetch both places; they are the first that is asked."""
    start = await visit.session.get_one(Place, draft.from_place_id)
    return start, await visit.session.get_one(Place, draft.to_place_id)


async def progress(dialog_manager: DialogManager, **kwargs: object) -> dict[str, Any]:
    return TRIP.progress(dialog_manager)


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await TRIP.go_back(manager)


def back() -> Button:
    return Button(Label("button-back"), id="back", on_click=_on_back)


def progress_line() -> Say:
    return Say("trip-progress", when="is_on_the_way")
