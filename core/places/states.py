"""How typed words are compared with places, and when one may be picked without asking. Pure."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from typing import Protocol, TypeVar

from babel import Locale


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
    kind: PlaceKind
    country: str
    edits: int = 0


class Matched(Protocol):
    @property
    def match(self) -> Match: ...


MatchedT = TypeVar("MatchedT", bound=Matched)

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

_SMALLEST_POPULATION = 1_000
_SURE_LEAD = math.log10(5) - 0.001  # the table keeps three decimals
_KNOWN_NAMESAKE = math.log10(100_000)
_EARTH_RADIUS_KM = 6371.0088
_HINTED_COUNTRY = 0.5  # as if it had three times the inhabitants
_NEARBY = 1.0  # ten times, at the point itself
_NEARBY_KM = 500.0
_LONGEST_TYPED = 100
_LONGEST_REGION_WORDS = 3
_COUNTRY_LENGTH = 2
_TYPED_LANGUAGES = ("en", "es", "hi", "fr", "de", "pt", "ru", "ar", "zh")
_SHORT_COUNTRY_NAMES = {"usa": "US", "uk": "GB", "england": "GB", "uae": "AE", "america": "US"}
_LENGTHS_FORGIVEN = (4, 6, 12)
_ALPHABET_SIZE = 128  # Unicode gives alphabets blocks of this size
_SCRIPTS_OF_THOUSANDS = range(0x2E80, 0xD7B0)  # Chinese, Japanese and Korean
_LARGER = 1.0
_CODE = re.compile(r"[A-Z]{3}")
# Letters that NFKD leaves whole although people type them without their mark.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
    }
)
# Accents of Latin, Greek and Cyrillic; points of Hebrew; vowel points and hamzas of Arabic. The
# marks of other scripts are letters: without them "दिल्ली" or "デリー" would be other words.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
# The five nasals before a consonant, and the nasal moon, are often written as one dot: मुम्बई, मुंबई.
_DEVANAGARI_NASALS = re.compile("[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0939])|\u0901")
# Signs inside a word: apostrophes and their look-alikes, Arabic tatweel, zero-width joiners.
_SILENT = dict.fromkeys(
    map(ord, "'`\u00b4\u02b9\u02bb\u02bc\u02be\u02bf\u2018\u2019\u0640\u200c\u200d\u00ad")
)


def normalise(text: str) -> str:
    """Reduce a name of any script to what is compared: no case, no accents, single spaces.

    "São Paulo" and "sao-paulo" become the same. The shipped file holds normalised names, so a
    change here needs a new file.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_SILENT)).casefold()
    plain = _ACCENTS.sub("", decomposed).translate(_PLAIN)
    words = "".join(" " if _is_break(sign) else sign for sign in plain).split()
    return unicodedata.normalize("NFC", _DEVANAGARI_NASALS.sub("\u0902", " ".join(words)))


def _is_break(sign: str) -> bool:
    return not sign.isalnum() and unicodedata.category(sign)[0] != "M"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was typed: a name, and the regions or countries it should lie in."""

    name: str
    where: tuple[str, ...] = ()


def readings(text: str) -> list[Reading]:
    """Likeliest first: "Springfield, Illinois" by its comma, "paris texas" by its last words.

    A text of more than 100 characters names no place.
    """
    parts = [part for part in map(normalise, text[:_LONGEST_TYPED].split(",")) if part]
    if not parts or len(text) > _LONGEST_TYPED:
        return []
    if len(parts) > 1:
        return [Reading(parts[0], tuple(parts[1:])), Reading(parts[0])]
    words = parts[0].split(" ")
    cuts = range(len(words) - 1, max(0, len(words) - 1 - _LONGEST_REGION_WORDS), -1)
    return [
        Reading(parts[0]),
        *(Reading(" ".join(words[:cut]), (" ".join(words[cut:]),)) for cut in cuts),
    ]


def lies_in(where: tuple[str, ...], *, country: str, names: Iterable[str | None]) -> bool:
    """Whether every part of `where` is the country or one of the names of the region."""
    own = {normalise(name) for name in names if name} | {country.casefold()}
    return all(part in own or country in countries_called(part) for part in where)


def countries_called(name: str) -> frozenset[str]:
    """ISO 3166 codes of a normalised country name, in the languages most often typed (CLDR)."""
    return _countries_by_name().get(name, frozenset())


@cache
def _countries_by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for language in _TYPED_LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == _COUNTRY_LENGTH:
                found[normalise(name)].add(code)
    for name, code in _SHORT_COUNTRY_NAMES.items():
        found[name].add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def as_code(text: str) -> str | None:
    """Three capitals mean an airport."""
    stripped = text.strip()
    return stripped if _CODE.fullmatch(stripped) else None


def own_weight(population: int) -> float:
    """How much a city's own name counts: log10 of the population."""
    return math.log10(max(population, _SMALLEST_POPULATION))


