"""What there is now, and what happened in a span of days."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from core.mandates.states import Scope
from core.tallies.queries import by_day, levels, sums
from core.tallies.states import FIRST_DAY, FUNNEL, LAST_DAY, Level, Span, Tally
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import reading
from webhooks.api.problems import Declined
from webhooks.api.schemas import Shown

_USUAL_DAYS = 30
_MOST_DAYS = 3 * 366

tallies_router = APIRouter(prefix="/tallies", tags=["Tallies"])
_Day = Annotated[
    date | None,
    Query(
        ge=FIRST_DAY,
        le=LAST_DAY,
        description="UTC, as `2026-11-24`",
        examples=["2026-11-24"],
    ),
]


class SpanTooLong(Declined):
    """A span begins before it ends, and has three years at most."""

    status = 422
    field = "first"


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
    first: _Day = None,
    last: _Day = None,
) -> TalliesShown:
    """Show what there is now, and what happened from `first` to `last`, 30 days if left out."""
    today = caller.services.clock().astimezone(UTC).date()
    span_last = last or today
    span = Span(first or span_last - timedelta(days=_USUAL_DAYS - 1), span_last)
    if not 0 <= (span.last - span.first).days < _MOST_DAYS:
        raise SpanTooLong
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
