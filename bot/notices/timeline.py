"""The way of a quest, a line for each step: what has been done, when, and what is still to come."""

from collections.abc import Mapping
from typing import Any

from bot.words import Words
from core.quests.states import ENDED, QuestEvent, QuestState

_WAY = (
    QuestEvent.ACCEPT,
    QuestEvent.FUND,
    QuestEvent.PICK_UP,
    QuestEvent.DELIVER,
    QuestEvent.SETTLE,
)
_TURNS = {
    QuestState.DISPUTED: QuestEvent.DISPUTE,
    QuestState.RESOLVED: QuestEvent.RESOLVE,
    QuestState.CANCELLED: QuestEvent.CANCEL,
    QuestState.LAPSED: QuestEvent.LAPSE,
}
"""How a quest leaves the way, which then leads no farther."""


def timeline(facts: Mapping[str, Any], words: Words) -> list[str]:
    """Give the lines; none for cards that were written before this was known."""
    if facts.get(_done(QuestEvent.ACCEPT)) is None:
        return []
    turn = _TURNS.get(facts["state"])
    has_left = turn is not None and facts["state"] in ENDED
    lines = [
        _line(event, facts, words)
        for event in _WAY
        if facts.get(_done(event)) is not None or not has_left
    ]
    if turn is None:
        return lines
    # A silent Carrier's quest is cancelled, too, and only the event differs.
    if turn is QuestEvent.CANCEL and facts.get(_done(turn)) is None:
        turn = QuestEvent.GIVE_UP
    return [*lines, _line(turn, facts, words)]


def _done(event: QuestEvent) -> str:
    return f"done_{event.value}"


def _line(event: QuestEvent, facts: Mapping[str, Any], words: Words) -> str:
    at = facts.get(_done(event))
    told = {"event": event.value.replace("_", "-"), "is_done": int(at is not None)}
    return words.html("quest-step", {**told, "at": "" if at is None else words.stamp(at)})
