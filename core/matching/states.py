"""Whether a parcel fits a trip, and how well. Pure: values in, values out.

Distances are along the sphere, see `core.greatcircle`. Moments are aware. A score and each of its
terms lie between 0 and 1, and more is better.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from core.cargo import Category
from core.greatcircle import Beside, Way, way_between
from core.money import Money
from core.sphere import Vector, apart_km
from core.trust.states import BEST_STARS, UNKNOWN, WORST_STARS, Standing, mean_stars


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as matching sees it; `metro` is the code that its metro's airports share."""

    at: Vector
    metro: str | None = None


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip, and the room that is left on it. `detour_km` is the Carrier's limit on a drive."""

    id: UUID
    peer_id: UUID
    start: Spot
    end: Spot
    departs_at: datetime
    arrives_at: datetime
    room_grams: int
    room_millilitres: int
    categories: frozenset[str]
    detour_km: int | None
    price_per_kg: Money | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel; `usual` is what its carrying is usually worth, if that can be said."""

    id: UUID
    peer_id: UUID
    start: Spot
    end: Spot
    ready_at: datetime
    deliver_by: datetime
    weight_grams: int
    volume_millilitres: int
    category: Category
    reward: Money
    usual: Money | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How far from an end counts as the end, and how far beside a drive counts as on the way."""

    near_km: float
    corridor_km: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How a parcel travels on a trip: when it passes both points, and what that costs the Carrier.

    The detour lies between `least_km` and `most_km`. A drive's least is by great circles alone, and
    the most leaves the road and comes back to it for each point. By a timetable both are the ways
    from the ends. `limit_km` is what it may be at most.
    """

    picked_up_at: datetime
    handed_over_at: datetime
    least_km: float
    most_km: float
    limit_km: float


class Term(StrEnum):
    DETOUR = "detour"
    TIME = "time"
    RELIABILITY = "reliability"
    PRICE = "price"
    CAPACITY = "capacity"


WEIGHTS: Mapping[Term, float] = {
    Term.DETOUR: 0.35,
    Term.TIME: 0.20,
    Term.RELIABILITY: 0.20,
    Term.PRICE: 0.15,
    Term.CAPACITY: 0.10,
}
"""As the product is described. They sum to 1."""

ROADS_ARE_LONGER = 1.4
"""Than the great circle, at most: 1.3 to 1.4 times (Boscoe, Henry and Zdeb, 2012)."""

ENOUGH_TIME = timedelta(hours=24)
"""To arrange a meeting; more time than that makes a match no better. Our own choice."""

NOTHING_KNOWN = 0.5
"""The term of a price that can be compared with nothing."""

_SLACK_KM = 1e-5
"""A centimetre, for what floats lose: who makes no detour still takes a parcel at his own ends."""


@dataclass(frozen=True, slots=True)
class Score:
    """The terms as they are; `total` weighs them."""

    terms: Mapping[Term, float]

    @property
    def total(self) -> float:
        return sum(weight * self.terms[term] for term, weight in WEIGHTS.items())


@dataclass(frozen=True, slots=True)
class Match:
    """A trip that fits a parcel, and why it stands where it stands."""

    trip_id: UUID
    parcel_id: UUID
    fit: Fit
    score: Score


@dataclass(frozen=True, slots=True)
class Lie:
    """How a parcel lies beside the way of a drive, whenever that is and whoever drives it."""

    first: Beside
    then: Beside
    length_km: float
    detour_km: float


def lie_of(way: Way, start: Vector, end: Vector) -> Lie:
    """Say how a parcel between two places lies beside a way."""
    first, then = way.beside(start), way.beside(end)
    return Lie(first, then, way.length_km, way.detour_km(start, end))


def fit_of(trip: Trip, parcel: Parcel, *, limits: Limits, lie: Lie | None = None) -> Fit | None:
    """Say how the parcel travels on the trip, or None when it does not fit.

    `lie` is how it lies beside a drive, from whoever knows that already.
    """
    if (
        trip.peer_id == parcel.peer_id
        or parcel.category not in trip.categories
        or parcel.weight_grams > trip.room_grams
        or parcel.volume_millilitres > trip.room_millilitres
        or trip.departs_at > parcel.deliver_by
        or trip.arrives_at < parcel.ready_at
    ):
        return None
    if trip.detour_km is None:
        return _by_timetable(trip, parcel, near_km=limits.near_km)
    if lie is None:
        way = way_between(trip.start.at, trip.end.at)
        lie = lie_of(way, parcel.start.at, parcel.end.at)
    return _by_road(trip, parcel, lie, corridor_km=limits.corridor_km, limit_km=trip.detour_km)


def _by_timetable(trip: Trip, parcel: Parcel, *, near_km: float) -> Fit | None:
    """Fit by the two ends: each within the radius or in the same metro."""
    if trip.departs_at < parcel.ready_at or trip.arrives_at > parcel.deliver_by:
        return None
    first = apart_km(trip.start.at, parcel.start.at)
    if first > near_km and not _is_same_metro(trip.start, parcel.start):
        return None
    then = apart_km(trip.end.at, parcel.end.at)
    if then > near_km and not _is_same_metro(trip.end, parcel.end):
        return None
    least_km = first + then
    most_km = least_km * ROADS_ARE_LONGER
    return Fit(trip.departs_at, trip.arrives_at, least_km, most_km, 2 * near_km)


def _is_same_metro(one: Spot, other: Spot) -> bool:
    return one.metro is not None and one.metro == other.metro


def _by_road(
    trip: Trip, parcel: Parcel, lie: Lie, *, corridor_km: float, limit_km: float
) -> Fit | None:
    """Fit beside the road: both points in the corridor, one before the other, in time, in limits.

    The Carrier's own limit wins: who makes no detour of 25 km leaves the road for less.
    """
    half_width_km = min(corridor_km, limit_km) + _SLACK_KM
    first, then = lie.first, lie.then
    if first.off_km > half_width_km or then.off_km > half_width_km:
        return None
    if then.along_km <= first.along_km or lie.detour_km > limit_km + _SLACK_KM:
        return None
    duration = trip.arrives_at - trip.departs_at
    picked_up_at = trip.departs_at + duration * (first.along_km / lie.length_km)
    handed_over_at = trip.departs_at + duration * (then.along_km / lie.length_km)
    if picked_up_at < parcel.ready_at or handed_over_at > parcel.deliver_by:
        return None
    least_km = lie.detour_km
    most_km = 2 * ROADS_ARE_LONGER * (first.off_km + then.off_km)
    # Coming back to where one left is never shorter, except by what floats lose.
    return Fit(picked_up_at, handed_over_at, least_km, max(least_km, most_km), limit_km)


def score_of(trip: Trip, parcel: Parcel, fit: Fit, *, carrier: Standing = UNKNOWN) -> Score:
    """Say how well a parcel that fits would travel."""
    return Score(
        {
            Term.DETOUR: detour_term(fit),
            Term.TIME: time_term(parcel, fit),
            Term.RELIABILITY: reliability_term(carrier),
            Term.PRICE: price_term(trip, parcel),
            Term.CAPACITY: capacity_term(trip, parcel),
        }
    )


def detour_term(fit: Fit) -> float:
    """Give 1 without a detour, 0 at the limit. By the least, which is what the limit judges."""
    if fit.least_km <= _SLACK_KM:
        return 1.0
    return max(0.0, 1.0 - fit.least_km / fit.limit_km) if fit.limit_km else 0.0


def time_term(parcel: Parcel, fit: Fit) -> float:
    """Give the tighter of both meetings' time to spare, as a share of `ENOUGH_TIME`."""
    spare = min(fit.picked_up_at - parcel.ready_at, parcel.deliver_by - fit.handed_over_at)
    return max(0.0, min(1.0, spare / ENOUGH_TIME))


