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

from core.sphere import Point, distance_km


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
    """`weight` is log10 of the population; see `other_weight`. `edits` is 0 unless it is a typo."""

    quality: Quality
    weight: float
    kind: PlaceKind
    country: str
    edits: int = 0
    is_own_name: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that fits what was typed, and the place that is called so."""

    place_id: int
    name: str
    point: Point
    match: Match


class Matched(Protocol):
    @property
    def match(self) -> Match: ...


MatchedT = TypeVar("MatchedT", bound=Matched)

_SMALLEST_POPULATION = 1_000
_SURE_LEAD = math.log10(5) - 0.001  # the table keeps three decimals
_KNOWN_NAMESAKE = math.log10(100_000)
_HINTED_COUNTRY = 0.5  # as if it had three times the inhabitants
_NEARBY = 1.0  # ten times, at the point itself
_NEARBY_KM = 500.0
_LONGEST_TYPED = 100
_LONGEST_REGION_WORDS = 3
_COUNTRY_LENGTH = 2
_TYPED_LANGUAGES = ("en", "es", "hi", "fr", "de", "pt", "ru", "ar", "zh")
_SHORT_COUNTRY_NAMES = {"usa": "US", "uk": "GB", "england": "GB", "uae": "AE", "america": "US"}
_OTHER_NAME = math.log10(20)
_SHORTENED = math.log10(2)
_LARGER = 1.0
_CITY_FIRST = math.log10(5)
_FAINT = 2.0
_ABBREVIATIONS = (
    *(("st", "saint", "sankt"), ("ste", "sainte"), ("sta", "santa"), ("sto", "santo")),
    *(("mt", "mount"), ("ft", "fort")),
)
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


def spellings(name: str) -> list[str]:
    """Write the name with and without its abbreviation: "st paul" is "saint paul"."""
    words = name.split(" ")
    for at, word in enumerate(words):
        for group in _ABBREVIATIONS:
            if word in group:
                return [" ".join([*words[:at], one, *words[at + 1 :]]) for one in group]
    return [name]


def lies_in(where: tuple[str, ...], *, country: str, names: Iterable[str | None]) -> bool:
    """Whether every part of `where` is the country or one of the names of the region."""
    if not where:
        return True
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
    return own_weight(population) - _OTHER_NAME


def shortened_weight(population: int) -> float:
    """How much the beginning of a city's own name counts that is in use, such as "León".

    As with half the people: León de los Aldama is larger by far than any other León.
    """
    return own_weight(population) - _SHORTENED


def ranked(
    candidates: Iterable[Candidate], country_hint: str | None, near: Point | None
) -> list[Candidate]:
    """Put the likeliest first, and leave out slips that nobody can have meant.

    An airport comes before a city that is called the same only if five times the people use it. The
    beginning of a long name and a slip in a short one are equally likely. Beside a name that fits
    wholly a slip counts only if its place is ten times as large; beside other slips, if it is a
    namesake of the best or has a hundredth of its people.
    """

    def likely(one: Candidate) -> float:
        return one.match.weight - one.match.edits + lift(one, country_hint, near)

    def order(one: Candidate) -> tuple[int, float, bool]:
        is_city = one.match.kind is PlaceKind.CITY
        is_behind = one.match.quality is Quality.WHOLE and not is_city
        weight = likely(one) - _CITY_FIRST if is_behind else likely(one)
        return min(one.match.quality, Quality.BEGINNING), -weight, not is_city

    found = sorted(candidates, key=order)
    slips = [one for one in found if one.match.quality is Quality.TYPO]
    wholes = [likely(one) for one in found if one.match.quality is Quality.WHOLE]
    if not slips:
        return found
    least = max(wholes) if wholes else likely(slips[0]) - _FAINT
    meant = None if wholes else slips[0].name
    faint = {
        one
        for one in slips
        if likely(one) < least and not (one.name == meant and one.match.is_own_name)
    }
    return [one for one in found if one not in faint]


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
    # Where neither is called so by its own name, the people of neither are discounted.
    discount = 0.0 if first.is_own_name or other.is_own_name else _OTHER_NAME
    return other.country != first.country and other.weight + discount > _KNOWN_NAMESAKE


def lift(one: Candidate, country_hint: str | None, near: Point | None) -> float:
    """Add to a place's weight for the country and the whereabouts of a Peer."""
    hinted = _HINTED_COUNTRY if one.match.country == country_hint else 0.0
    if near is None:
        return hinted
    return hinted + max(0.0, _NEARBY * (1 - distance_km(one.point, near) / _NEARBY_KM))
