"""Every table of the house on one kind of page, and as CSV."""

import csv
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from urllib.parse import urlencode

from starlette.responses import Response, StreamingResponse

from admin.shell.access import Endpoint, Page
from admin.shell.visit import Visit
from admin.tables import LISTINGS
from core.audit.service import note_act
from core.audit.states import Act
from core.listings.queries import (
    Cell,
    Column,
    Listing,
    ListingTooSlow,
    columns_of,
    read_all,
    read_page,
)
from core.listings.states import Kind, Wish, as_text, place_in
from core.money import Money
from core.operators.states import Permission

_COLUMNS_SECONDS = 365 * 86400
_TOO_SLOW = 503
_ROWS_A_PART = 500
_RANGES = (Kind.MOMENT, Kind.NUMBER, Kind.MONEY)
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would calculate (OWASP, CSV Injection)."""


TableName = StrEnum("TableName", [one.name for one, _ in LISTINGS])  # type: ignore[misc]  # made here
"""The tables, as the audit log names them."""


def _shows(listing: Listing) -> Endpoint:
    async def show_table(visit: Visit) -> Response:
        return await _show(visit, listing)

    return show_table


def _exports(listing: Listing) -> Endpoint:
    async def export_table(visit: Visit) -> Response:
        return await _export(visit, listing)

    return export_table


async def _show(visit: Visit, listing: Listing) -> Response:
    wish = _wish(visit, listing)
    sees_people = visit.operator.may(Permission.SEE_PEOPLE)
    page, status = None, 200
    try:
        async with visit.services.reading.begin() as session:
            page = await read_page(session, listing, wish, sees_people=sees_people)
    except ListingTooSlow:
        status = _TOO_SLOW
    response = visit.render(
        "table.html",
        status=status,
        listing=listing,
        page=page,
        wish=wish,
        known=listing.columns_for(sees_people=sees_people),
        shown={one.key for one in columns_of(listing, wish, sees_people=sees_people)},
        ranges=_RANGES,
        query=lambda **changes: _query(visit, changes),
        sees_people=sees_people,
        may_export=visit.operator.may(Permission.EXPORT),
    )
    if "show" in visit.request.query_params:
        visit.keep(response, _cookie(listing), ".".join(wish.shown), seconds=_COLUMNS_SECONDS)
    return response


async def _export(visit: Visit, listing: Listing) -> Response:
    wish = replace(_wish(visit, listing), after=None, before=None)
    async with visit.services.db.begin() as session:
        await note_act(
            session,
            Act.TABLE_EXPORTED,
            visit.operator.id,
            by=visit.operator.id,
            facts={"table": TableName(listing.name)},
            at=visit.now,
        )
    name = f"{listing.name}-{visit.now:%Y-%m-%d}.csv"
    return StreamingResponse(
        _as_csv(visit, listing, wish),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _as_csv(visit: Visit, listing: Listing, wish: Wish) -> AsyncIterator[str]:
    """Write line by line, so that a large table is never in memory as a whole."""
    sees_people = visit.operator.may(Permission.SEE_PEOPLE)
    columns = columns_of(listing, wish, sees_people=sees_people)
    part: list[Sequence[str]] = [_head(columns)]
    async for cells in read_all(visit.services.reading, listing, wish, sees_people=sees_people):
        part.append([text for cell in cells for text in csv_texts(cell)])
        if len(part) >= _ROWS_A_PART:
            yield _lines(part)
            part = []
    yield _lines(part)


def _head(columns: Sequence[Column]) -> list[str]:
    head: list[str] = []
    for one in columns:
        head.append(one.key)
        if one.kind is Kind.MONEY:
            head.append(f"{one.key}_currency")
    return head


def csv_texts(cell: Cell) -> list[str]:
    """Write a cell so that a spreadsheet reads it and calculates nothing."""
    if cell.kind is Kind.MONEY:
        if cell.value is None or cell.currency is None:
            return ["", ""]
        return [str(Money(cell.value, cell.currency).amount()), cell.currency]
    text = "" if cell.value is None else as_text(cell.value)
    if cell.kind is not Kind.NUMBER and text.startswith(_BEGINS_FORMULA):
        text = f"'{text}"
    return [text]


def _lines(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _wish(visit: Visit, listing: Listing) -> Wish:
    """Read what is wished for from the address, and columns also from what was chosen before."""
    asked = visit.request.query_params
    sort = asked.get("sort", "")
    filters = {one.key: _filter(asked, one) for one in listing.columns}
    shown = asked.getlist("show") or visit.request.cookies.get(_cookie(listing), "").split(".")
    return Wish(
        search=asked.get("q", ""),
        filters={key: value for key, value in filters.items() if value},
        sort=sort.removeprefix("-") or listing.newest,
        is_descending=sort.startswith("-") or not sort,
        after=place_in(asked["after"]) if asked.get("after") else None,
        before=place_in(asked["before"]) if asked.get("before") else None,
        shown=[one for one in shown if one],
    )


def _filter(asked: Mapping[str, str], column: Column) -> str:
    if column.kind not in _RANGES:
        return asked.get(f"f.{column.key}", "").strip()
    least = asked.get(f"f.{column.key}.least", "").strip()
    most = asked.get(f"f.{column.key}.most", "").strip()
    return f"{least}..{most}" if least or most else ""


def _query(visit: Visit, changes: Mapping[str, str]) -> str:
    """Write the address's query with some of it changed; a page begins anew unless it is named."""
    kept = [
        (key, value)
        for key, value in visit.request.query_params.multi_items()
        if key not in changes and key not in ("after", "before") and value
    ]
    return urlencode([*kept, *((key, value) for key, value in changes.items() if value)])


def _cookie(listing: Listing) -> str:
    return f"mc_columns_{listing.name}"


def _export_asks_for(asks_for: Permission) -> Permission:
    """Whoever may read what not everybody may read may take it along as well."""
    return Permission.EXPORT if asks_for is Permission.LOOK else asks_for


PAGES = tuple(
    page
    for listing, asks_for in LISTINGS
    for page in (
        Page(f"/tables/{listing.name}", asks_for, _shows(listing)),
        Page(f"/tables/{listing.name}.csv", _export_asks_for(asks_for), _exports(listing)),
    )
)
