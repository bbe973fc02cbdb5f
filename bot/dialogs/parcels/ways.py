"""What all screens of a parcel's form share: the draft, its places, its money, and the ways out."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.parcels.draft import PARCEL, ParcelDraft
from bot.dialogs.widgets import Label, Say, visit_of
from bot.visit import Visit
from core.places.models import Place
from core.wiring import Services


async def answer(manager: DialogManager, **answers: Any) -> None:  # noqa: ANN401  (plain values)
    """Keep answers and go on; whether a border is crossed decides which questions follow."""
    visit = visit_of(manager)
    draft = replace(PARCEL.draft(visit), **answers)
    if draft.from_place_id is not None and draft.to_place_id is not None:
        start, end = await ends_of(visit, draft)
        draft.crosses_border = start.country != end.country
    await PARCEL.go_on(manager, draft)


async def ends_of(visit: Visit, draft: ParcelDraft) -> tuple[Place, Place]:
    """Fetch both places; they are the first that is asked."""
    start = await visit.session.get_one(Place, draft.from_place_id)
    return start, await visit.session.get_one(Place, draft.to_place_id)


def money_asked(visit: Visit, services: Services) -> str:
    """Choose the currency to ask in: the Peer's own, unless no rate for it is set."""
    rules, own = services.settings, visit.peer.currency
    return own if own is not None and rules.rates.knows(own) else rules.main_currency


async def progress(dialog_manager: DialogManager, **kwargs: object) -> dict[str, Any]:
    return PARCEL.progress(dialog_manager)


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await PARCEL.go_back(manager)


def back() -> Button:
    return Button(Label("button-back"), id="back", on_click=_on_back)


def progress_line() -> Say:
    return Say("parcel-progress", when="is_on_the_way")
