"""What can be found. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from core.listings.states import id_in, tail_in

FEWEST_SIGNS = 2
MOST_OF_A_KIND = 20


class Sort(StrEnum):
    PEER = "peer"
    QUEST = "quest"
    PARCEL = "parcel"
    GLIDEPATH = "glidepath"
    OFFER = "offer"
    PAYMENT = "payment"
    COMPLAINT = "complaint"
    LINE = "line"
    REPORT = "report"
    TICKET = "ticket"


STRIPE_IDS = ("pi_", "ch_", "py_", "tr_", "cs_", "re_", "acct_", "vs_", "dp_", "du_")
"""How Stripe begins the ids of what we know of: intents, charges, transfers and so on."""


@dataclass(frozen=True, slots=True)
class Found:
    """`shown` is the id under which its page or its table shows it."""

    sort: Sort
    shown: UUID
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody typed, as what it may be meant."""

    words: str
    whole: UUID | None
    tail: str | None
    is_stripes: bool

    @property
    def is_an_id(self) -> bool:
        return self.whole is not None or self.tail is not None


def sought(text: str) -> Sought:
    words = " ".join(text.replace("\0", " ").split())
    return Sought(words, id_in(words), tail_in(words), words.startswith(STRIPE_IDS))
