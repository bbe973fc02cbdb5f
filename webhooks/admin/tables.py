"""The tables of the house: searched, filtered, sorted, a page at a time. And finding by an id."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from core.finding.queries import find
from core.finding.states import Sort
from core.listings.queries import Cell, Listing, ListingTooSlow, read_page
from core.listings.states import PAGE_ROWS, Kind, Place, Wish, as_text, place_in
from core.mandates.states import Scope
from core.operators.states import Permission
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import reading
from webhooks.admin.forms import Most, Row
from webhooks.admin.wishes import (
    SCOPES,
    FilterUnknown,
    SortedBy,
    Words,
    filters_in,
    parameter_for,
    sorted_by,
    words_for,
)
from webhooks.api.paging import link_next
from webhooks.api.problems import Declined
from webhooks.api.schemas import Shown

_OWN = frozenset({"q", "sort", "limit", "after"})
_After = Annotated[
    str | None, Query(max_length=500, description="from the `next` of the page before")
]


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
            _reads(listing, SCOPES[permission]),
            methods=["GET"],
            name=f"list_{listing.name}",
            summary=listing.title,
            description=words_for(listing),
            responses=reading(PlaceNotOurs, FilterUnknown, ListingTooSlow),
            openapi_extra={"parameters": [parameter_for(one) for one in listing.columns]},
        )
    router.add_api_route("/find", _find, methods=["GET"], name="find_anything", responses=reading())
    return router


def _reads(listing: Listing, scope: Scope) -> Endpoint:
    async def read(
        *,
        request: Request,
        response: Response,
        caller: Annotated[Caller, Depends(Asks(scope))],
        q: Words = "",
        sort: SortedBy = "",
        after: _After = None,
        limit: Most = PAGE_ROWS,
    ) -> TablePage:
        known = listing.columns_for(sees_people=caller.sees_people)
        by, is_descending = sorted_by(sort, listing, known)
        wish = Wish(
            search=q,
            filters=filters_in(request.query_params, known, besides=_OWN),
            sort=by,
            is_descending=is_descending,
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


def _place(after: str | None) -> Place | None:
    place = None if after is None else place_in(after)
    if after is not None and place is None:
        raise PlaceNotOurs
    return place


async def _find(
    caller: Annotated[Caller, Depends(Asks(Scope.TABLES_READ))], q: Words = ""
) -> FoundList:
    """Find whatever has an id of ours or of Stripe; Peers by name only with `peers:read`."""
    async with caller.services.reading.begin() as session:
        found = await find(session, q, sees_people=caller.sees_people)
    return FoundList(items=[FoundShown.model_validate(one) for one in found])
