"""What a Peer's record comes to. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.errors import Refused

BEST_STARS, WORST_STARS = 5, 1
EXPECTED_STARS = 4.0
EXPECTATION_COUNTS = 5
"""A Peer is expected to be rated 4, until more than five ratings say otherwise. Our own choice."""

DEMANDS = (30, 35, 40, 45)
"""The least stars that a Peer may demand, in tenths."""

GREAT_STARS, GOOD_STARS = 4.4, 3.7


class DemandOutOfRange(Refused):
    """The least stars that somebody asks for are none of those on offer."""


class NobodyBlocksHimself(Refused):
    """A Peer has tried to block himself."""


class PeerIsHalted(Refused):
    """Operators have decided that this Peer posts and agrees to nothing new for now.

    `until` is the end of it, if there is one.
    """


class Level(StrEnum):
    """A record in one coarse word, which tells no two Peers of a small town apart."""

    NEW = "new"
    GREAT = "great"
    GOOD = "good"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Standing:
    """The sum and count of the ratings a Peer got, the quests he did, and those he cancelled."""

    stars: int = 0
    ratings: int = 0
    done: int = 0
    cancelled: int = 0
    since: datetime | None = None


UNKNOWN = Standing()


def mean_stars(peer: Standing) -> float:
    """Give the Bayesian mean of the ratings, 1 to 5; to cancel counts as the worst.

    It is (e·m + Σ stars + worst·cancelled) / (e + ratings + cancelled) with a mean m expected by e
    imagined ratings, so that one rating makes nobody the best or the worst.
    """
    stars = EXPECTATION_COUNTS * EXPECTED_STARS + peer.stars + WORST_STARS * peer.cancelled
    return stars / (EXPECTATION_COUNTS + peer.ratings + peer.cancelled)


def level_of(peer: Standing) -> Level:
    if peer.ratings + peer.done + peer.cancelled == 0:
        return Level.NEW
    mean = mean_stars(peer)
    return Level.GREAT if mean >= GREAT_STARS else Level.GOOD if mean >= GOOD_STARS else Level.MIXED


def meets(demand: int | None, peer: Standing) -> bool:
    """Say whether a record is as good as somebody demands, in tenths of stars."""
    return demand is None or mean_stars(peer) * 10 >= demand
