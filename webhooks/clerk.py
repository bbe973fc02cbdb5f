"""Where Clerk tells who is of the organisation. Without its signature nothing gets in.

What it tells is verified, stored once, committed and answered 200; it takes effect afterwards. The
signature is Svix's: HMAC-SHA256 over id, time and body, as Standard Webhooks describes it.
"""

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Annotated

import orjson
import structlog
from fastapi import APIRouter, Depends, Request, Response
from structlog.contextvars import get_contextvars

from core.inbox.flows import keep_all, keep_unreadable
from core.inbox.service import Told
from core.inbox.states import InboxSource, lane_of
from core.memberships.states import NotAsWritten, told_in
from core.wiring import Services
from webhooks.bodies import read_at_most
from webhooks.health import services_of

CLERK_PATH = "/auth/callback"
MOST_BYTES = 256 * 1024
_TOLERANCE = timedelta(minutes=5)
_MOST_SIGNATURES = 10
_ID = re.compile(r"[\x21-\x7e]{1,255}")
_LANE = lane_of("clerk")
"""One for all: there is little of it, and it is acted on in one order."""

clerk_router = APIRouter()
log = structlog.get_logger(__name__)


@clerk_router.post(CLERK_PATH, include_in_schema=False)
async def take_event(
    request: Request, services: Annotated[Services, Depends(services_of)]
) -> Response:
    """Answer 200 for what is kept and what means nothing here, 400 for what is not from Clerk."""
    settings = services.settings
    secret, organisation = settings.clerk_webhook_secret, settings.clerk_organisation
    if secret is None or organisation is None:
        return Response(status_code=404)
    body = await read_at_most(request, MOST_BYTES)
    if body is None:
        return Response(status_code=413)
    now = services.clock()
    told_id = request.headers.get("svix-id", "")
    stamp = request.headers.get("svix-timestamp", "")
    if not _is_recent(stamp, now=now.timestamp()) or not is_signed(
        body,
        told_id,
        stamp,
        request.headers.get("svix-signature", ""),
        keys=keys_in(secret.get_secret_value()),
    ):
        log.warning("clerk_event_refused", bytes=len(body))
        return Response(status_code=400)
    request_id = str(get_contextvars().get("request_id") or secrets.token_hex(8))
    try:
        news = told_in(orjson.loads(body), organisation=organisation)
    except (orjson.JSONDecodeError, NotAsWritten):
        await keep_unreadable(services.db, InboxSource.CLERK, body, request_id=request_id, at=now)
        return Response(status_code=200)
    if news is not None:
        told = Told(told_id, _LANE, news.packed(), request_id)
        await keep_all(services.db, InboxSource.CLERK, [told], at=now)
    return Response(status_code=200)


def keys_in(secret: str) -> list[bytes]:
    """Read the secrets of the endpoint: two while one takes the place of the other."""
    return [base64.b64decode(one.removeprefix("whsec_")) for one in secret.split()]


def is_signed(
    body: bytes, told_id: str, stamp: str, signatures: str, *, keys: Sequence[bytes]
) -> bool:
    """Tell whether one of the signatures is by one of the keys; all are compared."""
    if _ID.fullmatch(told_id) is None:
        return False
    said = b".".join((told_id.encode(), stamp.encode(), body))
    wanted = [hmac.digest(key, said, sha256) for key in keys]
    found = False
    for one in signatures.split()[:_MOST_SIGNATURES]:
        version, _, signature = one.partition(",")
        given = _bytes_in(signature) if version == "v1" else b""
        for each in wanted:
            found |= hmac.compare_digest(given, each)
    return found


def _bytes_in(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _is_recent(stamp: str, *, now: float) -> bool:
    is_number = stamp.isascii() and stamp.isdigit() and len(stamp) <= len("9999999999")
    return is_number and abs(now - int(stamp)) <= _TOLERANCE.total_seconds()
