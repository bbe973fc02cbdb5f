"""Where Telegram delivers updates. Without the secret header nothing gets in.

An update is verified, stored once, committed and answered 200; the worker acts on it afterwards.
"""

import hmac
import secrets
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.contextvars import get_contextvars

from core.inbox.flows import Intake
from core.inbox.service import Told
from core.inbox.states import telegram_lane
from core.wiring import Services

TELEGRAM_PATH = "/webhooks/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def take_update(request: Request) -> Response:
    """Answer a stranger as if there were nothing here."""
    services: Services = request.app.state.services
    intake: Intake = request.app.state.intake
    secret = services.settings.telegram_webhook_secret
    given = request.headers.get(_HEADER, "").encode()
    if secret is None or not hmac.compare_digest(given, secret.get_secret_value().encode()):
        return Response(status_code=404)
    update = _update_in(await request.body())
    if update is None:
        return Response(status_code=400)
    await intake.keep(
        Told(
            outside_id=str(update["update_id"]),
            lane=telegram_lane(update),
            payload=update,
            request_id=str(get_contextvars().get("request_id") or secrets.token_hex(8)),
        )
    )
    return Response()


def _update_in(body: bytes) -> dict[str, Any] | None:
    try:
        update = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    is_update = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if is_update else None


telegram_route = Route(TELEGRAM_PATH, take_update, methods=["POST"])
"""A plain route: this door is passed more often than all others, and has no use for more."""
