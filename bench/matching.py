"""How long it takes from a parcel to the ranked fifty best trips, and from a trip to its parcels.

The world is made by `bench.travel`. Brute force in numpy says what is right, for recall. With a
server that has PostGIS (`--postgres URL`, an empty database), everything runs there, ours and
PostGIS's in turn for each parcel, so that a busy machine is busy for both. Asked end to end: the
cells, the statement, the exact rules and the score.
"""

import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from pydantic import SecretStr
from sqlalchemy import select, text

from bench.figures import Figure
from bench.match_rivals import BruteForce, PostGis
from bench.travel import (
    Travel,
    World,
    cities_of,
    load_parcels,
    load_peers,
    load_trips,
    parcels_between,
    travel_between,
)
from core.glidepaths.models import GlidePath
from core.glidepaths.states import LONGEST_TRIP
from core.matching.queries import parcels_for, trips_for
from core.matching.states import Limits
from core.passages.service import keep_trip_passages
from core.places.service import load_places
from core.schema import upgrade_schema
from core.settings import CargoEnv, Settings
from core.wiring import Services, open_services

ASKED = 500
CHECKED = 100
"""So many of them are held against brute force."""

PARCELS = 300_000
KEPT = 200
_MEGABYTE = 1 << 20
_EVERYTHING = 10**9


async def measure_matching(
    *, trips: int = 100_000, world: str = World.SPREAD, postgres: str | None = None
) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="peercargo-bench-") as made:
        settings = Settings(
            cargo_env=CargoEnv.TEST,
            cargo_data_dir=Path(made),
            database_url=None if postgres is None else SecretStr(postgres),
        )
        async with open_services(settings) as services:
            await upgrade_schema(services.db)
            async with services.db.begin() as session:
                await load_places(session, at=services.clock())
                await load_peers(session, at=services.clock())
                places = await cities_of(session, World(world))
            travel = travel_between(places, trips, began=services.clock(), seed=0)
            bench = _Bench(services, travel)
            figures = await bench.load()
            figures += await bench.ask_for_trips(has_postgis=postgres is not None)
            figures += await bench.keep_trips()
            figures += await bench.ask_for_parcels()
        return figures


