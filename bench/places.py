"""How long a person waits for a look-up of a place, against the whole shipped file.

The queries are the hard ones of the tests: namesakes, scripts, typos, codes. Its rivals are
what comes first to mind on the same table: the most similar name by trigrams, and names that
contain the text. Each query is asked of all three in turn, so that a busy machine is busy for all.
The bar is 15 ms for ninety-five of a hundred look-ups.
"""

import csv
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bench.figures import Figure
from core.places.queries import find_places
from core.places.service import load_places
from core.places.states import normalise
from core.schema import upgrade_schema
from core.settings import CargoEnv, Settings
from core.wiring import open_services

_QUERIES = Path(__file__).parents[1] / "tests/core/places/hard_queries.tsv"
_ROUNDS = 3
_CHOICES = 6

_MOST_ALIKE = text(
    "SELECT place_id, max(similarity(name, :typed)) AS alike FROM place_name"
    " WHERE name % :typed GROUP BY place_id ORDER BY alike DESC LIMIT 6"
)
_CONTAINED = text(
    "SELECT place_id, max(weight) AS weight FROM place_name"
    " WHERE name ILIKE '%' || :typed || '%' GROUP BY place_id ORDER BY weight DESC LIMIT 6"
)

_RIVALS = {"alike": "trigram similarity", "contained": "ILIKE '%…%'"}

Ask = Callable[[AsyncSession, str], Awaitable[list[int]]]


async def measure_places() -> list[Figure]:
    with _QUERIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    asked = [(row["query"], int(row["id"])) for row in rows]
    ways: dict[str, Ask] = {"ours": _ours, "alike": _alike, "contained": _contained}
    waited: dict[str, list[float]] = {way: [] for way in ways}
    right = dict.fromkeys(ways, 0)
    with tempfile.TemporaryDirectory(prefix="peercargo-bench-") as made:
        settings = Settings(cargo_env=CargoEnv.TEST, cargo_data_dir=Path(made))
        async with open_services(settings) as services:
            await upgrade_schema(services.db)
            async with services.db.begin() as session:
                await load_places(session, at=services.clock())
            async with services.db.begin() as session:
                for _ in range(_ROUNDS):
                    for query, meant in asked:
                        for way, ask in ways.items():
                            began = time.perf_counter()
                            found = await ask(session, query)
                            waited[way].append((time.perf_counter() - began) * 1_000)
                            right[way] += found[:1] == [meant]
    figures = []
    for rival, against in _RIVALS.items():
        ours, theirs = _p95(waited["ours"]), _p95(waited[rival])
        figures.append(Figure("look-up, p95", ours, "ms", rival=theirs, against=against))
        ours, theirs = (100 * right[way] / len(waited[way]) for way in ("ours", rival))
        figures.append(Figure("first is right", ours, "%", rival=theirs, against=against))
    median = quantiles(waited["ours"], n=2)[0]
    return [Figure("look-up, median", median, "ms"), *figures]


def _p95(waited: list[float]) -> float:
    return quantiles(waited, n=20)[-1]


async def _ours(session: AsyncSession, query: str) -> list[int]:
    return [one.place.id for one in await find_places(session, query, limit=_CHOICES)]


async def _alike(session: AsyncSession, query: str) -> list[int]:
    rows = await session.execute(_MOST_ALIKE, {"typed": normalise(query)})
    return [row.place_id for row in rows]


async def _contained(session: AsyncSession, query: str) -> list[int]:
    rows = await session.execute(_CONTAINED, {"typed": normalise(query)})
    return [row.place_id for row in rows]
