"""What a quest can be. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.complaints.states import Stage
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
    DISPUTED = "disputed"
    """One side says that something is wrong, and nothing else happens until that is settled."""
    RESOLVED = "resolved"
    """A person has decided who gets what."""
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
    DISPUTE = "dispute"
    WITHDRAW = "withdraw"
    """Who complained says that it is solved, so it goes on where it stood."""
    RESOLVE = "resolve"
    CHARGE_BACK = "charge_back"
    """The bank of whoever paid has taken the money back, so there is nothing to hold any more."""


TIMELINE = (
    QuestEvent.ACCEPT,
    QuestEvent.FUND,
    QuestEvent.PICK_UP,
    QuestEvent.DELIVER,
    QuestEvent.SETTLE,
    QuestEvent.DISPUTE,
    QuestEvent.RESOLVE,
    QuestEvent.CANCEL,
    QuestEvent.GIVE_UP,
    QuestEvent.LAPSE,
)
"""What a card lines up, in the order in which it comes; the first five of themselves."""

ENDED = (QuestState.SETTLED, QuestState.RESOLVED, QuestState.LAPSED, QuestState.CANCELLED)
"""Nothing is reserved for a quest in one of these states, and only a complaint that comes in time
changes anything about one that is settled."""

STAGE_OF: Final[Mapping[QuestState, Stage]] = MappingProxyType(
    {
        QuestState.FUNDED: Stage.PAID,
        QuestState.PICKED_UP: Stage.CARRIED,
        QuestState.DELIVERED: Stage.DELIVERED,
        QuestState.SETTLED: Stage.DELIVERED,
    }
)
"""Where somebody may complain; elsewhere nothing is paid or all is over."""

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
    (_S.FUNDED, _E.DISPUTE): _S.DISPUTED,
    (_S.PICKED_UP, _E.DISPUTE): _S.DISPUTED,
    (_S.DELIVERED, _E.DISPUTE): _S.DISPUTED,
    (_S.SETTLED, _E.DISPUTE): _S.DISPUTED,
    (_S.DISPUTED, _E.RESOLVE): _S.RESOLVED,
    (_S.FUNDED, _E.CHARGE_BACK): _S.CANCELLED,
    (_S.PICKED_UP, _E.CHARGE_BACK): _S.CANCELLED,
    (_S.DELIVERED, _E.CHARGE_BACK): _S.CANCELLED,
    (_S.DISPUTED, _E.CHARGE_BACK): _S.CANCELLED,
}


def after(
    state: QuestState, event: QuestEvent, *, disputed_from: QuestState | None = None
) -> QuestState:
    """Find the state that follows, or raise `QuestIsOver` or `QuestHasMovedOn`.

    A quest that is disputed goes on where it stood when the complaint is withdrawn, and what is
    said not to have arrived may still be handed over.
    """
    if state is QuestState.DISPUTED and disputed_from is not None:
        if event is QuestEvent.WITHDRAW:
            return disputed_from
        if event is QuestEvent.DELIVER:
            state = disputed_from
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        refusal = QuestIsOver if state in ENDED else QuestHasMovedOn
        raise refusal(state=state.value) from None
