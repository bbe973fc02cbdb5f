"""What would have been best, had everything been known from the start.

An integer program, solved by HiGHS: of the pairs that fit, whose people would agree and who were
both posted before the departure, choose so that each parcel travels once at most and no trip
carries more, in grams or in millilitres, than it has room for at any moment; as many as possible,
or as many saved kilometres as possible. Each parcel's detour counts by itself, as it does for the
product. What is given is the solver's bound, which is never less than the true optimum.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from bench.quality_pairs import Pairs
from bench.quality_people import mind_of
from bench.quality_world import Posts
from core.matching.states import Match

_SECONDS = 120.0

Row = tuple[list[int], list[float], float]
"""Which pairs a limit is about, how much each takes of it, and what it is."""


def choosable(posts: Posts, pairs: Pairs, *, seed: int) -> list[Match]:
    """List the pairs among which even who knows everything must choose."""
    return [
        match
        for matches in pairs.of_parcel.values()
        for match in matches
        if mind_of(match.trip_id, match.parcel_id, seed=seed).outcome.is_agreed
        and posts.posted_at[match.parcel_id] < posts.trips[match.trip_id].departs_at
    ]


def optimum(posts: Posts, matches: Sequence[Match], *, worth: Callable[[Match], float]) -> float:
    """Give the greatest worth that pairs can have together."""
    rows = [*_parcels_travel_once(matches), *_trips_have_room(posts, matches)]
    entries = [
        (number, pair, amount)
        for number, (taken, amounts, _) in enumerate(rows)
        for pair, amount in zip(taken, amounts, strict=True)
    ]
    numbers, columns, amounts = zip(*entries, strict=True)
    matrix = csr_array((amounts, (numbers, columns)), shape=(len(rows), len(matches)))
    solved = milp(
        -np.array([worth(match) for match in matches]),
        integrality=np.ones(len(matches)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, ub=np.array([most for _, _, most in rows])),
        options={"time_limit": _SECONDS, "mip_rel_gap": 0.0},
    )
    return -float(solved.mip_dual_bound)


def _parcels_travel_once(matches: Sequence[Match]) -> Iterator[Row]:
    by_parcel = defaultdict(list)
    for number, match in enumerate(matches):
        by_parcel[match.parcel_id].append(number)
    for numbers in by_parcel.values():
        yield numbers, [1.0] * len(numbers), 1.0


def _trips_have_room(posts: Posts, matches: Sequence[Match]) -> Iterator[Row]:
    """Limit what is on board when something is picked up, for only then does it become more."""
    by_trip = defaultdict(list)
    for number, match in enumerate(matches):
        by_trip[match.trip_id].append(number)
    for trip_id, numbers in by_trip.items():
        trip = posts.trips[trip_id]
        for moment in {matches[number].fit.picked_up_at for number in numbers}:
            aboard = [number for number in numbers if _is_aboard(matches[number], moment)]
            parcels = [posts.parcels[matches[number].parcel_id] for number in aboard]
            grams = [float(parcel.weight_grams) for parcel in parcels]
            millilitres = [float(parcel.volume_millilitres) for parcel in parcels]
            if sum(grams) > trip.room_grams:
                yield aboard, grams, float(trip.room_grams)
            if sum(millilitres) > trip.room_millilitres:
                yield aboard, millilitres, float(trip.room_millilitres)


def _is_aboard(match: Match, moment: datetime) -> bool:
    return match.fit.picked_up_at <= moment < match.fit.handed_over_at
