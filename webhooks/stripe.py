"""Where Stripe tells what has happened. Without its signature nothing gets in.

An event is verified, stored once, committed and answered 200; the cashier looks at the payment
afterwards. What an event shows may be old by then, and holds what we need not know about a payer,
so only the names of things are kept.
"""

import secrets
from datetime import timedelta
from typing import Annotated, Any

import orjson
import stripe
import structlog
from fastapi import APIRouter, Depends, Request, Response
from structlog.contextvars import get_contextvars

from core.inbox.flows import keep_all
from core.inbox.states import InboxSource
from core.settings import Settings
from core.sightings.service import told_by
from core.wiring import Services
from webhooks.bodies import read_at_most
from webhooks.health import services_of

STRIPE_PATH = "/webhooks/stripe"
MOST_BYTES = 1 << 20
"""Events are some kilobytes; nothing so long is read to its end."""

_TOLERANCE = timedelta(minutes=5)
"""How old a signature may be, as Stripe advises, and how far ahead its clock."""

_LIVE_KEYS = ("sk_live_", "rk_live_")

stripe_router = APIRouter()
log = structlog.get_logger(__name__)


class NotAnEvent(Exception):
    """The body is none of Stripe's, or is meant for another installation."""


@stripe_router.post(STRIPE_PATH, include_in_schema=False)
async def take_event(
    request: Request, services: Annotated[Services, Depends(services_of)]
) -> Response:
    """Answer 200 for what is kept and what is none of ours, 400 for what is not from Stripe."""
    if services.settings.stripe_webhook_secret is None:
        return Response(status_code=404)
    body = await read_at_most(request, MOST_BYTES)
    if body is None:
        return Response(status_code=413)
    now = services.clock()
    try:
        signed = request.headers.get("Stripe-Signature", "")
        event = _verified(body, signed, services.settings, now=now.timestamp())
    except NotAnEvent as refusal:
        log.warning("stripe_event_refused", why=str(refusal), bytes=len(body))
        return Response(status_code=400)
    request_id = str(get_contextvars().get("request_id") or secrets.token_hex(8))
    told = told_by(event, request_id=request_id)
    if told is not None:
        await keep_all(services.db, InboxSource.STRIPE, [told], at=now)
    return Response(status_code=200)


def _verified(body: bytes, signed: str, settings: Settings, *, now: float) -> dict[str, Any]:
    """Read an event whose signature is right, new, and of our own mode; or raise `NotAnEvent`."""
    secret = settings.stripe_webhook_secret
    try:
        text = body.decode()
        stripe.WebhookSignature.verify_header(
            text, signed, secret.get_secret_value() if secret else "", None
        )
        signed_at = int(dict(part.split("=", 1) for part in signed.split(","))["t"])
        event = orjson.loads(text)
    except stripe.SignatureVerificationError:
        raise NotAnEvent("signature") from None
    except (ValueError, KeyError):
        raise NotAnEvent("unreadable") from None
    if abs(now - signed_at) > _TOLERANCE.total_seconds():
        raise NotAnEvent("time of the signature")
    if not isinstance(event, dict) or event.get("object") != "event":
        raise NotAnEvent("no event")
    key = settings.stripe_secret_key
    is_live = key is not None and key.get_secret_value().startswith(_LIVE_KEYS)
    if event.get("livemode") is not is_live:
        raise NotAnEvent("of another mode")
    if not isinstance(event.get("id"), str):
        raise NotAnEvent("no id")
    return event
