"""How urgent a row is and where it stands. Pure."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from core.facts import Distance, LocalTime, PlaceLabel, Volume, Weight
from core.money import Money


class Urgency(IntEnum):
    """Smaller goes first. 0 to 2 are never lost; 3 and 4 may be dropped rather than doubled."""

    MONEY = 0
    REPLY = 1
    LINKLINE = 2
    OFFER = 3
    DIGEST = 4

    @property
    def matters(self) -> bool:
        return self <= Urgency.LINKLINE


class OutboxState(StrEnum):
    QUEUED = "queued"
    LEASED = "leased"
    SENT = "sent"
    PARKED = "parked"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"
    DEAD = "dead"


UNWELCOME = "unwelcome"
"""Why a row was dropped when its receiver takes no messages of that kind from anybody."""

LIVE = (OutboxState.QUEUED, OutboxState.LEASED)
"""Rows the sender still has to do something about."""


def pack_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Make facts fit for JSON; `unpack_facts` gives them back as they were."""
    return {name: _pack(value) for name, value in facts.items()}


def unpack_facts(packed: dict[str, Any]) -> dict[str, Any]:
    return {name: _unpack(value) for name, value in packed.items()}


def _pack(value: object) -> object:
    match value:
        case Money():
            return {"money": [value.minor, value.currency]}
        case datetime():
            return {"at": value.isoformat()}
        case PlaceLabel(name, region, country, code):
            return {"place": [name, region, country, code]}
        case Weight(grams):
            return {"grams": grams}
        case Volume(millilitres):
            return {"millilitres": millilitres}
        case Distance(km):
            return {"km": km}
        case LocalTime(at, zone):
            return {"local": [at.isoformat(), zone]}
        case str() | int() | None:
            return value
        case _:
            raise TypeError(f"a fact cannot be a {type(value).__name__}")


def _unpack(value: object) -> object:
    match value:
        case {"money": [int() as minor, str() as currency]}:
            return Money(minor, currency)
        case {"at": str() as at}:
            return datetime.fromisoformat(at)
        case {"place": [str() as name, region, str() as country, code]}:
            return PlaceLabel(name, region, country, code)
        case {"grams": int() as grams}:
            return Weight(grams)
        case {"millilitres": int() as millilitres}:
            return Volume(millilitres)
        case {"km": int() as km}:
            return Distance(km)
        case {"local": [str() as at, str() as zone]}:
            return LocalTime(datetime.fromisoformat(at), zone)
        case _:
            return value
