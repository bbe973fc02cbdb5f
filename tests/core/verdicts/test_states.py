"""What a verdict shares out is all that was paid, whatever the percentage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.payments.states import Shares
from core.verdicts.states import PercentOutOfRange, shares_for_verdict


def test_the_fee_is_earned_as_far_as_the_price_is() -> None:
    assert shares_for_verdict(1_000, 100, carrier_percent=0) == Shares(requester=1_100)
    assert shares_for_verdict(1_000, 100, carrier_percent=100) == Shares(carrier=1_000, fee=100)
    half = shares_for_verdict(1_001, 101, carrier_percent=50)
    assert half == Shares(carrier=500, requester=552, fee=50)


def test_where_stripe_takes_no_last_digit_there_is_none() -> None:
    assert shares_for_verdict(10_010, 1_000, carrier_percent=33, step=10).carrier == 3_300


@given(st.integers(1, 10**8), st.integers(0, 10**7), st.integers(0, 100), st.sampled_from((1, 10)))
def test_no_unit_is_lost_and_nobody_owes(price: int, fee: int, percent: int, step: int) -> None:
    price, fee = price * step, fee * step
    shares = shares_for_verdict(price, fee, carrier_percent=percent, step=step)
    assert shares.total == price + fee
    assert min(shares.carrier, shares.requester, shares.fee) >= 0
    assert shares.carrier % step == shares.fee % step == 0


@pytest.mark.parametrize("percent", [-1, 101])
def test_nobody_gets_more_than_all(percent: int) -> None:
    with pytest.raises(PercentOutOfRange):
        shares_for_verdict(1_000, 100, carrier_percent=percent)
