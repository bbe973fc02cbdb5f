"""`/dropparcels`: parcels, one's own and those of others."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response

from core.idempotency.states import Answer
from core.parcels.models import DropParcel
from core.parcels.queries import (
    After,
    find_parcels,
    parcel_for,
    parcel_shown_to,
    parcels_of,
    wish_of,
)
from core.parcels.service import cancel_parcel, change_parcel, post_parcel
from core.parcels.states import ParcelWish
from webhooks.api import described
from webhooks.api.auth import Poster, Reader
from webhooks.api.finding import Around, Days, Ended, Finding, From, Mine, To
from webhooks.api.once import Key, once
from webhooks.api.paging import Cursor, CursorText, Limit, page_of, read_cursor
from webhooks.api.parcel_forms import (
    ParcelChange,
    ParcelPage,
    ParcelSaid,
    ParcelShown,
    shown_parcel,
    wish_facts,
)

dropparcels_router = APIRouter(prefix="/dropparcels", tags=["DropParcels"])

_FOUND, _MINE, _MINE_ENDED = b"p", b"q", b"r"
_Said = Annotated[ParcelSaid, Body(examples=[described.sent(described.PARCEL_SAID)])]
_Change = Annotated[ParcelChange, Body(examples=[described.sent(described.PARCEL_CHANGE)])]


@dropparcels_router.post(
    "",
    status_code=201,
    response_model=ParcelShown,
    responses=described.answers(
        described.POSTING, described.PARCEL, example=described.PARCEL_SHOWN, success=201
    ),
)
async def post_one(request: Request, said: _Said, caller: Poster, key: Key = None) -> Response:
    """Post a parcel.

    What the screening finds is refused; with `asks_person` the parcel is held instead, `in_review`,
    until a person has looked.
    """
    services, at = caller.services, caller.services.clock()
    async with caller.begin() as (session, peer):

        async def act() -> Answer:
            wish = ParcelWish(**await wish_facts(session, said))
            parcel = await post_parcel(session, peer, wish, rules=services.settings, at=at)
            shown = await shown_parcel(session, peer, parcel)
            body = shown.model_dump_json(by_alias=True)
            return Answer(201, body, f"{request.url.path}/{parcel.id}")

        return await once(session, peer, request, said, act, key=key, at=at)


@dropparcels_router.get(
    "", responses=described.answers(described.FINDING, example=described.PARCEL_PAGE)
)
async def find_some(
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
) -> ParcelPage:
    """Find open parcels from near one place to near another, the nearest deadline first.

    With `mine=true`, one's own instead: those that are open or held, or with `ended=true` the
    others.
    """
    kind = (_MINE_ENDED if ended else _MINE) if mine else _FOUND
    last = read_cursor(cursor, kind)
    after = None if last is None else After(last.at, last.id)

    def cursor_at(parcel: DropParcel) -> Cursor:
        return Cursor(kind, parcel.deliver_by, parcel.id)

    async with caller.begin() as (session, peer):
        if mine:
            rows = await parcels_of(session, peer, is_live=not ended, after=after, limit=limit + 1)
        else:
            finding = await Finding.between(session, start, end)
            rows = await find_parcels(
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
        return ParcelPage(
            items=[await shown_parcel(session, peer, parcel) for parcel in page], next=address
        )


@dropparcels_router.get(
    "/{parcel_id}",
    responses=described.answers(
        described.READING, described.ONE_PARCEL, example=described.PARCEL_SHOWN
    ),
)
async def show_one(parcel_id: UUID, caller: Reader) -> ParcelShown:
    """Show a parcel: one's own, held or not, or anybody's that is open."""
    async with caller.begin() as (session, peer):
        parcel = await parcel_shown_to(session, peer, parcel_id)
        return await shown_parcel(session, peer, parcel)


@dropparcels_router.patch(
    "/{parcel_id}",
    responses=described.answers(
        described.CHANGING, described.OPEN_PARCEL, described.PARCEL, example=described.PARCEL_SHOWN
    ),
)
async def change_one(parcel_id: UUID, change: _Change, caller: Poster) -> ParcelShown:
    """Change the named fields of one's own live parcel; it is screened anew."""
    async with caller.begin() as (session, peer):
        # Locked before it is read, so that of two changes the later one builds on the other.
        parcel = await parcel_for(session, peer, parcel_id, lock=True)
        wish = await wish_of(session, parcel)
        parcel = await change_parcel(
            session,
            peer,
            parcel_id,
            replace(wish, **await wish_facts(session, change)),
            rules=caller.services.settings,
            at=caller.services.clock(),
        )
        return await shown_parcel(session, peer, parcel)


@dropparcels_router.delete(
    "/{parcel_id}",
    status_code=204,
    responses=described.answers(described.ENDING, described.OPEN_PARCEL),
)
async def cancel_one(parcel_id: UUID, caller: Poster) -> None:
    """Take a parcel back. It stays readable for its Requester, as cancelled."""
    async with caller.begin() as (session, peer):
        await cancel_parcel(session, peer, parcel_id, at=caller.services.clock())
