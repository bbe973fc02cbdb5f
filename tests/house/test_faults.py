"""The list of faults names tests that there are, and leaves none of the faults out."""

import re

from tests.house.sources import ROOT

_TEST = re.compile(r"^(?:    )?(?:async )?def (test_\w+)\(", re.MULTILINE)
_NAMED = re.compile(r"`(test_\w+)`")
_NUMBER = re.compile(r"^\| (\d+) \|", re.MULTILINE)
_FAULTS = 27


def test_every_fault_has_a_test_that_is_there() -> None:
    told = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    tests = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in _TEST.findall(file.read_text(encoding="utf-8"))
    }
    named = set(_NAMED.findall(told))
    assert named - tests == set()
    assert [int(one) for one in _NUMBER.findall(told)] == list(range(1, _FAULTS + 1))
