"""Where Telegram delivers updates. Without the secret header nothing gets in.

The answer is 200 only after the update was acted on, so an update that a crash interrupts is
delivered again.
"""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Request

from core.settings import Settings

TELEGRAM_PATH = "/webhooks/telegram"

Feed = Callable[[dict[str, Any]], Awaitable[None]]
"""Acts on one raw update."""


def telegram_router(feed: Feed, settings: Settings) -> APIRouter:
    router = APIRouter()
    secret = settings.telegram_webhook_secret
    expected = None if secret is None else secret.get_secret_value().encode()

    @router.post(TELEGRAM_PATH, include_in_schema=False)
    async def take_update(
        request: Request,
        x_telegram_bot_api_secret_token: Annotated[str, Header()] = "",
    ) -> dict[str, bool]:
        given = x_telegram_bot_api_secret_token.encode()
        if expected is None or not hmac.compare_digest(given, expected):
            raise HTTPException(404)
        update = _update_in(await request.body())
        await feed(update)
        return {"ok": True}

    return router


def _update_in(body: bytes) -> dict[str, Any]:
    try:
        update = json.loads(body)
    except ValueError:
        raise HTTPException(400) from None
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise HTTPException(400)
    return update
