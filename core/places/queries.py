"""Finding places: by what a person typed, by a pin on the map, by country."""

import math
from dataclasses import dataclass, replace

from sqlalchemy import ARRAY, ColumnElement, Text, any_, func, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from core.places.models import Place, PlaceName
from core.places.states import (
    Match,
    PlaceKind,
    Point,
    Quality,
    Reading,
    as_code,
    distance_km,
    edits_between,
    edits_forgiven,
    lies_in,
    lift,
    one_edit_away,
    other_weight,
    own_weight,
    readings,
)

_CANDIDATES = 100
_CANDIDATES_IN_A_REGION = 500
_ALIKE, _ALIKE_LONG = "0.4", "0.5"  # shares of trigrams; one typo spoils less of a long name
_LONG_NAME = 10
_FIRST_LETTERS = 3
_READINGS_WITH_TYPOS = 2
_SHORTEST_BEGINNING = 2
_LONGEST_WITH_SLIPS = 30  # longer names would cost thousands of guesses
_LAST_SIGN = "\U0010ffff"

_QUARTERS_KM = 30.0
_FARTHEST_KM = 300.0
_BOXES_DEGREES = (0.5, 3.0)
_KM_PER_DEGREE = 111.2


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

    def likelihood(one: _Candidate) -> tuple[int, float, bool]:
        match = one.match
        # The beginning of a long name and a slip in a short one are equally likely.
        quality = min(match.quality, Quality.BEGINNING)
        weight = match.weight - match.edits + lift(match.country, one.point, country_hint, near)
        return quality, -weight, match.kind is not PlaceKind.CITY

    matches: dict[int, Match] = {}
    for one in sorted(candidates, key=likelihood):
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
        if len(near) >= limit and near[limit - 1].km <= degrees * _KM_PER_DEGREE:
            break
    nearest = near[:limit]
    close = [one for one in near if one.km <= _QUARTERS_KM]
    largest = max(close, key=lambda one: one.place.population, default=None)
    if largest is not None and largest not in nearest:
        nearest[-1] = largest
    return nearest


async def largest_place(session: AsyncSession, country: str) -> Place | None:
    """Find the most populous city of a country (ISO 3166)."""
    return await session.scalar(
        select(Place)
        .where(Place.country == country, Place.kind == PlaceKind.CITY)
        .order_by(Place.population.desc())
        .limit(1)
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    place_id: int
    name: str
    point: Point
    match: Match


async def _by_code(session: AsyncSession, code: str | None) -> list[_Candidate]:
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
        _Candidate(
            row.id,
            code,
            (row.latitude, row.longitude),
            Match(Quality.CODE, _code_weight(row.kind, row.population), row.kind, row.country),
        )
        for row in rows
    ]


def _code_weight(kind: PlaceKind, population: int) -> float:
    return own_weight(population) if kind is PlaceKind.AIRPORT else other_weight(population)


async def _by_name(session: AsyncSession, read: list[Reading]) -> list[_Candidate]:
    """Take the first reading that fits, and add longer names and names one letter away."""
    for reading in read:
        if whole := await _named(session, reading, PlaceName.name == reading.name, Quality.WHOLE):
            return whole + await _beginning(session, reading) + await _slipped(session, reading)
    for reading in read[:_READINGS_WITH_TYPOS]:
        close = await _beginning(session, reading) + await _slipped(session, reading)
        if close := close or await _mistyped(session, reading):
            return close
    return []


async def _beginning(session: AsyncSession, reading: Reading) -> list[_Candidate]:
    if len(reading.name) < _SHORTEST_BEGINNING:
        return []
    longer = _begins_with(reading.name) & (PlaceName.name != reading.name)
    return await _named(session, reading, longer, Quality.BEGINNING)


