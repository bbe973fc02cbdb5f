"""Both lists in one dialog, which is opened from the card of a post and leads back to it."""

from aiogram_dialog import Dialog

from bot.dialogs.fitting.parcels import parcel_windows
from bot.dialogs.fitting.trips import trip_windows


def fitting_dialog() -> Dialog:
    return Dialog(*trip_windows(), *parcel_windows())
