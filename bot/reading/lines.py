"""Reading a whole trip or parcel from one line, such as "Delhi Mumbai 12 Dec 18:00 10kg flight".

What is understood is taken out of the line, piece by piece; what is left are the two places, whose
names only the table of places knows.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from bot.reading.amounts import read_money, read_volume, read_weight
from bot.reading.moments import read_clock, read_day
from core.money import Money, tender
from core.peers.states import Language

_LONGEST_DAY = 4
"""Words of the longest day there is to read: "12 de diciembre 2026"."""

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s*[^\W\d_][^\s\d,;]*")
_SIDES = re.compile(r"\d+(?:[.,]\d+)?\s*[x*\u00d7]\s*\d+(?:[.,]\d+)?\s*[x*\u00d7]\s*\d+\S*")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\s*(?:am|pm)?|\d{1,2}\s*(?:am|pm)\b", re.IGNORECASE)
_CODE = re.compile("[A-Z]{3}")
_ARROWS = re.compile(r"\s*(?:->|=>|\u2192|\u2014|\u2013)\s*")
_SUM = re.compile(
    r"(?:[€$£₹¥]|(?<![^\W\d_])[A-Z]{3})\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£₹¥]|[A-Z]{3}(?![^\W\d_]))"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What was understood. `places` are the words that are left, in their order.

    `kind` is what the words name that the reader was told to look for: the mode of a trip, the
    category of a parcel.
    """

    places: str
    kind: str | None
    day: date | None
    clock: time | None
    grams: int | None
    millilitres: int | None
    money: Money | None = None


def read_line(
    text: str,
    *,
    kinds: Mapping[str, Iterable[str]],
    language: Language,
    today: date,
    currency: str | None = None,
    ignored: Iterable[str] = (),
) -> Line:
    """Read a line. `kinds` are the words that name each kind in the Peer's language.

    A sum is looked for where a `currency` is given, and is one only with a sign or code of a
    currency beside it. Words that are `ignored` belong to no place: "by", "until".
    """
    money, rest = _money_in(text, currency=currency, today=today) if currency else (None, text)
    sides = _SIDES.search(rest)
    millilitres = read_volume(sides[0]) if sides else None
    rest = _without(rest, sides)
    clock_at = _CLOCK.search(rest)
    clock = read_clock(clock_at[0]) if clock_at else None
    rest = _without(rest, clock_at if clock else None)
    grams = None
    for amount in list(_AMOUNT.finditer(rest)):
        weight, volume = read_weight(amount[0]), read_volume(amount[0])
        if weight is not None or volume is not None:
            grams, millilitres = weight or grams, volume or millilitres
            rest = rest.replace(amount[0], " ", 1)
    kind, rest = _kind_in(rest, kinds)
    day, rest = _day_in(rest, language=language, today=today)
    known = {word.casefold() for word in ignored}
    places = " ".join(word for word in rest.split() if word.casefold() not in known).strip(" ,;")
    return Line(places, kind, day, clock, grams, millilitres, money)


def splits(places: str, *, between: Iterable[str]) -> list[tuple[str, str]]:
    """List the ways to cut the words into two places, the likeliest first.

    An arrow or a word that stands between two places ("to", "a", "से") cuts for sure.
    """
    by_arrow = [part for part in _ARROWS.split(places) if part]
    if len(by_arrow) == 2:  # noqa: PLR2004  (from and to)
        return [(by_arrow[0], by_arrow[1])]
    known = {word.casefold() for word in between}
    words = _joined(places.split(), known).split()
    cuts = [place for place, word in enumerate(words) if word.casefold() in known]
    sure = [
        (_joined(words[:cut], known), _joined(words[cut + 1 :], known))
        for cut in cuts
        if 0 < cut < len(words) - 1
    ]
    by_length = sorted(range(1, len(words)), key=lambda cut: abs(len(words) - 2 * cut))
    guessed = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in by_length]
    return [pair for pair in (*sure, *guessed) if all(pair)]


def _joined(words: list[str], known: set[str]) -> str:
    """Join a place's words, without those around it that only lead to it: "Delhi से"."""
    while words and words[-1].casefold() in known:
        words = words[:-1]
    while words and words[0].casefold() in known:
        words = words[1:]
    return " ".join(words)


def _without(text: str, found: re.Match[str] | None) -> str:
    return text if found is None else f"{text[: found.start()]} {text[found.end() :]}"


def _money_in(text: str, *, currency: str, today: date) -> tuple[Money | None, str]:
    """Find the sum. An airport beside a number looks like one, and Madrid is also Morocco's dirham.

    So what is no money anywhere is none, nor what is a weight or a date: "BOM 12 Dec", "MAD 1 kg".
    Of what is left the last is meant, because people name the places first.
    """
    for sum_at in reversed(list(_SUM.finditer(text))):
        found = read_money(sum_at[0], currency=currency)
        if found is None or found.currency not in tender(today):
            continue
        if not _goes_on(text, sum_at):
            return found, _without(text, sum_at)
    return None, text


def _goes_on(text: str, sum_at: re.Match[str]) -> bool:
    """Tell whether the number is only the beginning of a weight, a size, a date or a time."""
    digit = re.search(r"\d", sum_at[0])
    amount = _AMOUNT.match(text, sum_at.start() + digit.start()) if digit else None
    is_size = amount is not None and (read_weight(amount[0]) or read_volume(amount[0]))
    return bool(is_size) or bool(re.match(r"[-:/x*\u00d7]\s*\d", text[sum_at.end() :]))


def _kind_in(text: str, kinds: Mapping[str, Iterable[str]]) -> tuple[str | None, str]:
    words = text.split()
    for kind, names in kinds.items():
        known = {name.casefold() for name in names}
        for place, word in enumerate(words):
            if word.casefold().strip(",.;") in known:
                return kind, " ".join(words[:place] + words[place + 1 :])
    return None, text


def _day_in(text: str, *, language: Language, today: date) -> tuple[date | None, str]:
    """Find the longest run of words that is a day.

    An airport beside it is not part of it, though its code be a word: "FRA DEL 2026-12-13".
    """

    def read(run: list[str]) -> date | None:
        return read_day(" ".join(run).strip(",;"), language=language, today=today)

    def is_beside(word: str, rest: list[str], day: date) -> bool:
        return bool(_CODE.fullmatch(word)) and read([word]) is None and read(rest) == day

    words = text.split()
    for length in range(min(_LONGEST_DAY, len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            run = words[start : start + length]
            if length > 1 and not any(sign.isdigit() for word in run for sign in word):
                continue
            day = read(run)
            if day is None or is_beside(run[0], run[1:], day) or is_beside(run[-1], run[:-1], day):
                continue
            return day, " ".join(words[:start] + words[start + length :])
    return None, text
