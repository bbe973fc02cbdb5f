"""Every table of the house on one kind of page, and as CSV."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from starlette.responses import Response, StreamingResponse

from admin.shell.access import Endpoint, Page
from admin.shell.visit import Visit
from admin.tables import LISTINGS
from core.exports.queries import csv_of
from core.exports.service import note_export
from core.exports.states import MEDIA_TYPE, export_asks_for, file_name
from core.listings.queries import Column, Listing, ListingTooSlow, columns_of, read_page
from core.listings.states import Kind, Wish, place_in
from core.operators.states import Permission

_COLUMNS_SECONDS = 365 * 86400
_TOO_SLOW = 503
_RANGES = (Kind.MOMENT, Kind.NUMBER, Kind.MONEY)


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
        await note_export(session, visit.operator, listing, at=visit.now)
    sees_people = visit.operator.may(Permission.SEE_PEOPLE)
    name = file_name(listing.name, at=visit.now)
    return StreamingResponse(
        csv_of(visit.services.reading, listing, wish, sees_people=sees_people),
        media_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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


PAGES = tuple(
    page
    for listing, asks_for in LISTINGS
    for page in (
        Page(f"/tables/{listing.name}", asks_for, _shows(listing)),
        Page(f"/tables/{listing.name}.csv", export_asks_for(asks_for), _exports(listing)),
    )
)
