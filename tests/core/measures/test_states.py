"""A measure is known by what stands beside its digits."""

# ruff: noqa: RUF001 - signs that look like others are what is tested
import pytest

from core.disguises.states import read
from core.measures.states import measures_in


@pytest.mark.parametrize(
    "text",
    [
        *("₹12,50,000", "rs. 1200", "1 250 000 руб", "1.250,50 €", "idr 15000000", "१५०० रुपये"),
        *("12500 g", "2.350 kg", "30 x 20 x 15 cm", "45×32×18", "256gb", "३० x २० सेमी"),
        *("24/08/2026", "2026-08-24", "20260824", "sept 3rd", "24 de agosto", "24 अगस्त"),
        *("18:45", "10h30", "28.6139, 77.2090", "20260824_103015", "2026年8月24日"),
    ],
)
def test_a_measure_is_found_whole(text: str) -> None:
    plain = read(text).text
    (span,) = measures_in(plain)
    assert [sign for sign in plain[slice(*span)] if sign.isdigit()] == [
        sign for sign in plain if sign.isdigit()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "9820014375",
        "98 20 01 43 75",
        "98.20.01.43.75",
        "98/20/01/43/75",
        "982-001-4375",
        "98x20x01x43",
    ],
)
def test_bare_digits_are_no_measure(text: str) -> None:
    assert measures_in(text) == []
