"""Text in a link that only we can have written, and that is good for a while. Pure."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

_TIME_BYTES, _SIGN_BYTES = 6, 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a link of ours says, and until when it is good."""

    body: bytes
    until: datetime


def seal(body: bytes, *, until: datetime, purpose: bytes, secret: str) -> str:
    """Write what only `unseal` with the same secret and purpose reads (HMAC-SHA256)."""
    signed = body + int(until.timestamp()).to_bytes(_TIME_BYTES)
    raw = signed + _sign(signed, purpose, secret)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unseal(text: str, *, purpose: bytes, secret: str) -> Sealed | None:
    """Read what we have sealed, also when its time is over; None for anything else."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return None
    signed, signature = raw[:-_SIGN_BYTES], raw[-_SIGN_BYTES:]
    if len(signed) < _TIME_BYTES or not hmac.compare_digest(
        signature, _sign(signed, purpose, secret)
    ):
        return None
    until = datetime.fromtimestamp(int.from_bytes(signed[-_TIME_BYTES:]), UTC)
    return Sealed(signed[:-_TIME_BYTES], until)


def derive(salt: bytes, *, purpose: bytes, secret: str) -> bytes:
    """Give 32 bytes that only the holder of the secret can find again from the salt."""
    # A key of its own, so that nothing signed here means anything elsewhere.
    key = hmac.digest(secret.encode(), purpose, sha256)
    return hmac.digest(key, salt, sha256)


def _sign(signed: bytes, purpose: bytes, secret: str) -> bytes:
    return derive(signed, purpose=purpose, secret=secret)[:_SIGN_BYTES]
