"""How people answer offers in the measured market: as the robots of the sandbox do, but for good.

Whoever gets an offer answers after half an hour awake or so (exponentially spread, mean 40 min).
Of a hundred Carriers, 45 take it as it is; 30 ask for a tenth more, to which three of four
Requesters agree after a while of their own; 15 decline and give no reason that is heeded; 10 never
answer. What a Carrier would make of a parcel does not depend on when he is asked, so the optimum
can know it: it matches none who would not agree.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from random import Random
from uuid import UUID

from bench.quality_world import ZONE
from core.nights import Night, waking_deadline
from core.rules import Rules

_TAKE, _ASK_FOR_MORE, _DECLINE = 0.45, 0.3, 0.15
_REQUESTERS_AGREE = 0.75
_MEAN_MINUTES = 40.0


class Outcome(Enum):
    TAKE = auto()
    BARGAIN = auto()
    """Ask for more, and get it."""

    BARGAIN_IN_VAIN = auto()
    DECLINE = auto()
    SILENCE = auto()

    @property
    def is_agreed(self) -> bool:
        return self in {Outcome.TAKE, Outcome.BARGAIN}


@dataclass(frozen=True, slots=True)
class Mind:
    """What the two would make of an offer, and how long each thinks about it."""

    outcome: Outcome
    carrier_takes: timedelta
    requester_takes: timedelta


def mind_of(trip_id: UUID, parcel_id: UUID, *, seed: int) -> Mind:
    """Say what comes of this trip and this parcel; always the same."""
    dice = Random(f"{seed} {trip_id} {parcel_id}")  # noqa: S311  (chance of a measurement)
    chance, agrees = dice.random(), dice.random() < _REQUESTERS_AGREE
    if chance < _TAKE:
        outcome = Outcome.TAKE
    elif chance < _TAKE + _ASK_FOR_MORE:
        outcome = Outcome.BARGAIN if agrees else Outcome.BARGAIN_IN_VAIN
    elif chance < _TAKE + _ASK_FOR_MORE + _DECLINE:
        outcome = Outcome.DECLINE
    else:
        outcome = Outcome.SILENCE
    carrier, requester = (timedelta(minutes=dice.expovariate(1 / _MEAN_MINUTES)) for _ in range(2))
    return Mind(outcome, carrier, requester)


def when_awake(at: datetime, span: timedelta, *, rules: Rules) -> datetime:
    """Tell when somebody has been awake for so long; all live in one zone."""
    return waking_deadline(at, span, ZONE, night=Night(rules.night_begins, rules.night_ends))
