"""The bytes of pictures and files: proofs, evidence of a complaint, what came on a ticket.

What is shown was made anew when it was kept or fetched, and tells nothing of who has made it.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response

from core.complaints.states import MOST_PHOTOS
from core.evidence.flows import fetch_photo
from core.evidence.queries import photo_in
from core.fetching import FileGone, NotFetched
from core.mandates.states import Scope
from core.photos.queries import kept_photo
from core.pictures import MEDIA_TYPE
from core.storage.files import FileMissing, name_in
from core.tickets.queries import kept_file
from webhooks.admin.beside import NoBotBeside, bot_side_of
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import Responses, reading
from webhooks.api.problems import Declined

pictures_router = APIRouter(tags=["Pictures"])
PeerReader = Annotated[Caller, Depends(Asks(Scope.PEERS_READ))]
TicketReader = Annotated[Caller, Depends(Asks(Scope.TICKETS_READ))]
_Place = Annotated[int, Path(ge=0, lt=MOST_PHOTOS, description="the first is at place 0")]
_PRIVATE = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
_BYTES = {"schema": {"type": "string", "format": "binary"}}


class PictureMissing(Declined):
    """There is no such picture or file here, or it is not to be had any more."""

    status = 404


class PictureIsAway(Declined):
    """It did not come from where it lies, and may come later."""

    status = 503


def _showing(*media_types: str, besides: tuple[type[Declined], ...] = ()) -> Responses:
    shown = {"description": "its bytes", "content": dict.fromkeys(media_types, _BYTES)}
    return {200: shown, **reading(PictureMissing, *besides)}


@pictures_router.get(
    "/quests/{quest_id}/photos/{photo_id}",
    response_class=Response,
    responses=_showing(MEDIA_TYPE),
)
async def show_photo(quest_id: UUID, photo_id: UUID, caller: PeerReader) -> Response:
    """Show a photo that a Carrier took at a pick-up or a hand-over."""
    async with caller.begin() as (session, _):
        photo = await kept_photo(session, quest_id, photo_id)
    return await _kept(caller, None if photo is None else photo.key)


@pictures_router.get(
    "/quests/{quest_id}/evidence/{word_id}/{place}",
    response_class=Response,
    responses=_showing(MEDIA_TYPE, besides=(PictureIsAway, NoBotBeside)),
)
async def show_evidence(
    request: Request, quest_id: UUID, word_id: UUID, place: _Place, caller: PeerReader
) -> Response:
    """Show a photo that came with what was said in a complaint, fetched from where it lies."""
    services = caller.services
    async with caller.begin() as (session, _):
        file_id = await photo_in(session, quest_id, word_id, place)
    if file_id is None:
        raise PictureMissing
    fetch = (await bot_side_of(request)).photos_of(services.settings)
    try:
        jpeg = await fetch_photo(services.redis, fetch, file_id)
    except FileGone as error:
        raise PictureMissing from error
    except NotFetched as error:
        raise PictureIsAway from error
    return _shown(jpeg, MEDIA_TYPE, f"{word_id}-{place}.jpg")


@pictures_router.get(
    "/tickets/{ticket_id}/files/{message_id}",
    response_class=Response,
    responses=_showing(MEDIA_TYPE, "application/pdf", "audio/mpeg"),
)
async def show_ticket_file(ticket_id: UUID, message_id: UUID, caller: TicketReader) -> Response:
    """Show the picture or the file that came with a message, by the id of that message."""
    async with caller.begin() as (session, _):
        key = await kept_file(session, ticket_id, message_id)
    return await _kept(caller, key)


async def _kept(caller: Caller, key: str | None) -> Response:
    if key is None:
        raise PictureMissing
    try:
        kept = await caller.services.storage.get(key)
    except FileMissing as error:
        raise PictureMissing from error
    return _shown(kept.content, kept.media_type, name_in(key))


def _shown(content: bytes, media_type: str, name: str) -> Response:
    headers = {**_PRIVATE, "Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
