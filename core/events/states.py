"""What can happen, what may be told about it, and when a failed hearing is tried again. Pure."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson

from core.money import Money

Fact = UUID | datetime | Money | StrEnum | int | None
"""Ids, moments, money, codes and whole numbers. Never free text: an event outlives the person."""

_PAUSES_SECONDS = (1, 5, 30, 120, 600)
"""The first two outlive a lost race or connection, the last ones a database that is restarted."""

MOST_ATTEMPTS = len(_PAUSES_SECONDS) + 1


class EventName(StrEnum):
    """Everything that can happen. The names are a contract with the audit log: never reuse one."""

    PEER_JOINED = "peer_joined"
    PEER_FORGOTTEN = "peer_forgotten"
    PEER_VERIFIED = "peer_verified"
    DEAD_LETTER_REPLAYED = "dead_letter_replayed"
    GLIDEPATH_POSTED = "glidepath_posted"
    GLIDEPATH_CHANGED = "glidepath_changed"
    GLIDEPATH_CLOSED = "glidepath_closed"
    PARCEL_POSTED = "parcel_posted"
    PARCEL_CHANGED = "parcel_changed"
    PARCEL_CLOSED = "parcel_closed"
    PARCEL_HELD = "parcel_held"
    OFFER_MADE = "offer_made"
    OFFER_CLOSED = "offer_closed"
    QUEST_ACCEPTED = "quest_accepted"
    QUEST_FUNDED = "quest_funded"
    QUEST_LAPSED = "quest_lapsed"
    QUEST_CANCELLED = "quest_cancelled"
    QUEST_PICKED_UP = "quest_picked_up"
    QUEST_DELIVERED = "quest_delivered"
    QUEST_SETTLED = "quest_settled"
    QUEST_PHOTO_KEPT = "quest_photo_kept"
    QUEST_DISPUTED = "quest_disputed"
    QUEST_RESOLVED = "quest_resolved"
    COMPLAINT_ANSWERED = "complaint_answered"
    COMPLAINT_WITHDRAWN = "complaint_withdrawn"
    COMPLAINT_DECIDED = "complaint_decided"
    COMPLAINT_APPEALED = "complaint_appealed"
    PAYMENT_DISPUTED = "payment_disputed"
    PAYMENT_FROZEN = "payment_frozen"
    PAYMENT_THAWED = "payment_thawed"
    LINE_REVEAL_ASKED = "line_reveal_asked"
    LINE_REVEALED = "line_revealed"
    LINE_REPORTED = "line_reported"
    LINE_UNMASKED = "line_unmasked"
    LINE_READ = "line_read"
    TICKET_OPENED = "ticket_opened"
    TICKET_MOVED = "ticket_moved"
    TICKET_RATED = "ticket_rated"
    HAND_OVER_LOCKED = "hand_over_locked"
    TOKEN_MADE = "token_made"  # noqa: S105  (names of events, no secrets)
    TOKEN_REVOKED = "token_revoked"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that has happened.

    `about` is the row it happened to, and events about one row are heard in order. `name` is text,
    because a newer version of the program may tell of what this one does not know.
    """

    id: UUID
    name: str
    about: UUID
    by_peer_id: UUID | None
    at: datetime
    facts: dict[str, Any]


class NotAnEvent(Exception):
    """Bytes that are none of our events."""


Send = Callable[[Event], Awaitable[None]]
"""Hands an event to a broker, and returns when the broker has it for good."""

Hear = Callable[[bytes], Awaitable[None]]
"""Takes what a broker delivers to one group. The broker gets its acknowledgement after that."""

Carried = AbstractAsyncContextManager[Send]
"""A broker, connected for as long as the block lasts."""

Open = Callable[[Mapping[str, Hear]], Carried]
"""Connects the named groups to a broker."""


def plain_facts(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Make facts fit for JSON; raise `TypeError` for what an event may not carry."""
    return {name: _plain(fact) for name, fact in facts.items()}


def _plain(fact: object) -> object:
    match fact:
        case UUID():
            return str(fact)
        case datetime():
            return fact.isoformat()
        case Money():
            return {"minor": fact.minor, "currency": fact.currency}
        case StrEnum():
            return fact.value
        case int() | None:
            return fact
        case _:
            raise TypeError(f"an event carries no {type(fact).__name__}")


def pack_event(event: Event) -> bytes:
    """Make the JSON that travels through a broker; `unpack_event` reads it."""
    return orjson.dumps(event, default=str)  # ids from the database are a UUID of its own kind


def unpack_event(packed: bytes) -> Event:
    """Read what `pack_event` made, or raise `NotAnEvent`."""
    try:
        told = orjson.loads(packed)
        by_peer_id = told["by_peer_id"]
        return Event(
            id=UUID(told["id"]),
            name=str(told["name"]),
            about=UUID(told["about"]),
            by_peer_id=None if by_peer_id is None else UUID(by_peer_id),
            at=datetime.fromisoformat(told["at"]),
            facts=dict(told["facts"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAnEvent from error


def pause_after(attempts: int) -> timedelta | None:
    """Tell how long to wait before the next attempt; none when there is no next one.

    `attempts` counts those that have failed.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    return timedelta(seconds=_PAUSES_SECONDS[attempts - 1])
