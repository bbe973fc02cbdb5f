"""`/places`: which places a text may mean."""

from typing import Annotated

from fastapi import APIRouter, Query

from core.places.queries import find_places
from webhooks.api import described
from webhooks.api.auth import Reader
from webhooks.api.schemas import PlaceShown, ShortText, Shown, shown_place

places_router = APIRouter(prefix="/places", tags=["Places"])

_MOST = 20
_Typed = Annotated[
    ShortText, Query(description="a name in any script, or a code", examples=["Delhi"])
]
_Limit = Annotated[int, Query(ge=1, le=_MOST)]


class PlacesFound(Shown):
    items: list[PlaceShown]


@places_router.get("", responses=described.answers(described.READING, example=described.PLACES))
async def find(caller: Reader, q: _Typed, limit: _Limit = 8) -> PlacesFound:
    """Find places, the likeliest first; none is an answer, too."""
    async with caller.services.db.begin() as session:
        found = await find_places(session, q, limit=limit)
    return PlacesFound(items=[shown_place(one.place) for one in found])
