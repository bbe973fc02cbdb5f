"""Where Telegram delivers updates. Without the secret header nothing gets in.

An update is verified, stored once, committed and answered 200; the worker acts on it afterwards.
"""

import hmac
import secrets
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import get_contextvars

from core.inbox.flows import Intake, keep_unreadable
from core.inbox.service import Told
from core.inbox.states import InboxSource, telegram_lane
from core.wiring import Services

TELEGRAM_PATH = "/webhooks/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class TelegramDoor:
    """Stands before the rest of the web: it is passed more often than all other doors together.

    A stranger is answered as if there were nothing here. Telegram is answered 200 whatever it has
    brought, as soon as that is committed: after anything else it would bring it again for a day,
    and of that chat nothing else.
    """

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services
        self._intake = Intake(services.db, InboxSource.TELEGRAM, services.clock)
        secret = services.settings.telegram_webhook_secret
        self._secret = None if secret is None else secret.get_secret_value().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == TELEGRAM_PATH:
            code = await self._take(Request(scope, receive))
            await Response(status_code=code)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _take(self, request: Request) -> int:
        """Keep the update; answer the status code."""
        given = request.headers.get(_HEADER, "").encode()
        if self._secret is None or not hmac.compare_digest(given, self._secret):
            return 404
        if request.method != "POST":
            return 405
        body = await request.body()
        request_id = str(get_contextvars().get("request_id") or secrets.token_hex(8))
        update = _update_in(body)
        if update is None:
            await keep_unreadable(
                self._services.db,
                InboxSource.TELEGRAM,
                body,
                request_id=request_id,
                at=self._services.clock(),
            )
            return 200
        await self._intake.keep(
            Told(
                outside_id=str(update["update_id"]),
                lane=telegram_lane(update),
                payload=update,
                request_id=request_id,
            )
        )
        return 200


def _update_in(body: bytes) -> dict[str, Any] | None:
    try:
        update = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    is_update = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if is_update else None
