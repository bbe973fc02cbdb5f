"""Fetches what people have photographed from Telegram, so that it can be kept.

It is asked for outside of any transaction, and Telegram's own names of files go no further.
"""

import asyncio
from http import HTTPStatus

import aiohttp
import structlog

from bot.sender.wire import Wire
from core.photos.service import PHOTOS_CHANNEL
from core.pictures import MOST_BYTES
from core.proofs.flows import FileGone, NotFetched, PhotoKeeper
from core.wakeups import wakeups
from core.wiring import Services

_LOOK_SECONDS = 30.0
_AWAY_SECONDS = 0.5

log = structlog.get_logger(__name__)


class TelegramFiles:
    """Fetches a file by the id that came with a message."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def __call__(self, file_id: str) -> bytes:
        reply = await self._wire.call("getFile", {"file_id": file_id})
        if reply.code == HTTPStatus.BAD_REQUEST:
            raise FileGone(reply.description)
        if reply.code != HTTPStatus.OK:
            raise NotFetched(reply.code)
        try:
            content = await self._wire.download(reply.result["file_path"], most=MOST_BYTES)
        except (aiohttp.ClientError, TimeoutError) as error:
            # Its words may hold the address, and that the token.
            raise NotFetched(type(error).__name__) from None
        if content is None:
            raise FileGone("too large")
        return content


async def keep_photos(services: Services, wire: Wire) -> None:
    """Keep what is sent, until cancelled. Any number of processes may do so."""
    keeper = PhotoKeeper(services.db, services.storage, TelegramFiles(wire), clock=services.clock)
    async with wakeups(services.db.url, PHOTOS_CHANNEL) as wakeup:
        while True:
            try:
                if not await keeper.keep_due():
                    await wakeup.wait(_LOOK_SECONDS)
            except Exception:
                # The outermost loop: the database or the storage may be away, and comes back.
                log.exception("photos_interrupted")
                await asyncio.sleep(_AWAY_SECONDS)
