"""What can be decided about a Peer, and on what ground. Pure."""

from datetime import timedelta
from enum import StrEnum

LONGEST_NOTE = 2000
SHORTEST_DAYS, LONGEST_DAYS = 1, 365
STRIKES_COUNT = timedelta(days=365)


class SanctionKind(StrEnum):
    WARNING = "warning"
    SUSPENSION = "suspension"
    BAN = "ban"
    SHADOW = "shadow"
    """A ban of which the Peer is not told."""


HALTING = (SanctionKind.SUSPENSION, SanctionKind.BAN, SanctionKind.SHADOW)
"""Whoever is under one of these begins nothing new."""

STRIKES = (SanctionKind.WARNING, SanctionKind.SUSPENSION)


class Ground(StrEnum):
    """Why. The Peer reads it in his language, and nothing else of what operators think."""

    RUDE = "rude"
    SPAM = "spam"
    NO_SHOW = "no_show"
    GOODS = "goods"
    CONTACT = "contact"
    FRAUD = "fraud"
    RULES = "rules"


class SanctionRefused(Exception):
    """It cannot be decided so. Worded for operators, in `admin/templates`."""


class NoReasonGiven(SanctionRefused):
    """An operator says why; it stays in the audit log."""


class DaysOutOfRange(SanctionRefused):
    """A suspension lasts from a day to a year; what lasts longer is a ban."""


class NothingToLift(SanctionRefused):
    """The Peer is under no suspension and no ban."""


def check_reason(why: str) -> str:
    """Give a reason as it is kept. Refuses `NoReasonGiven`."""
    why = why.strip()
    if not why:
        raise NoReasonGiven
    return why


def check_days(days: int) -> timedelta:
    """Refuse `DaysOutOfRange`."""
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise DaysOutOfRange
    return timedelta(days=days)
