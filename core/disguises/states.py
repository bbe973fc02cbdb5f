"""A text as a person reads it, and where each sign of it stood. Pure.

Letters of other faces (full-width, circled, bold, struck through), signs that cannot be seen,
digits of every script and letters that only look Latin are brought back to plain ones. Positions
are code points of the text as it was written.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
FACES_FILE = _DATA / "faces.tsv"
LOOKALIKES_FILE = _DATA / "lookalikes.tsv"
SIGNS_FILE = _DATA / "signs.tsv"

LETTER = "(?:[^\\W\\d_\u0900-\u0963\u0970-\u0dff]|[\u0900-\u0963\u0970-\u0dff])"
"""One letter, or a vowel sign of an Indian script, which `re` takes for no part of a word.

No letter fits both halves: with two ways to read each letter a pattern would try them all.
"""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is what is read; its sign i was written at `starts[i]`, up to `ends[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def written(self, start: int, end: int) -> Span:
        """Where the signs from `start` to `end` of what is read were written."""
        return self.starts[start], self.ends[end - 1]

    def rewritten(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> "Reading":
        """Replace what is found; each new sign stands for the whole of what it replaces."""
        parts: list[tuple[str, int, int]] = []
        done = 0
        for found in pattern.finditer(self.text):
            if found.start() == found.end():
                continue
            parts.extend(self._signs(done, found.start()))
            start, end = self.written(*found.span())
            parts.extend((sign, start, end) for sign in new(found))
            done = found.end()
        if not done:
            return self
        parts.extend(self._signs(done, len(self.text)))
        return _reading(parts)

    def _signs(self, start: int, end: int) -> Iterable[tuple[str, int, int]]:
        return zip(self.text[start:end], self.starts[start:end], self.ends[start:end], strict=True)


def read(text: str) -> Reading:
    """Take off what changes a sign's face and not what it says."""
    return _reading(
        (plain, place, place + 1) for place, sign in enumerate(text) for plain in _plain(sign)
    )


def in_latin(reading: Reading) -> Reading:
    """Take letters of other scripts for the Latin ones that they look like."""
    if reading.text.isascii():
        return reading
    table = _lookalikes()
    text = "".join(table.get(sign, sign) for sign in reading.text)
    return Reading(text, reading.starts, reading.ends)


def closed_up(reading: Reading) -> Reading:
    """Write "g m a i l" and "i.n.s.t.a" as the words that they are."""
    return reading.rewritten(_APART, lambda found: found[0].replace(found["gap"], ""))


def _reading(parts: Iterable[tuple[str, int, int]]) -> Reading:
    signs, starts, ends = [], [], []
    for sign, start, end in parts:
        signs.append(sign)
        starts.append(start)
        ends.append(end)
    return Reading("".join(signs), tuple(starts), tuple(ends))


# At least three single letters or digits with the same gap between them.
_ALONE = rf"(?<![^\W_])(?:{LETTER}|\d)"
_APART = re.compile(
    rf"{_ALONE}(?P<gap>[ ]{{1,3}}|[ ]?[.\-_*|~,/+][ ]?)(?:{LETTER}|\d)"
    rf"(?:(?P=gap)(?:{LETTER}|\d)(?![^\W_]))+"
)

_SPOKEN_MARKS = re.compile("[\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_NUKTA_AND_MOON = {"\u093c": "", "\u09bc": "", "\u0901": "\u0902"}
_UNSEEN = frozenset("\u200e\u200f\u3164\u115f\u1160\u2800")
# Blocks of letters in boxes that have no decomposition, and where their A stands.
_BOXES = (0x1F150, 0x1F170, 0x1F1E6)
_ALPHABET = 26


@cache
def _plain(sign: str) -> str:
    if " " <= sign <= "~" or sign == "\n":
        return sign.lower()
    if sign in _UNSEEN:
        return ""
    if sign in _faces():
        return _faces()[sign]
    for first in _BOXES:
        if first <= ord(sign) < first + _ALPHABET:
            return chr(ord("a") + ord(sign) - first)
    digit = unicodedata.digit(sign, None)
    if digit is not None and unicodedata.category(sign) in {"Nd", "No"}:
        return str(digit)
    return "".join(_kept(one) for one in unicodedata.normalize("NFKD", sign).casefold())


def _kept(sign: str) -> str:
    if sign in _NUKTA_AND_MOON:
        return _NUKTA_AND_MOON[sign]
    if sign in _faces():
        return _faces()[sign]
    category = unicodedata.category(sign)
    if category in {"Mn", "Me"}:
        return sign if _SPOKEN_MARKS.match(sign) else ""
    if category in {"Cf", "Cc", "Cs", "Co"}:
        return "\n" if sign in "\r\v\f\x85" else " " if sign == "\t" else ""
    return " " if category in {"Zs", "Zl", "Zp"} else sign


@cache
def _faces() -> dict[str, str]:
    return _pairs(FACES_FILE)


@cache
def _lookalikes() -> dict[str, str]:
    return _pairs(LOOKALIKES_FILE)


def _pairs(file: Path) -> dict[str, str]:
    rows = file.read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return {sign: plain for plain, signs in pairs for sign in signs.split()}


def spelled(reading: Reading) -> Reading:
    """Write signs that were told in words as signs of their own: • for a dot, ‿ for a _.

    So that what was spelled out, which nobody does without a reason, can be told from a full stop.
    "At" alone is left: it mostly is a word.
    """
    shaped = reading.rewritten(_ENTITY, lambda _: "@")
    shaped = shaped.rewritten(_BRACKETED_DOT, lambda _: SPELLED_DOT)
    shaped = shaped.rewritten(_BRACKETED_AT, lambda _: "@")
    for sign, pattern in _spelled_signs():
        shaped = shaped.rewritten(pattern, _always(sign))
    return shaped


SPELLED_DOT, SPELLED_UNDERSCORE = "•", "‿"

_ENTITY = re.compile(r"%40|&#0?64;|&commat;|&#x40;")
_BRACKETED_DOT = re.compile(
    r"\s{0,2}[\[({<*]{1,2}\s?(?:[.,]|dot|punto|d0t|डॉट|точка|ponto)\s?[\])}>*]{1,2}\s{0,2}"
)
_BRACKETED_AT = re.compile(
    r"\s{0,2}[\[({<*]{1,2}\s?(?:@|at|a|\u0430|ät|arroba|ऐट|एट|собака|et)\s?[\])}>*]{1,2}\s{0,2}(?=\w)"
)


def _always(sign: str) -> Callable[[re.Match[str]], str]:
    return lambda _: sign


@cache
def _spelled_signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words: dict[str, set[str]] = {}
    for row in SIGNS_FILE.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            sign, _, told = row.split("\t")
            for one in told.split():
                plain = read(one.replace("~", " ").lstrip("="))
                words.setdefault(sign, set()).update({plain.text, in_latin(plain).text})
    shown = {".": SPELLED_DOT, "_": SPELLED_UNDERSCORE, "@": "@", "/": "/"}
    found = []
    for sign, forms in words.items():
        longest_first = sorted(forms, key=len, reverse=True)
        told = "|".join(re.escape(form).replace(r"\ ", r"[\s-]+") for form in longest_first)
        edge = r"[\s\-_*(\[{]{0,4}", r"[\s\-_*)\]}]{0,4}"
        found.append(
            (
                shown[sign],
                re.compile(rf"{edge[0]}(?<!{LETTER})(?:{told})(?!{LETTER}){edge[1]}(?=[^\s]|$)"),
            )
        )
    return tuple(found)