async def _slipped(session: AsyncSession, reading: Reading) -> list[_Candidate]:
    """One letter missing, added, changed or swapped with the next, in any script."""
    if edits_forgiven(reading.name) == 0 or len(reading.name) > _LONGEST_WITH_SLIPS:
        return []
    slips = literal(one_edit_away(reading.name), ARRAY(Text))
    return await _named(session, reading, PlaceName.name == any_(slips), Quality.TYPO, edits=1)


async def _mistyped(session: AsyncSession, reading: Reading) -> list[_Candidate]:
    """More than one letter is wrong. Trigrams find the candidates; see `edits_forgiven`.

    Which letters pg_trgm knows depends on the locale of the database; it always knows ASCII. In
    other scripts the first letters must be right.
    """
    forgiven = edits_forgiven(reading.name)
    if forgiven == 0:
        return []
    alike, closest = _begins_with(reading.name[:_FIRST_LETTERS]), PlaceName.weight.desc()
    if reading.name.isascii():
        alikeness = _ALIKE if len(reading.name) < _LONG_NAME else _ALIKE_LONG
        await session.execute(
            select(func.set_config("pg_trgm.similarity_threshold", alikeness, true()))
        )
        alike = PlaceName.name.bool_op("%")(reading.name)
        closest = func.similarity(PlaceName.name, reading.name).desc()
    candidates = await _named(session, reading, alike, Quality.TYPO, order=closest)
    counted = [(edits_between(reading.name, one.name), one) for one in candidates]
    return [
        replace(one, match=replace(one.match, edits=edits))
        for edits, one in counted
        if edits <= forgiven
    ]


def _begins_with(text: str) -> ColumnElement[bool]:
    """Ask for a range and not with LIKE, so that the index serves a prepared statement, too."""
    return PlaceName.name.bool_op("~>=~")(text) & PlaceName.name.bool_op("~<~")(text + _LAST_SIGN)


async def _named(
    session: AsyncSession,
    reading: Reading,
    condition: ColumnElement[bool],
    quality: Quality,
    *,
    order: ColumnElement[float] | None = None,
    edits: int = 0,
) -> list[_Candidate]:
    # The names are cut to the best before their places are looked up: "la" begins thousands.
    names = (
        select(PlaceName.place_id, PlaceName.name, PlaceName.weight)
        .where(condition)
        .order_by(PlaceName.weight.desc() if order is None else order, PlaceName.place_id)
        .limit(_CANDIDATES_IN_A_REGION if reading.where else _CANDIDATES)
        .cte("best")
    )
    rows = await session.execute(
        select(
            *(names.c.place_id, names.c.name, names.c.weight),
            *(Place.kind, Place.region, Place.region_code, Place.country),
            *(Place.latitude, Place.longitude),
        ).join(Place, Place.id == names.c.place_id)
    )
    return [
        _Candidate(
            row.place_id,
            row.name,
            (row.latitude, row.longitude),
            Match(quality, row.weight, row.kind, row.country, edits),
        )
        for row in rows
        if lies_in(reading.where, country=row.country, names=(row.region, row.region_code))
    ]


async def _cities_around(session: AsyncSession, pin: Point, degrees: float) -> list[Near]:
    latitude, longitude = pin
    # A degree of longitude shrinks towards the poles; close to one, every longitude is near.
    stretch = math.cos(math.radians(min(abs(latitude) + degrees, 89.0)))
    wide = min(degrees / stretch, 180.0)
    around = [
        Place.longitude.between(longitude + turn - wide, longitude + turn + wide)
        for turn in (-360.0, 0.0, 360.0)
    ]
    cities = await session.scalars(
        select(Place).where(
            Place.latitude.between(latitude - degrees, latitude + degrees),
            or_(*around),
            Place.kind == PlaceKind.CITY,
        )
    )
    near = [Near(city, distance_km(pin, (city.latitude, city.longitude))) for city in cities]
    return sorted((one for one in near if one.km <= _FARTHEST_KM), key=lambda one: one.km)