def reliability_term(carrier: Standing) -> float:
    """Give the Bayesian mean of the Carrier's ratings, on a scale from 0 to 1."""
    return (mean_stars(carrier) - WORST_STARS) / (BEST_STARS - WORST_STARS)


def price_term(trip: Trip, parcel: Parcel) -> float:
    """Give the share that the reward is of what the Carrier asks, or of the usual; 1 if it is more.

    `NOTHING_KNOWN` without an amount in the reward's currency.
    """
    asked, grams = trip.price_per_kg, parcel.weight_grams
    if asked is None:
        return usual_price_term(parcel)
    if asked.currency == parcel.reward.currency:
        return min(1.0, parcel.reward.minor * 1000 / (asked.minor * grams))
    return NOTHING_KNOWN


def usual_price_term(parcel: Parcel) -> float:
    """Give the term for a Carrier who asks for nothing in particular."""
    usual = parcel.usual
    if usual is None or usual.currency != parcel.reward.currency:
        return NOTHING_KNOWN
    return min(1.0, parcel.reward.minor / usual.minor) if usual.minor else 1.0


def capacity_term(trip: Trip, parcel: Parcel) -> float:
    """Give the share of the room that is filled, by weight or by volume, whichever is more.

    So a letter leaves the large boot to who needs it.
    """
    by_weight = parcel.weight_grams / trip.room_grams
    return min(1.0, max(by_weight, parcel.volume_millilitres / trip.room_millilitres))


def best_first(matches: list[Match], *, limit: int) -> list[Match]:
    """Order by score, ties by id so that the same question has the same answer; cut to `limit`."""
    return sorted(matches, key=lambda one: (-one.score.total, one.trip_id, one.parcel_id))[:limit]
