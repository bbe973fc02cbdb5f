"""What stands before a Peer, as plain text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.interventions.states import CannotBeDone


class NothingToSee(CannotBeDone):
    """Who has not joined has seen nothing but questions, and who is forgotten sees nothing."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing in his words; `buttons` are what he could press, row by row."""

    text: str
    buttons: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """One of the places he comes to, and the cards he finds there; `title` is in his language."""

    title: str
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """All of it, in the order of his menu. `language` is a tag, for a browser."""

    language: str
    screens: Sequence[Screen]
