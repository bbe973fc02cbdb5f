"""How long it takes from a parcel to the ranked fifty best trips, and from a trip to its parcels.

The world is made by `bench.travel`. Brute force in numpy says what is right, for recall. With a
server that has PostGIS (`--postgres URL`, an empty database) there are two rivals more, which come
from the same parcel to the same fifty matches with the same terms, over the same connection.
`routes` asks PostGIS as one does without further ado, see `match_routes`. `postgis` is the product
itself with `MATCHING_INDEX=postgis`: it has everything of ours but what finds the trips.

Each is asked everything in three rounds, in which they take turns in being first, and of its three
waits for one answer the shortest counts: what another program of the machine takes is nobody's.
"""

import math
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import select, text

from bench.figures import Figure
from bench.match_rivals import BruteForce
from bench.match_routes import Routes, build_routes
from bench.travel import (
    Travel,
    World,
    cities_of,
    joined,
    load_parcels,
    load_peers,
    load_trips,
    parcels_between,
    travel_between,
)
from core.cargo import Category
from core.glidepaths.models import GlidePath
from core.matching.queries import parcels_for, trips_for
from core.matching.states import Limits, Match
from core.parcels.models import DropParcel
from core.passages.flows import build_postgis
from core.passages.service import keep_trip_passages
from core.passages.states import Room
from core.places.models import Place
from core.places.service import load_places
from core.rules import MatchingIndex, Rules
from core.schema import upgrade_schema
from core.settings import CargoEnv, Settings
from core.wiring import Services, open_services

ASKED = 500
CHECKED = 100
"""So many of them are held against brute force."""

PARCELS = 300_000
KEPT = 200
_ROUNDS = 3
_MEGABYTE = 1 << 20
_EVERYTHING = 10**9
_NOBODY = UUID(int=0)

_CELLS, _POSTGIS = MatchingIndex.CELLS, MatchingIndex.POSTGIS
_One = TypeVar("_One", DropParcel, GlidePath)
_Ask = Callable[[_One], Awaitable[list[Match]]]

_SIZES = {
    "the tables of passages and ways": """
        SELECT pg_total_relation_size('trip_way') + (
            SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits
            WHERE inhparent = 'trip_passage'::regclass)""",
    "what PostGIS needs beside the ways": """
        SELECT pg_relation_size('ix_trip_way_route') + pg_relation_size('ix_trip_way_spots')
            + (SELECT sum(coalesce(pg_column_size(route), 0)
                + coalesce(pg_column_size(from_spot), 0) + coalesce(pg_column_size(to_spot), 0))
                FROM trip_way)""",
}


async def measure_matching(
    *, trips: int = 100_000, world: str = World.SPREAD, postgres: str | None = None
) -> list[Figure]:
    async with empty_world(postgres, World(world)) as (services, places):
        bench = Matching(services, travel_between(places, trips, began=services.clock(), seed=0))
        figures = await bench.load()
        figures += await bench.keep_trips("")
        if postgres is not None:
            figures += await bench.build_postgis()
            figures += await bench.keep_trips(", PostGIS's as well")
        figures += await bench.ask_for_trips()
        figures += await bench.ask_for_parcels()
    return figures


@asynccontextmanager
async def empty_world(
    postgres: str | None, world: World
) -> AsyncIterator[tuple[Services, list[Place]]]:
    """Open a database with places and Peers in it, and no posts."""
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
                places = await cities_of(session, world)
            yield services, places


