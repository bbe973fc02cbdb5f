"""What MissionControl asks of the bot, as `core.bot_side` says: words, and photos."""

from bot.files import TelegramFiles
from bot.glimpse import glimpse_of
from bot.sender.wire import Wire
from core.fetching import Fetch
from core.pictures import MOST_BYTES
from core.settings import Settings

__all__ = ["glimpse_of", "photos_of"]


def photos_of(settings: Settings) -> Fetch:
    """Fetch over a wire that is open for one photo: operators look at few."""

    async def fetch(file_id: str) -> bytes:
        async with Wire(settings) as wire:
            return await TelegramFiles(wire, most=MOST_BYTES)(file_id)

    return fetch
