"""Numbers in a reading, as digits: "98", "ninety eight", "double four", "9O8l". Pure.

The words are in `data/numbers.tsv`. Numbers that follow each other stay apart here: whether two of
them are one number is seen from what stands between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path

from core.disguises.states import LETTER, Reading, in_latin, read

NUMBERS_FILE = Path(__file__).parent / "data" / "numbers.tsv"


class Manner(Enum):
    """How a number was told. A faint word is one that mostly means something else ("to", "do")."""

    DIGITS = "digits"
    LETTERS = "letters"
    WORD = "word"
    FAINT_WORD = "faint word"


@dataclass(frozen=True, slots=True)
class Numeral:
    """`digits` were told from `start` to `end` of a reading."""

    digits: str
    start: int
    end: int
    manner: Manner


def numerals_in(reading: Reading) -> list[Numeral]:
    """Find the numbers, in their order. Tens take their ones, and "double" what follows it."""
    found: list[_Part] = []
    for part in _parts(reading.text):
        if not (found and _join(reading.text, found, part)):
            found.append(part)
    return [part.numeral for part in found if part.word.times == 1 and not part.word.is_hundred]


@dataclass(frozen=True, slots=True)
class _Word:
    digits: str
    is_faint: bool = False
    times: int = 1
    is_hundred: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    numeral: Numeral
    word: _Word


_ALIKE = str.maketrans("oilzsbgq|", "011258991")
_ALIKE_WORD = r"(?<![\w|])(?=[a-z|]*\d)(?=\d*[a-z|])[\doilzsbgq|]{5,}(?![\w|])"
_FEWEST_DIGITS_AMONG_LETTERS = 2
_IDEOGRAMS = "零〇洞一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖"
_PART = re.compile(rf"(?P<alike>{_ALIKE_WORD})|\d+|[{_IDEOGRAMS}]|{LETTER}+")
_TIE = re.compile(r"[\s-]{0,2}(?:(?:y|e|and|et|und|i)[\s-]{1,2})?")
_LONGEST_JOINED = 160
_SHORTEST_JOINED_WORD = 3
_SHORTEST_SKELETON = 5
_TWENTY, _HUNDRED, _TEN = 20, 100, 10


def _parts(text: str) -> Iterator[_Part]:
    for found in _PART.finditer(text):
        told, start, end = found[0], found.start(), found.end()
        if told.isdigit():
            yield _Part(Numeral(told, start, end, Manner.DIGITS), _Word(told))
        elif found["alike"]:
            if sum(map(str.isdigit, told)) >= _FEWEST_DIGITS_AMONG_LETTERS:
                digits = told.translate(_ALIKE)
                yield _Part(Numeral(digits, start, end, Manner.LETTERS), _Word(digits))
        elif word := _word(told):
            yield _part(word, start, end)
        else:
            yield from _joined(told, start)


def _part(word: _Word, start: int, end: int) -> _Part:
    manner = Manner.FAINT_WORD if word.is_faint else Manner.WORD
    return _Part(Numeral(word.digits, start, end, manner), word)


def _join(text: str, found: list[_Part], part: _Part) -> bool:
    """Make one number of the last part and this one where a speaker means one."""
    last = found[-1]
    if not _TIE.fullmatch(text, last.numeral.end, part.numeral.start):
        return False
    if digits := _joint(last, part):
        one = replace(last.numeral, digits=digits, end=part.numeral.end, manner=Manner.WORD)
        found[-1] = _Part(one, _Word(digits))
        return True
    return False


def _joint(last: _Part, part: _Part) -> str | None:
    if last.word.times > 1 and part.word.times == 1 and part.word.digits:
        digits = part.word.digits
        return digits[0] * (last.word.times - 1) + digits
    if not {last.numeral.manner, part.numeral.manner} <= {Manner.WORD, Manner.FAINT_WORD}:
        return None
    if part.word.is_hundred:
        return f"{last.word.digits}00" if len(last.word.digits) == 1 else None
    before, after = last.word.digits, part.word.digits
    if not before or not after or before.startswith("0") or after.startswith("0"):
        return None
    high, low = int(before), int(after)
    is_tens = high >= _TWENTY and high % _TEN == 0 != high % _HUNDRED and low < _TEN
    is_hundreds = _HUNDRED <= high < 10 * _HUNDRED and high % _HUNDRED == 0 and low < _HUNDRED
    return str(high + low) if is_tens or is_hundreds else None


def _word(told: str) -> _Word | None:
    words, skeletons = _words()
    return words.get(told) or skeletons.get(_skeleton(told))


def _joined(told: str, start: int) -> Iterator[_Part]:
    """Take "nineeighttwo" apart, if all of it is numbers."""
    if len(told) > _LONGEST_JOINED:
        return
    words, _ = _words()
    longest = _longest()
    cuts: dict[int, int] = {0: 0}  # where a word ends, and where it began
    for end in range(_SHORTEST_JOINED_WORD, len(told) + 1):
        for begin in range(max(0, end - longest), end - _SHORTEST_JOINED_WORD + 1):
            word = words.get(told[begin:end])
            if begin in cuts and word and not word.is_faint:
                cuts[end] = begin
                break
    ends = [len(told)]
    while ends[-1] in cuts and ends[-1]:
        ends.append(cuts[ends[-1]])
    if ends[-1] == 0:
        for begin, end in pairwise(reversed(ends)):
            yield _part(words[told[begin:end]], start + begin, start + end)


@cache
def _longest() -> int:
    return max(map(len, _words()[0]))


def _skeleton(word: str) -> str:
    """Hindi in Latin letters has no spelling: "pachhattar", "pachatar", "atthaavan", "athawan"."""
    bare = re.sub(r"(.)\1+", r"\1", word.replace("w", "v").replace("hh", "h"))
    return bare if len(bare) >= _SHORTEST_SKELETON else ""


@cache
def _words() -> tuple[dict[str, _Word], dict[str, _Word]]:
    words: dict[str, _Word] = {}
    for row in NUMBERS_FILE.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            value, _, told = row.split("\t")
            for one in told.split():
                # The same word is read twice: as it is, and by the letters that look Latin.
                for form in (read(one).text, in_latin(read(one)).text):
                    words.setdefault(form, _value(value))
    skeletons = {_skeleton(told): word for told, word in words.items() if not word.is_faint}
    skeletons.pop("", None)
    return words, skeletons


def _value(written: str) -> _Word:
    if written.startswith("x"):
        return _Word("", times=int(written[1:]))
    if written == "c":
        return _Word("", is_hundred=True)
    return _Word(written.lstrip("~"), is_faint=written.startswith("~"))
