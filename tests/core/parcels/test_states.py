"""Rewards and states of parcels."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import MOST_MINOR, Money
from core.parcels.states import (
    LIVE,
    ParcelEvent,
    ParcelIsClosed,
    ParcelState,
    after,
    hint_reward,
    round_nicely,
    step_reward,
)
from core.rules import Rules

RULES = Rules(exchange_rates={"JPY": Decimal(160)})


@pytest.mark.parametrize(("state", "event"), list(product(ParcelState, ParcelEvent)))
def test_what_has_ended_does_not_change(state: ParcelState, event: ParcelEvent) -> None:
    if state not in LIVE:
        with pytest.raises(ParcelIsClosed):
            after(state, event)


@pytest.mark.parametrize(
    ("km", "grams", "hint"),
    [
        (0.0, 1000, Money(600, "EUR")),
        (1000.0, 2000, Money(1400, "EUR")),
        (1150.0, 2000, Money(1500, "EUR")),
        (5570.0, 2000, Money(2500, "EUR")),
    ],
)
def test_a_hint_pays_for_the_meetings_the_weight_and_some_of_the_way(
    km: float, grams: int, hint: Money
) -> None:
    assert hint_reward(km=km, grams=grams, currency="EUR", rules=RULES) == hint


def test_a_hint_is_in_the_requesters_currency_or_there_is_none() -> None:
    assert hint_reward(km=1000, grams=2000, currency="JPY", rules=RULES) == Money(2200, "JPY")
    assert hint_reward(km=1000, grams=2000, currency="INR", rules=RULES) is None


money = st.builds(Money, st.integers(1, MOST_MINOR), st.just("EUR"))


@given(price=money)
def test_a_step_up_is_dearer_and_a_step_down_is_cheaper_but_never_nothing(price: Money) -> None:
    assert step_reward(price, up=True).minor > price.minor or price.minor == MOST_MINOR
    down = step_reward(price, up=False).minor
    assert 0 < down <= price.minor


@given(price=money)
def test_a_nice_price_is_within_a_twentieth(price: Money) -> None:
    assert abs(round_nicely(price).minor - price.minor) * 20 <= price.minor
