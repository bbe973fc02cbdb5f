"""Puts the screens of a parcel's form into the order in which they are asked."""

from aiogram_dialog import Dialog, DialogManager

from bot.dialogs.forms.places import place_windows
from bot.dialogs.parcels.contents import contents_windows
from bot.dialogs.parcels.draft import PARCEL
from bot.dialogs.parcels.review import review_windows
from bot.dialogs.parcels.terms import terms_windows
from bot.dialogs.parcels.ways import answer, back, progress, progress_line
from bot.dialogs.parcels.what import what_windows
from bot.dialogs.parcels.when import when_windows
from bot.dialogs.states import ParcelScreens
from bot.dialogs.widgets import Say, visit_of
from core.places.models import Place


async def _on_start(manager: DialogManager, place: Place) -> None:
    await answer(manager, from_place_id=place.id)


async def _on_end(manager: DialogManager, place: Place) -> None:
    await answer(manager, to_place_id=place.id)


def parcel_dialog() -> Dialog:
    return Dialog(
        *place_windows(
            ParcelScreens.start,
            ParcelScreens.start_choose,
            progress_line(),
            Say("parcel-ask-from"),
            on_place=_on_start,
            other_end=lambda manager: PARCEL.draft(visit_of(manager)).to_place_id,
            back=back(),
            getter=progress,
        ),
        *place_windows(
            ParcelScreens.end,
            ParcelScreens.end_choose,
            progress_line(),
            Say("parcel-ask-to"),
            on_place=_on_end,
            other_end=lambda manager: PARCEL.draft(visit_of(manager)).from_place_id,
            back=back(),
            getter=progress,
        ),
        *contents_windows(),
        *what_windows(),
        *when_windows(),
        *terms_windows(),
        *review_windows(),
    )
