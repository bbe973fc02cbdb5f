"""Days and times of day, as people type them in their language.

`dateparser` knows the words of our languages. It takes 17 MB of memory, so it is loaded when the
first Peer types a date instead of pressing one.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from core.peers.states import Language

_CLOCK = re.compile(
    r"(?<![\d.])([01]?\d|2[0-3])\s*[:.h]\s*([0-5]\d)\s*(am|pm)?(?!\w|\.\d)", re.IGNORECASE
)
_HOUR = re.compile(r"(?<![\d:.])(\d{1,2})\s*(am|pm|h|बजे)(?!\w)", re.IGNORECASE)
_BARE_HOUR = re.compile(r"\s*(\d{1,2})\s*")
_FOUR = re.compile(r"\s*([01]\d|2[0-3])([0-5]\d)\s*")
_HALF_DAY = 12
_LAST_HOUR = 23
_BOTH_WAYS = {"परसों": 2, "नरसों": 3}
"""In Hindi the day after tomorrow and the day before yesterday are one word; here it is to come."""

_ORDER = {Language.ENGLISH: "DMY", Language.SPANISH: "DMY", Language.HINDI: "DMY"}
"""3/12 is the third of December: our English serves India and Britain before the United States."""

_LATE = ("शाम", "दोपहर", "रात", "tarde", "noche", "evening", "afternoon", "night")
"""Beside one of these, six o'clock is in the evening."""

_OF_A_CLOCK = {*_LATE, "morning", "सुबह", "बजे", "को"}
"""Words that belong to the time of day; a day that is said beside them is read without them."""

_NEXT = re.compile(r"^(next|this|el próximo|el|este|próximo|अगले|अगला)\s+", re.IGNORECASE)
_NUMBERS_ONLY = re.compile(r"\d+")


def read_clock(text: str) -> time | None:
    """Read a time of day: "18:00", "6 pm", "18h", "1830", or a bare hour."""
    is_late = any(word in text.casefold() for word in _LATE)
    if found := _CLOCK.search(text):
        return _clock(int(found[1]), int(found[2]), found[3], is_late=is_late)
    if found := _HOUR.search(text):
        return _clock(int(found[1]), 0, found[2], is_late=is_late)
    if found := _FOUR.fullmatch(text):
        return _clock(int(found[1]), int(found[2]), None)
    if found := _BARE_HOUR.fullmatch(text):
        return _clock(int(found[1]), 0, None)
    return None


def read_day(text: str, *, language: Language, today: date) -> date | None:
    """Read a day to come: "12 Dec", "tomorrow", "viernes", "कल"; None for what is none.

    Without a year, the next such day from `today` on. A time of day alone names no day.
    """
    stripped = _without_clock(text)
    if not stripped or _NUMBERS_ONLY.fullmatch(stripped):
        return None
    if stripped in _BOTH_WAYS:
        return today + timedelta(days=_BOTH_WAYS[stripped])
    settings: dict[str, Any] = {
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": datetime.combine(today, time(_HALF_DAY)),
        "DATE_ORDER": _ORDER[language],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    languages = list(dict.fromkeys((language.value, Language.ENGLISH.value)))
    found = _parser(languages, settings).get_date_data(_NEXT.sub("", stripped))
    is_day = found is not None and found.date_obj is not None and found.period == "day"
    return found.date_obj.date() if is_day else None


def _without_clock(text: str) -> str:
    """Leave what tells the day. Beside a time alone the reader would take today or tomorrow."""
    rest = _HOUR.sub(" ", _CLOCK.sub(" ", text))
    return " ".join(word for word in rest.split() if word.casefold() not in _OF_A_CLOCK)


def _parser(languages: list[str], settings: dict[str, Any]) -> Any:  # noqa: ANN401  (no types)
    from dateparser.date import DateDataParser  # noqa: PLC0415  (see the top of this file)

    return DateDataParser(languages=languages, settings=settings)


def _clock(hour: int, minute: int, half: str | None, *, is_late: bool = False) -> time | None:
    name = (half or "").lower()
    if is_late and name not in {"am", "pm"} and 1 <= hour < _HALF_DAY:
        hour += _HALF_DAY
    if name in {"am", "pm"}:
        if not 1 <= hour <= _HALF_DAY:
            return None
        hour = hour % _HALF_DAY + (_HALF_DAY if name == "pm" else 0)
    return time(hour, minute) if hour <= _LAST_HOUR else None
