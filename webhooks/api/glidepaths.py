"""`/glidepaths`: trips, one's own and those of others."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response

from core.glidepaths.models import GlidePath
from core.glidepaths.queries import (
    After,
    find_glidepaths,
    glidepath_for,
    glidepath_shown_to,
    glidepaths_of,
)
from core.glidepaths.service import (
    cancel_glidepath,
    cancel_series,
    change_glidepath,
    post_glidepath,
)
from core.glidepaths.states import PathWish
from core.idempotency.states import Answer
from webhooks.api import described
from webhooks.api.auth import Poster, Reader
from webhooks.api.finding import Around, Days, Ended, Finding, From, Mine, To
from webhooks.api.once import Key, once
from webhooks.api.paging import Cursor, CursorText, Limit, page_of, read_cursor
from webhooks.api.trip_forms import (
    TripChange,
    TripPage,
    TripSaid,
    TripShown,
    shown_trip,
    wish_facts,
)

glidepaths_router = APIRouter(prefix="/glidepaths", tags=["GlidePaths"])

_FOUND, _MINE, _MINE_ENDED = b"g", b"h", b"i"
_Said = Annotated[TripSaid, Body(examples=[described.sent(described.TRIP_SAID)])]
_Change = Annotated[TripChange, Body(examples=[described.sent(described.TRIP_CHANGE)])]
_WholeSeries = Annotated[bool, Query(description="of a weekly trip, all its dates")]


@glidepaths_router.post(
    "",
    status_code=201,
    response_model=TripShown,
    responses=described.answers(
        described.POSTING, described.TRIP, example=described.TRIP_SHOWN, success=201
    ),
)
async def post_trip(request: Request, said: _Said, caller: Poster, key: Key = None) -> Response:
    """Post a trip. Of a weekly one the first date is answered; the next ones open by themselves."""
    services, at = caller.services, caller.services.clock()
    async with caller.begin() as (session, peer):

        async def act() -> Answer:
            wish = PathWish(**await wish_facts(session, said))
            path = await post_glidepath(session, peer, wish, rules=services.settings, at=at)
            shown = await shown_trip(session, peer, path)
            body = shown.model_dump_json(by_alias=True)
            return Answer(201, body, f"{request.url.path}/{path.id}")

        return await once(session, peer, request, said, act, key=key, at=at)


@glidepaths_router.get(
    "", responses=described.answers(described.FINDING, example=described.TRIP_PAGE)
)
async def find_trips(
    *,
    request: Request,
    response: Response,
    caller: Reader,
    start: From = None,
    end: To = None,
    around: Around = None,
    days: Days = 3,
    mine: Mine = False,
    ended: Ended = False,
    cursor: CursorText = None,
    limit: Limit = 20,
) -> TripPage:
    """Find open trips from near one place to near another, the earliest departure first.

    With `mine=true`, one's own instead: the open ones, or with `ended=true` the others.
    """
    kind = (_MINE_ENDED if ended else _MINE) if mine else _FOUND
    last = read_cursor(cursor, kind)
    after = None if last is None else After(last.at, last.id)

    def cursor_at(path: GlidePath) -> Cursor:
        return Cursor(kind, path.departs_at, path.id)

    async with caller.begin() as (session, peer):
        if mine:
            rows = await glidepaths_of(
                session, peer, is_open=not ended, after=after, limit=limit + 1
            )
        else:
            finding = await Finding.between(session, start, end)
            rows = await find_glidepaths(
                session,
                from_place=finding.start,
                to_place=finding.end,
                rules=caller.services.settings,
                at=caller.services.clock(),
                around=around,
                days=days,
                after=after,
                limit=limit + 1,
            )
        page, address = page_of(rows, limit, cursor_at, request, response)
        return TripPage(
            items=[await shown_trip(session, peer, path) for path in page], next=address
        )


@glidepaths_router.get(
    "/{path_id}",
    responses=described.answers(
        described.READING, described.ONE_TRIP, example=described.TRIP_SHOWN
    ),
)
async def show_trip(path_id: UUID, caller: Reader) -> TripShown:
    """Show a trip: one's own, or anybody's that is open."""
    async with caller.begin() as (session, peer):
        path = await glidepath_shown_to(session, peer, path_id)
        return await shown_trip(session, peer, path)


@glidepaths_router.patch(
    "/{path_id}",
    responses=described.answers(
        described.CHANGING, described.OPEN_TRIP, described.TRIP, example=described.TRIP_SHOWN
    ),
)
async def change_trip(path_id: UUID, change: _Change, caller: Poster) -> TripShown:
    """Change the named fields of one's own open trip; of a weekly one, of this date only."""
    async with caller.begin() as (session, peer):
        # Locked before it is read, so that of two changes the later one builds on the other.
        path = await glidepath_for(session, peer, path_id, lock=True)
        path = await change_glidepath(
            session,
            peer,
            path_id,
            replace(path.wish, **await wish_facts(session, change)),
            rules=caller.services.settings,
            at=caller.services.clock(),
        )
        return await shown_trip(session, peer, path)


@glidepaths_router.delete(
    "/{path_id}",
    status_code=204,
    responses=described.answers(described.ENDING, described.OPEN_TRIP),
)
async def cancel_trip(path_id: UUID, caller: Poster, *, whole_series: _WholeSeries = False) -> None:
    """Take a trip back. It stays readable for its Carrier, as cancelled."""
    at = caller.services.clock()
    async with caller.begin() as (session, peer):
        path = await glidepath_for(session, peer, path_id)
        if whole_series and path.series_id is not None:
            await cancel_series(session, peer, path.series_id, at=at)
        else:
            await cancel_glidepath(session, peer, path_id, at=at)
