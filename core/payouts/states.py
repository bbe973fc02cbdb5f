"""The way to Stripe that only its Peer can go. Pure."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from core.errors import Refused

LINK_LIVES = timedelta(days=1)
_PURPOSE = b"payouts"
_ID_BYTES, _TIME_BYTES, _SIGN_BYTES = 16, 6, 16


class PayoutsNotSetUp(Refused):
    """The operator has set no key of Stripe's, so nobody is paid here."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Who came by a link of ours, and until when it was good."""

    peer_id: UUID
    expires_at: datetime


def sign_pass(peer_id: UUID, *, secret: str, at: datetime) -> str:
    """Make the end of a link: whose it is and until when, and a signature (HMAC-SHA256)."""
    until = int((at + LINK_LIVES).timestamp()).to_bytes(_TIME_BYTES)
    body = peer_id.bytes + until
    return base64.urlsafe_b64encode(body + _sign(body, secret)).decode().rstrip("=")


def pass_in(token: str, *, secret: str) -> Pass | None:
    """Read what we have signed, also when its time is over; None for anything else."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        return None
    body, signature = raw[:-_SIGN_BYTES], raw[-_SIGN_BYTES:]
    if len(body) != _ID_BYTES + _TIME_BYTES:
        return None
    if not hmac.compare_digest(signature, _sign(body, secret)):
        return None
    until = int.from_bytes(body[_ID_BYTES:])
    return Pass(UUID(bytes=body[:_ID_BYTES]), datetime.fromtimestamp(until, UTC))


def _sign(body: bytes, secret: str) -> bytes:
    # A key of its own, so that nothing signed here means anything elsewhere.
    key = hmac.digest(secret.encode(), _PURPOSE, sha256)
    return hmac.digest(key, body, sha256)[:_SIGN_BYTES]
