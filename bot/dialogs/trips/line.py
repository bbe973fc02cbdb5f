"""A trip in one line, for who has posted before: what is understood fills in the form."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogs.forms.line import two_places_in, words_of
from bot.dialogs.trips.draft import TripDraft
from bot.reading.lines import read_line
from bot.visit import Visit
from core.cargo import Category
from core.glidepaths.states import Mode
from core.wiring import Services

_MILLILITRES_PER_GRAM = 4


async def read_trip(visit: Visit, services: Services, text: str) -> TripDraft:
    """Fill in what the line says; the form asks for the rest, or shows the review."""
    today = services.clock().astimezone(ZoneInfo(visit.peer.time_zone)).date()
    line = read_line(
        text,
        kinds={mode.value: words_of(visit, f"trip-words-{mode}") for mode in Mode},
        language=visit.words.language,
        today=today,
    )
    start, end = await two_places_in(visit, line.places)
    last = today + timedelta(days=services.settings.trip_horizon_days)
    is_day_allowed = line.day is not None and today <= line.day <= last
    millilitres = line.millilitres
    if millilitres is None and line.grams is not None:
        millilitres = line.grams * _MILLILITRES_PER_GRAM
    return TripDraft(
        from_place_id=start.id if start else None,
        to_place_id=end.id if end else None,
        mode=line.kind,
        day=line.day.isoformat() if line.day and is_day_allowed else None,
        clock=f"{line.clock:%H:%M}" if line.clock else None,
        grams=line.grams,
        millilitres=millilitres,
        categories=[one.value for one in Category] if line.grams else None,
    )
