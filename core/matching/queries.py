"""Finding what fits: the trips for a parcel and the parcels for a trip, the best first.

The index of passages names what may fit. The database leaves out what is no longer open, has no
room or lies too far off, says of each of the others what its score is at most, and hands over those
of the highest bound, which `states` judges exactly. More are fetched only while one that is left
might still be among the best. What Peers ask of each other is a later noun's to look at.
"""

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, TextClause, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.cargo import Category
from core.glidepaths.models import GlidePath
from core.glidepaths.states import LONGEST_TRIP
from core.matching.models import PARCELS_BY_ENDS, PARCELS_BY_ROAD, TRIPS
from core.matching.states import (
    NOTHING_KNOWN,
    Limits,
    Match,
    Parcel,
    Spot,
    Trip,
    best_first,
    fit_of,
    score_of,
    usual_price_term,
)
from core.money import Money
from core.parcels.models import DropParcel
from core.parcels.states import hint_reward
from core.passages.states import as_arrays, cells_of_ends, cells_of_roads, passages_along, plane_of
from core.places.models import Place
from core.places.queries import two_places
from core.rules import Rules
from core.sphere import EARTH_RADIUS_KM, Point, apart_km, vector_of

MOST_MATCHES = 50
"""Nobody looks at more; OpenTripPlanner scores as many candidates."""

_BOUNDS_DIFFER = 1e-9
"""By less than this the database's arithmetic and ours are the same."""

_INSTANT = timedelta(microseconds=1)
_Rows = Sequence[Row[*tuple[Any, ...]]]


async def trips_for(
    session: AsyncSession,
    parcel: DropParcel,
    *,
    rules: Rules,
    at: datetime,
    limit: int = MOST_MATCHES,
) -> list[Match]:
    """Find the open trips that depart after `at` and fit the parcel, the best first."""
    start, end = await _ends(session, parcel.from_place_id, parcel.to_place_id)
    wanted = _parcel(parcel, start.spot, end.spot, rules=rules)
    asked: dict[str, Any] = {
        "ends_first": cells_of_ends(start.points, near_km=rules.near_km),
        "ends_later": cells_of_ends(end.points, near_km=rules.near_km),
        "ends_after": max(at, parcel.ready_at - _INSTANT),
        "roads_first": cells_of_roads(start.points[0], corridor_km=rules.corridor_km),
        "roads_later": cells_of_roads(end.points[0], corridor_km=rules.corridor_km),
        # A drive may have begun before the parcel is ready where it passes.
        "roads_after": max(at, parcel.ready_at - LONGEST_TRIP),
        "ready_at": parcel.ready_at,
        "deliver_by": parcel.deliver_by,
        "peer_id": parcel.peer_id,
        "grams": parcel.weight_grams,
        "millilitres": parcel.volume_millilitres,
        "category": parcel.category,
        "between_km": apart_km(wanted.start.at, wanted.end.at),
        "reward_minor": parcel.reward_minor,
        "reward_currency": parcel.reward_currency,
        "price_unasked": usual_price_term(wanted),
        **_near(rules),
        **_vector("p", wanted.start),
        **_vector("q", wanted.end),
        "first_metro": wanted.start.metro,
        "then_metro": wanted.end.metro,
    }

    def judged(rows: _Rows) -> list[Match]:
        seen = _Spots()
        trips = [_trip(row, *seen.ends_of(row)) for row in rows]
        return _matches(trips, [wanted], rules=rules)

    return await _best(session, TRIPS, asked, judged, limit=limit)


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
    start, end = await _ends(session, path.from_place_id, path.to_place_id)
    trip = _trip(path, start.spot, end.spot)
    asked: dict[str, Any] = {
        "departs_at": path.departs_at,
        "arrives_at": path.arrives_at,
        "detour_km": path.detour_km,
        "length_km": apart_km(trip.start.at, trip.end.at),
        "peer_id": path.peer_id,
        "grams": path.capacity_grams,
        "millilitres": path.capacity_millilitres,
        "categories": list(path.categories),
        "first_reach_km": _reach_km(start, rules),
        "then_reach_km": _reach_km(end, rules),
        **_near(rules),
        **_vector("a", trip.start),
        **_vector("b", trip.end),
    }

    def judged(rows: _Rows) -> list[Match]:
        seen = _Spots()
        suit = (row for row in rows if row.peer_id is not None)
        parcels = [_parcel(row, *seen.ends_of(row), rules=rules) for row in suit]
        return _matches([trip], parcels, rules=rules)

    if path.detour_km is None:
        first = cells_of_ends(start.points, near_km=rules.near_km)
        later = cells_of_ends(end.points, near_km=rules.near_km)
        asked |= {"first_cells": first, "later_cells": later}
        return await _best(session, PARCELS_BY_ENDS, asked, judged, limit=limit)
    ends = start.points[0], end.points[0]
    asked |= as_arrays(passages_along(*ends, corridor_km=rules.corridor_km))
    asked |= dict(zip(("nx", "ny", "nz"), plane_of(*ends), strict=True))
    asked["near_road"] = min(rules.corridor_km, path.detour_km) / EARTH_RADIUS_KM
    return await _best(session, PARCELS_BY_ROAD, asked, judged, limit=limit)


