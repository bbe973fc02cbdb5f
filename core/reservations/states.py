"""How much of a trip is promised. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reserved:
    """From the one moment to the other, less the other itself."""

    begins_at: datetime
    ends_at: datetime
    grams: int
    millilitres: int


def most_reserved(
    reserved: Iterable[Reserved], begins_at: datetime, ends_at: datetime
) -> tuple[int, int]:
    """Tell the most grams, and the most millilitres, that are promised at one moment between these.

    What is promised only grows where a reservation begins, so only these moments are looked at.
    """
    within = [one for one in reserved if one.begins_at < ends_at and begins_at < one.ends_at]
    moments = {begins_at, *(one.begins_at for one in within if one.begins_at > begins_at)}
    loads = [[one for one in within if one.begins_at <= moment < one.ends_at] for moment in moments]
    return (
        max(sum(one.grams for one in load) for load in loads),
        max(sum(one.millilitres for one in load) for load in loads),
    )
