"""From a place's id, code or name to the place, where it is sure."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.places.models import Place
from core.places.queries import UnknownPlace, find_places
from core.places.states import pick
from webhooks.api.problems import Declined
from webhooks.api.schemas import shown_place

_CANDIDATES = 6


class PlaceNotSure(Declined):
    """The text may mean several places, or none that is known; send the id of one."""

    status = 422

    def __init__(self, field: str, candidates: list[Place]) -> None:
        super().__init__(candidates=[shown_place(one).model_dump() for one in candidates])
        self.field = field


async def place_meant(session: AsyncSession, word: int | str, *, field: str) -> Place:
    """Find the place, refuse `UnknownPlace` for an id, or decline `PlaceNotSure` for a text."""
    if isinstance(word, str) and word.isascii() and word.isdigit():
        word = int(word)
    if isinstance(word, int):
        # Postgres has no larger number than this one.
        place = await session.get(Place, word) if word < 2**63 else None
        if place is None:
            raise UnknownPlace().about(field)
        return place
    found = await find_places(session, word)
    sure = pick(found)
    if sure is None:
        raise PlaceNotSure(field, [one.place for one in found[:_CANDIDATES]])
    return sure.place
