"""What a payment can be, what the platform earns, and how the money is shared out. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from babel.numbers import get_currency_precision

from core.errors import Refused
from core.money import Money


class PaymentState(StrEnum):
    CHECKOUT_PENDING = "checkout_pending"
    """Stripe is asked for a link."""
    CHECKOUT_OPEN = "checkout_open"
    """There is a link, and it can be paid."""
    EXPIRING = "expiring"
    """The link is being closed; it may still turn out to have been paid."""
    EXPIRED = "expired"
    """The link is closed, and nothing was paid."""
    HELD = "held"
    RELEASING = "releasing"
    """The Carrier gets a share, and perhaps the Requester another."""
    RELEASED = "released"
    RECLAIMING = "reclaiming"
    """It was released, and a part of it is on its way back."""
    REFUNDING = "refunding"
    """The Carrier gets nothing."""
    REFUNDED = "refunded"
    CHARGED_BACK = "charged_back"
    """The payer's bank has taken all of it back, before anybody else had any."""


class PaymentEvent(StrEnum):
    ASK = "ask"
    LINK = "link"
    EXPIRE = "expire"
    CLOSE = "close"
    PAY = "pay"
    RELEASE = "release"
    REFUND = "refund"
    RECLAIM = "reclaim"
    CHARGE_BACK = "charge_back"
    FINISH = "finish"


class DisputeState(StrEnum):
    """What the payer's bank says, whatever the state is. It decides whether money may move."""

    NONE = "none"
    INQUIRY = "inquiry"
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class FrozenReason(StrEnum):
    """Why a person must look before anything more of a payment moves."""

    STRAY = "stray"
    """Something has moved at Stripe that was not decided here."""
    MISMATCH = "mismatch"
    """The books do not say what Stripe's say."""


QUIET = (DisputeState.NONE, DisputeState.WON, DisputeState.LOST)
"""The bank is not asking, or has decided: what is left moves in these alone."""

UNPAID = (PaymentState.CHECKOUT_PENDING, PaymentState.CHECKOUT_OPEN)
"""The link is there or comes, and its time may run out."""

ENDED = (
    PaymentState.EXPIRED,
    PaymentState.RELEASED,
    PaymentState.REFUNDED,
    PaymentState.CHARGED_BACK,
)


class NotPayableNow(Refused):
    """There is no link that could be paid: it is being made, it was paid, or it has run out."""


class MoneyIsNotHeld(Refused):
    """There is nothing to share out: it was not paid, or was shared out before."""


class MoneyIsFrozen(Refused):
    """A bank asks about the payment, or a person must look: nothing moves until that is settled."""


_S, _E = PaymentState, PaymentEvent
_TRANSITIONS: dict[tuple[PaymentState, PaymentEvent], PaymentState] = {
    (_S.CHECKOUT_PENDING, _E.LINK): _S.CHECKOUT_OPEN,
    (_S.CHECKOUT_PENDING, _E.EXPIRE): _S.EXPIRING,
    (_S.CHECKOUT_OPEN, _E.EXPIRE): _S.EXPIRING,
    (_S.CHECKOUT_PENDING, _E.CLOSE): _S.EXPIRED,
    (_S.CHECKOUT_OPEN, _E.CLOSE): _S.EXPIRED,
    (_S.EXPIRING, _E.CLOSE): _S.EXPIRED,
    (_S.CHECKOUT_PENDING, _E.PAY): _S.HELD,
    (_S.CHECKOUT_OPEN, _E.PAY): _S.HELD,
    (_S.EXPIRING, _E.PAY): _S.HELD,
    # Money that comes after all is held like any other, and given back by whoever follows it.
    (_S.EXPIRED, _E.PAY): _S.HELD,
    (_S.HELD, _E.RELEASE): _S.RELEASING,
    (_S.HELD, _E.REFUND): _S.REFUNDING,
    (_S.RELEASING, _E.FINISH): _S.RELEASED,
    (_S.RELEASED, _E.RECLAIM): _S.RECLAIMING,
    (_S.RECLAIMING, _E.FINISH): _S.RELEASED,
    (_S.REFUNDING, _E.FINISH): _S.REFUNDED,
    (_S.HELD, _E.CHARGE_BACK): _S.CHARGED_BACK,
    (_S.RELEASING, _E.CHARGE_BACK): _S.CHARGED_BACK,
    (_S.REFUNDING, _E.CHARGE_BACK): _S.CHARGED_BACK,
}