async def match_between(
    session: AsyncSession, path: GlidePath, parcel: DropParcel, *, rules: Rules
) -> Match | None:
    """Judge this trip and this parcel alone; None when they do not fit."""
    trip_ends = await two_places(session, path.from_place_id, path.to_place_id)
    parcel_ends = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    trip = _trip(path, *map(_spot, trip_ends))
    wanted = _parcel(parcel, *map(_spot, parcel_ends), rules=rules)
    return next(iter(_matches([trip], [wanted], rules=rules)), None)


async def _best(
    session: AsyncSession,
    statement: TextClause,
    asked: dict[str, Any],
    judged: Callable[[_Rows], list[Match]],
    *,
    limit: int,
) -> list[Match]:
    """Fetch what is promising, until nothing that is left can be better than what is found."""
    most = 2 * limit
    while True:
        rows = (await session.execute(statement, {**asked, "most": most})).all()
        best = best_first(judged(rows), limit=limit)
        if len(rows) < most:
            return best
        if len(best) == limit and best[-1].score.total > rows[-1].bound + _BOUNDS_DIFFER:
            return best
        most *= 4


def _matches(trips: Sequence[Trip], parcels: Sequence[Parcel], *, rules: Rules) -> list[Match]:
    limits = Limits(near_km=rules.near_km, corridor_km=rules.corridor_km)
    return [
        Match(trip.id, parcel.id, fit, score_of(trip, parcel, fit))
        for trip in trips
        for parcel in parcels
        if (fit := fit_of(trip, parcel, limits=limits)) is not None
    ]


class _End(NamedTuple):
    """Where a search begins or ends; its own point comes before those of its metro's airports."""

    spot: Spot
    points: list[Point]


_AIRPORT = aliased(Place)
_ENDS = (
    select(Place.id, Place.latitude, Place.longitude, Place.metro_code)
    .add_columns(
        _AIRPORT.latitude.label("other_latitude"), _AIRPORT.longitude.label("other_longitude")
    )
    # Only what has a code has a metro; saying so lets the small index of codes answer.
    .outerjoin(_AIRPORT, _AIRPORT.code.is_not(None) & (_AIRPORT.metro_code == Place.metro_code))
    .where(Place.id.in_((bindparam("from_id"), bindparam("to_id"))))
)


async def _ends(session: AsyncSession, from_id: int, to_id: int) -> list[_End]:
    rows = (await session.execute(_ENDS, {"from_id": from_id, "to_id": to_id})).all()
    return [_end([row for row in rows if row.id == one]) for one in (from_id, to_id)]


def _end(rows: _Rows) -> _End:
    own = (rows[0].latitude, rows[0].longitude)
    others = [(row.other_latitude, row.other_longitude) for row in rows if row.metro_code]
    return _End(Spot(vector_of(own), rows[0].metro_code), [own, *others])


def _reach_km(end: _End, rules: Rules) -> float:
    """Say how far the end of a parcel may be off: the airports of a metro count as one place."""
    return rules.near_km + 1 if end.spot.metro is None else math.inf


def _near(rules: Rules) -> dict[str, float]:
    return {
        "near_km": rules.near_km,
        "near_road": rules.corridor_km / EARTH_RADIUS_KM,
        "price_unknown": NOTHING_KNOWN,
    }


def _vector(name: str, spot: Spot) -> dict[str, float]:
    return {f"{name}{axis}": one for axis, one in zip("xyz", spot.at, strict=True)}


class _Spots:
    """The places of one search. Many of its rows share theirs, and a vector costs some sines."""

    def __init__(self) -> None:
        self._by_id: dict[int, Spot] = {}

    def ends_of(self, row: Row[*tuple[Any, ...]]) -> tuple[Spot, Spot]:
        start = self._by_id.get(row.start_id)
        if start is None:
            at = vector_of((row.start_latitude, row.start_longitude))
            start = self._by_id[row.start_id] = Spot(at, row.first_metro)
        end = self._by_id.get(row.end_id)
        if end is None:
            at = vector_of((row.end_latitude, row.end_longitude))
            end = self._by_id[row.end_id] = Spot(at, row.then_metro)
        return start, end


def _spot(place: Place) -> Spot:
    return Spot(vector_of(place.point), place.metro_code)


def _trip(row: GlidePath | Row[*tuple[Any, ...]], start: Spot, end: Spot) -> Trip:
    """See a trip as matching does: with all its room, whatever is promised of it."""
    price = None
    if row.price_minor_per_kg is not None and row.currency is not None:
        price = Money(row.price_minor_per_kg, row.currency)
    return Trip(
        id=row.id,
        peer_id=row.peer_id,
        start=start,
        end=end,
        departs_at=row.departs_at,
        arrives_at=row.arrives_at,
        room_grams=row.capacity_grams,
        room_millilitres=row.capacity_millilitres,
        categories=frozenset(row.categories),
        detour_km=row.detour_km,
        price_per_kg=price,
    )


def _parcel(
    row: DropParcel | Row[*tuple[Any, ...]], start: Spot, end: Spot, *, rules: Rules
) -> Parcel:
    return Parcel(
        id=row.id,
        peer_id=row.peer_id,
        start=start,
        end=end,
        ready_at=row.ready_at,
        deliver_by=row.deliver_by,
        weight_grams=row.weight_grams,
        volume_millilitres=row.volume_millilitres,
        category=Category(row.category),
        reward=Money(row.reward_minor, row.reward_currency),
        usual=hint_reward(
            km=apart_km(start.at, end.at),
            grams=row.weight_grams,
            currency=row.reward_currency,
            rules=rules,
        ),
    )
