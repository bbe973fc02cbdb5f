"""How many slips lie between two names, and which texts one slip makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.slips import edits_between, edits_forgiven, one_edit_away


@pytest.mark.parametrize(
    ("typed", "name", "edits"),
    [
        ("delhi", "delhi", 0),
        ("dehli", "delhi", 1),
        ("delh", "delhi", 1),
        ("mumbay", "mumbai", 1),
        ("sna fransisco", "san francisco", 2),
        ("", "abc", 3),
    ],
)
def test_swapped_neighbours_are_one_edit(typed: str, name: str, edits: int) -> None:
    assert edits_between(typed, name) == edits == edits_between(name, typed)


@given(st.text("abcdef", min_size=1, max_size=8))
def test_one_slip_makes_exactly_the_texts_that_are_one_edit_away(name: str) -> None:
    assert {edits_between(name, slip) for slip in one_edit_away(name)} == {1}


@pytest.mark.parametrize(
    ("name", "slip"), [("дели", "дели"[::-1]), ("дели", "делы"), ("दिल्ली", "दिल्लि")]
)
def test_slips_use_the_letters_of_the_same_script(name: str, slip: str) -> None:
    assert (slip in one_edit_away(name)) == (edits_between(name, slip) == 1)


def test_short_names_are_forgiven_nothing() -> None:
    assert [edits_forgiven("x" * length) for length in (3, 4, 6, 12)] == [0, 1, 2, 3]
