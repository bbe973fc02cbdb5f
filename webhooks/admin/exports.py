"""The tables of the house taken along as CSV, as the pages give them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import StreamingResponse

from core.exports.queries import csv_of
from core.exports.service import note_export
from core.exports.states import MEDIA_TYPE, export_asks_for, file_name
from core.listings.queries import Listing
from core.listings.states import EXPORTED_ROWS, Wish
from core.mandates.states import Scope
from core.operators.states import Permission
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import reading
from webhooks.admin.wishes import (
    SCOPES,
    FilterUnknown,
    SortedBy,
    Words,
    filters_in,
    parameter_for,
    shown_in,
    sorted_by,
    words_for,
)

_Columns = Annotated[
    list[str],
    Query(max_length=100, description="a column to write, once for each; left out: all of them"),
]
_AS_CSV = (
    f"All rows as CSV, {EXPORTED_ROWS:,} at most, written while they are read; where that breaks "
    "off, the connection does. Money is two columns, in whole units and with its currency. What a "
    "spreadsheet would calculate has a `'` before it. That it was taken along stands in the log. "
)
_OWN = frozenset({"q", "sort", "show"})
Endpoint = Callable[..., Awaitable[StreamingResponse]]


class CsvResponse(StreamingResponse):
    media_type = MEDIA_TYPE


def exports_router(listings: Sequence[tuple[Listing, Permission]]) -> APIRouter:
    """Make an operation of each table."""
    router = APIRouter(tags=["Tables"])
    for listing, permission in listings:
        router.add_api_route(
            f"/tables/{listing.name}.csv",
            _exports(listing, SCOPES[export_asks_for(permission)]),
            methods=["GET"],
            name=f"export_{listing.name}",
            summary=f"{listing.title} as CSV",
            description=_AS_CSV + words_for(listing),
            response_class=CsvResponse,
            responses=reading(FilterUnknown),
            openapi_extra={"parameters": [parameter_for(one) for one in listing.columns]},
        )
    return router


def _exports(listing: Listing, scope: Scope) -> Endpoint:
    async def export(
        *,
        request: Request,
        caller: Annotated[Caller, Depends(Asks(scope))],
        q: Words = "",
        sort: SortedBy = "",
        show: _Columns = [],  # noqa: B006  (FastAPI copies it)
    ) -> StreamingResponse:
        known = listing.columns_for(sees_people=caller.sees_people)
        by, is_descending = sorted_by(sort, listing, known)
        wish = Wish(
            search=q,
            filters=filters_in(request.query_params, known, besides=_OWN),
            sort=by,
            is_descending=is_descending,
            shown=shown_in(show, known),
        )
        at = caller.services.clock()
        async with caller.begin() as (session, operator):
            await note_export(session, operator, listing, at=at)
        name = file_name(listing.name, at=at)
        return CsvResponse(
            csv_of(caller.services.reading, listing, wish, sees_people=caller.sees_people),
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    return export
