"""What an answer of Stripe's means, and how a wish is spelt out."""

import pytest

from core.cashier.states import Outcome, outcome_of, request_for
from core.commands.states import CommandKind
from core.ids import new_id
from tests.conftest import NOON

PAYMENT = new_id(NOON)


@pytest.mark.parametrize(
    ("status", "kind", "outcome"),
    [
        (None, None, Outcome.UNKNOWN),
        (500, "api_error", Outcome.UNKNOWN),
        (409, "idempotency_error", Outcome.UNKNOWN),
        (400, "idempotency_error", Outcome.UNKNOWN),
        (429, "invalid_request_error", Outcome.UNDONE),
        (401, "invalid_request_error", Outcome.UNDONE),
        (400, "invalid_request_error", Outcome.REFUSED),
        (402, "card_error", Outcome.REFUSED),
        (404, "invalid_request_error", Outcome.REFUSED),
    ],
)
def test_an_answer_says_whether_it_was_done(
    status: int | None, kind: str | None, outcome: Outcome
) -> None:
    assert outcome_of(status, kind) is outcome


def test_one_wish_is_always_the_same_request() -> None:
    params = {
        "amount": 1,
        "currency": "eur",
        "expires_at": 2,
        "metadata": {"payment": str(PAYMENT)},
    }
    first, again = (
        request_for(CommandKind.CHECKOUT, params, about=PAYMENT, back_to="https://t.me/")
        for _ in range(2)
    )
    assert first == again
    assert first["payment_intent_data"]["transfer_group"] == str(PAYMENT)
