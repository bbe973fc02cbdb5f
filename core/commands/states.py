"""What a command can be, when it may be sent again, and when never. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum


class CommandKind(StrEnum):
    CHECKOUT = "checkout"
    EXPIRE = "expire"
    TRANSFER = "transfer"
    REFUND = "refund"
    REVERSAL = "reversal"


class CommandState(StrEnum):
    WAITING = "waiting"
    """Nobody has been asked, or was asked and did nothing."""
    SENT = "sent"
    """Somebody is asking. When his lease has run out, nobody knows any more what came of it."""
    UNKNOWN = "unknown"
    """It may have been done: look before it is sent again."""
    SUCCEEDED = "succeeded"
    REJECTED = "rejected"
    """It was refused for good, and a look has shown that it was not done."""
    DEAD = "dead"
    """It is too late to send it again, and a person must look."""


LIVE = (CommandState.WAITING, CommandState.SENT, CommandState.UNKNOWN)

LEASE = timedelta(minutes=3)
"""Longer than the 80 seconds after which the SDK gives up on an answer, and its one retry."""

RESENDABLE = timedelta(hours=20)
"""Stripe forgets keys after 24 hours at the earliest; what comes later would be done again."""

_PAUSES_SECONDS = (2, 10, 30, 120, 600, 1800)


def idempotency_key(op_key: str, attempt: int) -> str:
    """Name one attempt at one decision; at most 255 characters, as Stripe allows."""
    return f"pc1:{op_key}:a{attempt}"


def pause_after(tries: int) -> timedelta:
    """Wait longer each time, up to half an hour; `tries` counts those that have been made."""
    return timedelta(seconds=_PAUSES_SECONDS[min(max(tries, 1), len(_PAUSES_SECONDS)) - 1])


def may_be_sent_again(first_sent_at: datetime | None, *, at: datetime) -> bool:
    """Tell whether Stripe still knows the key, so that nothing is done twice."""
    return first_sent_at is None or at - first_sent_at < RESENDABLE
