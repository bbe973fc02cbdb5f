"""What may be wrong, who may say so and when, and what a verdict comes to. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.errors import Refused
from core.offers.states import Side

LONGEST_WORD = 1_000
MOST_WORDS = 10
"""So many times each side may add something to one complaint."""
MOST_PHOTOS = 6
MOST_COMPLAINTS = 3
"""So many times one side may complain about one delivery, withdrawn ones counted."""


class Problem(StrEnum):
    NOT_ARRIVED = "not-arrived"
    DAMAGED = "damaged"
    WRONG_CONTENTS = "wrong-contents"
    OTHER = "other"


class Stage(StrEnum):
    """How far the delivery has come of which somebody complains."""

    PAID = "paid"
    """The two were to meet, and the Carrier does not have the parcel."""
    CARRIED = "carried"
    """He has it."""
    DELIVERED = "delivered"
    """It was handed over, whether or not the money has been released."""


_P = Problem
PROBLEMS: Final[Mapping[tuple[Side, Stage], tuple[Problem, ...]]] = MappingProxyType(
    {
        (Side.CARRIER, Stage.PAID): (_P.WRONG_CONTENTS, _P.OTHER),
        (Side.REQUESTER, Stage.PAID): (_P.OTHER,),
        (Side.CARRIER, Stage.CARRIED): (_P.WRONG_CONTENTS, _P.OTHER),
        (Side.REQUESTER, Stage.CARRIED): (_P.NOT_ARRIVED, _P.OTHER),
        (Side.REQUESTER, Stage.DELIVERED): tuple(Problem),
    }
)
"""Who may complain of what. A Carrier who has handed it over is owed his money, and gets it."""


class ComplaintState(StrEnum):
    OPEN = "open"
    """Both sides are heard."""
    DECIDED = "decided"
    """It is known who gets what; until the verdict is final either side may appeal."""
    APPEALED = "appealed"
    """A person looks once more, and what is decided then is final."""
    CLOSED = "closed"
    """The money has gone where the verdict says, or where the payer's bank has put it."""
    WITHDRAWN = "withdrawn"
    """It is solved, says who complained; nobody was found at fault."""


class ComplaintEvent(StrEnum):
    DECIDE = "decide"
    APPEAL = "appeal"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    MOOT = "moot"
    """There is nothing left to decide about."""


OVER = (ComplaintState.CLOSED, ComplaintState.WITHDRAWN)
UNDECIDED = (ComplaintState.OPEN, ComplaintState.APPEALED)

_S, _E = ComplaintState, ComplaintEvent
_TRANSITIONS: dict[tuple[ComplaintState, ComplaintEvent], ComplaintState] = {
    (_S.OPEN, _E.DECIDE): _S.DECIDED,
    (_S.OPEN, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.DECIDED, _E.APPEAL): _S.APPEALED,
    (_S.DECIDED, _E.CLOSE): _S.CLOSED,
    (_S.APPEALED, _E.DECIDE): _S.DECIDED,
    (_S.OPEN, _E.MOOT): _S.CLOSED,
    (_S.DECIDED, _E.MOOT): _S.CLOSED,
    (_S.APPEALED, _E.MOOT): _S.CLOSED,
}


class NothingToComplainOf(Refused):
    """As things stand there is no such problem for this side, or it is too early for it."""


class ComplainedTooOften(Refused):
    """One side has complained about this delivery as often as it may."""


class ComplaintIsElsewhere(Refused):
    """It was decided, withdrawn or appealed before, so this cannot be done about it now."""


class OnlyWhoComplained(Refused):
    """The other side's complaint is not this Peer's to withdraw."""


class WordMissing(Refused):
    """Neither words nor a photo were given."""


class WordTooLong(Refused):
    """More words than a person reads at once; `most` and `length` count characters."""


class TooManyWords(Refused):
    """One side has added as much as it may; `most` is how often."""


class TooManyEvidencePhotos(Refused):
    """More photos at once than one message of evidence holds."""


class NotBothHeard(Refused):
    """The other side has not spoken, and still may until `answer_by`."""


class AppealedBefore(Refused):
    """There is one appeal, and it was made."""


def after(state: ComplaintState, event: ComplaintEvent) -> ComplaintState:
    """Find the state that follows, or refuse `ComplaintIsElsewhere`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        raise ComplaintIsElsewhere(state=state.value) from None


@dataclass(frozen=True, slots=True)
class Word:
    """What one side says at once. `photos` are Telegram's file ids."""

    text: str = ""
    photos: tuple[str, ...] = ()


def check_word(word: Word) -> Word:
    """Give a word as it is kept.

    Refuses `WordMissing`, `WordTooLong`, `TooManyEvidencePhotos`.
    """
    text = word.text.strip()
    if not text and not word.photos:
        raise WordMissing
    if len(text) > LONGEST_WORD:
        raise WordTooLong(most=LONGEST_WORD, length=len(text))
    if len(word.photos) > MOST_PHOTOS:
        raise TooManyEvidencePhotos(most=MOST_PHOTOS)
    return Word(text, word.photos)


def check_problem(
    problem: Problem, side: Side, stage: Stage, *, planned: datetime, at: datetime
) -> None:
    """Refuse `NothingToComplainOf` what this side cannot complain of yet, or at all.

    `planned` is when the next meeting was to be. Before it nobody is late, and what is not right
    can be settled by cancelling or by waiting.
    """
    if problem not in PROBLEMS.get((side, stage), ()):
        raise NothingToComplainOf
    is_about_time = problem is Problem.NOT_ARRIVED and stage is Stage.CARRIED
    is_about_meeting = problem is Problem.OTHER and stage is Stage.PAID
    if (is_about_time or is_about_meeting) and at < planned:
        raise NothingToComplainOf
