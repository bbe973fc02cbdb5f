"""Sends photos that Telegram has already: one as a photo, several as an album."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.types import InputMediaPhoto


async def send_pictures(bot: Bot, chat: str, file_ids: Sequence[str]) -> None:
    """Send at most ten, which is what an album holds; none is as good."""
    if len(file_ids) == 1:
        await bot.send_photo(chat, file_ids[0])
    elif file_ids:
        await bot.send_media_group(chat, [InputMediaPhoto(media=one) for one in file_ids])
