"""Where Telegram delivers updates. Without the secret header nothing gets in.

An update is verified, stored once, committed and answered 200; the worker acts on it afterwards.
"""

import hmac
import json
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from structlog.contextvars import get_contextvars

from core.inbox.service import Told, keep_told
from core.inbox.states import InboxSource, telegram_lane
from core.wiring import Services
from webhooks.health import services_of

TELEGRAM_PATH = "/webhooks/telegram"

telegram_router = APIRouter()


@telegram_router.post(TELEGRAM_PATH, include_in_schema=False)
async def take_update(
    request: Request,
    services: Annotated[Services, Depends(services_of)],
    x_telegram_bot_api_secret_token: Annotated[str, Header()] = "",
) -> dict[str, bool]:
    """Answer a stranger as if there were nothing here."""
    secret = services.settings.telegram_webhook_secret
    given = x_telegram_bot_api_secret_token.encode()
    if secret is None or not hmac.compare_digest(given, secret.get_secret_value().encode()):
        raise HTTPException(404)
    update = _update_in(await request.body())
    told = Told(
        outside_id=str(update["update_id"]),
        lane=telegram_lane(update),
        payload=update,
        request_id=str(get_contextvars().get("request_id") or secrets.token_hex(8)),
    )
    async with services.db.begin() as session:
        await keep_told(session, InboxSource.TELEGRAM, [told], at=services.clock())
    return {"ok": True}


def _update_in(body: bytes) -> dict[str, Any]:
    try:
        update = json.loads(body)
    except ValueError:
        raise HTTPException(400) from None
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise HTTPException(400)
    return update
