"""Two other ways to find the trips for a parcel: numpy over all of them, and PostGIS.

Brute force is a second writing of the rules, so it is also what recall is held against. PostGIS
runs on the same server, where that has the extension, with routes of drives and ends of flights
under GiST, and on the sphere like the rules.
"""

from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bench.travel import Array, Travel
from core.matching.states import (
    Limits,
    Match,
    Parcel,
    Spot,
    Trip,
    best_first,
    fit_of,
    score_of,
)
from core.parcels.models import DropParcel
from core.sphere import EARTH_RADIUS_KM, Point, vector_of


class BruteForce:
    """Every trip is looked at for every parcel, in one pass over columns. No trip has a metro."""

    def __init__(self, travel: Travel, limits: Limits) -> None:
        vectors = np.array([vector_of(place.point) for place in travel.places])
        self._limits = limits
        self._travel = travel
        self._a, self._b = vectors[travel.start], vectors[travel.end]
        cross = np.cross(self._a, self._b)
        self._normal = cross / np.linalg.norm(cross, axis=1)[:, None]
        self._heading = np.cross(self._normal, self._a)
        self._length = _apart(self._a, self._b)
        self._half_width = np.minimum(limits.corridor_km, travel.detour_km) + 1e-5

    def trips_for(self, parcel: DropParcel, start: Point, end: Point) -> Array:
        """Answer the numbers of the trips that fit."""
        travel = self._travel
        p, q = np.array(vector_of(start)), np.array(vector_of(end))
        ready = (parcel.ready_at - travel.began).total_seconds()
        deliver = (parcel.deliver_by - travel.began).total_seconds()
        has_room = travel.grams >= parcel.weight_grams
        to_a, to_b = _apart(self._a, p), _apart(self._b, q)
        by_ends = (
            ~travel.is_drive
            & (to_a <= self._limits.near_km)
            & (to_b <= self._limits.near_km)
            & (travel.departs >= ready)
            & (travel.arrives <= deliver)
        )
        off_p, along_p = self._beside(p)
        off_q, along_q = self._beside(q)
        duration = travel.arrives - travel.departs
        detour = to_a + _apart(p, q) + to_b - self._length
        by_road = (
            travel.is_drive
            & (off_p <= self._half_width)
            & (off_q <= self._half_width)
            & (along_p < along_q)
            & (travel.departs + duration * along_p / self._length >= ready)
            & (travel.departs + duration * along_q / self._length <= deliver)
            & (detour <= travel.detour_km + 1e-5)
        )
        found: Array = np.flatnonzero(has_room & (by_ends | by_road))
        return found

    def _beside(self, p: Array) -> tuple[Array, Array]:
        along = EARTH_RADIUS_KM * np.arctan2(self._heading @ p, self._a @ p)
        across = EARTH_RADIUS_KM * np.arcsin(np.minimum(1, np.abs(self._normal @ p)))
        to_a, to_b = _apart(self._a, p), _apart(self._b, p)
        is_within = (along >= 0) & (along <= self._length)
        off = np.where(is_within, across, np.minimum(to_a, to_b))
        outside = np.where(to_a <= to_b, 0, self._length)
        return off, np.where(is_within, along, outside)


def _apart(one: Array, other: Array) -> Array:
    chord = np.linalg.norm(one - other, axis=-1)
    apart: Array = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, chord / 2))
    return apart


_A, _B = "ST_MakePoint(a.longitude, a.latitude)", "ST_MakePoint(b.longitude, b.latitude)"
_FROM = (
    "departs_at FROM glide_path p JOIN place a ON a.id = from_place_id"
    " JOIN place b ON b.id = to_place_id WHERE mode"
)
_FROM_DRIVES, _FROM_FLIGHTS = f"{_FROM} = 'car'", f"{_FROM} <> 'car'"
_PREPARE = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "CREATE TABLE rival_drive (id uuid, route geography, departs_at timestamptz)",
    "CREATE TABLE rival_flight (id uuid, a geography, b geography, departs_at timestamptz)",
    f"INSERT INTO rival_drive SELECT p.id, ST_MakeLine({_A}, {_B})::geography, {_FROM_DRIVES}",
    f"INSERT INTO rival_flight SELECT p.id, {_A}::geography, {_B}::geography, {_FROM_FLIGHTS}",
    "CREATE INDEX ON rival_drive USING gist (route, departs_at)",
    "CREATE INDEX ON rival_flight USING gist (a, b, departs_at)",
    "ANALYZE rival_drive",
    "ANALYZE rival_flight",
)

