"""What there is now, and what happened in a span of days."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from core.mandates.states import Scope
from core.tallies.queries import by_day, levels, sums
from core.tallies.states import FUNNEL, Level, Tally
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import reading
from webhooks.admin.spans import Day, SpanTooLong, span_of
from webhooks.api.schemas import Shown

tallies_router = APIRouter(prefix="/tallies", tags=["Tallies"])


class LevelShown(Shown):
    level: Level
    key: str = Field(description="a currency, where it is money; else empty")
    value: int = Field(description="how many, seconds of an age, or minor units of money")


class TallyShown(Shown):
    tally: Tally
    count: int
    total: int = Field(description="of what it measures besides, as seconds to the first offer")


class TalliesShown(Shown):
    measured_at: datetime | None
    now: list[LevelShown]
    first: date
    last: date
    happened: list[TallyShown]
    days: dict[Tally, list[int]] = Field(description="each day of the span, of the funnel's steps")


@tallies_router.get("", responses=reading(SpanTooLong))
async def show_tallies(
    caller: Annotated[Caller, Depends(Asks(Scope.TALLIES_READ))],
    first: Day = None,
    last: Day = None,
) -> TalliesShown:
    """Show what there is now, and what happened from `first` to `last`, 30 days if left out."""
    span = span_of(caller, first, last)
    async with caller.services.reading.begin() as session:
        measured = await levels(session)
        happened = await sums(session, span)
        days = await by_day(session, span, FUNNEL)
    return TalliesShown(
        measured_at=measured.at,
        now=[
            LevelShown(level=level, key=key, value=value)
            for (level, key), value in sorted(measured.values.items())
        ],
        first=span.first,
        last=span.last,
        happened=[
            TallyShown(tally=one, count=count, total=happened.totals.get(one, 0))
            for one, count in sorted(happened.counts.items())
        ],
        days=days,
    )