class _Bench:
    def __init__(self, services: Services, travel: Travel) -> None:
        self._services = services
        self._travel = travel
        rules = services.settings
        self._limits = Limits(near_km=rules.near_km, corridor_km=rules.corridor_km)
        self._postgis = PostGis(self._limits)

    async def load(self) -> list[Figure]:
        async with self._services.db.begin() as session:
            count = await load_trips(session, self._travel)
        await self._vacuum()
        async with self._services.db.begin() as session:
            size = await session.scalar(
                text(
                    "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
                    " WHERE inhparent = 'trip_passage'::regclass"
                )
            )
        trips = len(self._travel.start)
        return [
            Figure("rows of the index for a trip", count / trips, "rows"),
            Figure("size of the index", int(size or 0) / _MEGABYTE, "MB"),
        ]

    async def ask_for_trips(self, *, has_postgis: bool) -> list[Figure]:
        """Ask for the trips of so many parcels; ours first in half of the turns."""
        travel, at = self._travel, self._travel.began
        parcels = parcels_between(travel_between(travel.places, ASKED, began=at, seed=1), seed=2)
        points = {place.id: place.point for place in travel.places}
        force = BruteForce(travel, self._limits)
        waited: dict[str, list[float]] = {"ours": [], "postgis": [], "numpy": []}
        right = theirs_right = found = 0
        figures = []
        if has_postgis:
            async with self._services.db.begin() as session:
                await self._postgis.prepare(session)
                size = await self._postgis.size(session) / _MEGABYTE
                figures.append(Figure("size of PostGIS's tables and GiST", size, "MB"))
        async with self._services.db.begin() as session:
            for number, parcel in enumerate(parcels):
                ends = points[parcel.from_place_id], points[parcel.to_place_id]
                after = max(at, parcel.ready_at - LONGEST_TRIP)
                began = time.perf_counter()
                await trips_for(session, parcel, rules=self._services.settings, at=at)
                waited["ours"].append(_milliseconds(began))
                if has_postgis:
                    began = time.perf_counter()
                    await self._postgis.trips_for(session, parcel, *ends, after=after)
                    waited["postgis"].append(_milliseconds(began))
                if number < CHECKED:
                    began = time.perf_counter()
                    fitting = force.trips_for(parcel, *ends)
                    waited["numpy"].append(_milliseconds(began))
                    all_ours = await trips_for(
                        session, parcel, rules=self._services.settings, at=at, limit=_EVERYTHING
                    )
                    expected = {travel.path_id(one) for one in fitting}
                    right += len(expected & {one.trip_id for one in all_ours})
                    found += len(expected)
                    if has_postgis:
                        theirs = await self._postgis.trips_for(
                            session, parcel, *ends, after=after, limit=_EVERYTHING
                        )
                        theirs_right += len(expected & {one.trip_id for one in theirs})
        rivals = ["numpy", *(["postgis"] if has_postgis else [])]
        for rival in rivals:
            for name, measure in (("p50", median), ("p95", _p95)):
                figures.append(
                    Figure(
                        f"parcel to the best 50 trips, {name}",
                        measure(waited["ours"]),
                        "ms",
                        rival=measure(waited[rival]),
                        against=rival,
                    )
                )
        if has_postgis:
            share = theirs_right / found if found else 1.0
            figures.append(Figure("recall of PostGIS against brute force", share, ""))
        return [
            *figures,
            Figure("recall against brute force", right / found if found else 1.0, ""),
            Figure("trips that fit a parcel, mean", found / CHECKED, "trips"),
        ]

    async def keep_trips(self) -> list[Figure]:
        """Index new trips as posting one does, each in its own turn of one transaction."""
        more = travel_between(self._travel.places, KEPT, began=self._travel.began, seed=3)
        waits = []
        async with self._services.db.begin() as session:
            for number in range(KEPT):
                start, end = more.places[more.start[number]], more.places[more.end[number]]
                began = time.perf_counter()
                await keep_trip_passages(
                    session,
                    more.path_id(_EVERYTHING + number),
                    between=(start.id, end.id),
                    detour_km=int(more.detour_km[number]) if more.is_drive[number] else None,
                    departs_at=more.moment(more.departs[number]),
                    arrives_at=more.moment(more.arrives[number]),
                )
                waits.append(_milliseconds(began))
            await session.rollback()
        return [
            Figure("indexing a new trip, p50", median(waits), "ms"),
            Figure("indexing a new trip, p95", _p95(waits), "ms"),
        ]

    async def ask_for_parcels(self) -> list[Figure]:
        travel, at = self._travel, self._travel.began
        more = travel_between(travel.places, PARCELS, began=at, seed=4)
        async with self._services.db.begin() as session:
            await load_parcels(session, more, seed=5)
        await self._vacuum()
        waits = []
        async with self._services.db.begin() as session:
            numbers = [travel.path_id(number) for number in range(ASKED)]
            paths = await session.scalars(select(GlidePath).where(GlidePath.id.in_(numbers)))
            for path in paths.all():
                began = time.perf_counter()
                await parcels_for(session, path, rules=self._services.settings, at=at)
                waits.append(_milliseconds(began))
        return [
            Figure("new trip to the best 50 of 300,000 parcels, p50", median(waits), "ms"),
            Figure("new trip to the best 50 of 300,000 parcels, p95", _p95(waits), "ms"),
        ]

    async def _vacuum(self) -> None:
        async with self._services.db.at_once() as session:
            await session.execute(text("VACUUM ANALYZE"))


def _p95(waited: list[float]) -> float:
    return quantiles(waited, n=20)[-1]


def _milliseconds(began: float) -> float:
    return (time.perf_counter() - began) * 1_000
