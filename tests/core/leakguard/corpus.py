"""The corpus of the leak guard: what is hidden, what is innocent, and which half a line is in.

A line is in the held-out half by the hash of its text, so that nobody chooses, and a new line moves
no other. Whoever works on the rules reads the tuning half only; see docs/decisions/0019.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from core.leakguard.states import LeakKind

FOLDER = Path(__file__).parent
_OPEN, _CLOSE, _NEXT = "⟦", "⟧", " ⏭ "


class Half(StrEnum):
    TUNING = "tuning"
    HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Line:
    """`start` and `end` are what must not pass within `text`; both are 0 in an innocent line."""

    language: str
    sort: str
    kind: LeakKind | None
    homes: tuple[str, ...]
    earlier: tuple[str, ...]
    text: str
    start: int
    end: int
    half: Half

    @property
    def written(self) -> str:
        return _NEXT.join((*self.earlier, self.text))


def hidden(half: Half) -> list[Line]:
    return [line for line in _lines("leaks.txt") if line.half is half]


def innocent(half: Half) -> list[Line]:
    return [line for line in _lines("innocent.txt") if line.half is half]


def _lines(name: str) -> Iterator[Line]:
    heading: list[str] = []
    for row in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if row.startswith("## "):
            heading = [part.strip() for part in row[3:].split("|")]
        elif row and not row.startswith("# "):
            yield _line(heading, row)


def _line(heading: list[str], row: str) -> Line:
    *earlier, told = _unescaped(row).split(_NEXT)
    plain = told.replace(_OPEN, "").replace(_CLOSE, "")
    in_held_out = sha256(row.encode()).digest()[0] % 2
    return Line(
        language=heading[0],
        sort=heading[1],
        kind=LeakKind(heading[2]) if _OPEN in told else None,
        homes=tuple(heading[-1].split()),
        earlier=tuple(earlier),
        text=plain,
        start=max(told.find(_OPEN), 0),
        end=max(told.rfind(_CLOSE) - told.count(_OPEN) - told.count(_CLOSE) + 1, 0),
        half=Half.HELD_OUT if in_held_out else Half.TUNING,
    )


def _unescaped(row: str) -> str:
    for escape in ("\\n", *(f"\\u{code}" for code in ("200b", "0336", "00ad"))):
        row = row.replace(escape, escape.encode().decode("unicode_escape"))
    return row
