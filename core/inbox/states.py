"""Where an item stands, when it is tried again, and which lane an update belongs to. Pure."""

from datetime import timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Any

MOST_ATTEMPTS = 5
_PAUSES = (0.2, 1.0, 5.0, 20.0)

_OWN_USER = ("from", "user")


class InboxSource(StrEnum):
    TELEGRAM = "telegram"
    STRIPE = "stripe"
    CLERK = "clerk"


class InboxState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    QUARANTINED = "quarantined"


def pause_after(attempts: int) -> timedelta:
    """Grow the wait before the next attempt; `attempts` counts those that have failed."""
    return timedelta(seconds=_PAUSES[min(attempts, len(_PAUSES)) - 1])


def storable(value: Any) -> Any:  # noqa: ANN401  (any JSON)
    """Take out what PostgreSQL cannot keep: the character NUL, wherever somebody hid it."""
    match value:
        case str():
            return value.replace("\x00", "")
        case dict():
            return {storable(name): storable(one) for name, one in value.items()}
        case list():
            return [storable(one) for one in value]
        case _:
            return value


def lane_of(key: str) -> int:
    """Turn a key into a lane: 64 bits, signed. Who knows a key can find its lane."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def telegram_lane(update: dict[str, Any]) -> int:
    """Find the lane of an update: the person who caused it, else the chat it happened in.

    A text and a button press of one person reach us through different queues of Telegram; here
    they meet in one lane.
    """
    event = next((value for name, value in update.items() if name != "update_id"), None)
    facts: dict[str, Any] = event if isinstance(event, dict) else {}
    for name in (*_OWN_USER, "chat"):
        somebody = facts.get(name)
        if isinstance(somebody, dict) and "id" in somebody:
            return lane_of(f"telegram:{somebody['id']}")
    return lane_of("telegram")
