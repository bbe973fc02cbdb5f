"""What makes a picture a proof. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from core.errors import Refused
from core.parcels.states import MOST_PHOTOS
from core.pictures import MOST_BYTES

MOST_EACH = MOST_PHOTOS
"""Of each kind in a quest; one album shows them."""


class PhotoKind(StrEnum):
    PICKUP = "pickup"
    DROPOFF = "dropoff"


class Flaw(StrEnum):
    """Why a picture that was sent is not kept after all."""

    SEEN = "seen"
    UNREADABLE = "unreadable"
    GONE = "gone"


class PhotoWasForwarded(Refused):
    """A forwarded picture shows what somebody else saw, so it proves nothing."""


class PhotoSeenBefore(Refused):
    """The picture was sent before, here or elsewhere."""


class PhotoTooLarge(Refused):
    """The picture has more bytes than a photo of Telegram's."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as Telegram tells of it."""

    file_id: str
    file_unique_id: str
    size_bytes: int
    is_forwarded: bool


def check_shot(shot: Shot) -> None:
    """Refuse what is no proof whatever it shows."""
    if shot.is_forwarded:
        raise PhotoWasForwarded
    if shot.size_bytes > MOST_BYTES:
        raise PhotoTooLarge


_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def day_word(quest_id: UUID, day: date) -> str:
    """Make up the word of a quest for a day (UTC), the same in every language: `BAMO-27`.

    A picture that shows it was taken on that day or later, by somebody who knew of the quest.
    """
    chance = int.from_bytes(sha256(quest_id.bytes + day.isoformat().encode()).digest())
    letters = ""
    for alphabet in (_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS):
        chance, place = divmod(chance, len(alphabet))
        letters += alphabet[place]
    return f"{letters.upper()}-{chance % 90 + 10}"
