"""Finding what fits: the trips for a parcel and the parcels for a trip, the best first.

An index of passages names what may fit and is open. The database leaves out what lies too far off,
and hands over those whose score may be highest, which `states` judges exactly.
More are fetched only while one that is left might still be among the best. What Peers ask of each
other is a later noun's to look at.
"""

import math
from bisect import insort
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy.ext.asyncio import AsyncSession

from core.atlas import Known, places_known
from core.cargo import Category
from core.glidepaths.models import GlidePath
from core.glidepaths.states import LONGEST_TRIP
from core.greatcircle import way_between
from core.matching.models import PARCELS_BY_ENDS, PARCELS_BY_ROAD, TRIPS
from core.matching.states import (
    NOTHING_KNOWN,
    Lie,
    Limits,
    Match,
    Parcel,
    Spot,
    Trip,
    fit_of,
    lie_by_ends,
    lie_by_way,
    score_of,
    usual_price_term,
)
from core.money import Money
from core.parcels.models import DropParcel
from core.parcels.states import hint_reward
from core.passages.queries import INDEXES
from core.passages.states import Ends, ParcelsWanted, TripsWanted
from core.question import Question
from core.rules import Rules
from core.sphere import Vector, apart_km

MOST_MATCHES = 50
"""Nobody looks at more; OpenTripPlanner scores as many candidates."""

_BOUNDS_DIFFER = 1e-9
"""By less than this the database's arithmetic and ours are the same."""

_PARCEL = (
    *("id", "peer_id", "category", "weight_grams", "volume_millilitres"),
    *("ready_at", "deliver_by", "reward_minor", "reward_currency"),
)
_of_parcel, _of_row = attrgetter(*_PARCEL), itemgetter(*_PARCEL)

_way = lru_cache(maxsize=8_192)(way_between)
"""The same roads come up often."""


async def trips_for(
    session: AsyncSession,
    parcel: DropParcel,
    *,
    rules: Rules,
    at: datetime,
    limit: int = MOST_MATCHES,
) -> list[Match]:
    """Find the open trips that depart after `at` and fit the parcel, the best first."""
    start, end = await _ends(session, parcel)
    wanted = _parcel(_of_parcel(parcel), _spot(start), _spot(end), rules=rules)
    trips_wanted = TripsWanted(
        _both(start, end),
        parcel.cargo,
        ready_at=parcel.ready_at,
        deliver_by=parcel.deliver_by,
        after=at,
        longest=LONGEST_TRIP,
        near_km=rules.near_km,
        corridor_km=rules.corridor_km,
    )
    asked: dict[str, Any] = {
        **INDEXES[rules.matching_index].trips_wanted(trips_wanted),
        "between_km": apart_km(start.at, end.at),
        "near_km": rules.near_km,
        "reward_minor": parcel.reward_minor,
        "reward_currency": parcel.reward_currency,
        "price_unasked": usual_price_term(wanted),
        "price_unknown": NOTHING_KNOWN,
        "first_metro": start.metro,
        "then_metro": end.metro,
        **_axes("p", start.at),
        **_axes("q", end.at),
    }
    takes, search = frozenset((parcel.category,)), _Search(rules)  # the database has looked at it

    def judged(row: Record, first: Spot, then: Spot) -> Match | None:
        return search.match(_trip_in(row, first, then, takes), wanted, row)

    return await _best(session, TRIPS[rules.matching_index], asked, judged, limit=limit)


async def parcels_for(
    session: AsyncSession,
    path: GlidePath,
    *,
    rules: Rules,
    at: datetime,
    limit: int = MOST_MATCHES,
) -> list[Match]:
    """Find the open parcels that fit the trip, the best first; none when it departs by `at`."""
    if path.departs_at <= at:
        return []
    start, end = await _ends(session, path)
    trip = _trip(path, _spot(start), _spot(end))
    parcels_wanted = ParcelsWanted(
        _both(start, end),
        path.room,
        departs_at=path.departs_at,
        arrives_at=path.arrives_at,
        near_km=rules.near_km,
        corridor_km=rules.corridor_km,
        leaves_km=path.detour_km,
    )
    asked: dict[str, Any] = {
        **INDEXES[rules.matching_index].parcels_wanted(parcels_wanted),
        "detour_km": path.detour_km,
        "length_km": apart_km(start.at, end.at),
        "price_minor_per_kg": path.price_minor_per_kg,
        "currency": path.currency,
        "near_km": rules.near_km,
        "first_reach_km": _reach_km(start, rules),
        "then_reach_km": _reach_km(end, rules),
        **_axes("a", start.at),
        **_axes("b", end.at),
    }
    search = _Search(rules)

    def judged(row: Record, first: Spot, then: Spot) -> Match | None:
        return search.match(trip, _parcel(_of_row(row), first, then, rules=rules), row)

    questions = PARCELS_BY_ENDS if path.detour_km is None else PARCELS_BY_ROAD
    return await _best(session, questions[rules.matching_index], asked, judged, limit=limit)


async def match_between(
    session: AsyncSession, path: GlidePath, parcel: DropParcel, *, rules: Rules
) -> Match | None:
    """Judge this trip and this parcel alone; None when they do not fit."""
    trip = _trip(path, *map(_spot, await _ends(session, path)))
    spots = map(_spot, await _ends(session, parcel))
    return _Search(rules).match(trip, _parcel(_of_parcel(parcel), *spots, rules=rules))


