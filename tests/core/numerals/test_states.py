"""Numbers become digits, however they are told."""

import pytest

from core.disguises.states import read
from core.numerals.states import NUMBERS_FILE, Manner, numerals_in


@pytest.mark.parametrize(
    ("told", "digits"),
    [
        ("nine eight double two", "9 8 22"),
        ("ninety eight, seventy-five", "98 75"),
        ("five hundred and twelve", "512"),
        ("treinta y cuatro", "34"),
        ("seiscientos cuarenta y cinco", "645"),
        ("atthanve bees", "98 20"),
        ("athanawe pachhattar pachattar", "98 75 75"),
        ("अट्ठानवे बीस डबल तीन", "98 20 33"),
        ("nineeighttwo", "9 8 2"),
        ("nine8two00", "9 8 2 00"),
        ("98l2Ol4375", "9812014375"),
        ("двести один", "201"),
        ("一三八", "1 3 8"),
    ],
)
def test_a_number_is_digits(told: str, digits: str) -> None:
    assert " ".join(one.digits for one in numerals_in(read(told))) == digits


@pytest.mark.parametrize("text", ["none of them", "weight", "tension", "the lot", "Bosnia", "SM-X"])
def test_a_word_that_begins_like_a_number_is_none(text: str) -> None:
    assert numerals_in(read(text)) == []


def test_a_word_that_mostly_means_something_else_is_marked() -> None:
    assert [one.manner for one in numerals_in(read("to nine"))] == [Manner.FAINT_WORD, Manner.WORD]


def test_every_number_below_a_hundred_has_a_word_in_hindi() -> None:
    rows = [row.split("\t") for row in NUMBERS_FILE.read_text(encoding="utf-8").splitlines()]
    for language in ("hi", "hi-latn"):
        values = {row[0].lstrip("~") for row in rows if row[1:2] == [language]}
        assert {str(one) for one in range(100)} <= values
