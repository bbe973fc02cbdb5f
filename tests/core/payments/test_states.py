"""Fees, shares and amounts: nothing is lost to rounding, in any currency."""

from decimal import Decimal

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from core.money import MOST_MINOR, Money
from core.payments.states import (
    ENDED,
    NotAnAmount,
    PaymentEvent,
    PaymentState,
    Shares,
    after,
    fee_on,
    from_stripe,
    shares_back,
    shares_for_cancelling,
    shares_for_hand_over,
    stripe_decimals,
    to_stripe,
)

CURRENCIES = st.sampled_from(["EUR", "USD", "INR", "JPY", "KWD", "ISK", "HUF", "UGX", "TND", "MGA"])
PRICES = st.integers(1, MOST_MINOR)
PERCENT = st.decimals(0, 20, places=2)


@given(PRICES, CURRENCIES, PERCENT)
def test_the_fee_is_the_nearest_sum_that_there_is(
    minor: int, currency: str, percent: Decimal
) -> None:
    fee = fee_on(Money(minor, currency), percent)
    step = 10 if get_currency_precision(currency) == 3 else 1
    assert fee.minor % step == 0
    assert abs(fee.minor - Decimal(minor) * percent / 100) <= Decimal(step) / 2


@given(PRICES, PRICES, st.integers(0, 100))
def test_all_that_was_paid_is_shared_out(price: int, fee: int, keeps: int) -> None:
    for shares in (
        shares_for_hand_over(price, fee),
        shares_back(price, fee),
        shares_for_cancelling(price, fee, keeps_percent=keeps),
    ):
        assert shares.total == price + fee
        assert min(shares.carrier, shares.requester, shares.fee) >= 0


def test_who_cancels_in_time_loses_the_fee_and_who_is_late_half_of_the_price_as_well() -> None:
    in_time = shares_for_cancelling(1_001, 100, keeps_percent=0)
    late = shares_for_cancelling(1_001, 100, keeps_percent=50)
    assert (in_time.carrier, in_time.requester, in_time.fee) == (0, 1_001, 100)
    assert (late.carrier, late.requester, late.fee) == (500, 501, 100)


@pytest.mark.parametrize(
    ("money", "amount"),
    [
        (Money(1_250, "EUR"), 1_250),
        (Money(1_250, "JPY"), 1_250),
        (Money(1_250, "KWD"), 1_250),
        (Money(1_250, "ISK"), 125_000),
        (Money(1_250, "UGX"), 125_000),
        (Money(1_250, "HUF"), 1_250),
    ],
)
def test_sums_are_said_as_stripe_says_them(money: Money, amount: int) -> None:
    assert to_stripe(money) == amount
    assert from_stripe(amount, money.currency.lower()) == money


@given(PRICES, CURRENCIES)
def test_a_sum_that_was_said_to_stripe_is_read_back(minor: int, currency: str) -> None:
    assert from_stripe(to_stripe(Money(minor, currency)), currency) == Money(minor, currency)


def test_a_sum_without_a_coin_is_no_amount() -> None:
    assert stripe_decimals("ISK") == 2
    with pytest.raises(NotAnAmount):
        from_stripe(125_050, "isk")


def test_what_has_ended_changes_only_when_money_comes_or_is_taken_back_after_all() -> None:
    moves = {
        (state, event)
        for state in ENDED
        for event in PaymentEvent
        if after(state, event) is not None
    }
    assert moves == {
        (PaymentState.EXPIRED, PaymentEvent.PAY),
        (PaymentState.RELEASED, PaymentEvent.RECLAIM),
    }


def test_shares_leave_out_what_the_requester_has_had() -> None:
    assert Shares(100, 50, 10).less(30) == Shares(100, 20, 10)
    assert Shares(100, 0, 10).less(55) == Shares(50, 0, 5)
    assert Shares(100, 50, 10).less(160) == Shares()
