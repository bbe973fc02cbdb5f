"""What a quest can be. Pure."""

from enum import StrEnum

from core.errors import Refused


class QuestState(StrEnum):
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


class QuestEvent(StrEnum):
    ACCEPT = "accept"
    CANCEL = "cancel"


ENDED = (QuestState.CANCELLED,)
"""Nothing is reserved for a quest in one of these states, and its parcel is free."""


class QuestIsOver(Refused):
    """The quest has ended, so nothing about it changes any more."""


class FitsNoLonger(Refused):
    """The trip or the parcel has changed, and they do not fit each other any more."""


_TRANSITIONS: dict[tuple[QuestState, QuestEvent], QuestState] = {
    (QuestState.ACCEPTED, QuestEvent.CANCEL): QuestState.CANCELLED,
}


def after(state: QuestState, event: QuestEvent) -> QuestState:
    """Find the state that follows, or raise `QuestIsOver`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        raise QuestIsOver(state=state.value) from None
