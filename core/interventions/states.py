"""What operators can do about a quest. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

MOST_HOURS = 168
LONGEST_REASON = 500


class Deed(StrEnum):
    DECIDE = "decide"
    """Share out what is disputed; both sides read the reason."""
    RELEASE = "release"
    """Give the Carrier his money before its time."""
    CALL_OFF = "call_off"
    """End the quest before the pick-up; all that was paid goes back."""
    EXTEND = "extend"
    """Let the money wait longer after a hand-over, and the Requester complain longer."""
    UNLOCK = "unlock"
    """Make a new code for a hand-over."""


MOVES_MONEY = frozenset({Deed.DECIDE, Deed.RELEASE, Deed.CALL_OFF})


class InterventionState(StrEnum):
    WAITING = "waiting"
    """For a second operator."""
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Wish:
    """What an operator wants done. `percent` is the Carrier's part of his price."""

    deed: Deed
    quest_id: UUID
    why: str
    percent: int | None = None
    hours: int | None = None


class CannotBeDone(Exception):
    """An operator cannot do so; each kind says why."""


class ReasonMissing(CannotBeDone):
    """It stands in the log for good, so there has to be one."""


class NumberMissing(CannotBeDone):
    """A decision needs a percentage, and more time a number of hours, both within bounds."""


class NothingWaits(CannotBeDone):
    """No money waits for its release, so it cannot wait longer."""


class AnotherWaits(CannotBeDone):
    """Something else about this quest waits for a second operator."""


class NobodyAgreesWithHimself(CannotBeDone):
    """A second operator has to agree, and this one has asked for it."""


class NotWaiting(CannotBeDone):
    """It was agreed to, declined or taken back before."""
