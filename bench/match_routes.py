"""The rival: PostGIS as one asks it without further ado.

Each trip has its great circle as one `geography`, under GiST with the departure; a statement asks
for those that pass near both places, joins them with the trips, and all that it finds is judged and
ranked by the product's own rules. So it has the rules in common with the product, and the
connection, and not the tables. No trip has a metro here.
"""

from datetime import datetime

from asyncpg import Record
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.glidepaths.states import LONGEST_TRIP
from core.matching.queries import MOST_MATCHES
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
from core.parcels.states import hint_reward
from core.places.models import Place
from core.question import Question
from core.rules import Rules
from core.sphere import apart_km, vector_of

_BUILD = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """CREATE TABLE bench_route AS
    SELECT path.id AS path_id, departs_at, detour_km IS NOT NULL AS is_drive,
        start_spot::geography, end_spot::geography,
        ST_MakeLine(start_spot, end_spot)::geography AS route
    FROM glide_path AS path
    JOIN place AS a ON a.id = from_place_id JOIN place AS b ON b.id = to_place_id,
    LATERAL (SELECT ST_MakePoint(a.longitude, a.latitude) AS start_spot,
        ST_MakePoint(b.longitude, b.latitude) AS end_spot) AS spots""",
    "CREATE INDEX ON bench_route USING gist (route, departs_at)",
)

_P, _Q = (f"ST_MakePoint(:{one}_east, :{one}_north)::geography" for one in "pq")
_ASK = Question(
    f"""
    SELECT path.* FROM (
        SELECT path_id FROM bench_route
        WHERE is_drive AND ST_DWithin(route, {_P}, :road_metres, false)
            AND ST_DWithin(route, {_Q}, :road_metres, false)
            AND departs_at > :roads_after AND departs_at <= :deliver_by
        UNION ALL
        SELECT path_id FROM bench_route
        WHERE NOT is_drive AND ST_DWithin(route, {_P}, :near_metres, false)
            AND ST_DWithin(route, {_Q}, :near_metres, false)
            AND ST_DWithin(start_spot, {_P}, :near_metres, false)
            AND ST_DWithin(end_spot, {_Q}, :near_metres, false)
            AND departs_at >= :ready_at AND departs_at <= :deliver_by
    ) AS found
    JOIN glide_path AS path ON path.id = path_id
    WHERE state = 'open' AND peer_id <> :peer_id AND capacity_grams >= :grams
        AND capacity_millilitres >= :millilitres AND :category = ANY (categories)
    """,  # noqa: S608  (of our own constants)
    {
        **dict.fromkeys(("p_east", "p_north", "q_east", "q_north"), "double precision"),
        **dict.fromkeys(("road_metres", "near_metres"), "double precision"),
        **dict.fromkeys(("roads_after", "ready_at", "deliver_by"), "timestamptz"),
        **dict.fromkeys(("grams", "millilitres"), "bigint"),
        "category": "text",
    },
)
_SLACK_METRES = 10.0


class Routes:
    """Asks for the best trips of a parcel."""

    def __init__(self, places: dict[int, Place], rules: Rules) -> None:
        self._rules = rules
        self._limits = Limits(near_km=rules.near_km, corridor_km=rules.corridor_km)
        self._points = {number: place.point for number, place in places.items()}
        self._spots = {number: Spot(vector_of(at)) for number, at in self._points.items()}

    async def trips_for(
        self, session: AsyncSession, parcel: DropParcel, *, at: datetime
    ) -> list[Match]:
        wanted = self._parcel(parcel)
        (p_north, p_east), (q_north, q_east) = (
            self._points[one] for one in (parcel.from_place_id, parcel.to_place_id)
        )
        asked = {
            "p_east": p_east, "p_north": p_north, "q_east": q_east, "q_north": q_north,
            "road_metres": 1_000 * self._limits.corridor_km + _SLACK_METRES,
            "near_metres": 1_000 * self._limits.near_km + _SLACK_METRES,
            "roads_after": max(at, parcel.ready_at - LONGEST_TRIP),
            "ready_at": parcel.ready_at, "deliver_by": parcel.deliver_by,
            "peer_id": parcel.peer_id, "category": parcel.category,
            "grams": parcel.weight_grams, "millilitres": parcel.volume_millilitres,
        }  # fmt: skip
        found = []
        for row in await _ASK.rows(session, asked):
            trip = self._trip(row)
            fit = fit_of(trip, wanted, limits=self._limits)
            if fit is not None:
                found.append(Match(trip.id, wanted.id, fit, score_of(trip, wanted, fit)))
        return best_first(found, limit=MOST_MATCHES)

    def _trip(self, row: Record) -> Trip:
        return Trip(
            id=row["id"],
            peer_id=row["peer_id"],
            start=self._spots[row["from_place_id"]],
            end=self._spots[row["to_place_id"]],
            departs_at=row["departs_at"],
            arrives_at=row["arrives_at"],
            room_grams=row["capacity_grams"],
            room_millilitres=row["capacity_millilitres"],
            categories=frozenset(row["categories"]),
            detour_km=row["detour_km"],
        )

    def _parcel(self, parcel: DropParcel) -> Parcel:
        start, end = (self._spots[one] for one in (parcel.from_place_id, parcel.to_place_id))
        grams, currency = parcel.weight_grams, parcel.reward_currency
        km = apart_km(start.at, end.at)
        return Parcel(
            id=parcel.id,
            peer_id=parcel.peer_id,
            start=start,
            end=end,
            ready_at=parcel.ready_at,
            deliver_by=parcel.deliver_by,
            weight_grams=grams,
            volume_millilitres=parcel.volume_millilitres,
            category=parcel.category,
            reward=parcel.reward,
            usual=hint_reward(km=km, grams=grams, currency=currency, rules=self._rules),
        )


async def build_routes(db: Db) -> None:
    async with db.begin() as session:
        for statement in _BUILD:
            await session.execute(text(statement))
