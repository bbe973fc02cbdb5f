"""How Stripe's objects are read."""

from typing import Any

import pytest

from core.ids import new_id
from core.money import Money
from core.sightings.states import (
    RefundStatus,
    payment_in,
    read_capture,
    read_refund,
    read_reversal,
)
from tests.conftest import NOON

PAYMENT = new_id(NOON)


@pytest.mark.parametrize("metadata", [None, {}, {"payment": "4711"}])
def test_what_is_none_of_ours_has_no_payment(metadata: dict[str, str] | None) -> None:
    assert payment_in({"metadata": metadata}) is None
    assert read_reversal({"id": "trr_1", "metadata": metadata}) is None
    assert read_refund({"id": "re_1", "status": "succeeded", "metadata": metadata}) is None
    assert read_reversal({"id": "trr_1", "metadata": metadata}) is None


def test_what_was_paid_is_read_with_what_stripe_took() -> None:
    intent: Any = {
        "id": "pi_1",
        "status": "succeeded",
        "latest_charge": "ch_1",
        "amount_received": 1100,
        "currency": "jpy",
    }
    capture = read_capture(intent, {"id": "txn_1", "fee": 40, "currency": "jpy"})
    assert capture is not None
    assert (capture.paid, capture.kept) == (Money(1100, "JPY"), Money(40, "JPY"))
    assert read_capture({**intent, "status": "processing"}, None) is None


def test_a_fee_that_has_no_coin_does_not_keep_a_payment_from_being_held() -> None:
    intent: Any = {
        "id": "pi_1",
        "status": "succeeded",
        "latest_charge": "ch_1",
        "amount_received": 110_000,
        "currency": "isk",
    }
    capture = read_capture(intent, {"id": "txn_1", "fee": 2225, "currency": "isk"})
    assert capture is not None
    assert (capture.paid, capture.kept) == (Money(1_100, "ISK"), None)


def test_a_refund_is_read_by_the_decision_it_names() -> None:
    told = {"id": "re_1", "status": "failed", "metadata": {"refund": str(PAYMENT)}}
    refund = read_refund(told)
    assert refund is not None
    assert (refund.refund_id, refund.status) == (PAYMENT, RefundStatus.FAILED)
