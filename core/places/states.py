"""How typed words are compared with places, and when one may be picked without asking. Pure."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol, TypeVar


class PlaceKind(StrEnum):
    CITY = "city"
    AIRPORT = "airport"
    METRO = "metro"  # a city's airports together, such as LON


class Quality(IntEnum):
    """How well a name fits what was typed, best first."""

    CODE = 0
    WHOLE = 1
    BEGINNING = 2
    TYPO = 3


@dataclass(frozen=True, slots=True)
class Match:
    """`weight` is log10 of the population; see `name_weight`. `edits` is 0 unless it is a typo."""

    quality: Quality
    weight: float
    country: str
    edits: int = 0


class Matched(Protocol):
    @property
    def match(self) -> Match: ...


MatchedT = TypeVar("MatchedT", bound=Matched)

AIRPORT_WEIGHT = 3.0
"""Airports have no inhabitants; among cities they stand like one of a thousand."""

_SMALLEST_POPULATION = 1_000
_BY_NAME_DISCOUNT = math.log10(20)
_SURE_LEAD = math.log10(5)
_KNOWN_NAMESAKE = math.log10(100_000)
_CODE = re.compile(r"[A-Z]{3}")
# Letters that NFKD leaves whole although people type them without their mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
# Accents of Latin, Greek and Cyrillic; points of Hebrew; vowel points and hamzas of Arabic. The marks
# of other scripts are letters: without them "दिल्ली" or "デリー" would be other words.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
# Signs inside a word: apostrophes and their look-alikes, Arabic tatweel, zero-width joiners.
_SILENT = dict.fromkeys(map(ord, "'’‘ʼʻʹ`´ʾʿ\u0640\u200c\u200d\u00ad"))


def normalise(text: str) -> str:
    """What is compared: no case, no marks over letters, one space between words, any script.

    "São Paulo" and "sao-paulo" become the same. The shipped file holds normalised names, so a
    change here needs a new file.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_SILENT)).casefold()
    plain = _ACCENTS.sub("", decomposed).translate(_PLAIN)
    words = "".join(" " if _is_break(sign) else sign for sign in plain).split()
    return unicodedata.normalize("NFC", " ".join(words))


def _is_break(sign: str) -> bool:
    return not sign.isalnum() and unicodedata.category(sign)[0] != "M"


def as_code(text: str) -> str | None:
    """Three capitals mean an airport."""
    stripped = text.strip()
    return stripped if _CODE.fullmatch(stripped) else None


def name_weight(population: int, *, is_own_name: bool) -> float:
    """How much a name counts: log10 of the population, a twentieth of it under another name.

    So "Cologne" means Köln before a village called Cologne, and "New Delhi" is not Delhi without
    asking.
    """
    weight = math.log10(max(population, _SMALLEST_POPULATION))
    return weight if is_own_name else weight - _BY_NAME_DISCOUNT


def pick(found: Sequence[MatchedT]) -> MatchedT | None:
    """The one place that was surely meant; None when a person must choose.

    It is sure when the first fits wholly, has five times the inhabitants of the second, and no
    other country has a namesake of more than 100,000. A code typed in capitals is always sure.
    """
    if not found:
        return None
    first, *others = found
    if first.match.quality is Quality.CODE:
        return first
    if first.match.quality is not Quality.WHOLE:
        return None
    for other in others:
        if first.match.weight - other.match.weight < _SURE_LEAD:
            return None
        is_namesake = other.match.quality is Quality.WHOLE
        is_abroad = other.match.country != first.match.country
        if is_namesake and is_abroad and other.match.weight > _KNOWN_NAMESAKE:
            return None
    return first


def edits_between(typed: str, name: str) -> int:
    """Letters to insert, delete, replace or swap with a neighbour (optimal string alignment)."""
    before_last: list[int] = []
    last = list(range(len(name) + 1))
    for row, letter in enumerate(typed, start=1):
        line = [row]
        for column, other in enumerate(name, start=1):
            cost = min(
                last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != other)
            )
            is_swap = (
                row > 1
                and column > 1
                and letter == name[column - 2]
                and typed[row - 2] == other
            )
            line.append(min(cost, before_last[column - 2] + 1) if is_swap else cost)
        before_last, last = last, line
    return last[-1]
