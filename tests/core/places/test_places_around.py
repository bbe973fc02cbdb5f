"""The places near a place: who travels between two of them passes for a fit."""

import math

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.places.models import Place
from core.places.queries import places_around
from core.places.states import PlaceKind
from core.sphere import EARTH_RADIUS_KM, distance_km

HOW_MANY_ARE_COMPARED = 36


def place(place_id: int, latitude: float, longitude: float) -> Place:
    return Place(
        id=place_id,
        kind=PlaceKind.CITY,
        name=f"Place {place_id}",
        country="AQ",
        latitude=latitude,
        longitude=longitude,
        population=1_000,
        time_zone="UTC",
    )


async def coded(session: AsyncSession, code: str, kind: PlaceKind = PlaceKind.AIRPORT) -> Place:
    found = await session.scalars(select(Place).where(Place.code == code, Place.kind == kind))
    return found.one()


Vector = tuple[float, float, float]


def on_unit_sphere(place: Place) -> Vector:
    latitude, longitude = math.radians(place.latitude), math.radians(place.longitude)
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )


def squares_from(middle: Place, places: dict[int, Vector]) -> dict[int, float]:
    """Square the straight lines through the earth: another formula than that of the search."""
    x, y, z = on_unit_sphere(middle)
    return {
        place_id: (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2
        for place_id, (a, b, c) in places.items()
    }


async def test_it_finds_what_looking_at_every_place_finds(session: AsyncSession) -> None:
    places = list(await session.scalars(select(Place).order_by(Place.id)))
    vectors = {one.id: on_unit_sphere(one) for one in places}
    middles = [
        *places[:: len(places) // HOW_MANY_ARE_COMPARED],
        *(min(places, key=lambda one: one.latitude * turn) for turn in (1, -1)),
        *(min(places, key=lambda one: one.longitude * turn) for turn in (1, -1)),
        await coded(session, "LON", PlaceKind.METRO),
        await coded(session, "JFK"),
    ]
    for middle in middles:
        squares = squares_from(middle, vectors)
        metro = middle.metro_code
        same_metro = {one.id for one in places if metro and one.metro_code == metro}
        for km in (5.0, 60.0, 700.0):
            farthest = (2 * math.sin(km / EARTH_RADIUS_KM / 2)) ** 2
            near = {place_id for place_id, square in squares.items() if square <= farthest}
            found = await places_around(session, middle, km=km)
            assert found[0] == middle.id
            assert len(found) == len(set(found))
            assert set(found) == near | same_metro


@pytest.mark.parametrize("pole", [90.0, -90.0])
async def test_around_a_pole_every_longitude_is_near(session: AsyncSession, pole: float) -> None:
    off = pole * (1 - 0.4 / 90)  # 44 km from the pole
    ring = [place(number, off, -180.0 + number * 40.0) for number in range(1, 9)]
    session.add_all([*ring, place(9, pole, 0.0)])
    await session.flush()
    assert set(await places_around(session, place(9, pole, 0.0))) >= set(range(1, 10))
    across = ring[0], ring[4]
    assert distance_km(*((one.latitude, one.longitude) for one in across)) > 60
    assert across[1].id not in await places_around(session, across[0])
    assert across[1].id in await places_around(session, across[0], km=100)


@pytest.mark.parametrize("latitude", [0.0, 52.0, -75.0, 89.0])
async def test_the_date_line_is_no_border(session: AsyncSession, latitude: float) -> None:
    west, east = place(1, latitude, 179.9), place(2, latitude, -179.9)
    session.add_all([west, east])
    await session.flush()
    assert 2 in await places_around(session, west)
    assert 1 in await places_around(session, east)


async def test_a_metro_and_its_airports_are_near_however_far_apart(session: AsyncSession) -> None:
    london = await coded(session, "LON", PlaceKind.METRO)
    stansted, gatwick = await coded(session, "STN"), await coded(session, "LGW")
    assert {stansted.id, gatwick.id} <= set(await places_around(session, london, km=1))
    assert {london.id, gatwick.id} <= set(await places_around(session, stansted, km=1))


async def test_cities_airports_and_metros_are_all_near_a_city(session: AsyncSession) -> None:
    paris = await session.get_one(Place, 2988507)
    near = await places_around(session, paris)
    kinds = set(await session.scalars(select(Place.kind).where(Place.id.in_(near))))
    assert kinds == set(PlaceKind)
    assert (await coded(session, "CDG")).id in near
    assert (await coded(session, "LHR")).id not in near