_FIND = text(
    "WITH ends AS MATERIALIZED (SELECT ST_MakePoint(:p_lon, :p_lat)::geography AS p,"
    " ST_MakePoint(:q_lon, :q_lat)::geography AS q), found AS ("
    " SELECT id FROM rival_drive, ends WHERE ST_DWithin(route, p, :corridor, false)"
    " AND ST_DWithin(route, q, :corridor, false) AND departs_at BETWEEN :after AND :until"
    " UNION ALL SELECT id FROM rival_flight, ends WHERE ST_DWithin(a, p, :near, false)"
    " AND ST_DWithin(b, q, :near, false) AND departs_at BETWEEN :ready AND :until)"
    " SELECT p.id, p.peer_id, departs_at, arrives_at, capacity_grams, capacity_millilitres,"
    " categories, detour_km, a.latitude AS a_lat, a.longitude AS a_lon,"
    " b.latitude AS b_lat, b.longitude AS b_lon"
    " FROM found JOIN glide_path p USING (id) JOIN place a ON a.id = from_place_id"
    " JOIN place b ON b.id = to_place_id"
    " WHERE state = 'open' AND capacity_grams >= :grams AND arrives_at >= :ready"
)


class PostGis:
    """The same rules and score over what GiST finds."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    async def prepare(self, session: AsyncSession) -> None:
        for statement in _PREPARE:
            await session.execute(text(statement))

    async def size(self, session: AsyncSession) -> int:
        tables = "pg_total_relation_size('rival_drive') + pg_total_relation_size('rival_flight')"
        return int(await session.scalar(text(f"SELECT {tables}")) or 0)

    async def trips_for(
        self,
        session: AsyncSession,
        parcel: DropParcel,
        start: Point,
        end: Point,
        *,
        after: datetime,
        limit: int = 50,
    ) -> list[Match]:
        """Rank what fits and departs after that moment."""
        asked = {
            "p_lat": start[0],
            "p_lon": start[1],
            "q_lat": end[0],
            "q_lon": end[1],
            "corridor": self._limits.corridor_km * 1000,
            "near": self._limits.near_km * 1000,
            "ready": parcel.ready_at,
            "until": parcel.deliver_by,
            "grams": parcel.weight_grams,
            "after": after,
        }
        wanted = Parcel(
            id=parcel.id,
            peer_id=parcel.peer_id,
            start=Spot(vector_of(start)),
            end=Spot(vector_of(end)),
            ready_at=parcel.ready_at,
            deliver_by=parcel.deliver_by,
            weight_grams=parcel.weight_grams,
            volume_millilitres=parcel.volume_millilitres,
            category=parcel.category,
            reward=parcel.reward,
        )
        matches = []
        for row in await session.execute(_FIND, asked):
            trip = Trip(
                id=row.id,
                peer_id=row.peer_id,
                start=Spot(vector_of((row.a_lat, row.a_lon))),
                end=Spot(vector_of((row.b_lat, row.b_lon))),
                departs_at=row.departs_at,
                arrives_at=row.arrives_at,
                room_grams=row.capacity_grams,
                room_millilitres=row.capacity_millilitres,
                categories=frozenset(row.categories),
                detour_km=row.detour_km,
            )
            fit = fit_of(trip, wanted, limits=self._limits)
            if fit is not None:
                matches.append(Match(trip.id, wanted.id, fit, score_of(trip, wanted, fit)))
        return best_first(matches, limit=limit)
