"""What the two searches are asked by."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from sqlalchemy.ext.asyncio import AsyncSession

from core.places.models import Place
from webhooks.api.lookup import place_meant
from webhooks.api.problems import Declined
from webhooks.api.schemas import Moment, ShortText

_PLACE = "a place's id, an airport or metro code in capitals, or a name that is sure"
_LONGEST_SPAN_DAYS = 30

From = Annotated[
    ShortText | None,
    Query(alias="from", description=f"{_PLACE}; needed unless `mine`", examples=["DEL"]),
]
To = Annotated[
    ShortText | None,
    Query(alias="to", description=f"{_PLACE}; needed unless `mine`", examples=["BOM"]),
]
Around = Annotated[Moment | None, Query(description="only what travels near this moment")]
Days = Annotated[int, Query(ge=0, le=_LONGEST_SPAN_DAYS, description="how near, with `around`")]
Mine = Annotated[bool, Query(description="one's own instead; `from` and `to` are not looked at")]
Ended = Annotated[bool, Query(description="with `mine`: what is closed instead of what is open")]


class EndMissing(Declined):
    """A search needs both ends: where from and where to."""

    status = 422

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


@dataclass(frozen=True, slots=True)
class Finding:
    """The two ends of a search."""

    start: Place
    end: Place

    @classmethod
    async def between(cls, session: AsyncSession, start: str | None, end: str | None) -> "Finding":
        """Find both places; decline `EndMissing` and `PlaceNotSure`, refuse `UnknownPlace`."""
        if start is None:
            raise EndMissing("from")
        if end is None:
            raise EndMissing("to")
        return cls(
            await place_meant(session, start, field="from"),
            await place_meant(session, end, field="to"),
        )
