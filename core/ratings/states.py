"""What a rating may say. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.errors import Refused
from core.offers.states import Side
from core.trust.states import BEST_STARS, WORST_STARS

LONGEST_TEXT = 300


class Tag(StrEnum):
    """What was so; each is about one side, or about both."""

    ON_TIME = "on-time"
    FRIENDLY = "friendly"
    CAREFUL = "careful"
    WELL_PACKED = "well-packed"
    AS_DESCRIBED = "as-described"
    LATE = "late"
    HARD_TO_REACH = "hard-to-reach"
    RUDE = "rude"


TAGS_ABOUT: Final[Mapping[Side, tuple[Tag, ...]]] = MappingProxyType(
    {
        Side.CARRIER: (
            *(Tag.ON_TIME, Tag.FRIENDLY, Tag.CAREFUL),
            *(Tag.LATE, Tag.HARD_TO_REACH, Tag.RUDE),
        ),
        Side.REQUESTER: (
            *(Tag.ON_TIME, Tag.FRIENDLY, Tag.WELL_PACKED, Tag.AS_DESCRIBED),
            *(Tag.LATE, Tag.HARD_TO_REACH, Tag.RUDE),
        ),
    }
)


class NothingToRate(Refused):
    """Nothing was handed over between the two, or not yet."""


class RatingsAreShown(Refused):
    """Both have read how they were rated, so nothing about it changes any more."""


class RatingNeedsStars(Refused):
    """A rating without stars, or with more than there are."""


class RatingTooLong(Refused):
    """More words than a card shows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A rating: 1 to 5 stars, what was so, and words of one's own."""

    stars: int
    tags: frozenset[Tag] = frozenset()
    text: str = ""


def check_said(said: Said, *, about: Side) -> Said:
    """Give a rating as it is kept; refuse `RatingNeedsStars`, `RatingTooLong`."""
    if not WORST_STARS <= said.stars <= BEST_STARS:
        raise RatingNeedsStars
    text = said.text.strip()
    if len(text) > LONGEST_TEXT:
        raise RatingTooLong(most=LONGEST_TEXT, length=len(text))
    return Said(said.stars, said.tags & frozenset(TAGS_ABOUT[about]), text)
