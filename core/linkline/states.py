"""What a line is called, when one may write on it, and what may be told there. Pure."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.errors import Refused
from core.quests.states import QuestState

BIRDS = (
    *("Avocet", "Bluethroat", "Bunting", "Bustard", "Coot", "Cormorant", "Crane", "Curlew"),
    *("Dipper", "Dotterel", "Dunlin", "Eider", "Falcon", "Fieldfare", "Finch", "Flycatcher"),
    *("Gannet", "Godwit", "Goldcrest", "Grebe", "Gull", "Harrier", "Heron", "Hobby"),
    *("Hoopoe", "Ibis", "Jackdaw", "Jay", "Kestrel", "Kingfisher", "Kite", "Lapwing"),
    *("Lark", "Linnet", "Magpie", "Martin", "Merlin", "Nightjar", "Nuthatch", "Oriole"),
    *("Osprey", "Ouzel", "Owl", "Pelican", "Petrel", "Pipit", "Plover", "Puffin"),
    *("Quail", "Raven", "Redstart", "Robin", "Roller", "Ruff", "Sandpiper", "Shrike"),
    *("Siskin", "Skua", "Snipe", "Sparrow", "Starling", "Stork", "Swallow", "Tern"),
)
"""Common birds, most of them travelers. A name stays as it is in every language."""

_LEAST_NUMBER, _NUMBERS = 2, 98

_PAID = frozenset(
    {
        QuestState.FUNDED,
        QuestState.PICKED_UP,
        QuestState.DELIVERED,
        QuestState.SETTLED,
        QuestState.DISPUTED,
        QuestState.RESOLVED,
    }
)
_UNDER_WAY = frozenset(
    {
        QuestState.ACCEPTED,
        QuestState.FUNDED,
        QuestState.PICKED_UP,
        QuestState.DELIVERED,
        QuestState.DISPUTED,
    }
)

Choose = Callable[[int], int]
"""Chance: a whole number from 0 to less than the one given."""


class LineMissing(Refused):
    """There is no such line, or not for this Peer."""


class LineIsOver(Refused):
    """The offer or the quest of a line ended some time ago, or one side wants no more of it."""


class NothingToReveal(Refused):
    """Who one is may be told once the quest is paid, and not before."""


class Phase(StrEnum):
    """How far two have come."""

    TALKING = "talking"
    """Nothing is paid: no contact passes."""
    PAID = "paid"
    """The money is held, so that they may tell each other what they like."""
    OVER = "over"


class ReportReason(StrEnum):
    """Why one side asks a person to look."""

    RUDE = "rude"
    SCAM = "scam"
    UNSAFE = "unsafe"
    """What is to be carried, or how, is not allowed."""
    OTHER = "other"


class Pace(StrEnum):
    """Within what somebody usually answers."""

    HOUR = "hour"
    HOURS = "hours"
    DAY = "day"


def new_alias(choose: Choose, *, but: str = "") -> str:
    """Make a pseudonym like "Kestrel-7"; never the bird of the other side."""
    birds = [bird for bird in BIRDS if not but.startswith(f"{bird}-")]
    return f"{birds[choose(len(birds))]}-{_LEAST_NUMBER + choose(_NUMBERS)}"


def phase_of(
    quest: QuestState | None,
    *,
    ended_at: datetime | None,
    has_offer: bool,
    days_after: int,
    at: datetime,
) -> Phase:
    """Tell how far two have come: by their newest quest, or by an offer that is still open.

    What ended may be talked about for `days_after` more days: a thing was left in the car.
    """
    is_fresh = ended_at is not None and at < ended_at + timedelta(days=days_after)
    if quest in _PAID and (quest in _UNDER_WAY or is_fresh):
        return Phase.PAID
    if has_offer or quest in _UNDER_WAY or is_fresh:
        return Phase.TALKING
    return Phase.OVER


def week_to_drop(ended_at: datetime, *, kept_days: int) -> date:
    """Find the Monday on which what was said may be dropped: the first after it was kept."""
    kept = (ended_at + timedelta(days=kept_days)).date()
    return kept + timedelta(days=7 - kept.weekday())
