"""What a verdict comes to. Pure."""

from core.errors import Refused
from core.payments.states import Shares

_ALL_PERCENT = 100


class PercentOutOfRange(Refused):
    """A share of less than nothing, or of more than all."""


def shares_for_verdict(price: int, fee: int, *, carrier_percent: int, step: int = 1) -> Shares:
    """Share out what was paid: the platform earns its fee as far as the Carrier earns his price.

    Both parts are multiples of `step`, and what is less than that goes back to the Requester.
    Refuses `PercentOutOfRange`.
    """
    if not 0 <= carrier_percent <= _ALL_PERCENT:
        raise PercentOutOfRange
    carrier, kept = (
        whole if carrier_percent == _ALL_PERCENT else whole * carrier_percent // 100 // step * step
        for whole in (price, fee)
    )
    return Shares(carrier=carrier, requester=price + fee - carrier - kept, fee=kept)
