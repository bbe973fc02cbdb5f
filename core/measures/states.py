"""Prices, weights, sizes, dates, times and coordinates in a reading. Pure.

Each is known by what it must have beside its digits: a currency, a unit, a month that exists. A run
of bare digits is never taken for a measure.
"""

import re
from functools import cache
from pathlib import Path

from core.disguises.states import Span, read

WORDS_FILE = Path(__file__).parent / "data" / "words.tsv"

_AMOUNT = r"\d{1,3}(?:[.,' ]\d{2,3}){0,5}(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_SMALL = r"\d{1,4}(?:[.,]\d{1,2})?"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = (
    rf"{_DAY}([/.-]){_MONTH}\1(?:{_YEAR}|\d\d)|{_MONTH}/{_DAY}/(?:{_YEAR}|\d\d)"
    rf"|{_YEAR}([/.-]){_MONTH}\2{_DAY}|20[23]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|20[23]\d{5}[_-]\d{6}"  # as cameras name what they take
    rf"|{_YEAR}年{_MONTH}月{_DAY}日?"
)
_TIME = r"(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?"
_SIDE = r"\d{1,4}(?:[.,]\d{1,2})?\s?(?:cm|mm|m|in|\")?"
_SIZE = rf"{_SIDE}(?:\s?[x\u00d7]\s?{_SIDE}){{1,2}}"
_LATITUDE = r"-?(?:[0-8]?\d|90)\.\d{3,7}\s?°?\s?[ns]?"
_LONGITUDE = r"-?(?:1?[0-7]?\d|180|[89]\d)\.\d{3,7}\s?°?\s?[ewo]?"

# What is before and after a measure: no other digits that it would be torn from.
_BEGIN, _NO_MORE, _WHOLE = r"(?<!\d)(?<!\d[.,/_-])", r"(?![.,/_-]?\d)", r"(?![^\W_])"


def measures_in(text: str) -> list[Span]:
    """Find where measures stand, in their order."""
    return [found.span() for found in _measure().finditer(text)]


@cache
def _measure() -> re.Pattern[str]:
    currency, money, unit, short, month = (
        _any_of(sort) for sort in ("currency", "money", "unit", "short", "month")
    )
    day = rf"{_DAY}(?:st|nd|rd|th|º)?"
    named = (
        rf"(?:{day}[ ]?(?:de |of )?(?:{month})\.?|(?:{month})\.?[ ]{day})"
        rf"(?:,?[ ](?:de |of )?{_YEAR})?(?!\w)"
    )
    return re.compile(
        "|".join(
            (
                rf"{_BEGIN}{_LATITUDE}\s?[,;/ ]\s?{_LONGITUDE}{_NO_MORE}{_WHOLE}",
                rf"{_BEGIN}(?:{_DATE}|{named}){_NO_MORE}",
                rf"{_BEGIN}(?:{_TIME})(?![.,/_:-]?\d)",
                rf"{_BEGIN}(?<![x\u00d7]\s)(?<![x\u00d7]){_SIZE}(?!\s?[x\u00d7\d])",
                rf"(?<![^\W_])(?:{currency})\s?(?:{_AMOUNT})(?:\s?(?:k|m|lakh|crore))?{_NO_MORE}",
                rf"{_BEGIN}(?:{_AMOUNT})\s?-?(?:{money}|{unit}){_WHOLE}",
                rf"{_BEGIN}{_SMALL}\s?-?(?:{short}){_WHOLE}",
            )
        )
    )


def _any_of(sort: str) -> str:
    rows = WORDS_FILE.read_text(encoding="utf-8").splitlines()
    told = {
        read(word).text
        for row in rows
        if row.startswith(f"{sort}\t")
        for word in row.split("\t")[1].split()
    }
    longest_first = sorted(told, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\*", r"\w*") for one in longest_first)
