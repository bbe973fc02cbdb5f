"""What goes as a letter, where a letter stands, and when it is tried again. Pure."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from core.seals import seal, unseal

IMPORTANT = (
    "quest",
    "chargeback-open",
    "chargeback-won",
    "chargeback-lost",
    "payouts-ready",
    "ticket-message",
    "ticket-solved",
    "ticket-file-refused",
)
"""The notices that go as letters: money, hand-overs, disputes, and what Support says."""

CODE = "address-code"
"""The notice that is the code for an address that is not confirmed yet."""

TODAY = "hand-over-today"
"""The notice that is the one short message of a day."""

BEFORE_IT_GOES = timedelta(minutes=1)
"""Long enough for a slip of the finger, and for news that follow each other."""

MOST_AN_HOUR = 20
"""To one address; the rest waits."""

LEASE = timedelta(minutes=5)
"""Far longer than any carrier takes; then nobody knows what became of the letter."""

IN_DOUBT = "the process ended while it was carried: it may have arrived"

STOP_PATH = "/letters/stop"
"""Where the web process ends letters, when a mail program presses its button."""

_STOP_PURPOSE = b"letters stop"
_ALWAYS = datetime(9999, 1, 1, tzinfo=UTC)
"""Whoever finds an old letter may still end them."""

_PAUSES_MINUTES = (1, 2, 5, 15, 60, 180, 360, 720)


class LetterState(StrEnum):
    QUEUED = "queued"
    LEASED = "leased"
    SENT = "sent"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    DROPPED = "dropped"
    DEAD = "dead"


def pause_after(attempts: int) -> timedelta | None:
    """Wait longer each time; none when it is given up, after about a day."""
    if attempts > len(_PAUSES_MINUTES):
        return None
    return timedelta(minutes=_PAUSES_MINUTES[max(attempts, 1) - 1])


def stop_link(channel_id: UUID, *, base_url: str, secret: str) -> str:
    """Write the address to which a mail program posts when its reader wants no more letters."""
    token = seal(channel_id.bytes, until=_ALWAYS, purpose=_STOP_PURPOSE, secret=secret)
    return f"{base_url}{STOP_PATH}/{token}"


def stopped_by(token: str, *, secret: str) -> UUID | None:
    """Read whose letters a link of ours ends; none for any other."""
    sealed = unseal(token, purpose=_STOP_PURPOSE, secret=secret)
    return None if sealed is None else UUID(bytes=sealed.body)