async def _best(
    session: AsyncSession,
    question: Question,
    asked: dict[str, Any],
    judged: Callable[[Record, Spot, Spot], Match | None],
    *,
    limit: int,
) -> list[Match]:
    """Fetch what is promising, until nothing that is left can be better than what is found."""
    most = 2 * limit
    while True:
        rows = await question.rows(session, {**asked, "most": most})
        spots = await _spots_of(session, rows)
        found: list[tuple[float, UUID, UUID, Match]] = []  # the best first, as `best_first` has it
        for row in rows:
            if len(found) >= limit and -found[limit - 1][0] > row["bound"] + _BOUNDS_DIFFER:
                break
            match = judged(row, spots[row["from_place_id"]], spots[row["to_place_id"]])
            if match is not None:
                insort(found, (-match.score.total, match.trip_id, match.parcel_id, match))
        else:
            if len(rows) == most:
                most *= 4
                continue
        return [match for *_, match in found[:limit]]


class _Search:
    """Judges the pairs of one search, and looks once how a post lies between two places."""

    def __init__(self, rules: Rules) -> None:
        self._limits = Limits(near_km=rules.near_km, corridor_km=rules.corridor_km)
        self._lies: dict[tuple[int, int, bool], Lie] = {}

    def match(self, trip: Trip, parcel: Parcel, row: Record | None = None) -> Match | None:
        """Judge a pair; in a search, the one whose other side this row says."""
        lie = None if row is None else self._lie(trip, parcel, row)
        fit = fit_of(trip, parcel, limits=self._limits, lie=lie)
        if fit is None:
            return None
        return Match(trip.id, parcel.id, fit, score_of(trip, parcel, fit))

    def _lie(self, trip: Trip, parcel: Parcel, row: Record) -> Lie:
        is_drive = trip.detour_km is not None
        between = row["from_place_id"], row["to_place_id"], is_drive
        lie = self._lies.get(between)
        if lie is None:
            lie = self._lies[between] = (
                lie_by_way(_way(trip.start.at, trip.end.at), parcel.start.at, parcel.end.at)
                if is_drive
                else lie_by_ends(trip, parcel)
            )
        return lie


async def _ends(session: AsyncSession, post: DropParcel | GlidePath) -> tuple[Known, Known]:
    known = await places_known(session, (post.from_place_id, post.to_place_id))
    return known[post.from_place_id], known[post.to_place_id]


def _both(start: Known, end: Known) -> Ends:
    return Ends(start.points, end.points, at=(start.at, end.at), metros=(start.metro, end.metro))


def _spot(place: Known) -> Spot:
    return Spot(place.at, place.metro)


async def _spots_of(session: AsyncSession, rows: Sequence[Record]) -> dict[int, Spot]:
    """Give the places of an answer. Many of its rows share theirs."""
    ids = {row[end] for row in rows for end in ("from_place_id", "to_place_id")}
    known = await places_known(session, ids)
    return {one: _spot(known[one]) for one in ids}


def _reach_km(end: Known, rules: Rules) -> float:
    """Say how far the end of a parcel may be off: the airports of a metro count as one place."""
    return rules.near_km + 1 if end.metro is None else math.inf


def _axes(name: str, at: Vector) -> dict[str, float]:
    return {f"{name}{axis}": one for axis, one in zip("xyz", at, strict=True)}


def _trip(path: GlidePath, start: Spot, end: Spot) -> Trip:
    """See a trip as matching does: with all its room, whatever is promised of it."""
    return Trip(
        id=path.id,
        peer_id=path.peer_id,
        start=start,
        end=end,
        departs_at=path.departs_at,
        arrives_at=path.arrives_at,
        room_grams=path.capacity_grams,
        room_millilitres=path.capacity_millilitres,
        categories=frozenset(path.categories),
        detour_km=path.detour_km,
        price_per_kg=path.price_per_kg,
    )


def _trip_in(row: Record, start: Spot, end: Spot, takes: frozenset[str]) -> Trip:
    """See the trip of a row of `TRIPS`."""
    currency = row["currency"]
    return Trip(
        id=row["id"],
        peer_id=row["peer_id"],
        start=start,
        end=end,
        departs_at=row["departs_at"],
        arrives_at=row["arrives_at"],
        room_grams=row["grams"],
        room_millilitres=row["millilitres"],
        categories=takes,
        detour_km=row["detour_km"],
        price_per_kg=None if currency is None else Money(row["price_minor_per_kg"], currency),
    )


def _parcel(facts: tuple[Any, ...], start: Spot, end: Spot, *, rules: Rules) -> Parcel:
    parcel_id, peer_id, category, grams, millilitres, ready_at, deliver_by, minor, code = facts
    return Parcel(
        id=parcel_id,
        peer_id=peer_id,
        start=start,
        end=end,
        ready_at=ready_at,
        deliver_by=deliver_by,
        weight_grams=grams,
        volume_millilitres=millilitres,
        category=Category(category),
        reward=Money(minor, code),
        usual=hint_reward(km=apart_km(start.at, end.at), grams=grams, currency=code, rules=rules),
    )
