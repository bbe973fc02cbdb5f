"""What may not travel, what travels with care, and the words that tell. Pure.

The words are in `data/words.tsv`: rule, language, word. A word is compared whole and normalised, so
"gun" is not found in "gunny bag"; one that ends in * is found at the beginning of a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from core.places.states import normalise

WORDS_FILE = Path(__file__).parent / "data" / "words.tsv"


class Prohibited(StrEnum):
    """What never travels."""

    WEAPONS = "weapons"
    DRUGS = "drugs"
    ALCOHOL = "alcohol"
    ANIMALS = "animals"
    REMAINS = "remains"
    CASH = "cash"
    HAZARDOUS = "hazardous"
    COUNTERFEIT = "counterfeit"
    STOLEN = "stolen"
    MEDICINE = "medicine"


class Care(StrEnum):
    """What travels with care, depending on the way it goes."""

    BATTERIES = "batteries"
    LIQUIDS = "liquids"
    FOOD = "food"


@dataclass(frozen=True, slots=True)
class Hit:
    """`word` is as it stands in the text of `item`, which is counted from 0."""

    rule: Prohibited
    item: int
    word: str


def screen(items: Iterable[str]) -> list[Hit]:
    """Find what must not travel: at most one hit for each rule and item, in the items' order."""
    found: dict[tuple[int, Prohibited], Hit] = {}
    for place, text in enumerate(items):
        plain = _plain(text)
        for word, rule in _words().prohibited:
            if _needle(word) in plain:
                hit = Hit(rule, place, word.rstrip(_BEGINNING))
                found.setdefault((place, rule), hit)
    return list(found.values())


def cares(items: Iterable[str]) -> frozenset[Care]:
    """Name what needs care among these items."""
    plain = [_plain(text) for text in items]
    return frozenset(
        care for word, care in _words().care if any(_needle(word) in text for text in plain)
    )


_BEGINNING = "*"
_HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class _Words:
    """Longer expressions come first, because they say more."""

    harmless: tuple[str, ...]
    prohibited: tuple[tuple[str, Prohibited], ...]
    care: tuple[tuple[str, Care], ...]


@cache
def _words() -> _Words:
    lines = [line for line in WORDS_FILE.read_text(encoding="utf-8").splitlines() if line]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    longest_first = sorted(rows, key=lambda row: -len(row[2]))
    known = set(Prohibited)
    return _Words(
        harmless=tuple(word for rule, _, word in longest_first if rule == _HARMLESS),
        prohibited=tuple(
            (word, Prohibited(rule)) for rule, _, word in longest_first if rule in known
        ),
        care=tuple((word, Care(rule)) for rule, _, word in longest_first if rule in set(Care)),
    )


def _needle(word: str) -> str:
    """Make what is looked for of a word: with a space at each end that must be one."""
    stem = word.removesuffix(_BEGINNING)
    return f" {normalise(stem)}" + ("" if stem != word else " ")


def _plain(text: str) -> str:
    """Normalise a text and take out what only sounds dangerous: a glue gun is no gun."""
    plain = f" {normalise(text)} "
    for word in _words().harmless:
        plain = plain.replace(_needle(word), " ")
    return plain
