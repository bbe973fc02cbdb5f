"""What is caught of the corpus, and what is held without a reason, in both halves."""

import pytest

from core.leakguard.states import Leak, leaks_in
from tests.core.leakguard.corpus import Half, Line, hidden, innocent

_LEAST_CAUGHT = 0.97
_FALSE_ALARMS = 0.01
_LEAST_WHOLLY_MASKED = 0.90


def _found(line: Line) -> tuple[Leak, ...]:
    return leaks_in(line.text, earlier=line.earlier, homes=line.homes)


def _is_caught(line: Line) -> bool:
    return any(leak.start < line.end and line.start < leak.end for leak in _found(line))


@pytest.mark.parametrize("half", Half)
def test_of_a_hundred_hidden_contacts_ninety_seven_are_caught(half: Half) -> None:
    lines = hidden(half)
    missed = [line for line in lines if not _is_caught(line)]
    told = "\n".join(f"{line.language}, {line.sort}: {line.written}" for line in missed)
    assert 1 - len(missed) / len(lines) >= _LEAST_CAUGHT, told


@pytest.mark.parametrize("half", Half)
def test_of_a_hundred_innocent_messages_less_than_one_is_held(half: Half) -> None:
    lines = innocent(half)
    held = [line for line in lines if _found(line)]
    told = "\n".join(f"{line.language}, {line.sort}: {line.written}" for line in held)
    assert len(held) / len(lines) < _FALSE_ALARMS, told


@pytest.mark.parametrize("half", Half)
def test_what_is_caught_is_masked_to_its_last_sign(half: Half) -> None:
    lines = [line for line in hidden(half) if _is_caught(line)]
    left = {
        line.written: rest
        for line in lines
        if (rest := {place for place in _telling(line) if not _is_masked(line, place)})
    }
    assert 1 - len(left) / len(lines) >= _LEAST_WHOLLY_MASKED, left


def _telling(line: Line) -> set[int]:
    return {place for place in range(line.start, line.end) if line.text[place].isalnum()}


def _is_masked(line: Line, place: int) -> bool:
    return any(leak.start <= place < leak.end for leak in _found(line))


def test_the_corpus_is_as_large_and_as_mixed_as_it_says() -> None:
    for lines in (hidden, innocent):
        halves = {half: lines(half) for half in Half}
        both = [line for half in halves.values() for line in half]
        assert len(both) >= 400
        assert len({line.written for line in both}) == len(both)
        assert min(map(len, halves.values())) > 0.4 * len(both)
        assert 0.5 < sum(line.language == "en" for line in both) / len(both) < 0.65
        assert {"es", "hi", "hi-latn", "pt", "fr", "de", "ru", "ar", "zh"} < {
            line.language for line in both
        }
    assert all(line.text[line.start : line.end] for half in Half for line in hidden(half))
