"""What a quest can be. Pure."""

from enum import StrEnum

from core.errors import Refused


class QuestState(StrEnum):
    ACCEPTED = "accepted"
    """The two agree, and the Requester is to pay."""
    FUNDED = "funded"
    """His money is held."""
    PICKED_UP = "picked_up"
    """Both have looked inside, and the Carrier has it."""
    DELIVERED = "delivered"
    """It was handed over, and the money is about to be released."""
    SETTLED = "settled"
    """The Carrier has his money."""
    LAPSED = "lapsed"
    """He has not paid in time."""
    CANCELLED = "cancelled"


class QuestEvent(StrEnum):
    ACCEPT = "accept"
    FUND = "fund"
    LAPSE = "lapse"
    CANCEL = "cancel"
    PICK_UP = "pick_up"
    DELIVER = "deliver"
    SETTLE = "settle"
    GIVE_UP = "give_up"
    """It was to be handed over long ago, and the Carrier is silent."""


ENDED = (QuestState.SETTLED, QuestState.LAPSED, QuestState.CANCELLED)
"""Nothing is reserved for a quest in one of these states, and nothing about it changes."""

UNDER_WAY = (QuestState.FUNDED, QuestState.PICKED_UP)
"""It is paid, and the Carrier's turn."""


class QuestIsOver(Refused):
    """The quest has ended, so nothing about it changes any more."""


class QuestHasMovedOn(Refused):
    """The quest is further, or not so far, as that which was asked of it."""


class FitsNoLonger(Refused):
    """The trip or the parcel has changed, and they do not fit each other any more."""


_S, _E = QuestState, QuestEvent
_TRANSITIONS: dict[tuple[QuestState, QuestEvent], QuestState] = {
    (_S.ACCEPTED, _E.FUND): _S.FUNDED,
    (_S.ACCEPTED, _E.LAPSE): _S.LAPSED,
    (_S.ACCEPTED, _E.CANCEL): _S.CANCELLED,
    (_S.FUNDED, _E.CANCEL): _S.CANCELLED,
    (_S.FUNDED, _E.PICK_UP): _S.PICKED_UP,
    (_S.FUNDED, _E.GIVE_UP): _S.CANCELLED,
    (_S.PICKED_UP, _E.DELIVER): _S.DELIVERED,
    (_S.PICKED_UP, _E.GIVE_UP): _S.CANCELLED,
    (_S.DELIVERED, _E.SETTLE): _S.SETTLED,
}


def after(state: QuestState, event: QuestEvent) -> QuestState:
    """Find the state that follows, or raise `QuestIsOver` or `QuestHasMovedOn`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        refusal = QuestIsOver if state in ENDED else QuestHasMovedOn
        raise refusal(state=state.value) from None
