"""Finding places: by what a person typed, by a pin, around another place, by country."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refused
from core.facts import PlaceLabel
from core.places.models import ALIKE, BEGUN, BEGUN_OR_SLIPPED, NAMED, Place
from core.places.states import (
    Candidate,
    Match,
    PlaceKind,
    Quality,
    Reading,
    as_code,
    lies_in,
    normalise,
    other_weight,
    own_weight,
    ranked,
    readings,
    shortened_weight,
    spellings,
)
from core.slips import edits_between, edits_forgiven, one_edit_away
from core.sphere import KM_PER_DEGREE, Point, degrees_of_longitude, distance_km

_CANDIDATES = 100
_CANDIDATES_IN_A_REGION = 500
_ALIKE, _ALIKE_LONG = "0.4", "0.5"  # shares of trigrams; one typo spoils less of a long name
_LONG_NAME = 10
_FIRST_LETTERS = 3
_READINGS_WITH_TYPOS = 2
_SHORTEST_BEGINNING = 2
_LONGEST_WITH_SLIPS = 30  # longer names would cost thousands of guesses
_GREAT = own_weight(300_000)
_ROUNDED = 0.01  # the table keeps three decimals
_LAST_SIGN = "\U0010ffff"

_QUARTERS_KM = 30.0
_FARTHEST_KM = 300.0
_BOXES_DEGREES = (0.5, 3.0)


class UnknownPlace(Refused):
    """There is no place of this id."""


@dataclass(frozen=True, slots=True)
class Found:
    place: Place
    match: Match


@dataclass(frozen=True, slots=True)
class Near:
    place: Place
    km: float


async def find_places(
    session: AsyncSession,
    text: str,
    *,
    country_hint: str | None = None,
    near: Point | None = None,
    limit: int = 8,
) -> list[Found]:
    """Find the places that the text may mean, likeliest first; `states.pick` says if one is sure.

    Understands any script, a code ("DEL", "NYC"), typos, and a region or country behind the name
    ("Springfield, Illinois", "san jose costa rica"). `country_hint` (ISO 3166) and `near` lift
    places of that country and around that point. Never refuses: what says nothing finds nothing.
    """
    candidates = await _by_code(session, as_code(text)) + await _by_name(session, readings(text))
    matches: dict[int, Match] = {}
    for one in ranked(candidates, country_hint, near):
        matches.setdefault(one.place_id, one.match)
    ids = list(matches)[:limit]
    places = {
        place.id: place for place in await session.scalars(select(Place).where(Place.id.in_(ids)))
    }
    return [Found(places[place_id], matches[place_id]) for place_id in ids]


async def nearest_places(
    session: AsyncSession, latitude: float, longitude: float, *, limit: int = 5
) -> list[Near]:
    """Find the cities within 300 km of a pin, nearest first.

    The largest close by is always among them: a pin in London is nearest to its quarters, but most
    people there will say "London".
    """
    near: list[Near] = []
    for degrees in _BOXES_DEGREES:
        near = await _cities_around(session, (latitude, longitude), degrees)
        # What lies outside the box may still be nearer than what lies in its corners.
        if len(near) >= limit and near[limit - 1].km <= degrees * KM_PER_DEGREE:
            break
    nearest = near[:limit]
    close = [one for one in near if one.km <= _QUARTERS_KM]
    largest = max(close, key=lambda one: one.place.population, default=None)
    if largest is not None and largest not in nearest:
        nearest[-1] = largest
    return nearest


async def places_around(session: AsyncSession, place: Place, *, km: float = 60.0) -> list[int]:
    """Find the ids of all places within km of the place, whatever their kind; its own is first.

    A metro and its airports are near to each other however far apart they lie, because who says
    "London" takes any of them.
    """
    point = (place.latitude, place.longitude)
    rows = await session.execute(
        select(Place.id, Place.latitude, Place.longitude).where(
            _lies_around(point, km / KM_PER_DEGREE)
        )
    )
    near = {row.id for row in rows if distance_km(point, (row.latitude, row.longitude)) <= km}
    if place.metro_code is not None:
        # Only what has a code has a metro; saying so lets the small index of codes answer.
        same = select(Place.id).where(Place.code.is_not(None), Place.metro_code == place.metro_code)
        near.update(await session.scalars(same))
    return [place.id, *sorted(near - {place.id})]


async def two_places(session: AsyncSession, from_id: int, to_id: int) -> tuple[Place, Place]:
    """Fetch where something comes from and goes to, or refuse `UnknownPlace` naming the field."""
    found = {
        place.id: place
        for place in await session.scalars(select(Place).where(Place.id.in_((from_id, to_id))))
    }
    for place_id, field in ((from_id, "from_place_id"), (to_id, "to_place_id")):
        if place_id not in found:
            raise UnknownPlace().about(field)
    return found[from_id], found[to_id]


async def labels_of(session: AsyncSession, ids: Collection[int]) -> dict[int, PlaceLabel]:
    """Give what places are named by."""
    found = await session.scalars(select(Place).where(Place.id.in_(ids)))
    return {place.id: place.label for place in found}


async def largest_place(session: AsyncSession, country: str) -> Place | None:
    """Find the most populous city of a country (ISO 3166)."""
    return await session.scalar(
        select(Place)
        .where(Place.country == country, Place.kind == PlaceKind.CITY)
        .order_by(Place.population.desc())
        .limit(1)
    )


async def _by_code(session: AsyncSession, code: str | None) -> list[Candidate]:
    """Weigh an airport above the metro of the same code, because the code means an airport."""
    if code is None:
        return []
    rows = await session.execute(
        select(
            *(Place.id, Place.kind, Place.population),
            *(Place.latitude, Place.longitude, Place.country),
        ).where(Place.code == code)
    )
    return [
        Candidate(
            row.id,
            code,
            (row.latitude, row.longitude),
            Match(Quality.CODE, _code_weight(row.kind, row.population), row.kind, row.country),
        )
        for row in rows
    ]


def _code_weight(kind: PlaceKind, population: int) -> float:
    return own_weight(population) if kind is PlaceKind.AIRPORT else other_weight(population)


async def _by_name(session: AsyncSession, read: list[Reading]) -> list[Candidate]:
    """Take the first reading that fits, and add longer names and names one letter away."""
    for reading, whole in await _whole(session, read):
        if whole:
            return whole + await _close(session, reading)
    for reading in read[:_READINGS_WITH_TYPOS]:
        close = await _close(session, reading)
        if all(one.match.weight < _GREAT for one in close):
            close += await _mistyped(session, reading)
        if close:
            return close
    return []


async def _whole(
    session: AsyncSession, read: list[Reading]
) -> list[tuple[Reading, list[Candidate]]]:
    spelled = [spellings(reading.name) for reading in read]
    rows = await _rows(session, NAMED, names=[name for names in spelled for name in names])
    return [
        (reading, _candidates([row for row in rows if row.name in names], reading))
        for reading, names in zip(read, spelled, strict=True)
    ]


async def _close(session: AsyncSession, reading: Reading) -> list[Candidate]:
    """Find longer names, and one letter missing, added, changed or swapped, in any script."""
    name = reading.name
    if len(name) < _SHORTEST_BEGINNING:
        return []
    has_slips = edits_forgiven(name) > 0 and len(name) <= _LONGEST_WITH_SLIPS
    slips = one_edit_away(name) if has_slips else []
    rows = await _rows(
        session, BEGUN_OR_SLIPPED, reading, start=name, end=name + _LAST_SIGN, slips=slips
    )
    return _candidates(rows, reading, edits=1)


async def _mistyped(session: AsyncSession, reading: Reading) -> list[Candidate]:
    """More than one letter is wrong. Trigrams find the candidates; see `edits_forgiven`.

    Which letters pg_trgm knows depends on the locale of the database; it always knows ASCII. In
    other scripts the first letters must be right.
    """
    name, forgiven = reading.name, edits_forgiven(reading.name)
    if forgiven == 0:
        return []
    if name.isascii():
        alikeness = _ALIKE if len(name) < _LONG_NAME else _ALIKE_LONG
        await session.execute(
            select(func.set_config("pg_trgm.similarity_threshold", alikeness, true()))
        )
        rows = await _rows(session, ALIKE, reading, name=name)
    else:
        start = name[:_FIRST_LETTERS]
        rows = await _rows(session, BEGUN, reading, start=start, end=start + _LAST_SIGN)
    counted = [(edits_between(name, row.name), row) for row in rows]
    return [
        one
        for edits, row in counted
        if edits <= forgiven
        for one in _candidates([row], reading, edits=edits)
    ]


async def _rows(
    session: AsyncSession, query: Select[Any], reading: Reading | None = None, **facts: object
) -> Sequence[Row[Any]]:
    most = _CANDIDATES_IN_A_REGION if reading is None or reading.where else _CANDIDATES
    found: Sequence[Row[Any]] = (await session.execute(query, {**facts, "most": most})).all()
    return found


def _candidates(rows: Sequence[Row[Any]], reading: Reading, *, edits: int = 0) -> list[Candidate]:
    return [
        Candidate(
            row.place_id, row.name, (row.latitude, row.longitude), _match_of(row, edits=edits)
        )
        for row in rows
        if lies_in(
            reading.where, country=row.country, names=(row.region, row.region_code, row.kind)
        )
    ]


def _match_of(row: Row[Any], *, edits: int) -> Match:
    weight, quality, is_city = row.weight, Quality(row.quality), row.kind is PlaceKind.CITY
    is_own_name = is_city and weight > own_weight(row.population) - _ROUNDED
    if is_city and quality is Quality.WHOLE and normalise(row.own).startswith(row.name + " "):
        weight = shortened_weight(row.population)
    edits = edits if quality is Quality.TYPO else 0
    return Match(quality, weight, row.kind, row.country, edits, is_own_name)


async def _cities_around(session: AsyncSession, pin: Point, degrees: float) -> list[Near]:
    cities = await session.scalars(
        select(Place).where(_lies_around(pin, degrees), Place.kind == PlaceKind.CITY)
    )
    near = [Near(city, distance_km(pin, (city.latitude, city.longitude))) for city in cities]
    return sorted((one for one in near if one.km <= _FARTHEST_KM), key=lambda one: one.km)


def _lies_around(point: Point, degrees: float) -> ColumnElement[bool]:
    """Ask for a box around the circle, which the index knows; its corners lie outside."""
    latitude, longitude = point
    wide = degrees_of_longitude(latitude, degrees)
    around = [
        Place.longitude.between(longitude + turn - wide, longitude + turn + wide)
        for turn in (-360.0, 0.0, 360.0)
    ]
    return Place.latitude.between(latitude - degrees, latitude + degrees) & or_(*around)
