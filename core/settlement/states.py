"""What cancelling costs. Pure."""

from datetime import datetime, timedelta

from core.errors import Refused
from core.money import Money
from core.offers.states import Side
from core.payments.states import Shares, shares_back, shares_for_cancelling, smallest_step
from core.rules import Rules

_ALL_PERCENT = 100


class CostHasChanged(Refused):
    """To cancel would cost something else now than the Peer has read; `back` is what comes back."""


class ForTheCarrier(Refused):
    """Only the Carrier gives the code, for it proves that the recipient has the parcel."""


class ForTheRequester(Refused):
    """Only the Requester pays, sees the code and releases his money early."""


def shares_if_cancelled(
    by: Side, price: Money, fee: Money, *, picked_up_at: datetime, rules: Rules, at: datetime
) -> Shares:
    """Share out what was paid for a quest that one side cancels before the parcel is picked up.

    A Carrier who cancels gives everything back. What a Requester forgoes grows as the pick-up comes
    near, and who does not come to it has nothing back (a habit of car pools).
    """
    if by is Side.CARRIER:
        return shares_back(price.minor, fee.minor)
    left = picked_up_at - at
    if left > timedelta(hours=rules.free_cancel_hours):
        keeps = 0
    else:
        keeps = rules.late_cancel_percent if left > timedelta(0) else _ALL_PERCENT
    step = smallest_step(price.currency)
    return shares_for_cancelling(price.minor, fee.minor, keeps_percent=keeps, step=step)
