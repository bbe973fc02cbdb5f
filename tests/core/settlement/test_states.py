"""What cancelling costs, by who cancels and when."""

from datetime import timedelta

import pytest

from core.money import Money
from core.offers.states import Side
from core.payments.states import Shares
from core.settlement.states import shares_if_cancelled
from tests.conftest import NOON
from tests.market import RULES

PRICE, FEE = Money(1_001, "EUR"), Money(100, "EUR")


def _shares(by: Side, hours: float) -> Shares:
    picked_up_at = NOON + timedelta(hours=hours)
    return shares_if_cancelled(by, PRICE, FEE, picked_up_at=picked_up_at, rules=RULES, at=NOON)


def test_a_carrier_who_cancels_gives_everything_back() -> None:
    assert _shares(Side.CARRIER, 1) == Shares(requester=1_101)


@pytest.mark.parametrize(
    ("hours", "carrier", "requester"),
    [(24.1, 0, 1_001), (24, 500, 501), (0.1, 500, 501), (0, 1_001, 0), (-5, 1_001, 0)],
)
def test_a_requester_forgoes_more_the_nearer_the_pick_up(
    hours: float, carrier: int, requester: int
) -> None:
    assert _shares(Side.REQUESTER, hours) == Shares(carrier, requester, fee=100)


def test_a_share_is_a_sum_that_stripe_can_say() -> None:
    """Its thousandths end in nought."""
    shares = shares_if_cancelled(
        Side.REQUESTER,
        Money(10_010, "KWD"),
        Money(1_000, "KWD"),
        picked_up_at=NOON + timedelta(hours=1),
        rules=RULES,
        at=NOON,
    )
    assert shares == Shares(carrier=5_000, requester=5_010, fee=1_000)
