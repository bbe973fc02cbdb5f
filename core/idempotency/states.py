"""What is remembered of an answered request, and for how long. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from core.errors import Refused

KEPT = timedelta(hours=24)
"""A program that tries again does so within minutes, or after a night."""

_LOCK_BYTES = 8


class KeyReused(Refused):
    """The Idempotency-Key was sent before, with another request."""


class KeyInFlight(Refused):
    """A request with this Idempotency-Key is being acted on at this moment."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is as it was sent; `location` is where the thing is that was made."""

    status: int
    body: str
    location: str


def fingerprint(*parts: str) -> str:
    """Tell requests apart: equal ones have the same."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def lock_number(caller_id: UUID, key: str) -> int:
    """Make the number of an advisory lock: 64 bits with a sign."""
    digest = hashlib.sha256(f"idempotency {caller_id} {key}".encode()).digest()
    return int.from_bytes(digest[:_LOCK_BYTES], signed=True)
