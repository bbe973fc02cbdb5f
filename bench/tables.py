"""How long an operator waits for a page of a table with 100,000 rows in each.

Every table is asked for its first page, the next one, one from its middle, sorted by each column
that can be sorted, filtered by its first code, and searched by an id, by an id's end and by a word.
The pages come as a browser gets them, through sign-in, templates and all. The rival is the page
from the middle of the quests as most admin panels read it: OFFSET, and a count of every row.
"""

import statistics
import time
from urllib.parse import quote

import httpx
from sqlalchemy import select, text

from admin.door import ConsoleDoor
from admin.tables import LISTINGS
from bench.figures import Figure
from bench.house import fill_house
from bench.product import services_for
from core.listings.queries import Listing
from core.listings.states import Kind, Place, as_text
from core.operators.service import add_operator
from core.operators.states import Role
from core.settings import CONSOLE_PATH
from core.sittings.service import begin_sitting
from core.sittings.states import Stage
from core.wiring import Services
from webhooks.app import build_web

ROWS = 100_000
_NOWHERE = "http://127.0.0.1:1"
_ROUNDS = 3
_OFFSET_PAGE = text("""
    SELECT quest.*, drop_parcel.from_place_id, drop_parcel.to_place_id
    FROM quest JOIN drop_parcel ON drop_parcel.id = quest.parcel_id
    ORDER BY quest.accepted_at DESC, quest.id DESC OFFSET :skipped LIMIT 50
""")
_FULL_COUNT = text(
    "SELECT count(*) FROM quest JOIN drop_parcel ON drop_parcel.id = quest.parcel_id"
)


async def measure_tables() -> list[Figure]:
    async with services_for(_NOWHERE) as services:
        await fill_house(services.db, rows=ROWS)
        async with await _signed_in(services) as browser:
            waits = {
                listing.name: [
                    await _wait(browser, f"/tables/{listing.name}?{query}")
                    for query in await _queries(services, listing)
                    for _ in range(_ROUNDS)
                ]
                for listing, _ in LISTINGS
            }
            middle = await _middle(
                services, next(one for one, _ in LISTINGS if one.name == "quests")
            )
            ours = min([await _wait(browser, f"/tables/quests?after={middle}") for _ in range(5)])
        theirs = min([await _wait_for_offset(services) for _ in range(5)])
    every = sorted(one for some in waits.values() for one in some)
    slowest = max(waits, key=lambda name: _p95(waits[name]))
    return [
        Figure("a page of a table, p50", statistics.median(every), "ms"),
        Figure("a page of a table, p95", _p95(every), "ms"),
        Figure(f"the slowest table ({slowest}), p95", _p95(waits[slowest]), "ms"),
        Figure(
            "a page from the middle of the quests",
            ours,
            "ms",
            rival=theirs,
            against="OFFSET and a full count, without a page around it",
        ),
    ]


async def _signed_in(services: Services) -> httpx.AsyncClient:
    at = services.clock()
    async with services.db.begin() as session:
        owner, _ = await add_operator(
            session, email="bench@example.org", name="Bench", role=Role.OWNER, by=None, at=at
        )
        token = await begin_sitting(
            session, owner, Stage.FULL, browser="", network="127.0.0.1", at=at
        )
    app = build_web(services, console=ConsoleDoor(services))
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://console.example",
        cookies={"mc_sitting": token},
    )


async def _wait(browser: httpx.AsyncClient, path: str) -> float:
    """Milliseconds for one page."""
    began = time.perf_counter()
    response = await browser.get(CONSOLE_PATH + path)
    waited = (time.perf_counter() - began) * 1000
    response.raise_for_status()
    return waited


async def _wait_for_offset(services: Services) -> float:
    began = time.perf_counter()
    async with services.db.begin() as session:
        (await session.execute(_OFFSET_PAGE, {"skipped": ROWS // 2})).all()
        await session.scalar(_FULL_COUNT)
    return (time.perf_counter() - began) * 1000


async def _queries(services: Services, listing: Listing) -> list[str]:
    """Name what is asked of a table."""
    queries = ["", f"after={await _middle(services, listing)}", "q=nothing+is+called+so"]
    queries += [
        f"sort={sign}{one.key}" for one in listing.columns if one.is_sorted for sign in ("", "-")
    ]
    coded = next((one for one in listing.columns if one.kind is Kind.CODE), None)
    if coded is not None:
        queries.append(f"f.{coded.key}={coded.choices[0]}")
    found = next((one for one in listing.columns if one.kind is Kind.ID), None)
    if found is not None:
        async with services.db.begin() as session:
            query = select(found.value).select_from(listing.source).offset(ROWS // 3).limit(1)
            some = await session.scalar(query)
        queries += [f"q={some}", f"q={str(some)[-8:]}"]
    return queries


async def _middle(services: Services, listing: Listing) -> str:
    newest = listing.newest_first
    query = select(newest, listing.key).select_from(listing.source).where(*listing.only)
    async with services.db.begin() as session:
        row = (await session.execute(query.order_by(newest).offset(ROWS // 2).limit(1))).one()
    return quote(Place(as_text(row[0]), as_text(row[1])).packed())


def _p95(waits: list[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.95)]
