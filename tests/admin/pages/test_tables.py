"""Tables: searched, filtered, sorted and paged; taken along as CSV; and what stands in none."""

import csv
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from admin.tables import LISTINGS
from core.audit.models import AuditEntry
from core.db import Db
from core.exports.queries import csv_texts
from core.listings.queries import Cell
from core.listings.states import Kind
from core.operators.states import Role
from core.parcels.service import post_parcel
from core.wiring import Services
from tests.admin.console import Console, an_operator, opened_console
from tests.conftest import NOON
from tests.posts import NO_END, a_parcel, a_peer

_ID = re.compile(r'<td class="mono" title="([0-9a-f-]{36})"')
_NEXT = re.compile(r'rel="next" href="/admin([^"]+)"')
_BACK = re.compile(r'rel="prev" href="/admin([^"]+)"')
_NEVER = re.compile(
    r"note|recipient|checkout|hash|salt|secret|token|address|text|session_id|code$|report_id"
)
"""Words that people wrote, and what opens something, stand in no table."""


async def _sits(console: Console, role: Role = Role.OWNER) -> None:
    operator, _ = await an_operator(console.services, role)
    await console.sits_as(operator)


async def _many_peers(session: AsyncSession, count: int) -> None:
    await session.execute(
        text("""
            INSERT INTO peer (id, state, name, language, is_language_chosen, time_zone, created_at)
            SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'joining',
                   'Peer ' || n, CASE WHEN n % 2 = 0 THEN 'en' ELSE 'es' END, true, 'UTC',
                   CAST(:at AS timestamptz) + n * interval '1 second'
            FROM generate_series(1, :count) AS n
        """),
        {"count": count, "at": NOON},
    )


def _first_ids(page: str) -> list[str]:
    """Give the first id of each line."""
    body = page.partition("<tbody>")[2]
    return [found[1] for line in body.split("<tr")[1:] if (found := _ID.search(line))]


async def test_every_table_opens_empty_and_says_so(console: Console) -> None:
    await _sits(console)
    for listing, _ in LISTINGS:
        page = await console.get(f"/tables/{listing.name}")
        assert page.status_code == 200, listing.name
        if listing.name != "audit":
            assert "There is nothing yet" in page.text, listing.name
        searched = await console.get(f"/tables/{listing.name}?q=nobody+is+called+so")
        assert "Nothing is like that" in searched.text, listing.name


def test_no_table_has_what_people_wrote_or_what_opens_something() -> None:
    shown = {
        f"{listing.name}: {column}"
        for listing, _ in LISTINGS
        for one in listing.columns
        for column in re.findall(r"\w+", str(one.value))
        if _NEVER.search(column) and column not in ("TEXT", "code")
    }
    assert not shown


async def test_pages_follow_each_other_forth_and_back_and_miss_nobody(console: Console) -> None:
    await _sits(console)
    async with console.services.db.begin() as session:
        await _many_peers(session, 120)
    for order in ("", "sort=created_at"):
        seen: list[str] = []
        last = path = f"/tables/peers?{order}"
        while path:
            page = (await console.get(path)).text
            seen += _first_ids(page)
            last, found = path, _NEXT.search(page)
            path = unescape(found[1]) if found else ""
        assert len(seen) == len(set(seen)) == 120
        assert seen == sorted(seen, reverse=not order)
        back = _BACK.search((await console.get(last)).text)
        assert back is not None
        before = (await console.get(unescape(back[1]))).text
        assert _first_ids(before) == seen[50:100]


async def test_many_rows_are_estimated_and_few_are_counted(console: Console) -> None:
    await _sits(console)
    async with console.services.db.begin() as session:
        await _many_peers(session, 10_100)
        await session.execute(text("ANALYZE peer"))
    page = (await console.get("/tables/peers")).text
    found = re.search(r"<small>about ([\d\u202f]+)</small>", page)
    assert found is not None
    assert 9_000 < int(found[1].replace("\u202f", "")) < 11_000
    half = (await console.get("/tables/peers?f.language=es")).text
    assert "<small>5\u202f050</small>" in half


async def test_tables_are_searched_by_ids_their_ends_places_and_names(console: Console) -> None:
    await _sits(console)
    async with console.services.db.begin() as session:
        noor = await a_peer(session)
        await a_peer(session, "Ilya")
        wish = await a_parcel(session)
        parcel = await post_parcel(session, noor, wish, rules=NO_END, at=NOON)
    for words in (str(noor.id), str(noor.id)[-8:], "noo"):
        assert _first_ids((await console.get(f"/tables/peers?q={words}")).text) == [str(noor.id)]
    for words in (str(noor.id), str(parcel.id), str(parcel.id)[-8:], "Mumb", "DEL", "Berlin"):
        page = (await console.get(f"/tables/parcels?q={words}")).text
        assert _first_ids(page) == ([] if words == "Berlin" else [str(parcel.id)]), words