class Matching:
    """One world, the indexes that are asked about it, and the parcels that ask."""

    def __init__(self, services: Services, travel: Travel) -> None:
        self._services = services
        self._travel = travel
        self._indexes = [_CELLS]
        self._routes: Routes | None = None
        asked = travel_between(travel.places, ASKED, began=travel.began, seed=1)
        self._parcels = parcels_between(asked, seed=2)

    async def load(self) -> list[Figure]:
        async with self._services.db.begin() as session:
            count = await load_trips(session, self._travel)
        await self._vacuum()
        rows = Figure("rows of the index for a trip", count / len(self._travel.start), "rows")
        return [rows, await self._size("the tables of passages and ways")]

    async def build_postgis(self) -> list[Figure]:
        await build_postgis(self._services.db)
        await build_routes(self._services.db)
        await self._vacuum()
        self._indexes = [_CELLS, _POSTGIS]
        self._routes = Routes(
            {place.id: place for place in self._travel.places}, self._services.settings
        )
        return [await self._size("what PostGIS needs beside the ways")]

    async def ask_for_trips(self) -> list[Figure]:
        """Ask for the trips of so many parcels, and look whether the answers are right."""
        waited = await self.wait_for_trips()
        recall, numpy = await self.recall()
        return [*_compared("parcel to the best 50 trips", {**waited, "numpy": numpy}), *recall]

    async def wait_for_trips(self) -> dict[str, list[float]]:
        at, routes = self._travel.began, self._routes
        async with self._services.db.begin() as session:
            asks: dict[str, _Ask[DropParcel]] = {
                name: partial(trips_for, session, rules=rules, at=at)
                for name, rules in self._settings().items()
            }
            if routes is not None:
                asks["routes"] = partial(routes.trips_for, session, at=at)
            return await _in_turn(asks, self._parcels)

    async def add(self, other: Travel) -> None:
        """Load the trips of another part of the world besides."""
        here = len(self._travel.start)
        self._travel = joined(self._travel, other)
        async with self._services.db.begin() as session:
            await load_trips(session, self._travel, first=here)
        await self._vacuum()

    async def keep_trips(self, what: str) -> list[Figure]:
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
                    room=Room(_NOBODY, 10_000, 40_000, list(Category), None),
                    detour_km=int(more.detour_km[number]) if more.is_drive[number] else None,
                    departs_at=more.moment(more.departs[number]),
                    arrives_at=more.moment(more.arrives[number]),
                )
                waits.append(_milliseconds(began))
            await session.rollback()
        return [
            Figure(f"indexing a new trip{what}, p50", median(waits), "ms"),
            Figure(f"indexing a new trip{what}, p95", p95(waits), "ms"),
        ]

    async def ask_for_parcels(self) -> list[Figure]:
        """Ask for the parcels of so many trips that are there already."""
        travel, at = self._travel, self._travel.began
        more = travel_between(travel.places, PARCELS, began=at, seed=4)
        async with self._services.db.begin() as session:
            await load_parcels(session, more, seed=5)
        await self._vacuum()
        async with self._services.db.begin() as session:
            numbers = [travel.path_id(number) for number in range(ASKED)]
            paths = (
                await session.scalars(select(GlidePath).where(GlidePath.id.in_(numbers)))
            ).all()
            asks: dict[str, _Ask[GlidePath]] = {
                name: partial(parcels_for, session, rules=rules, at=at)
                for name, rules in self._settings().items()
            }
            waited = await _in_turn(asks, paths)
        return _compared("new trip to the best 50 of 300,000 parcels", waited)

    def _settings(self) -> dict[str, Rules]:
        """Give the settings by which each index that there is is asked."""
        return {
            str(index): self._services.settings.model_copy(update={"matching_index": index})
            for index in self._indexes
        }

    async def recall(self) -> tuple[list[Figure], list[float]]:
        """Hold all that is found against what brute force finds; answer its waits as well."""
        travel, rules = self._travel, self._services.settings
        force = BruteForce(travel, Limits(near_km=rules.near_km, corridor_km=rules.corridor_km))
        points = {place.id: place.point for place in travel.places}
        waits = []
        right = found = 0
        async with self._services.db.begin() as session:
            for parcel in self._parcels[:CHECKED]:
                ends = points[parcel.from_place_id], points[parcel.to_place_id]
                began = time.perf_counter()
                fitting = force.trips_for(parcel, *ends)
                waits.append(_milliseconds(began))
                expected = {travel.path_id(one) for one in fitting}
                matches = await trips_for(
                    session, parcel, rules=rules, at=travel.began, limit=_EVERYTHING
                )
                right += len(expected & {one.trip_id for one in matches})
                found += len(expected)
        figures = [
            Figure("recall against brute force", right / found if found else 1.0, ""),
            Figure("trips that fit a parcel, mean", found / CHECKED, "trips"),
        ]
        return figures, waits

    async def _vacuum(self) -> None:
        async with self._services.db.at_once() as session:
            await session.execute(text("VACUUM ANALYZE"))

    async def _size(self, what: str) -> Figure:
        async with self._services.db.begin() as session:
            size = int(await session.scalar(text(_SIZES[what])) or 0)
        return Figure(f"size of {what}", size / _MEGABYTE, "MB")


async def _in_turn(asks: dict[str, _Ask[_One]], posts: Sequence[_One]) -> dict[str, list[float]]:
    """Ask each about each post, and keep the shortest wait for each."""
    waited = {name: [math.inf] * len(posts) for name in asks}
    for turn in range(_ROUNDS):
        for number, post in enumerate(posts):
            answers = []
            for name in list(asks) if (turn + number) % 2 else list(asks)[::-1]:
                began = time.perf_counter()
                answers.append(await asks[name](post))
                wait = _milliseconds(began)
                waited[name][number] = min(wait, waited[name][number])
            if any(one != answers[0] for one in answers):
                raise ValueError("they do not answer the same")
    return waited


def _compared(what: str, waited: dict[str, list[float]]) -> list[Figure]:
    ours = waited[_CELLS]
    measures = (("p50", median), ("p95", p95))
    rivals = [one for one in waited if one != _CELLS]
    if not rivals:
        return [Figure(f"{what}, {name}", measure(ours), "ms") for name, measure in measures]
    return [
        Figure(f"{what}, {name}", measure(ours), "ms", measure(waited[rival]), rival)
        for rival in rivals
        for name, measure in measures
    ]


def p95(waited: list[float]) -> float:
    return quantiles(waited, n=20)[-1]


def _milliseconds(began: float) -> float:
    return (time.perf_counter() - began) * 1_000
