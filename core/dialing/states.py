"""Telephone numbers in a reading: in digits, in words, in pieces, with a code or without. Pure.

Numbers that nothing but signs and small words keep apart are one run. A run is a telephone number
when the metadata say so for one of the countries that matter here, or when somebody took the
trouble to hide it. Measures break a run; a word that says what else a number is ("order", "code")
raises the bar: then only a mobile number of one of these countries counts.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.callwords.states import callwords
from core.disguises.states import LETTER, Reading, Span
from core.measures.states import measures_in
from core.numbering.states import (
    DIALED,
    PERSONAL,
    has_code_of,
    is_possible_with_code,
    kind_with_code,
    kinds_of,
)
from core.numerals.states import Manner, Numeral, numerals_in

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
_LONGEST_WORDS = 40
_MOST_HALVES, _SHORTEST_HALF = 3, 3
_FEWEST_ALONE, _LONGEST_ALONE = 5, 2
_CUE_BEFORE, _CUE_AFTER, _LABEL_BEFORE, _PLUS_BEFORE = 40, 30, 24, 16
_MOST_DROPPED, _MOST_WITH_DROPPED = 2, 18
_A_LETTER = re.compile(LETTER)
_STRONG_GAP = re.compile(r"\n|[,;]\s|\s/\s|[.!?]\s")


@dataclass(frozen=True, slots=True)
class _Run:
    """Numerals that may be one number. `is_bare`: the message says nothing else."""

    numerals: tuple[Numeral, ...]
    has_plus: bool = False
    has_cue: bool = False
    has_faint_cue: bool = False
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

    @property
    def is_round(self) -> bool:
        """Amounts: "between 75000 and 80000"."""
        return len(self.numerals) > 1 and all(one.digits.endswith("00") for one in self.numerals)


def telephones_in(
    reading: Reading, *, homes: Collection[str], earlier: Sequence[Reading] = ()
) -> list[Span]:
    """Find telephone numbers, as positions in `reading`. `earlier` may hold their beginnings."""
    text, places = reading.text, tuple(homes) or ANYWHERE
    numerals = _numerals(text)
    if not numerals:
        return []
    found = list(_after_plus(text, numerals))
    runs = _runs(text, numerals)
    for run in runs:
        found.extend(_span(text, part) for part in _parts(text, run, places))
    if not found:
        found.extend(_told_apart(runs, places))
    if not found and earlier:
        found.extend(_ends_of_numbers(runs, [one.text for one in earlier], places))
    return found


def _numerals(text: str) -> list[Numeral]:
    return numerals_in(Reading(text, (), ()))


def _after_plus(text: str, numerals: Sequence[Numeral]) -> Iterator[Span]:
    """Find whole numbers behind a plus, even where a part of them would pass for a date."""
    for place, first in enumerate(numerals):
        plus = _plus(text, first.start)
        if not plus or first.manner is Manner.FAINT_WORD:
            continue
        digits, before = "", first.start
        for one in numerals[place : place + MOST]:
            if one is not first and not _is_gap(text[before : one.start]):
                break
            digits, before = digits + one.digits, one.end
            if kind_with_code(digits) in DIALED:
                yield first.start - len(plus[0]), one.end


def _span(text: str, run: _Run) -> Span:
    start = run.numerals[0].start
    plus = _plus(text, start) if run.has_plus else None
    return start - len(plus[0]) if plus else start, run.numerals[-1].end


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
    strict = replace(run, has_cue=False, has_faint_cue=False, is_bare=False)
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
    has_plus = run.has_plus if first == 0 else bool(_plus(text, numerals[0].start))
    return replace(run, numerals=numerals, has_plus=has_plus)


def _is_number(run: _Run, places: Sequence[str]) -> bool:
    digits = run.digits
    count = len(digits)
    if not FEWEST <= count <= (_MOST_TOLD if run.is_hidden else MOST + 2):
        return False
    kinds = kinds_of(digits, places)
    if run.is_labelled:
        return count >= _WITH_CODE and bool(kinds & PERSONAL)
    if run.is_hidden or (run.has_plus and is_possible_with_code(digits)):
        return True
    if digits.startswith("00") and kind_with_code(digits[2:]) in DIALED:
        return True
    if run.is_round:
        return False
    if kinds & DIALED and (run.has_cue or run.has_faint_cue or run.is_bare):
        return True
    if count >= _SURE and (kinds & PERSONAL or (digits.startswith("0") and kinds & DIALED)):
        return True
    if count >= _WITH_CODE and kind_with_code(digits) in PERSONAL:
        return count > _WITH_CODE or has_code_of(digits, places)
    return run.has_cue and count <= MOST


def _runs(text: str, numerals: Sequence[Numeral]) -> list[_Run]:
    """Put together what stands together."""
    counted = _countable(text, numerals)
    runs = []
    first = 0
    for place in range(1, len(counted) + 1):
        is_last = place == len(counted)
        if is_last or not _is_gap(text[counted[place - 1].end : counted[place].start]):
            runs.append(_run(text, counted[first:place]))
            first = place
    return runs


def _run(text: str, numerals: Sequence[Numeral]) -> _Run:
    words = callwords()
    start, end = numerals[0].start, numerals[-1].end
    before, after = text[max(0, start - _CUE_BEFORE) : start], text[end : end + _CUE_AFTER]
    around = f"{before} \n {after}"
    glued = (before[-1:] + after[:1]).strip()
    return _Run(
        tuple(numerals),
        has_plus=bool(_plus(text, numerals[0].start)),
        has_cue=bool(words.cue.search(around)),
        has_faint_cue=bool(words.faint.search(around)),
        is_labelled=bool(words.label.search(before[-_LABEL_BEFORE:]))
        or any(sign.isalpha() for sign in glued),
        is_bare=not (_A_LETTER.search(text, 0, start) or _A_LETTER.search(text, end)),
    )


def _countable(text: str, told: Sequence[Numeral]) -> list[Numeral]:
    """Leave out measures, and words for numbers that only sound like them."""
    measures = measures_in(text)
    numerals = [
        one
        for one in told
        if not any(start < one.end and one.start < end for start, end in measures)
    ]
    words = sum(one.manner is Manner.WORD for one in numerals)
    if words >= _FEWEST_SURE_WORDS or (words and not _says_more(text, numerals)):
        return numerals
    return [one for one in numerals if one.manner is not Manner.FAINT_WORD]


def _says_more(text: str, numerals: Sequence[Numeral]) -> bool:
    edges = [0, *(edge for one in numerals for edge in (one.start, one.end)), len(text)]
    between = zip(edges[::2], edges[1::2], strict=True)
    return any(_A_LETTER.search(text, start, end) for start, end in between)


def _is_gap(between: str) -> bool:
    is_glued = between[:1].isalpha() or between[-1:].isalpha()
    if is_glued or len(between) > _LONGEST_GAP:
        return False
    return not re.search(rf"{LETTER}|\d|[$€£¥₹%]", callwords().tie.sub(" ", between))


def _plus(text: str, before: int) -> re.Match[str] | None:
    """Find the sign or the word plus right before a place."""
    return callwords().plus.search(text[max(0, before - _PLUS_BEFORE) : before])


def _told_apart(runs: Sequence[_Run], places: Sequence[str]) -> list[Span]:
    """Find a number whose pieces words keep apart: "98200, then 14375", "9 cats, 8 dogs"."""
    numerals = [one for run in runs if not run.is_labelled for one in run.numerals]
    long = [one for one in numerals if len(one.digits) >= _SHORTEST_HALF]
    lengths = [len(one.digits) for one in long]
    # A house and a postcode differ in length, the halves of a number hardly.
    if 1 < len(long) <= _MOST_HALVES and max(lengths) - min(lengths) <= 1:
        numerals = long
    elif len(numerals) < _FEWEST_ALONE or any(len(one.digits) > _LONGEST_ALONE for one in numerals):
        return []
    together = _Run(tuple(numerals))
    is_near = all(two.start - one.end <= _LONGEST_WORDS for one, two in pairwise(numerals))
    if not is_near or together.is_round or not _SURE <= len(together.digits) <= MOST:
        return []
    is_number = bool(kinds_of(together.digits, places) & PERSONAL)
    return [(one.start, one.end) for one in numerals] if is_number else []


def _ends_of_numbers(
    runs: Sequence[_Run], earlier: Sequence[str], places: Sequence[str]
) -> list[Span]:
    """Find numbers that began in earlier messages: pieces that are valid only together."""
    ends = [run for run in runs if not run.is_labelled]
    if len(ends) != 1:
        return []
    together = ends[0]
    for said in reversed(earlier):
        pieces = _runs(said, _numerals(said))
        if not pieces:
            continue
        piece = pieces[-1]
        if len(pieces) > 1 or piece.is_labelled:
            return []
        together = replace(
            together, numerals=piece.numerals + together.numerals, has_plus=piece.has_plus
        )
        if _is_told_in_pieces(together, places):
            last = ends[0].numerals
            return [(last[0].start, last[-1].end)]
    return []


def _is_told_in_pieces(run: _Run, places: Sequence[str]) -> bool:
    digits = run.digits
    if not _SURE <= len(digits) <= MOST:
        return False
    is_personal = bool(kinds_of(digits, places) & PERSONAL)
    return is_personal or run.is_hidden or (run.has_plus and is_possible_with_code(digits))
