"""What is known of places without asking the database again.

A place changes only with the file of places that an installation brings along, so a process looks
each up once. What is known lives as long as the `Db` whose sessions ask. Where a new file moves a
place while processes run, those know the old spot until they start anew.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.db import KNOWN_PLACES
from core.places.models import Place
from core.sphere import Point, Vector, vector_of


@dataclass(frozen=True, slots=True)
class Known:
    """A place. `points` are its own and those of the airports of its metro, its own first."""

    at: Vector
    points: tuple[Point, ...]
    metro: str | None


_AIRPORT = aliased(Place)
_WITH_AIRPORTS = (
    select(Place.id, Place.latitude, Place.longitude, Place.metro_code)
    .add_columns(
        _AIRPORT.latitude.label("other_latitude"), _AIRPORT.longitude.label("other_longitude")
    )
    # Only what has a code has a metro; saying so lets the small index of codes answer.
    .outerjoin(_AIRPORT, _AIRPORT.code.is_not(None) & (_AIRPORT.metro_code == Place.metro_code))
    .order_by(Place.id, _AIRPORT.id)
)


async def places_known(session: AsyncSession, ids: Collection[int]) -> Mapping[int, Known]:
    """Give at least these places, each of which there must be."""
    known = cast("dict[int, Known]", session.info.setdefault(KNOWN_PLACES, {}))
    missing = [one for one in ids if one not in known]
    if missing:
        known.update(await _looked_up(session, missing))
    return known


async def _looked_up(session: AsyncSession, ids: Collection[int]) -> dict[int, Known]:
    points: dict[int, list[Point]] = {}
    metros: dict[int, str | None] = {}
    for row in await session.execute(_WITH_AIRPORTS.where(Place.id.in_(ids))):
        own, other = (row.latitude, row.longitude), (row.other_latitude, row.other_longitude)
        there = points.setdefault(row.id, [own])
        if row.metro_code is not None and other not in there:
            there.append(other)
        metros[row.id] = row.metro_code
    return {one: Known(vector_of(at[0]), tuple(at), metros[one]) for one, at in points.items()}
