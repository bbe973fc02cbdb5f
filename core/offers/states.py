"""What an Offer can be, whose turn it is, and which prices may be proposed. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from core.errors import Refused
from core.matching.states import Score, Term
from core.money import MOST_MINOR, Money
from core.trust.states import BEST_STARS, GOOD_STARS, WORST_STARS


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    """Its parcel or its trip is no longer what it was."""


class OfferEvent(StrEnum):
    OFFER = "offer"
    COUNTER = "counter"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    LAPSE = "lapse"


class Side(StrEnum):
    CARRIER = "carrier"
    REQUESTER = "requester"

    @property
    def other(self) -> "Side":
        return Side.REQUESTER if self is Side.CARRIER else Side.CARRIER


class Reason(StrEnum):
    """Why a Carrier does not want a parcel. What he says is heeded on the same trip."""

    PRICE = "price"
    DETOUR = "detour"
    KIND = "kind"
    TIME = "time"
    OTHER = "other"


class OfferIsOver(Refused):
    """The offer was accepted, declined, withdrawn or is too old; `state` tells which."""


class ParcelAlreadyTaken(Refused):
    """Somebody else was quicker, or the Requester has taken the parcel back."""


class NotYourTurn(Refused):
    """The other side's answer is awaited."""


class NoCountersLeft(Refused):
    """Each side may propose only so many prices, and these are used up."""


class AnswerWasNo(Refused):
    """The other side has said no to this, or to what is like it, and nothing has changed since."""


class AskedOftenEnough(Refused):
    """The same was asked `most` times, and the other side has not agreed."""


class ManyCarriersWait(Refused):
    """So many Carriers wait for the Requester's answer about a parcel that one more is too much."""


class PriceFarOff(Refused):
    """A price of nothing, or one far from any that was on the table."""

    field = "price"


class PriceUnchanged(Refused):
    """The price proposed is the one on the table."""

    field = "price"


class PriceHasChanged(Refused):
    """The price on the table is not the one that the Peer has seen; `price` is what it is now."""


_TRANSITIONS: dict[OfferEvent, OfferState] = {
    OfferEvent.COUNTER: OfferState.OPEN,
    OfferEvent.ACCEPT: OfferState.ACCEPTED,
    OfferEvent.DECLINE: OfferState.DECLINED,
    OfferEvent.WITHDRAW: OfferState.WITHDRAWN,
    OfferEvent.EXPIRE: OfferState.EXPIRED,
    OfferEvent.LAPSE: OfferState.LAPSED,
}
"""All of them begin where an offer is open, and nothing follows one that is over."""

_FARTHEST = 10
"""A price is at most so many times the Requester's first one: more is a slip of the finger."""

_STEPS = (-10, 10, 20)
"""Percents of the presets: a step down, a step up, and two up."""


def after(state: OfferState, event: OfferEvent) -> OfferState:
    """Find the state that follows, or raise `OfferIsOver`."""
    if state is not OfferState.OPEN:
        raise OfferIsOver(state=state.value)
    return _TRANSITIONS[event]


def check_price(price: Money, *, live: Money, asked: Money) -> None:
    """Refuse what nobody would propose, and what is on the table already."""
    check_first_price(price, asked=asked)
    if price == live:
        raise PriceUnchanged


def check_first_price(price: Money, *, asked: Money) -> None:
    """Refuse what nobody would propose. The currency is that of the parcel's reward."""
    if price.currency != asked.currency:
        raise PriceFarOff
    if not 0 < price.minor <= min(MOST_MINOR, _FARTHEST * asked.minor):
        raise PriceFarOff(most=Money(_FARTHEST * asked.minor, asked.currency))


def presets(live: Money) -> list[Money]:
    """Propose prices around the one on the table, in its own roundness; those that differ."""
    grain = max(1, 10 ** (len(str(live.minor)) - 2) // 2)
    found = []
    for percent in _STEPS:
        minor = -(-live.minor * (100 + percent) // (100 * grain)) * grain
        price = Money(minor, live.currency)
        if minor > 0 and price != live and price not in found:
            found.append(price)
    return found


def pack_terms(score: Score) -> dict[str, float]:
    """Write a score down as it was when the offer was made, terms and total."""
    terms = {term.value: round(value, 4) for term, value in score.terms.items()}
    return {**terms, "total": round(score.total, 4)}


_TELLING: Mapping[Term, float] = {
    Term.DETOUR: 0.6,
    Term.TIME: 0.6,
    Term.RELIABILITY: (GOOD_STARS - WORST_STARS) / (BEST_STARS - WORST_STARS),
    Term.PRICE: 0.95,
    Term.CAPACITY: 0.6,
}
"""A term says something good from here on: a price, when it is about what is asked."""


def why_codes(terms: Mapping[str, float]) -> list[str]:
    """Name the terms that speak for the match, the strongest first."""
    good = [term for term in Term if terms.get(term.value, 0.0) >= _TELLING[term]]
    return [term.value for term in sorted(good, key=lambda one: -terms[one.value])]
