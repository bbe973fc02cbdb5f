"""A code as people type it."""

import pytest

from core.handover.states import CODE_DIGITS, NotACode, code_in, new_code


@pytest.mark.parametrize(
    "typed", ["012345", " 012 345 ", "012-345", "०१२३४५", "٠١٢٣٤٥", "012\u00a0345"]
)
def test_a_code_is_read_however_its_digits_are_written(typed: str) -> None:
    assert code_in(typed) == "012345"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "code 123456", "½23456"])
def test_what_is_no_code_is_not_taken_for_a_wrong_one(typed: str) -> None:
    with pytest.raises(NotACode):
        code_in(typed)


def test_codes_are_six_digits_and_differ() -> None:
    codes = {new_code() for _ in range(200)}
    assert all(len(code) == CODE_DIGITS and code.isdecimal() for code in codes)
    assert len(codes) > 190
