"""What a bank's question means for a payment. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from core.payments.states import DisputeState


class BankStatus(StrEnum):
    """How a dispute stands, in Stripe's words."""

    WARNING_NEEDS_RESPONSE = "warning_needs_response"
    WARNING_UNDER_REVIEW = "warning_under_review"
    WARNING_CLOSED = "warning_closed"
    NEEDS_RESPONSE = "needs_response"
    UNDER_REVIEW = "under_review"
    WON = "won"
    LOST = "lost"
    PREVENTED = "prevented"


_ASKS = (BankStatus.WARNING_NEEDS_RESPONSE, BankStatus.WARNING_UNDER_REVIEW)
_HAS_IT = (BankStatus.NEEDS_RESPONSE, BankStatus.UNDER_REVIEW)


def standing_of(status: BankStatus, *, kept: int, borne: int) -> DisputeState:
    """Say what a dispute means: by what the bank has kept so far, and what of it is booked.

    One that was won is open until the money is back; one that was lost until everybody has borne
    his part. A prevented one is what its numbers are: the bank may have given back or taken.
    """
    if status in _ASKS:
        return DisputeState.INQUIRY
    if status in _HAS_IT:
        return DisputeState.OPEN
    if status is BankStatus.WON:
        return DisputeState.OPEN if kept > 0 else DisputeState.WON
    if kept > borne:
        return DisputeState.OPEN
    is_lost = kept > 0 or status is BankStatus.LOST
    return DisputeState.LOST if is_lost else DisputeState.NONE


CLOSED = (BankStatus.WON, BankStatus.LOST, BankStatus.PREVENTED, BankStatus.WARNING_CLOSED)


def is_to_be_borne(status: BankStatus) -> bool:
    """Tell whether what the bank has kept is gone for good."""
    return status in {BankStatus.LOST, BankStatus.PREVENTED, BankStatus.WARNING_CLOSED}


_ORDER = (DisputeState.OPEN, DisputeState.INQUIRY, DisputeState.LOST, DisputeState.WON)


def worst_of(standings: Collection[DisputeState]) -> DisputeState:
    """Say how a payment stands of which several parts are disputed."""
    return next((one for one in _ORDER if one in standings), DisputeState.NONE)


_WARNINGS = (timedelta(days=3), timedelta(days=1))
"""So long before a bank's time is over the operators are reminded of it."""

MOST_WARNINGS = len(_WARNINGS)


def warnings_due(due_by: datetime | None, *, at: datetime) -> int:
    """Count the reminders that should have been given by now."""
    if due_by is None:
        return 0
    return sum(at >= due_by - before for before in _WARNINGS)
