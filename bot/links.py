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
    return f"{target.kind}-{_packed(target.id)}"


def target_of(payload: str) -> Target | None:
    """Read a payload; None for what is none of ours."""
    kind, _, packed = payload.partition("-")
    thing = _unpacked(packed)
    return Target(Kind(kind), thing) if thing is not None and kind in set(Kind) else None


def link_to(target: Target, *, bot: str) -> str:
    """Write the address that opens the bot of this username at the target."""
    return _link(payload_of(target), bot=bot)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the recipient's link says to the bot when the Carrier scans it."""

    quest_id: UUID
    code: str


_HAND_OVER = "h-"


def proof_in(payload: str) -> Proof | None:
    """Read the payload of a hand-over; None for any other."""
    if not payload.startswith(_HAND_OVER):
        return None
    packed, _, code = payload.removeprefix(_HAND_OVER).rpartition("-")
    quest_id = _unpacked(packed)
    return None if quest_id is None else Proof(quest_id, code)


def link_of_proof(proof: Proof, *, bot: str) -> str:
    """Write the address by which the Carrier proves that he has met the recipient."""
    return _link(f"{_HAND_OVER}{_packed(proof.quest_id)}-{proof.code}", bot=bot)


def _packed(thing: UUID) -> str:
    return base64.urlsafe_b64encode(thing.bytes).decode().rstrip("=")


def _unpacked(packed: str) -> UUID | None:
    try:
        raw = base64.urlsafe_b64decode(packed + "==")
    except (ValueError, binascii.Error):
        return None
    return UUID(bytes=raw) if len(raw) == _ID_BYTES else None


def _link(payload: str, *, bot: str) -> str:
    return f"https://t.me/{bot}?{urlencode({'start': payload})}"
