"""Which candidates are offered. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.matching.states import NOTHING_KNOWN
from core.offers.states import OfferState, Reason

_WORTH_ASKING_AGAIN = 1.1
"""Who found a price too low is not asked again for less than a tenth more. Our own choice."""


_FAIR_SHARE, _MODEST_SHARE = 0.95, 0.6
"""Of what is asked or usual: from here on a price is fair, or no more than a little low."""


class Between(StrEnum):
    """How two stand to each other over one trip and one parcel, as one of them sees it."""

    NOTHING = "nothing"
    MINE = "mine"
    """There is an offer, and it waits for his answer."""

    THEIRS = "theirs"
    REFUSED = "refused"
    """The other has said no to it as it is."""


class PriceLevel(StrEnum):
    """A price in one coarse word."""

    FAIR = "fair"
    MODEST = "modest"
    LOW = "low"
    OPEN = "open"
    """There is nothing to compare it with."""


def price_level(term: float) -> PriceLevel:
    """Word the price term of a score."""
    if term == NOTHING_KNOWN:
        return PriceLevel.OPEN
    if term >= _FAIR_SHARE:
        return PriceLevel.FAIR
    return PriceLevel.MODEST if term >= _MODEST_SHARE else PriceLevel.LOW


@dataclass(frozen=True, slots=True)
class Past:
    """An offer that there was of some parcel on some trip, and what came of it."""

    path_id: UUID
    parcel_id: UUID
    state: OfferState
    reason: Reason | None
    made_at: datetime
    price_per_kg: float
    category: str
    least_km: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What might be offered. `changed_at` is when trip or parcel was last changed."""

    path_id: UUID
    parcel_id: UUID
    changed_at: datetime
    price_per_kg: float
    category: str
    least_km: float


def is_wanted(proposal: Proposal, past: Iterable[Past]) -> bool:
    """Say whether to ask, after what was offered before on the same trip.

    The same parcel is offered once, and again only when it or the trip has changed since, or when
    nobody was to blame that it came to nothing. What a Carrier declined for a reason is a reason
    against its like.
    """
    for one in past:
        if one.path_id != proposal.path_id:
            continue
        if one.parcel_id == proposal.parcel_id and _is_settled(one, proposal):
            return False
        if _is_unwelcome(one, proposal):
            return False
    return True


def is_unwelcome(proposal: Proposal, past: Iterable[Past]) -> bool:
    """Say whether the Carrier has declined the like of it on the same trip, and why."""
    return any(one.path_id == proposal.path_id and _is_unwelcome(one, proposal) for one in past)


def _is_settled(past: Past, proposal: Proposal) -> bool:
    if past.state is OfferState.OPEN:
        return True
    return past.state is not OfferState.LAPSED and past.made_at >= proposal.changed_at


def _is_unwelcome(past: Past, proposal: Proposal) -> bool:
    if past.state is not OfferState.DECLINED:
        return False
    match past.reason:
        case Reason.PRICE:
            return proposal.price_per_kg < past.price_per_kg * _WORTH_ASKING_AGAIN
        case Reason.DETOUR:
            return proposal.least_km >= past.least_km
        case Reason.KIND:
            return proposal.category == past.category
        case _:
            return False
