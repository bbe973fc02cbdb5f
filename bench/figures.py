"""What a measurement answers, and how it is written down."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """`rival` is what the rival reached in the same run and unit; `against` names it."""

    figure: str
    value: float
    unit: str
    rival: float | None = None
    against: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.rival if self.rival else None


def as_json(measured: Iterable[tuple[str, Figure]]) -> str:
    """Pairs of a benchmark's name and a figure, as a list of objects with six fields each."""
    rows = [
        {
            "bench": bench,
            "figure": one.figure,
            "value": _rounded(one.value),
            "unit": one.unit,
            "rival": _rounded(one.rival),
            "ratio": _rounded(one.ratio),
        }
        for bench, one in measured
    ]
    return json.dumps(rows, indent=2)


def as_lines(figures: Iterable[Figure]) -> str:
    """For people: one line a figure."""
    return "\n".join(f"  {_line(one)}" for one in figures)


def _line(one: Figure) -> str:
    line = f"{one.figure}: {_rounded(one.value):,g} {one.unit}"
    if one.rival is None:
        return line
    against = f" ({one.against})" if one.against else ""
    return f"{line}; rival{against}: {_rounded(one.rival):,g} {one.unit}; ratio {one.ratio:.2f}"


def _rounded(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.{_DIGITS}g}")
