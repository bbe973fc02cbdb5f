"""Whether a parcel fits a trip, and how well. Pure: values in, values out.

Distances are along the sphere, see `core.greatcircle`. Moments are aware. A score and each of its
terms lie between 0 and 1, and more is better.

What is made for each pair of a search is a named tuple, which takes a fifth of the time that a
frozen dataclass takes to be made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from operator import mul
from typing import NamedTuple
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


class Trip(NamedTuple):
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


class Parcel(NamedTuple):
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


class Fit(NamedTuple):
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


_WEIGHED = tuple(WEIGHTS[term] for term in Term)


class Score(NamedTuple):
    """The terms as they are, in the order of `Term`; `total` weighs them."""

    detour: float
    time: float
    reliability: float
    price: float
    capacity: float

    @property
    def terms(self) -> Mapping[Term, float]:
        return dict(zip(Term, self, strict=True))

    @property
    def total(self) -> float:
        total: float = sum(map(mul, _WEIGHED, self))
        return total


class Match(NamedTuple):
    """A trip that fits a parcel, and why it stands where it stands."""

    trip_id: UUID
    parcel_id: UUID
    fit: Fit
    score: Score


class Lie(NamedTuple):
    """How a parcel lies to a trip, whenever that is and whoever makes it.

    Beside the way of a drive; by a timetable, how far its ends are from those of the trip.
    """

    first: Beside
    then: Beside
    length_km: float
    detour_km: float


def lie_by_way(way: Way, start: Vector, end: Vector) -> Lie:
    """Say how a parcel between two places lies beside the way of a drive."""
    return Lie(way.beside(start), way.beside(end), way.length_km, way.detour_km(start, end))


def lie_by_ends(trip: Trip, parcel: Parcel) -> Lie:
    """Say how a parcel lies to the ends of what goes by a timetable, from which it is fetched."""
    first_km = apart_km(trip.start.at, parcel.start.at)
    then_km = apart_km(trip.end.at, parcel.end.at)
    length_km = apart_km(trip.start.at, trip.end.at)
    return Lie(Beside(first_km, 0.0), Beside(then_km, length_km), length_km, first_km + then_km)


def lie_of(trip: Trip, parcel: Parcel) -> Lie:
    if trip.detour_km is None:
        return lie_by_ends(trip, parcel)
    return lie_by_way(way_between(trip.start.at, trip.end.at), parcel.start.at, parcel.end.at)


def fit_of(trip: Trip, parcel: Parcel, *, limits: Limits, lie: Lie | None = None) -> Fit | None:
    """Say how the parcel travels on the trip, or None when it does not fit.

    `lie` is how it lies to the trip, from whoever knows that already.
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
    lie = lie_of(trip, parcel) if lie is None else lie
    if trip.detour_km is None:
        return _by_timetable(trip, parcel, lie, near_km=limits.near_km)
    return _by_road(trip, parcel, lie, corridor_km=limits.corridor_km, limit_km=trip.detour_km)


def _by_timetable(trip: Trip, parcel: Parcel, lie: Lie, *, near_km: float) -> Fit | None:
    """Fit by the two ends: each within the radius or in the same metro."""
    if trip.departs_at < parcel.ready_at or trip.arrives_at > parcel.deliver_by:
        return None
    if lie.first.off_km > near_km and not _is_same_metro(trip.start, parcel.start):
        return None
    if lie.then.off_km > near_km and not _is_same_metro(trip.end, parcel.end):
        return None
    most_km = lie.detour_km * ROADS_ARE_LONGER
    return Fit(trip.departs_at, trip.arrives_at, lie.detour_km, most_km, 2 * near_km)


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


def score_of(trip: Trip, parcel: Parcel, fit: Fit) -> Score:
    """Say how well a parcel that fits would travel with a Carrier of whom nothing is known."""
    return Score(
        detour=detour_term(fit),
        time=time_term(parcel, fit),
        reliability=_UNKNOWN_RELIABILITY,
        price=price_term(trip, parcel),
        capacity=capacity_term(trip, parcel),
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


_UNKNOWN_RELIABILITY = reliability_term(UNKNOWN)


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
