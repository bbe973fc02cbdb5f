"""Links that lead into the bot: what they carry, and how they are written.

A link names a kind and an id. Whoever opens it registers first, if he must, and lands there.
"""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

_ID_BYTES = 16


class Kind(StrEnum):
    """The letters stand in links that people have sent around: never reuse one."""

    TRIP = "t"
    PARCEL = "p"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads."""

    kind: Kind
    id: UUID


def payload_of(target: Target) -> str:
    """Write what follows `start=`: at most 64 of `A-Z a-z 0-9 _ -`, as Telegram demands."""
    packed = base64.urlsafe_b64encode(target.id.bytes).decode().rstrip("=")
    return f"{target.kind}-{packed}"


def target_of(payload: str) -> Target | None:
    """Read a payload; None for what is none of ours."""
    kind, _, packed = payload.partition("-")
    try:
        raw = base64.urlsafe_b64decode(packed + "==")
        return Target(Kind(kind), UUID(bytes=raw)) if len(raw) == _ID_BYTES else None
    except (ValueError, binascii.Error):
        return None


def link_to(target: Target, *, bot: str) -> str:
    """Write the address that opens the bot of this username at the target."""
    return f"https://t.me/{bot}?{urlencode({'start': payload_of(target)})}"