def after(state: PaymentState, event: PaymentEvent) -> PaymentState | None:
    """Find the state that follows; none when nothing follows, as when it came twice."""
    return _TRANSITIONS.get((state, event))


@dataclass(frozen=True, slots=True)
class Shares:
    """How what was paid is shared out, in minor units of its currency."""

    carrier: int = 0
    requester: int = 0
    fee: int = 0

    @property
    def total(self) -> int:
        return self.carrier + self.requester + self.fee

    def less(self, minor: int, *, step: int = 1) -> "Shares":
        """Leave out what the Requester has had from his bank: of his own share, as far as it goes.

        The Carrier and the platform bear the rest by what each would have had.
        """
        requester = min(minor, self.requester)
        carrier, fee = by_parts(minor - requester, self.carrier, self.fee, step=step)
        return Shares(self.carrier - carrier, self.requester - requester, self.fee - fee)


def by_parts(minor: int, first: int, second: int, *, step: int = 1) -> tuple[int, int]:
    """Divide a sum, or as much of it as both have, by what each has.

    The first bears multiples of `step`, rounded down, and the second the rest. Of sums that are
    multiples of it themselves, no more is asked of either than he has.
    """
    both = first + second
    minor = min(minor, both)
    mine = minor * first // both // step * step if both else 0
    return mine, minor - mine


def fee_on(price: Money, percent: Decimal) -> Money:
    """Reckon what the platform earns, on top of the price; half a smallest unit counts as one.

    Where Stripe takes no fractions of a coin the fee has none: the last digit of three is 0.
    """
    step = smallest_step(price.currency)
    exact = Decimal(price.minor) * percent / 100 / step
    return Money(int(exact.quantize(Decimal(1), ROUND_HALF_UP)) * step, price.currency)


_THREE_DECIMALS = 3


def smallest_step(currency: str) -> int:
    """Tell how many of our minor units are the least by which Stripe's sums differ."""
    return 10 if get_currency_precision(currency) == _THREE_DECIMALS else 1


_WHOLE_UNITS_ONLY = frozenset(
    {
        *("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA"),
        *("PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"),
    }
)
"""Stripe counts these in whole units, and all others in hundredths or thousandths
(docs.stripe.com/currencies). Some of the others have no coins for them any more: there it takes
full units alone, in hundredths (ISK, UGX)."""

_THOUSANDTHS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})


def stripe_decimals(currency: str) -> int:
    """Tell how many decimals Stripe's amounts of a currency have."""
    if currency in _WHOLE_UNITS_ONLY:
        return 0
    return _THREE_DECIMALS if currency in _THOUSANDTHS else 2


class NotWhatWasAsked(Exception):
    """Another sum was paid than was to be, or it was paid twice: a person must look."""


class NotAnAmount(Exception):
    """Stripe cannot say this sum, or has said one that our currency has no unit for."""


def to_stripe(money: Money) -> int:
    """Say a sum as Stripe does, or raise `NotAnAmount`."""
    return _exactly(money.amount().scaleb(stripe_decimals(money.currency)))


def from_stripe(amount: int, currency: str) -> Money:
    """Read a sum as Stripe says it; `currency` in any case. Raises `NotAnAmount`."""
    code = currency.upper()
    major = Decimal(amount).scaleb(-stripe_decimals(code))
    return Money(_exactly(major.scaleb(get_currency_precision(code))), code)


def _exactly(value: Decimal) -> int:
    whole = int(value)
    if whole != value:
        raise NotAnAmount(str(value))
    return whole


_ALL_PERCENT = 100


def shares_for_hand_over(price: int, fee: int) -> Shares:
    return Shares(carrier=price, fee=fee)


def shares_back(price: int, fee: int) -> Shares:
    """Give everything back, with the fee: the Carrier let the Requester down."""
    return Shares(requester=price + fee)


def shares_for_cancelling(price: int, fee: int, *, keeps_percent: int, step: int = 1) -> Shares:
    """Share out what a Requester cancels: the fee stays, and the Carrier keeps a part of the price.

    The part is a multiple of `step`, and what is less than that goes back to the Requester.
    """
    carrier = (
        price if keeps_percent == _ALL_PERCENT else price * keeps_percent // 100 // step * step
    )
    return Shares(carrier=carrier, requester=price - carrier, fee=fee)
