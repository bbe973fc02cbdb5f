"""Patterns of the words around a number that say what it is. Pure. They are in `data`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.disguises.states import LETTER, in_latin, read

WORDS_FILE = Path(__file__).parent / "data" / "words.tsv"


@dataclass(frozen=True, slots=True)
class CallWords:
    """`cue` says that a telephone is meant and `faint` that it may be; `label`, that it is not.

    `tie` may stand within a number; `label` and `plus` are looked for right before one.
    """

    cue: re.Pattern[str]
    faint: re.Pattern[str]
    label: re.Pattern[str]
    tie: re.Pattern[str]
    plus: re.Pattern[str]


@cache
def callwords() -> CallWords:
    """Put the patterns together, once."""
    told: dict[str, list[str]] = {sort: [] for sort in ("cue", "faint", "label", "tie", "plus")}
    for row in WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            sort, _, words = row.split("\t")
            is_whole = sort in {"tie", "plus"}
            told[sort] += [form for one in words.split() for form in _forms(one, whole=is_whole)]
    begin, end = rf"(?<!{LETTER})", rf"(?!{LETTER})"
    cue, faint, label, tie, plus = ("|".join(forms) for forms in told.values())
    # Chinese and emoji have no beginning of a word.
    start = rf"(?:{begin}|(?<=[\u4e00-\u9fff])|(?=[\u4e00-\u9fff]))"
    return CallWords(
        cue=re.compile(rf"{start}(?:{cue})"),
        faint=re.compile(rf"{start}(?:{faint})"),
        label=re.compile(rf"(?:(?:{begin}(?:{label}))[^\n]{{0,14}}|#\s?|{begin}[a-z]{{1,4}}[-/])$"),
        tie=re.compile(rf"{begin}(?:{tie}){end}"),
        plus=re.compile(rf"(?:\+|{begin}(?:{plus}){end})[\s()\[\].-]*$"),
    )


def _forms(word: str, *, whole: bool) -> list[str]:
    """Give a word as it is, and by the letters that look Latin; = before it asks for all of it."""
    bare = read(word.lstrip("=").replace("~", " "))
    end = "" if whole else rf"(?!{LETTER})" if word.startswith("=") else f"(?:{LETTER})*"
    return [re.escape(form) + end for form in {bare.text, in_latin(bare).text} - {""}]
