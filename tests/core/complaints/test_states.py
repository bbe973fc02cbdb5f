"""Who may complain of what, and when that is."""

from datetime import UTC, datetime, timedelta

import pytest

from core.complaints.states import (
    LONGEST_WORD,
    MOST_PHOTOS,
    ComplaintEvent,
    ComplaintIsElsewhere,
    ComplaintState,
    NothingToComplainOf,
    Problem,
    Stage,
    TooManyEvidencePhotos,
    Word,
    WordMissing,
    WordTooLong,
    after,
    check_problem,
    check_word,
)
from core.offers.states import Side
from core.workdays import working_days_after
from tests.conftest import NOON

_LATER, _BEFORE = NOON + timedelta(hours=1), NOON - timedelta(hours=1)


def _check(problem: Problem, side: Side, stage: Stage, *, at: datetime = _LATER) -> None:
    check_problem(problem, side, stage, planned=NOON, at=at)


def test_nobody_is_late_before_the_meeting_was_planned() -> None:
    _check(Problem.NOT_ARRIVED, Side.REQUESTER, Stage.CARRIED)
    with pytest.raises(NothingToComplainOf):
        _check(Problem.NOT_ARRIVED, Side.REQUESTER, Stage.CARRIED, at=_BEFORE)
    with pytest.raises(NothingToComplainOf):
        _check(Problem.OTHER, Side.CARRIER, Stage.PAID, at=_BEFORE)


def test_a_carrier_may_say_at_once_that_something_else_is_inside() -> None:
    _check(Problem.WRONG_CONTENTS, Side.CARRIER, Stage.PAID, at=_BEFORE)


def test_a_carrier_who_has_handed_it_over_has_nothing_to_complain_of() -> None:
    for problem in Problem:
        with pytest.raises(NothingToComplainOf):
            _check(problem, Side.CARRIER, Stage.DELIVERED)


def test_a_requester_may_complain_of_everything_that_was_delivered() -> None:
    for problem in Problem:
        _check(problem, Side.REQUESTER, Stage.DELIVERED, at=_BEFORE)


def test_what_is_said_has_words_or_a_photo_and_bounds() -> None:
    assert check_word(Word("  broken ")) == Word("broken")
    assert check_word(Word(photos=("a",))) == Word("", ("a",))
    with pytest.raises(WordMissing):
        check_word(Word("   "))
    with pytest.raises(WordTooLong):
        check_word(Word("x" * (LONGEST_WORD + 1)))
    with pytest.raises(TooManyEvidencePhotos):
        check_word(Word(photos=("a",) * (MOST_PHOTOS + 1)))


def test_a_second_verdict_follows_an_appeal_alone() -> None:
    decided = after(ComplaintState.OPEN, ComplaintEvent.DECIDE)
    with pytest.raises(ComplaintIsElsewhere):
        after(decided, ComplaintEvent.DECIDE)
    appealed = after(decided, ComplaintEvent.APPEAL)
    assert after(appealed, ComplaintEvent.DECIDE) is ComplaintState.DECIDED
    with pytest.raises(ComplaintIsElsewhere):
        after(appealed, ComplaintEvent.WITHDRAW)


def test_three_working_days_leave_out_the_weekend() -> None:
    friday = datetime(2026, 12, 4, 15, 30, tzinfo=UTC)
    assert working_days_after(friday, 3, "UTC") == datetime(2026, 12, 9, 15, 30, tzinfo=UTC)
    saturday = datetime(2026, 12, 5, 9, tzinfo=UTC)
    assert working_days_after(saturday, 1, "UTC") == datetime(2026, 12, 7, 9, tzinfo=UTC)
    assert working_days_after(friday, 0, "UTC") == friday


def test_it_is_the_weekend_of_the_place() -> None:
    sunday_night = datetime(2026, 12, 6, 20, tzinfo=UTC)
    in_tokyo = working_days_after(sunday_night, 1, "Asia/Tokyo")
    assert in_tokyo == datetime(2026, 12, 7, 20, tzinfo=UTC)  # Monday there already: to Tuesday
    assert working_days_after(sunday_night, 2, "UTC") == datetime(2026, 12, 8, 20, tzinfo=UTC)
