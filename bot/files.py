"""Fetches what people have sent from Telegram, so that it can be kept or looked into.

It is asked for outside of any transaction, and Telegram's own names of files go no further.
"""

from http import HTTPStatus

import aiohttp

from bot.sender.wire import Wire
from core.fetching import FileGone, FileTooLarge, NotFetched

MOST_BYTES = 20 * 1024 * 1024
"""Telegram lets a bot fetch no file that is larger."""


class TelegramFiles:
    """Fetches a file by the id that came with a message."""

    def __init__(self, wire: Wire, *, most: int = MOST_BYTES) -> None:
        self._wire = wire
        self._most = most

    async def __call__(self, file_id: str) -> bytes:
        reply = await self._wire.call("getFile", {"file_id": file_id})
        if reply.code == HTTPStatus.BAD_REQUEST and "too big" in reply.description:
            raise FileTooLarge
        if reply.code == HTTPStatus.BAD_REQUEST:
            raise FileGone(reply.description)
        if reply.code != HTTPStatus.OK:
            raise NotFetched(reply.code)
        try:
            content = await self._wire.download(reply.result["file_path"], most=self._most)
        except (aiohttp.ClientError, TimeoutError) as error:
            # Its words may hold the address, and that the token.
            raise NotFetched(type(error).__name__) from None
        if content is None:
            raise FileTooLarge
        return content
