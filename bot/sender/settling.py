"""What becomes of a row after it was carried. Pure."""

from dataclasses import dataclass

from bot.sender.answers import Verdict
from bot.sender.delivery import Delivery
from core.outbox.flows import Outcome, Queued
from core.outbox.states import UNWELCOME, OutboxState

_LONGEST_PAUSE_SECONDS = 30.0
_MOST_STOPS = 3


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome to record, and the seconds after which a row that is queued again may go."""

    outcome: Outcome
    pause: float = 0.0


def settle(row: Queued, delivery: Delivery, *, failures: int, stops: int = 0) -> Settled:
    """Decide by the verdict and by what the row is worth; `failures` are those before this one.

    A row that is answered as if our token were wrong, again and again while it is right, is wrong
    itself.
    """
    why = delivery.reply.description
    pause = min(_LONGEST_PAUSE_SECONDS, 0.5 * 2.0**failures)
    match delivery.verdict:
        case Verdict.SENT:
            return Settled(
                Outcome(
                    row.id,
                    OutboxState.SENT,
                    message_id=delivery.message_id,
                    message_ids=delivery.message_ids,
                )
            )
        case Verdict.WAIT:
            return _again(row, why, float(max(1, delivery.reply.retry_after)))
        case Verdict.AGAIN:
            return _again(row, why, pause)
        case Verdict.AMBIGUOUS if row.urgency.matters or row.is_idempotent:
            outcome = Outcome(row.id, OutboxState.QUEUED, error=why, is_ambiguous=True)
            return Settled(outcome, pause)
        case Verdict.AMBIGUOUS:
            return Settled(Outcome(row.id, OutboxState.DROPPED, error=why, is_ambiguous=True))
        case Verdict.UNREACHABLE:
            return Settled(unreachable(row, why))
        case Verdict.UNWELCOME:
            return Settled(Outcome(row.id, OutboxState.DROPPED, error=UNWELCOME))
        case Verdict.MOVED:
            moved_to = str(delivery.reply.migrate_to)
            return Settled(Outcome(row.id, OutboxState.QUEUED, error=why, moved_to=moved_to))
        case Verdict.STOP if stops < _MOST_STOPS:
            return Settled(Outcome(row.id, OutboxState.QUEUED, error=why, is_uncounted=True))
        case _:
            return Settled(Outcome(row.id, OutboxState.DEAD, error=why))


def unreachable(row: Queued, why: str = "blocked") -> Outcome:
    """Let what matters wait for the person to come back; the rest would be stale by then.

    Nothing tells that a group is open again, or somebody who was forgotten: an address does not
    wait.
    """
    is_awaited = row.urgency.matters and not row.is_addressed
    state = OutboxState.PARKED if is_awaited else OutboxState.DROPPED
    return Outcome(row.id, state, error=why, is_unreachable=True)


def _again(row: Queued, why: str, pause: float) -> Settled:
    return Settled(Outcome(row.id, OutboxState.QUEUED, error=why), pause)
