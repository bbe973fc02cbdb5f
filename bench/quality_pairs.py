"""Which trips fit which parcels, by the rules of the product themselves."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from bench.quality_world import Array, Posts
from core.greatcircle import Way, way_between
from core.matching.states import Fit, Limits, Match, Parcel, Trip, fit_of, lie_by_way, score_of
from core.rules import Rules
from core.sphere import EARTH_RADIUS_KM, apart_km

_SLACK_KM = 1.0

FindFit = Callable[[Trip, Parcel, Way, Limits], Fit | None]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every match there could ever be, the best first for each trip and for each parcel."""

    of_trip: dict[UUID, list[Match]]
    of_parcel: dict[UUID, list[Match]]


def pairs_of(posts: Posts, *, rules: Rules, by_ends_alone: bool = False) -> Pairs:
    """Look at every trip and every parcel; `by_ends_alone` in a market that knows no corridors."""
    find_fit = _fit_by_ends if by_ends_alone else _fit
    matches = list(_matches(posts, rules, find_fit))
    matches.sort(key=lambda one: (-one.score.total, one.trip_id, one.parcel_id))
    pairs = Pairs(defaultdict(list), defaultdict(list))
    for match in matches:
        pairs.of_trip[match.trip_id].append(match)
        pairs.of_parcel[match.parcel_id].append(match)
    return pairs


def saved_km(parcel: Parcel, match: Match) -> float:
    """Give the way that nobody drives for the parcel alone, less the Carrier's detour for it."""
    return apart_km(parcel.start.at, parcel.end.at) - match.fit.least_km


def _matches(posts: Posts, rules: Rules, find_fit: FindFit) -> Iterable[Match]:
    limits = Limits(near_km=rules.near_km, corridor_km=rules.corridor_km)
    parcels = list(posts.parcels.values())
    starts = np.array([parcel.start.at for parcel in parcels])
    ends = np.array([parcel.end.at for parcel in parcels])
    between = _apart(starts, ends)
    for trip in posts.trips.values():
        way = way_between(trip.start.at, trip.end.at)
        legs = _apart(starts, np.array(trip.start.at)) + between
        legs += _apart(ends, np.array(trip.end.at))
        for number in np.flatnonzero(legs - way.length_km <= _most_detour_km(trip, limits)):
            parcel = parcels[number]
            if (fit := find_fit(trip, parcel, way, limits)) is not None:
                yield Match(trip.id, parcel.id, fit, score_of(trip, parcel, fit))


def _fit(trip: Trip, parcel: Parcel, way: Way, limits: Limits) -> Fit | None:
    lie = None if trip.detour_km is None else lie_by_way(way, parcel.start.at, parcel.end.at)
    return fit_of(trip, parcel, limits=limits, lie=lie)


def _fit_by_ends(trip: Trip, parcel: Parcel, way: Way, limits: Limits) -> Fit | None:
    """Take a drive for a flight, which fits by its ends, but for what its Carrier drives more."""
    fit = fit_of(trip._replace(detour_km=None), parcel, limits=limits)
    if fit is None or trip.detour_km is None:
        return fit
    detour_km = way.detour_km(parcel.start.at, parcel.end.at)
    if detour_km > trip.detour_km:
        return None
    return fit._replace(least_km=detour_km, limit_km=float(trip.detour_km))


def _most_detour_km(trip: Trip, limits: Limits) -> float:
    """Bound the detour, so that only what is near is looked at."""
    own = 4 * limits.near_km if trip.detour_km is None else trip.detour_km
    return own + _SLACK_KM


def _apart(one: Array, other: Array) -> Array:
    chord = np.linalg.norm(one - other, axis=-1)
    apart: Array = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, chord / 2))
    return apart
