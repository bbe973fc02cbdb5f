"""What a ticket can be, how pressing it is, and when it is to be answered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.errors import Refused
from core.quests.states import QuestState
from core.rules import Rules

LONGEST_SUBJECT = 80
MOST_TAGS, LONGEST_TAG = 10, 30
MOST_STARS = 5


class TicketState(StrEnum):
    OPEN = "open"
    """Nobody has answered yet."""
    WAITING_FOR_PEER = "waiting_for_peer"
    WAITING_FOR_US = "waiting_for_us"
    SOLVED = "solved"
    """We think that it is done; an answer opens it again."""
    CLOSED = "closed"


class TicketEvent(StrEnum):
    OPEN = "open"
    PEER_WRITES = "peer_writes"
    ANSWER = "answer"
    SOLVE = "solve"
    FALL_SILENT = "fall_silent"
    """The Peer has not answered for long."""
    CLOSE = "close"
    MERGE = "merge"
    """It goes on in another ticket of the same Peer."""


LIVE = (TicketState.OPEN, TicketState.WAITING_FOR_PEER, TicketState.WAITING_FOR_US)
OURS = (TicketState.OPEN, TicketState.WAITING_FOR_US)
"""It is our turn, so the clock runs."""

_S, _E = TicketState, TicketEvent
_TRANSITIONS: Final[Mapping[tuple[TicketState, TicketEvent], TicketState]] = MappingProxyType(
    {
        (_S.OPEN, _E.PEER_WRITES): _S.OPEN,
        (_S.WAITING_FOR_US, _E.PEER_WRITES): _S.WAITING_FOR_US,
        (_S.WAITING_FOR_PEER, _E.PEER_WRITES): _S.WAITING_FOR_US,
        (_S.SOLVED, _E.PEER_WRITES): _S.WAITING_FOR_US,
        **{(state, _E.ANSWER): _S.WAITING_FOR_PEER for state in (*LIVE, _S.SOLVED)},
        **{(state, _E.SOLVE): _S.SOLVED for state in LIVE},
        (_S.WAITING_FOR_PEER, _E.FALL_SILENT): _S.SOLVED,
        **{(state, _E.CLOSE): _S.CLOSED for state in (*LIVE, _S.SOLVED)},
        **{(state, _E.MERGE): _S.CLOSED for state in (*LIVE, _S.SOLVED)},
    }
)


class TicketCategory(StrEnum):
    DELIVERY = "delivery"
    MONEY = "money"
    POSTS = "posts"
    SAFETY = "safety"
    ACCOUNT = "account"
    OTHER = "other"


class TicketPriority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Author(StrEnum):
    """Who says something on a ticket."""

    PEER = "peer"
    OPERATOR = "operator"
    SYSTEM = "system"


class AgentSource(StrEnum):
    """Where a person who answers is known from."""

    TELEGRAM = "telegram"
    CONSOLE = "console"


class FileFlaw(StrEnum):
    """Why a file is not kept."""

    KIND = "kind"
    LOCKED = "locked"
    BROKEN = "broken"
    LARGE = "large"
    GONE = "gone"
    DROPPED = "dropped"
    """It was taken back, forgotten, or kept long enough."""


class TicketMissing(Refused):
    """There is no such ticket, or not for this Peer."""


class TicketIsClosed(Refused):
    """The ticket is closed, so nothing is said on it any more; a new one may be opened."""


class TicketMessageMissing(Refused):
    """There is no such message on a ticket, or somebody else has written it."""


class NotRatable(Refused):
    """Only a ticket that is solved can be rated."""


class StarsOutOfRange(Refused):
    """One to five stars may be given; `most` is five."""

    field = "stars"


class SubjectTooLong(Refused):
    """A subject is short; `most` and `length` count characters."""

    field = "subject"


class NotMergeable(Refused):
    """A ticket goes on in another one of the same Peer that is not closed."""


class TooManyTags(Refused):
    """A ticket has at most `most` tags, of at most 30 characters each."""


def after(state: TicketState, event: TicketEvent) -> TicketState:
    """Find the state that follows, or refuse `TicketIsClosed`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        raise TicketIsClosed(state=state.value) from None


@dataclass(frozen=True, slots=True)
class Concern:
    """What a ticket is about, as far as it is known."""

    category: TicketCategory
    quest: QuestState | None = None


_PRESSING = (QuestState.FUNDED, QuestState.PICKED_UP, QuestState.DISPUTED)


def priority_of(concern: Concern) -> TicketPriority:
    """Judge how pressing it is: whether somebody is in danger, or a parcel or money on its way."""
    if concern.category is TicketCategory.SAFETY:
        return TicketPriority.URGENT
    if concern.category is TicketCategory.MONEY or concern.quest in _PRESSING:
        return TicketPriority.HIGH
    return TicketPriority.NORMAL


_SHARES = {
    TicketPriority.URGENT: 0.25,
    TicketPriority.HIGH: 0.5,
    TicketPriority.NORMAL: 1.0,
    TicketPriority.LOW: 2.0,
}


def answer_by(priority: TicketPriority, *, rules: Rules, since: datetime) -> datetime:
    """Tell by when it is to be answered, counting the hours of Support alone."""
    span = timedelta(hours=rules.support_answer_hours) * _SHARES[priority]
    return rules.office.deadline(since, span)


def subject_in(text: str) -> str:
    """Make the subject of a ticket from the first line that was written."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(first) <= LONGEST_SUBJECT:
        return first
    return first[: LONGEST_SUBJECT - 1].rstrip() + "…"


def check_subject(text: str) -> str:
    """Give a subject as it is kept. Refuses `SubjectTooLong`."""
    subject = " ".join(text.split())
    if len(subject) > LONGEST_SUBJECT:
        raise SubjectTooLong(most=LONGEST_SUBJECT, length=len(subject))
    return subject


def check_tags(tags: list[str]) -> list[str]:
    """Give tags as they are kept: small letters, each once. Refuses `TooManyTags`."""
    kept = sorted({" ".join(tag.casefold().split()) for tag in tags} - {""})
    if len(kept) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in kept):
        raise TooManyTags(most=MOST_TAGS)
    return kept
