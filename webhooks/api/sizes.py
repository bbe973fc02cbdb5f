"""How large a request may be. Without a limit one request could fill the memory of the process."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webhooks.api.problems import BodyTooLarge

MOST_BYTES = 64 * 1024
"""A parcel with everything in it takes a tenth of this."""


class SmallBodies:
    """Counts what comes in, because a sender need not say beforehand how much it will be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)  # the server limits its frames
            return
        taken = 0

        async def take() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                # FastAPI lets this kind of error through while it reads a body, and no other.
                raise HTTPException(BodyTooLarge.status)
            return message

        await self._app(scope, take, send)
