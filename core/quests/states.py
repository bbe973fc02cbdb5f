"""What a quest can be. Pure."""

from enum import StrEnum

from core.errors import Refused


class QuestState(StrEnum):
    ACCEPTED = "accepted"
    """The two agree, and the Requester is to pay."""
    FUNDED = "funded"
    """His money is held."""
    LAPSED = "lapsed"
    """He has not paid in time."""
    CANCELLED = "cancelled"


class QuestEvent(StrEnum):
    ACCEPT = "accept"
    FUND = "fund"
    LAPSE = "lapse"
    CANCEL = "cancel"


ENDED = (QuestState.LAPSED, QuestState.CANCELLED)
"""Nothing is reserved for a quest in one of these states, and its parcel is free."""


class QuestIsOver(Refused):
    """The quest has ended, so nothing about it changes any more."""


class FitsNoLonger(Refused):
    """The trip or the parcel has changed, and they do not fit each other any more."""


_S, _E = QuestState, QuestEvent
_TRANSITIONS: dict[tuple[QuestState, QuestEvent], QuestState] = {
    (_S.ACCEPTED, _E.FUND): _S.FUNDED,
    (_S.ACCEPTED, _E.LAPSE): _S.LAPSED,
    (_S.ACCEPTED, _E.CANCEL): _S.CANCELLED,
    (_S.FUNDED, _E.CANCEL): _S.CANCELLED,
}


def after(state: QuestState, event: QuestEvent) -> QuestState:
    """Find the state that follows, or raise `QuestIsOver`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        raise QuestIsOver(state=state.value) from None
