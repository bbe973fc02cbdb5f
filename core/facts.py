"""Values that sentences are made of, before they have words: the edge gives them these. Pure.

A fact is stored with a notice as it is, and worded in the receiver's language, format and zone when
it is sent.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PlaceLabel:
    """What is needed to name a place: `country` by ISO 3166, `code` of an airport or metro."""

    name: str
    region: str | None
    country: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Weight:
    grams: int


@dataclass(frozen=True, slots=True)
class Volume:
    millilitres: int


@dataclass(frozen=True, slots=True)
class Distance:
    km: int


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A moment as the clocks of a place show it, whoever reads it. `zone` is an IANA name."""

    at: datetime
    zone: str


Fact = PlaceLabel | Weight | Volume | Distance | LocalTime
