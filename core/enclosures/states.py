"""What may be enclosed. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from core.messages.states import MessageKind


class Unfit(StrEnum):
    """Why a file is not passed on."""

    KIND = "kind"
    """It is nothing that can be made fit: a program, an archive, an address book."""
    LOCKED = "locked"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that is fit to be sent on; `name` says nothing but what it is."""

    kind: MessageKind
    name: str
    content: bytes
