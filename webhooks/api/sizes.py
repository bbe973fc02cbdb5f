"""How large a request may be. Without a limit one request could fill the memory of the process."""

import re
from collections.abc import Mapping

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webhooks.api.problems import BodyTooLarge

MOST_BYTES = 64 * 1024
"""A parcel with everything in it takes a tenth of this."""


class SmallBodies:
    """Counts what comes in, because a sender need not say beforehand how much it will be.

    `larger` says at which paths a request may have more bytes than elsewhere.
    """

    def __init__(
        self, app: ASGIApp, *, larger: Mapping[re.Pattern[str], int] | None = None
    ) -> None:
        self._app = app
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)  # the server limits its frames
            return
        most = self._most(scope["path"])
        taken = 0

        async def take() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                # FastAPI lets this kind of error through while it reads a body, and no other.
                raise HTTPException(BodyTooLarge.status)
            return message

        await self._app(scope, take, send)

    def _most(self, path: str) -> int:
        found = (most for pattern, most in self._larger.items() if pattern.search(path))
        return next(found, MOST_BYTES)
