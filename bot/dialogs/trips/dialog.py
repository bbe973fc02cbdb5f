"""Puts the screens of a trip's form into the order in which they are asked."""

from aiogram_dialog import Dialog, DialogManager

from bot.dialogs.forms.places import place_windows
from bot.dialogs.states import TripScreens
from bot.dialogs.trips.draft import TRIP
from bot.dialogs.trips.review import review_windows
from bot.dialogs.trips.ways import answer, back, progress, progress_line
from bot.dialogs.trips.what import what_windows
from bot.dialogs.trips.when import when_windows
from bot.dialogs.widgets import Say, visit_of
from core.places.models import Place


async def _on_start(manager: DialogManager, place: Place) -> None:
    """Another way takes another time, so what was said of the arrival does not hold any more."""
    await answer(manager, from_place_id=place.id, minutes=None)


async def _on_end(manager: DialogManager, place: Place) -> None:
    await answer(manager, to_place_id=place.id, minutes=None)


def trip_dialog() -> Dialog:
    return Dialog(
        *place_windows(
            TripScreens.start,
            TripScreens.start_choose,
            progress_line(),
            Say("trip-ask-from"),
            on_place=_on_start,
            other_end=lambda manager: TRIP.draft(visit_of(manager)).to_place_id,
            back=back(),
            getter=progress,
        ),
        *place_windows(
            TripScreens.end,
            TripScreens.end_choose,
            progress_line(),
            Say("trip-ask-to"),
            on_place=_on_end,
            other_end=lambda manager: TRIP.draft(visit_of(manager)).from_place_id,
            back=back(),
            getter=progress,
        ),
        *when_windows(),
        *what_windows(),
        *review_windows(),
    )
