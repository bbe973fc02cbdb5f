"""What papers there are. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.errors import Refused
from core.facts import LocalTime, PlaceLabel, Weight
from core.handover.states import ProvedBy
from core.money import Money
from core.offers.states import Side
from core.parcels.states import DutyPayer, Item
from core.photos.states import PhotoKind


class PaperKind(StrEnum):
    RECEIPT = "receipt"
    PROOF = "proof"
    CUSTOMS = "customs"


class NoPaperYet(Refused):
    """Nothing has happened yet that the paper would tell of."""


@dataclass(frozen=True, slots=True)
class Sums:
    """`kept` is the Carrier's, sent or on its way; `back` the Requester's, likewise."""

    price: Money
    fee: Money
    total: Money
    back: Money
    kept: Money
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo of a quest: where it is kept, and which word was to be seen in it."""

    key: str
    kind: PhotoKind
    at: datetime
    word: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a parcel holds, and where it goes."""

    start: PlaceLabel
    end: PlaceLabel
    items: Sequence[Item]
    weight: Weight
    value: Money
    declared_at: datetime
    duty_payer: DutyPayer | None
    category: str


@dataclass(frozen=True, slots=True)
class QuestPaper:
    """Everything that a receipt or a proof says. What has not happened is None."""

    reference: str
    side: Side
    contents: Contents
    agreed_at: datetime
    paid_at: datetime | None
    picked_up_at: LocalTime | None
    delivered_at: LocalTime | None
    proved_by: ProvedBy | None
    looked_at: dict[Side, datetime]
    sums: Sums | None
    photos: Sequence[Taken]


@dataclass(frozen=True, slots=True)
class CustomsPaper:
    """All parcels of a trip by their references."""

    start: PlaceLabel
    end: PlaceLabel
    departs: LocalTime
    parcels: Sequence[tuple[str, Contents]]


def reference_of(quest_id: UUID) -> str:
    """Give what a person can read out: the end of the id, which is chance."""
    return quest_id.hex[-8:].upper()