def other_weight(population: int) -> float:
    """How much another name counts, and any name of an airport: as with a twentieth of the people.

    So "Cologne" means Köln before a village called Cologne, and "New Delhi" is not Delhi without
    asking.
    """
    return own_weight(population) - math.log10(20)


def pick(found: Sequence[MatchedT]) -> MatchedT | None:
    """Pick the one place that was surely meant; None when a person must choose.

    It is sure when the first fits wholly, has five times the inhabitants of the second, and no
    other country has a namesake of more than 100,000. A code typed in capitals is always sure.
    A city is not put in doubt by an airport, nor by a longer name of a smaller place, but it is by
    a place ten times its size one letter away. It judges by what is in the list, so the list must
    not be cut to one or two.
    """
    if not found:
        return None
    first, *others = found
    if first.match.quality is Quality.CODE:
        return first
    if first.match.quality is not Quality.WHOLE:
        return None
    for other in others:
        if _puts_in_doubt(other.match, first.match):
            return None
    return first


def _puts_in_doubt(other: Match, first: Match) -> bool:
    if first.kind is PlaceKind.CITY and other.kind is not PlaceKind.CITY:
        return False
    if other.quality is Quality.TYPO:
        return other.weight > first.weight + _LARGER
    if other.quality is Quality.BEGINNING:
        return other.weight > first.weight
    if first.weight - other.weight < _SURE_LEAD:
        return True
    return other.country != first.country and other.weight > _KNOWN_NAMESAKE


def edits_between(typed: str, name: str) -> int:
    """Letters to insert, delete, replace or swap with a neighbour (optimal string alignment)."""
    before_last: list[int] = []
    last = list(range(len(name) + 1))
    for row, letter in enumerate(typed, start=1):
        line = [row]
        for column, other in enumerate(name, start=1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != other))
            is_swap = (
                row > 1 and column > 1 and letter == name[column - 2] and typed[row - 2] == other
            )
            line.append(min(cost, before_last[column - 2] + 1) if is_swap else cost)
        before_last, last = last, line
    return last[-1]


def edits_forgiven(name: str) -> int:
    """In a short name every letter tells, so that a typo makes another name of it."""
    return sum(len(name) >= length for length in _LENGTHS_FORGIVEN)


def one_edit_away(name: str) -> list[str]:
    """Every text that one slip of a finger makes of the name: about 450 for eight Latin letters."""
    letters = {letter for sign in set(name) for letter in _letters_beside(sign)}
    cuts = [(name[:place], name[place:]) for place in range(len(name) + 1)]
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    dropped = {left + right[1:] for left, right in cuts if right}
    added = {left + letter + right for left, right in cuts for letter in letters}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    return sorted((swapped | dropped | added | changed) - {name, ""})


@cache
def _letters_beside(sign: str) -> frozenset[str]:
    """List the small letters of the sign's own alphabet; none of a script that has thousands."""
    if sign.isascii():
        return frozenset(" abcdefghijklmnopqrstuvwxyz")
    if ord(sign) in _SCRIPTS_OF_THOUSANDS:
        return frozenset()
    start = ord(sign) // _ALPHABET_SIZE * _ALPHABET_SIZE
    block = map(chr, range(start, start + _ALPHABET_SIZE))
    return frozenset(one for one in block if not _is_break(one) and normalise(one) == one)


def lift(country: str, point: Point, country_hint: str | None, near: Point | None) -> float:
    """Add to a place's weight for the country and the whereabouts of a Peer."""
    hinted = _HINTED_COUNTRY if country == country_hint else 0.0
    if near is None:
        return hinted
    return hinted + max(0.0, _NEARBY * (1 - distance_km(point, near) / _NEARBY_KM))


def distance_km(a: Point, b: Point) -> float:
    """Along the sphere, by the haversine formula."""
    (a_lat, a_lon), (b_lat, b_lon) = (tuple(map(math.radians, point)) for point in (a, b))
    half_chord = (
        math.sin((b_lat - a_lat) / 2) ** 2
        + math.cos(a_lat) * math.cos(b_lat) * math.sin((b_lon - a_lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half_chord)))
