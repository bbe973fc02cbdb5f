"""Ending letters by the button that a mail program shows (RFC 8058).

Programs that look into links before their reader does only get the way to the chat: a `GET` changes
nothing.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from core.addresses.service import stop_address
from core.cashier.flows import BACK_TO_CHAT
from core.letters.states import STOP_PATH, stopped_by
from core.wiring import Services
from webhooks.chat import lead_to
from webhooks.health import services_of

letters_router = APIRouter(prefix=STOP_PATH, include_in_schema=False)
Given = Annotated[Services, Depends(services_of)]


@letters_router.get("/{token}")
async def show_way(token: str) -> Response:
    """Lead to the chat, in which /privacy has the same button."""
    return lead_to(BACK_TO_CHAT)


@letters_router.post("/{token}")
async def stop_letters(token: str, services: Given) -> Response:
    """End all letters to the address of this link; doing it twice is doing it once."""
    secret = services.settings.telegram_bot_token
    channel_id = None if secret is None else stopped_by(token, secret=secret.get_secret_value())
    if channel_id is None:
        return Response(status_code=404)
    async with services.db.begin() as session:
        await stop_address(session, channel_id, at=services.clock())
    return Response(status_code=200)
