"""What begins whole products of several processes is done by one worker, one after the other."""

from tests.house.sources import ROOT
from tests.turns import turn_of


def _turns(*files: str) -> set[str]:
    return {turn_of(f"{one.relative_to(ROOT)}::test") for name in files for one in ROOT.glob(name)}


def test_what_begins_whole_products_is_done_in_two_turns() -> None:
    assert _turns("tests/chaos/test_*.py") == {"chaos"}
    assert _turns("tests/test_*.py") == {"demo"}


def test_every_other_test_has_a_turn_of_its_own() -> None:
    others = ("tests/core/test_db.py::test_one", "tests/core/test_db.py::test_two")
    assert [turn_of(one) for one in others] == list(others)
