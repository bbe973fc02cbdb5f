"""What a bank's question means for a payment."""

from datetime import timedelta

import pytest

from core.chargebacks.states import BankStatus, standing_of, warnings_due, worst_of
from core.payments.states import DisputeState
from tests.conftest import NOON

_B, _D = BankStatus, DisputeState


@pytest.mark.parametrize(
    ("status", "kept", "borne", "standing"),
    [
        (_B.WARNING_NEEDS_RESPONSE, 0, 0, _D.INQUIRY),
        (_B.WARNING_UNDER_REVIEW, 0, 0, _D.INQUIRY),
        (_B.WARNING_CLOSED, 0, 0, _D.NONE),
        (_B.NEEDS_RESPONSE, 110, 0, _D.OPEN),
        (_B.UNDER_REVIEW, 110, 0, _D.OPEN),
        (_B.WON, 110, 0, _D.OPEN),  # the money is not back yet
        (_B.WON, 0, 0, _D.WON),
        (_B.LOST, 110, 0, _D.OPEN),  # nobody knows yet who bears it
        (_B.LOST, 110, 110, _D.LOST),
        (_B.LOST, 0, 0, _D.LOST),
        (_B.PREVENTED, 0, 0, _D.NONE),
        (_B.PREVENTED, 110, 110, _D.LOST),
    ],
)
def test_a_dispute_is_what_its_status_and_its_numbers_say(
    status: BankStatus, kept: int, borne: int, standing: DisputeState
) -> None:
    assert standing_of(status, kept=kept, borne=borne) is standing


def test_of_several_disputes_the_worst_counts() -> None:
    assert worst_of([_D.WON, _D.OPEN, _D.LOST]) is _D.OPEN
    assert worst_of([_D.WON, _D.LOST]) is _D.LOST
    assert worst_of([]) is _D.NONE


def test_operators_are_reminded_three_days_and_one_day_before_it_is_due() -> None:
    due = [warnings_due(NOON, at=NOON - timedelta(hours=hours)) for hours in (73, 71, 25, 23)]
    assert due == [0, 1, 1, 2]
    assert warnings_due(None, at=NOON) == 0
