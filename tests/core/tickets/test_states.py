"""A ticket moves by its table alone, and what is pressing is answered first."""

from itertools import product

import pytest

from core.quests.states import QuestState
from core.tickets.states import (
    LIVE,
    Concern,
    TicketCategory,
    TicketEvent,
    TicketIsClosed,
    TicketPriority,
    TicketState,
    after,
    answer_by,
    check_tags,
    priority_of,
    subject_in,
)
from tests.conftest import NOON
from tests.market import RULES


def test_nothing_moves_a_closed_ticket() -> None:
    for event in TicketEvent:
        with pytest.raises(TicketIsClosed):
            after(TicketState.CLOSED, event)


def test_whoever_speaks_hands_the_turn_to_the_other() -> None:
    for state in (*LIVE, TicketState.SOLVED):
        assert after(state, TicketEvent.ANSWER) is TicketState.WAITING_FOR_PEER
        assert after(state, TicketEvent.PEER_WRITES) in {
            TicketState.OPEN,
            TicketState.WAITING_FOR_US,
        }


def test_silence_solves_only_what_waits_for_the_peer() -> None:
    moved = [state for state in TicketState if _moves(state, TicketEvent.FALL_SILENT)]
    assert moved == [TicketState.WAITING_FOR_PEER]


def _moves(state: TicketState, event: TicketEvent) -> bool:
    try:
        after(state, event)
    except TicketIsClosed:
        return False
    return True


@pytest.mark.parametrize(
    ("concern", "priority"),
    [
        (Concern(TicketCategory.SAFETY), TicketPriority.URGENT),
        (Concern(TicketCategory.MONEY), TicketPriority.HIGH),
        (Concern(TicketCategory.DELIVERY, QuestState.PICKED_UP), TicketPriority.HIGH),
        (Concern(TicketCategory.DELIVERY, QuestState.SETTLED), TicketPriority.NORMAL),
        (Concern(TicketCategory.OTHER), TicketPriority.NORMAL),
    ],
)
def test_what_is_pressing_is_seen_from_what_it_is_about(
    concern: Concern, priority: TicketPriority
) -> None:
    assert priority_of(concern) is priority


def test_the_more_pressing_the_sooner() -> None:
    deadlines = [answer_by(one, rules=RULES, since=NOON) for one in TicketPriority]
    assert deadlines == sorted(deadlines, reverse=True)


@pytest.mark.parametrize(
    ("text", "subject"),
    [("\n  Hello \nthere", "Hello"), ("", ""), ("x" * 200, "x" * 79 + "…")],
)
def test_the_first_line_is_the_subject(text: str, subject: str) -> None:
    assert subject_in(text) == subject


def test_tags_are_small_and_each_stands_once() -> None:
    assert check_tags(["Late", " late", "", "Two  words"]) == ["late", "two words"]


def test_every_pair_of_the_table_is_thought_of() -> None:
    """A state that is not closed always knows a writing Peer, an answer and a close."""
    for state, event in product(
        (*LIVE, TicketState.SOLVED), (TicketEvent.CLOSE, TicketEvent.MERGE)
    ):
        assert after(state, event) is TicketState.CLOSED