async def test_filters_narrow_and_what_cannot_be_read_does_no_harm(console: Console) -> None:
    await _sits(console)
    async with console.services.db.begin() as session:
        for days in (0, 1, 2):
            peer = await a_peer(session, f"Peer {days}", at=NOON + timedelta(days=days))
            wish = await a_parcel(session, weight_grams=100 + days, deliver_by=NOON + timedelta(9))
            await post_parcel(session, peer, wish, rules=NO_END, at=NOON + timedelta(days=days))
    counts = {}
    for query in (
        "f.state=open",
        "f.state=expired",
        "f.state=no-such",
        "f.posted_at.least=2026-11-25",
        "f.posted_at.most=2026-11-25",
        "f.posted_at.least=2026-11-25&f.posted_at.most=2026-11-25",
        "f.weight_grams.least=101",
        "f.weight_grams.least=many",
        "f.peer=no-id",
        "after=%%%&sort=nonsense",
        "after=WyJ4IiwieCJd",
        f"q={'x' * 500}",
    ):
        page = await console.get(f"/tables/parcels?{query}")
        assert page.status_code == 200, query
        counts[query] = len(_first_ids(page.text))
    assert list(counts.values()) == [3, 0, 0, 2, 2, 1, 2, 3, 0, 3, 0, 0]


async def test_chosen_columns_are_kept_by_the_browser(console: Console) -> None:
    await _sits(console)
    async with console.services.db.begin() as session:
        await a_peer(session)
    chosen = (await console.get("/tables/peers?show=name&show=time_zone")).text
    later = (await console.get("/tables/peers")).text
    for page in (chosen, later):
        heads = re.findall(r"<th scope[^>]*>(?:<a[^>]*>)?([^<]+)", page)
        assert heads == ["Name", "Time zone"]


async def test_a_viewer_sees_no_names_and_finds_nobody_by_one(
    house: Services, console: Console
) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
    await _sits(console, Role.VIEWER)
    assert "Noor" not in (await console.get("/tables/peers?show=name&show=id")).text
    for path in ("/tables/peers?q=noor", "/find?q=noor"):
        page = (await console.get(path)).text
        assert str(noor.id) not in page, path
    async with opened_console(house) as other:
        await _sits(other, Role.SUPPORT)
        assert "Noor" in (await other.get("/tables/peers")).text


async def test_an_export_has_every_row_calculates_nothing_and_is_noted(console: Console) -> None:
    await _sits(console)
    async with console.services.db.begin() as session:
        await _many_peers(session, 700)
        await a_peer(session, '=HYPERLINK("http://evil.example")')
    response = await console.get("/tables/peers.csv?show=id&show=name&f.language=en")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="peers-2026-11-24.csv"'
    )
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert len(rows) == 351
    assert {row["name"][:1] for row in rows} == {"P", "'"}
    assert len({UUID(row["id"]) for row in rows}) == 351
    async with console.services.db.begin() as session:
        query = select(AuditEntry).where(AuditEntry.name == "table_exported")
        entry = (await session.scalars(query)).one()
    assert entry.facts == {"table": "peers"}


def test_a_cell_of_a_csv_is_text_whatever_it_begins_with() -> None:
    for begin in "=+-@\t\r\n":
        assert csv_texts(Cell(Kind.TEXT, f"{begin}1")) == [f"'{begin}1"]
    assert csv_texts(Cell(Kind.NUMBER, -3)) == ["-3"]
    assert csv_texts(Cell(Kind.MONEY, -1250, "EUR")) == ["-12.50", "EUR"]
    assert csv_texts(Cell(Kind.MONEY, None, None)) == ["", ""]


async def test_the_search_box_leads_to_the_one_thing_there_is(console: Console) -> None:
    await _sits(console)
    async with console.services.db.begin() as session:
        noor = await a_peer(session)
        await a_peer(session, "Noortje")
        wish = await a_parcel(session)
        parcel = await post_parcel(session, noor, wish, rules=NO_END, at=NOON)
    for words in (str(parcel.id), str(parcel.id)[-8:]):
        found = await console.get(f"/find?q={words}")
        assert found.headers["Location"] == f"/admin/tables/parcels?q={parcel.id}"
    assert (await console.get(f"/find?q={noor.id}")).headers["Location"].endswith(str(noor.id))
    both = (await console.get("/find?q=noor")).text
    assert both.index("Noor</td>") < both.index("Noortje</td>")
    assert "Nothing is called" in (await console.get("/find?q=pi_unknown")).text


class CountingDb(Db):
    """Counts the transactions that are begun."""

    begun = 0

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        self.begun += 1
        async with super().begin() as session:
            yield session


async def test_tables_are_read_from_the_replica_where_there_is_one(house: Services) -> None:
    async with house.db.begin() as session:
        connection = await session.connection()
        replica = CountingDb(house.db.engine, bind=connection)
        async with opened_console(replace(house, replica=replica)) as console:
            operator, _ = await an_operator(house)
            await console.sits_as(operator)
            assert (await console.get("/tables/peers")).status_code == 200
    assert replica.begun == 1


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "f.currency=%00",
        "f.done.least=99999999999999999999999",
        "f.done.most=-9223372036854775809",
        "f.created_at.most=9999-12-31",
        "f.created_at.least=0001-01-01",
        "after=WyJcdTAwMDAiLCAiXHUwMDAwIl0",
    ],
)
async def test_what_no_column_can_hold_finds_nothing_and_breaks_nothing(
    house: Services, console: Console, query: str
) -> None:
    operator, _ = await an_operator(house)
    await console.sits_as(operator)
    assert (await console.get(f"/tables/peers?{query}")).status_code == 200
    assert (await console.get("/find?q=%00%00%00")).status_code == 200
    assert (await console.get("/?last=0001-01-01")).status_code == 200
