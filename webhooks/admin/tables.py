"""The tables of the house: searched, filtered, sorted, a page at a time. And finding by an id."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from core.finding.queries import find
from core.finding.states import Sort
from core.listings.queries import Cell, Column, Listing, ListingTooSlow, read_page
from core.listings.states import (
    LONGEST_SEARCH,
    PAGE_ROWS,
    Kind,
    Place,
    Wish,
    as_text,
    id_in,
    moment_in,
    number_in,
    place_in,
)
from core.mandates.states import Scope
from core.operators.states import Permission
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import reading
from webhooks.admin.forms import Most, Row
from webhooks.api.paging import link_next
from webhooks.api.problems import Declined
from webhooks.api.schemas import Shown

_SCOPES = {
    Permission.LOOK: Scope.TABLES_READ,
    Permission.SEE_PEOPLE: Scope.PEERS_READ,
    Permission.HELP_PEERS: Scope.TICKETS_READ,
    Permission.MODERATE: Scope.MODERATION_READ,
    Permission.MOVE_MONEY: Scope.MONEY_READ,
    Permission.READ_AUDIT: Scope.AUDIT_READ,
    Permission.RUN_HOUSE: Scope.OPERATORS_READ,
}
"""Which scope opens a table that asks for so much on its page."""
_OWN = frozenset({"q", "sort", "limit", "after"})
_RANGES = (Kind.MOMENT, Kind.NUMBER, Kind.MONEY)

_Words = Annotated[
    str, Query(max_length=LONGEST_SEARCH, description="what to search for, as on the page")
]
_SortedBy = Annotated[
    str, Query(max_length=64, description="a column that can be sorted; `-` before it: descending")
]
_After = Annotated[
    str | None, Query(max_length=500, description="from the `next` of the page before")
]


class FilterUnknown(Declined):
    """No column of this table is called so, or it cannot hold what it is to be filtered by."""

    status = 422

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


class PlaceNotOurs(Declined):
    """What the page is to begin behind was not given out by this list."""

    status = 422
    field = "after"


class CountShown(Row):
    rows: int
    is_estimate: bool = Field(description="whether the planner has guessed it")


class TablePage(Shown):
    """Columns that were not asked for by whoever may see them are left out, not empty."""

    items: list[dict[str, Any]]
    count: CountShown
    next: str | None = Field(description="address of the next page; null on the last")


class FoundShown(Row):
    sort: Sort
    shown: UUID = Field(description="the id under which it is shown")
    name: str
    state: str


class FoundList(Shown):
    items: list[FoundShown]


Endpoint = Callable[..., Awaitable[TablePage]]


def tables_router(listings: Sequence[tuple[Listing, Permission]]) -> APIRouter:
    """Make an operation of each table."""
    router = APIRouter(tags=["Tables"])
    for listing, permission in listings:
        router.add_api_route(
            f"/tables/{listing.name}",
            _reads(listing, _SCOPES[permission]),
            methods=["GET"],
            name=f"list_{listing.name}",
            summary=listing.title,
            description=_words_for(listing),
            responses=reading(PlaceNotOurs, FilterUnknown, ListingTooSlow),
            openapi_extra={"parameters": [_parameter(one) for one in listing.columns]},
        )
    router.add_api_route("/find", _find, methods=["GET"], name="find_anything", responses=reading())
    return router


def _reads(listing: Listing, scope: Scope) -> Endpoint:
    async def read(
        *,
        request: Request,
        response: Response,
        caller: Annotated[Caller, Depends(Asks(scope))],
        q: _Words = "",
        sort: _SortedBy = "",
        after: _After = None,
        limit: Most = PAGE_ROWS,
    ) -> TablePage:
        known = listing.columns_for(sees_people=caller.sees_people)
        wish = Wish(
            search=q,
            filters=_filters(request.query_params, known),
            sort=_sorted_by(sort, known) or listing.newest,
            is_descending=sort.startswith("-") or not sort,
            after=_place(after),
            shown=[one.key for one in known],
            rows=limit,
        )
        async with caller.services.reading.begin() as session:
            page = await read_page(session, listing, wish, sees_people=caller.sees_people)
        items = [
            {column.key: _value(cell) for column, cell in zip(page.columns, row, strict=True)}
            for row in page.rows
        ]
        address = link_next(request, response, after=page.after) if page.after else None
        return TablePage(items=items, count=CountShown.model_validate(page.count), next=address)

    return read


def _value(cell: Cell) -> Any:  # noqa: ANN401  (any JSON)
    if cell.value is None:
        return None
    if cell.kind is Kind.MONEY:
        return {"minor": cell.value, "currency": cell.currency}
    if cell.kind in (Kind.NUMBER, Kind.FLAG):
        return cell.value
    return as_text(cell.value)


def _filters(asked: Mapping[str, str], known: Sequence[Column]) -> dict[str, str]:
    """Read filters, and decline `FilterUnknown`: a page lets pass what a script must not."""
    columns = {one.key: one for one in known}
    found = {}
    for name, wanted in asked.items():
        if name in _OWN:
            continue
        column = columns.get(name)
        if column is None or not _can_hold(column, wanted):
            raise FilterUnknown(name)
        found[name] = wanted
    return found


def _can_hold(column: Column, wanted: str) -> bool:
    match column.kind:
        case Kind.FLAG:
            return wanted in ("yes", "no")
        case Kind.ID:
            return id_in(wanted) is not None
        case Kind.CODE:
            return wanted in column.choices
        case Kind.TEXT:
            return bool(wanted) and "\0" not in wanted
        case Kind.MOMENT | Kind.NUMBER | Kind.MONEY:
            read = moment_in if column.kind is Kind.MOMENT else number_in
            ends = [one for one in wanted.partition("..")[::2] if one]
            return ".." in wanted and bool(ends) and all(read(one) is not None for one in ends)


def _sorted_by(sort: str, known: Sequence[Column]) -> str:
    key = sort.removeprefix("-")
    if key and key not in {one.key for one in known if one.is_sorted}:
        raise FilterUnknown("sort")
    return key


def _place(after: str | None) -> Place | None:
    place = None if after is None else place_in(after)
    if after is not None and place is None:
        raise PlaceNotOurs
    return place


def _words_for(listing: Listing) -> str:
    able = ", ".join(f"`{one.key}`" for one in listing.columns if one.is_sorted)
    personal = [one.key for one in listing.columns if one.is_personal]
    hint = f" Search: {listing.hint[:1].lower()}{listing.hint[1:]}." if listing.hint else ""
    people = (
        f" Only with `peers:read` besides: {', '.join(f'`{one}`' for one in personal)}."
        if personal
        else ""
    )
    return f"The newest first. Sorted by {able}.{hint}{people}"


def _parameter(column: Column) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if column.kind is Kind.CODE:
        schema["enum"] = list(column.choices)
    said = f"{column.title}, as `least..most`" if column.kind in _RANGES else column.title
    if column.kind is Kind.FLAG:
        said, schema["enum"] = column.title, ["yes", "no"]
    return {
        "name": column.key,
        "in": "query",
        "required": False,
        "description": said,
        "schema": {**schema, "description": said},
    }


async def _find(
    caller: Annotated[Caller, Depends(Asks(Scope.TABLES_READ))], q: _Words = ""
) -> FoundList:
    """Find whatever has an id of ours or of Stripe; Peers by name only with `peers:read`."""
    async with caller.services.reading.begin() as session:
        found = await find(session, q, sees_people=caller.sees_people)
    return FoundList(items=[FoundShown.model_validate(one) for one in found])
