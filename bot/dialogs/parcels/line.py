"""A parcel in one line: "/send Delhi Mumbai 2kg books by 12 Dec 15 EUR"."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogs.forms.line import two_places_in, words_of
from bot.dialogs.parcels.draft import ParcelDraft
from bot.reading.lines import read_line
from bot.visit import Visit
from core.cargo import Category
from core.wiring import Services


async def read_parcel(visit: Visit, services: Services, text: str) -> ParcelDraft:
    """Fill in what the line says; the form asks for the rest, contents and photos first.

    Who names only the day by which it must arrive has it ready today.
    """
    currency = visit.peer.currency or services.settings.main_currency
    today = services.clock().astimezone(ZoneInfo(visit.peer.time_zone)).date()
    line = read_line(
        text,
        kinds={one.value: words_of(visit, f"parcel-words-{one}") for one in Category},
        language=visit.words.language,
        today=today,
        currency=currency,
        ignored=words_of(visit, "line-words-ignored"),
    )
    start, end = await two_places_in(visit, line.places)
    draft = ParcelDraft(
        from_place_id=start.id if start else None,
        to_place_id=end.id if end else None,
        category=line.kind,
        grams=line.grams,
        millilitres=line.millilitres,
        reward_minor=line.money.minor if line.money else None,
        reward_currency=line.money.currency if line.money else None,
        crosses_border=start is not None and end is not None and start.country != end.country,
    )
    last = today + timedelta(days=services.settings.trip_horizon_days)
    if line.day is not None and today <= line.day <= last:
        draft = replace(draft, ready_day=today.isoformat(), deadline_day=line.day.isoformat())
    return draft
