"""The cities around a pin on the map."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.places.queries import largest_place, nearest_places


async def names(session: AsyncSession, latitude: float, longitude: float) -> list[str]:
    near = await nearest_places(session, latitude, longitude)
    assert [one.km for one in near[:-1]] == sorted(one.km for one in near[:-1])
    return [one.place.name for one in near]


async def test_the_nearest_city_comes_first(session: AsyncSession) -> None:
    assert (await names(session, 51.4545, -0.97))[0] == "Reading"


async def test_the_great_city_around_its_quarters_is_always_offered(session: AsyncSession) -> None:
    wembley = (51.5560, -0.2796)
    assert "London" in await names(session, *wembley)


@pytest.mark.parametrize("longitude", [178.9, 179.999, -179.999, -181.1])
async def test_the_date_line_is_no_border(session: AsyncSession, longitude: float) -> None:
    near = await nearest_places(session, -16.8, longitude, limit=3)
    assert {one.place.country for one in near} == {"FJ"}


async def test_close_to_the_pole_every_longitude_is_near(session: AsyncSession) -> None:
    assert "Longyearbyen" in await names(session, 78.2, 15.6)
    assert await names(session, 90.0, 0.0) == []


async def test_in_the_middle_of_an_ocean_there_is_nothing(session: AsyncSession) -> None:
    assert await names(session, 0.0, -150.0) == []


async def test_the_largest_city_of_a_country(session: AsyncSession) -> None:
    found = await largest_place(session, "IN")
    assert found is not None
    assert found.name == "Mumbai"
    assert await largest_place(session, "ZZ") is None
