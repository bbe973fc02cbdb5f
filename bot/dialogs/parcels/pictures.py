"""Sends the photos of a parcel above its card, to whoever may see the card."""

from uuid import UUID

from aiogram import Bot
from aiogram_dialog import DialogManager, ShowMode

from bot.dialogs.widgets import visit_of
from bot.pictures import send_pictures
from core.parcels.queries import parcel_shown_to, photos_of


async def show_photos(manager: DialogManager, parcel_id: UUID) -> None:
    """Send one as a photo, several as an album, and the card anew below them."""
    visit, bot = visit_of(manager), manager.middleware_data["bot"]
    if not isinstance(bot, Bot):
        raise TypeError(bot)
    parcel = await parcel_shown_to(visit.session, visit.peer, parcel_id)
    photos = await photos_of(visit.session, parcel)
    await send_pictures(bot, visit.channel.address, [one.file_id for one in photos])
    manager.show_mode = ShowMode.DELETE_AND_SEND
