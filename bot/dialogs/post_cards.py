"""All cards in one dialog: of trips and of parcels."""

from aiogram_dialog import Dialog

from bot.dialogs.parcels.card import parcel_card_windows
from bot.dialogs.trips.card import trip_card_windows


def card_dialog() -> Dialog:
    return Dialog(*trip_card_windows(), *parcel_card_windows())
