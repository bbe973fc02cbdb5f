"""Telephone numbers in a reading: in digits, in words, in pieces, with a code or without. Pure.

Numbers that nothing but signs and small words keep apart are one run. A run is a telephone number
when the metadata say so for one of the countries that matter here, or when somebody took the
trouble to hide it. Measures break a run; a word that says what else a number is ("order", "code")
raises the bar: then only a mobile number of one of these countries counts.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from core.disguises.states import LETTER, Reading, Span, in_latin, read
from core.measures.states import measures_in
from core.numerals.states import Manner, Numeral, numerals_in

WORDS_FILE = Path(__file__).parent / "data" / "words.tsv"

ANYWHERE = ("IN", "US", "GB", "ES", "MX")
"""Countries whose numbers are known where nobody says which ones matter."""

FEWEST, MOST = 7, 15
"""Digits of a number: E.164 allows 15; seven are the shortest that a stranger can dial."""

_SURE = 9  # digits of a national number that needs nothing beside it
_WITH_CODE = 10
_MOST_TOLD = 40  # two numbers after each other, hidden
_HIDDEN_WORDS = 4
_FEWEST_SURE_WORDS = 3  # beside them, words that only sound like numbers are numbers
_HIDDEN_ONES = 7
_LONGEST_GAP = 24
_CUE_BEFORE, _CUE_AFTER, _LABEL_BEFORE = 40, 30, 24
_MOST_DROPPED, _MOST_WITH_DROPPED = 2, 18
_PERSONAL = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_DIALED = {*_PERSONAL, PhoneNumberType.FIXED_LINE, PhoneNumberType.VOIP}
_DIALED |= {PhoneNumberType.PERSONAL_NUMBER}
_STRONG_GAP = re.compile(r"\n|[,;]\s|\s/\s|[.!?]\s")


@dataclass(frozen=True, slots=True)
class _Run:
    """Numerals that may be one number. `is_bare`: the message says nothing else."""

    numerals: tuple[Numeral, ...]
    has_plus: bool = False
    has_cue: bool = False
    is_labelled: bool = False
    is_bare: bool = False

    @property
    def digits(self) -> str:
        return "".join(one.digits for one in self.numerals)

    @property
    def is_hidden(self) -> bool:
        """Nobody writes seven digits so without a reason."""
        sure = [one for one in self.numerals if one.manner is not Manner.FAINT_WORD]
        words = sum(one.manner is Manner.WORD for one in sure)
        ones = sum(len(one.digits) == 1 for one in sure)
        letters = any(one.manner is Manner.LETTERS for one in self.numerals)
        return words >= _HIDDEN_WORDS or ones >= _HIDDEN_ONES or letters


def telephones_in(
    reading: Reading, *, homes: Collection[str], earlier: Sequence[Reading] = ()
) -> list[Span]:
    """Find telephone numbers, as positions in `reading`. `earlier` may hold their beginnings."""
    places = tuple(homes) or ANYWHERE
    found: list[Span] = []
    for run in _runs(reading.text):
        parts = _parts(reading.text, run, places)
        found.extend(_span(reading.text, part) for part in parts)
    if not found and earlier:
        found.extend(_ends_of_numbers(reading.text, [one.text for one in earlier], places))
    return found


def _span(text: str, run: _Run) -> Span:
    start = run.numerals[0].start
    plus = _words().plus.search(text[:start]) if run.has_plus else None
    return plus.start() if plus else start, run.numerals[-1].end


def _parts(text: str, run: _Run, places: Sequence[str]) -> Iterator[_Run]:
    """Give what of a run is a number: all of it, what commas part, or what is left of its ends."""
    pieces = list(_pieces(text, run))
    # A house and its postcode are no number; two halves of one are long enough.
    is_one = len(pieces) == 1 or len(run.digits) >= _SURE or run.is_hidden
    if is_one and _is_number(run, places):
        yield run
        return
    if len(pieces) > 1 and (good := [one for one in pieces if _is_number(one, places)]):
        yield from good
        return
    strict = replace(run, has_cue=False, is_bare=False)
    if len(run.digits) <= _MOST_WITH_DROPPED or run.has_cue:
        for window in _windows(strict):
            if not window.is_hidden and _is_number(window, places):
                yield window
                return


def _pieces(text: str, run: _Run) -> Iterator[_Run]:
    first = 0
    for place, (one, other) in enumerate(pairwise(run.numerals), start=1):
        if _STRONG_GAP.search(text, one.end, other.start):
            yield _cut(text, run, first, place)
            first = place
    yield _cut(text, run, first, len(run.numerals))


def _windows(run: _Run) -> Iterator[_Run]:
    count = len(run.numerals)
    for dropped in range(1, min(_MOST_DROPPED, count - 1) + 1):
        for first in range(dropped + 1):
            yield _cut("", run, first, count - dropped + first)
    for place, one in enumerate(run.numerals):
        if len(one.digits) >= _SURE:
            yield _cut("", run, place, place + 1)


def _cut(text: str, run: _Run, first: int, last: int) -> _Run:
    numerals = run.numerals[first:last]
    has_plus = run.has_plus if first == 0 else _has_plus(text[: numerals[0].start])
    return replace(run, numerals=numerals, has_plus=has_plus)


def _is_number(run: _Run, places: Sequence[str]) -> bool:
    digits = run.digits
    count = len(digits)
    if not FEWEST <= count <= (_MOST_TOLD if run.is_hidden else MOST + 2):
        return False
    if run.is_labelled:
        return count >= _WITH_CODE and any(_kind(digits, one) in _PERSONAL for one in places)
    if run.is_hidden or (run.has_plus and _is_abroad(digits)):
        return True
    if digits.startswith("00") and _is_abroad(digits[2:]):
        return True
    kinds = {_kind(digits, place) for place in places}
    if kinds & _DIALED and (run.has_cue or run.is_bare):
        return True
    if count >= _SURE and (kinds & _PERSONAL or (digits.startswith("0") and kinds & _DIALED)):
        return True
    if count >= _WITH_CODE and _kind(f"+{digits}", None) in _PERSONAL:
        return count > _WITH_CODE or _code_of(digits, places)
    return run.has_cue and count <= MOST


def _is_abroad(digits: str) -> bool:
    try:
        number = phonenumbers.parse(f"+{digits}")
    except NumberParseException:
        return False
    return phonenumbers.is_possible_number(number)


def _kind(digits: str, place: str | None) -> int:
    """Say of which kind a number is; `UNKNOWN` where it is none."""
    try:
        number = phonenumbers.parse(digits, place)
    except NumberParseException:
        return PhoneNumberType.UNKNOWN
    return phonenumbers.number_type(number)


def _code_of(digits: str, places: Sequence[str]) -> bool:
    codes = (phonenumbers.country_code_for_region(place) for place in places)
    return any(code and digits.startswith(str(code)) for code in codes)


def _runs(text: str) -> Iterator[_Run]:
    numerals = _countable(text)
    first = 0
    for place in range(1, len(numerals) + 1):
        is_last = place == len(numerals)
        if is_last or not _is_gap(text[numerals[place - 1].end : numerals[place].start]):
            yield _run(text, numerals[first:place])
            first = place


def _run(text: str, numerals: Sequence[Numeral]) -> _Run:
    words = _words()
    if not numerals:
        return _Run(())
    before, after = text[: numerals[0].start], text[numerals[-1].end :]
    around = f"{before[-_CUE_BEFORE:]} \n {after[:_CUE_AFTER]}"
    glued = (before[-1:] + after[:1]).strip()
    return _Run(
        tuple(numerals),
        has_plus=_has_plus(before),
        has_cue=bool(words.cue.search(around)),
        is_labelled=bool(words.label.search(before[-_LABEL_BEFORE:]))
        or any(sign.isalpha() for sign in glued),
        is_bare=not re.search(LETTER, before + after),
    )


def _countable(text: str) -> list[Numeral]:
    """Leave out measures, and words for numbers that only sound like them."""
    measures = measures_in(text)
    numerals = [
        one
        for one in numerals_in(Reading(text, (), ()))
        if not any(start < one.end and one.start < end for start, end in measures)
    ]
    words = sum(one.manner is Manner.WORD for one in numerals)
    if words >= _FEWEST_SURE_WORDS:
        return numerals
    return [one for one in numerals if one.manner is not Manner.FAINT_WORD]


def _is_gap(between: str) -> bool:
    if len(between) > _LONGEST_GAP:
        return False
    return not re.search(rf"{LETTER}|\d|[$€£¥₹%]", _words().tie.sub(" ", between))


def _has_plus(before: str) -> bool:
    return bool(_words().plus.search(before))


def _ends_of_numbers(text: str, earlier: Sequence[str], places: Sequence[str]) -> list[Span]:
    """Find numbers that began in earlier messages: pieces that are valid only together."""
    runs = [run for run in _runs(text) if run.numerals and not run.is_labelled]
    if len(runs) != 1:
        return []
    together = runs[0]
    for said in reversed(earlier):
        pieces = [run for run in _runs(said) if run.numerals]
        if not pieces:
            continue
        piece = pieces[-1]
        if len(pieces) > 1 or piece.is_labelled:
            return []
        together = replace(
            together, numerals=piece.numerals + together.numerals, has_plus=piece.has_plus
        )
        if _is_told_in_pieces(together, places):
            last = runs[0].numerals
            return [(last[0].start, last[-1].end)]
    return []


def _is_told_in_pieces(run: _Run, places: Sequence[str]) -> bool:
    digits = run.digits
    if not _SURE <= len(digits) <= MOST:
        return False
    is_personal = any(_kind(digits, place) in _PERSONAL for place in places)
    return is_personal or run.is_hidden or (run.has_plus and _is_abroad(digits))


@dataclass(frozen=True, slots=True)
class _Words:
    cue: re.Pattern[str]
    label: re.Pattern[str]
    tie: re.Pattern[str]
    plus: re.Pattern[str]


@cache
def _words() -> _Words:
    told: dict[str, list[str]] = {"cue": [], "label": [], "tie": [], "plus": []}
    for row in WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            sort, _, words = row.split("\t")
            for one in words.split():
                bare = one.lstrip("=")
                end = rf"(?!{LETTER})" if one.startswith("=") else f"(?:{LETTER})*"
                for form in {read(bare).text, in_latin(read(bare)).text} - {""}:
                    told[sort].append(re.escape(form) + (end if sort in {"cue", "label"} else ""))
    begin, end = rf"(?<!{LETTER})", rf"(?!{LETTER})"
    cue, label, tie, plus = ("|".join(told[sort]) for sort in ("cue", "label", "tie", "plus"))
    return _Words(
        # Chinese and emoji have no beginning of a word.
        cue=re.compile(rf"(?:{begin}|(?<=[\u4e00-\u9fff])|(?=[\u4e00-\u9fff]))(?:{cue})"),
        label=re.compile(rf"(?:(?:{begin}(?:{label}))[^\n]{{0,14}}|#\s?)$"),
        tie=re.compile(rf"{begin}(?:{tie}){end}"),
        plus=re.compile(rf"(?:\+|{begin}(?:{plus}){end})[\s()\[\].-]*$"),
    )
