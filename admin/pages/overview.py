"""The first page: what there is now, what happened, and where something is missing."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.drawing import MAP_HEIGHT, MAP_WIDTH, curves, patches, share
from admin.shell.spans import asked_span, usual_spans
from admin.shell.templates import amount, thousands
from admin.shell.visit import Visit
from core.facts import PlaceLabel
from core.operators.states import Permission
from core.places.queries import labels_of
from core.tallies.queries import Measured, Sums, balances, by_day, levels, sums, unmet_ways
from core.tallies.states import FUNNEL, Balance, Level, Span, Tally, ends_of

_AGAIN_MILLISECONDS = 5_000
_CHART = (640, 120)
_BAR = 300


async def show_overview(visit: Visit) -> Response:
    span = asked_span(visit)
    before = _before(span)
    async with visit.services.reading.begin() as session:
        now, then = await sums(session, span), await sums(session, before)
        drawn = (Tally.PARCEL, Tally.TRIP, Tally.ACCEPTED)
        days = await by_day(session, span, drawn)
        cells = await balances(session, span, wanted=Tally.PARCEL_CELL, there=Tally.TRIP_CELL)
        categories = await balances(
            session, span, wanted=Tally.PARCEL_CATEGORY, there=Tally.TRIP_CATEGORY
        )
        ways = await _named(session, await unmet_ways(session, span))
        measured = await levels(session)
    width, height = _CHART
    most = max((max(one.wanted, one.there) for one in categories), default=0)
    return visit.render(
        "overview.html",
        span=span,
        spans=usual_spans(visit),
        levels=level_words(measured),
        measured_at=measured.at,
        now=now,
        then=then,
        Tally=Tally,
        funnel=_funnel(now),
        curves=curves({one.value: days[one] for one in drawn}, width=width, height=height),
        chart=_CHART,
        wanted=patches(cells, is_wanted=True),
        there=patches(cells, is_wanted=False),
        map_size=(MAP_WIDTH, MAP_HEIGHT),
        categories=[
            (one, share(one.wanted, most, of=_BAR), share(one.there, most, of=_BAR))
            for one in categories
        ],
        bar=_BAR,
        ways=ways,
    )


async def tell_levels(visit: Visit) -> Response:
    """Tell what there is now, once: the browser asks again by itself."""
    async with visit.services.reading.begin() as session:
        measured = await levels(session)
    told = {"levels": level_words(measured)}
    return visit.event(told, again_milliseconds=_AGAIN_MILLISECONDS)


def level_words(measured: Measured) -> dict[str, str]:
    """Write the levels as the page shows them."""
    held = measured.by_key(Level.HELD)
    words = {
        level.value: thousands(measured.of(level))
        for level in Level
        if level not in (Level.HELD, Level.OUTBOX_AGE)
    }
    words[Level.HELD.value] = (
        " · ".join(f"{amount(minor, currency)} {currency}" for currency, minor in held.items())
        or "0"
    )
    words[Level.OUTBOX_AGE.value] = _lasting(measured.of(Level.OUTBOX_AGE))
    return words


def _lasting(seconds: int) -> str:
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _funnel(now: Sums) -> list[tuple[Tally, int, float]]:
    """Give each step with how many came so far, and how wide its bar is."""
    counts = [now.counts.get(step, 0) for step in FUNNEL]
    most = max(counts)
    return [
        (step, count, share(count, most, of=_BAR))
        for step, count in zip(FUNNEL, counts, strict=True)
    ]


async def _named(
    session: AsyncSession, ways: list[Balance]
) -> list[tuple[PlaceLabel, PlaceLabel, Balance]]:
    ends = [ends_of(one.key) for one in ways]
    labels = await labels_of(session, {place for pair in ends for place in pair})
    return [(labels[start], labels[end], one) for (start, end), one in zip(ends, ways, strict=True)]


def _before(span: Span) -> Span:
    """Give as many days before it."""
    length = (span.last - span.first).days + 1
    return Span(span.first - timedelta(days=length), span.first - timedelta(days=1))


PAGES = (
    Page("/", Permission.LOOK, show_overview),
    Page("/overview/live", Permission.LOOK, tell_levels, is_unasked=True),
)
