"""What a broadcast can be. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.peers.states import Language

LONGEST_TITLE, LONGEST_TEXT = 80, 2_000
USUAL_PACE, FASTEST_PACE = 5, 20
"""Peers told a second. Telegram lets a bot say some thirty things, and others wait for theirs."""

EVERY_SECONDS = 5
"""How often some more are told."""


class Audience(StrEnum):
    EVERYBODY = "everybody"
    CARRIERS = "carriers"
    """Who has ever posted a trip."""
    REQUESTERS = "requesters"
    """Who has ever posted a parcel."""


class BroadcastState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class BroadcastEvent(StrEnum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    FINISH = "finish"


ENDED = (BroadcastState.DONE, BroadcastState.CANCELLED)

_S, _E = BroadcastState, BroadcastEvent
_TRANSITIONS: Final[Mapping[tuple[BroadcastState, BroadcastEvent], BroadcastState]] = (
    MappingProxyType(
        {
            (_S.DRAFT, _E.START): _S.RUNNING,
            (_S.RUNNING, _E.PAUSE): _S.PAUSED,
            (_S.PAUSED, _E.RESUME): _S.RUNNING,
            (_S.RUNNING, _E.FINISH): _S.DONE,
            **{(state, _E.CANCEL): _S.CANCELLED for state in (_S.DRAFT, _S.RUNNING, _S.PAUSED)},
        }
    )
)


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    text: str


Wordings = Mapping[Language, Wording]


class CannotBroadcast(Exception):
    """An operator cannot do so; each kind says why."""


class EnglishMissing(CannotBroadcast):
    """Whoever reads a language in which there are no words is told in English, so it has to be."""


class HalfWorded(CannotBroadcast):
    """A language has a title and a text, or neither."""


class WordsTooLong(CannotBroadcast):
    """A title has at most 80 signs and a text 2,000."""


class PaceOutOfRange(CannotBroadcast):
    """1 to 20 Peers a second are told."""


class BroadcastMissing(CannotBroadcast):
    """There is no such broadcast."""


class BroadcastMovedOn(CannotBroadcast):
    """It was started, paused or ended meanwhile."""


def after(state: BroadcastState, event: BroadcastEvent) -> BroadcastState:
    """Find the state that follows, or raise `BroadcastMovedOn`."""
    try:
        return _TRANSITIONS[state, event]
    except KeyError:
        raise BroadcastMovedOn from None


def check_wordings(wordings: Wordings) -> dict[Language, Wording]:
    """Give the words as they are kept: those languages that have any.

    Raises `EnglishMissing`, `HalfWorded`, `WordsTooLong`.
    """
    kept = {}
    for language, one in wordings.items():
        title, text = " ".join(one.title.split()), one.text.strip()
        if not title and not text:
            continue
        if not title or not text:
            raise HalfWorded
        if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
            raise WordsTooLong
        kept[language] = Wording(title, text)
    if Language.ENGLISH not in kept:
        raise EnglishMissing
    return kept
