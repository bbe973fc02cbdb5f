"""What fits a post of one's own, over REST, with every reason."""

from uuid import uuid4

import pytest

from tests.webhooks.api.conftest import Program, Programs
from tests.webhooks.api.posts import a_parcel, a_trip, problem


async def test_a_parcel_finds_its_trips_with_every_term_of_the_score(
    noor: Program, programs: Programs
) -> None:
    carla = await programs("Carla")
    trip = (await carla.http.post("/glidepaths", json=a_trip())).json()
    parcel = (await noor.http.post("/dropparcels", json=a_parcel())).json()
    answer = await noor.http.get("/dropparcels/match", params={"parcel": parcel["id"]})
    (found,) = answer.json()["items"]
    assert found["trip"]["id"] == trip["id"]
    assert found["trip"]["is_mine"] is False
    assert set(found["terms"]) == {"detour", "time", "reliability", "price", "capacity"}
    assert 0 < found["score"] <= 1
    assert found["record"]["level"] == "new"
    assert found["picked_up_at"] == trip["departs_at"]


async def test_a_trip_finds_its_parcels(noor: Program, programs: Programs) -> None:
    carla = await programs("Carla")
    parcel = (await carla.http.post("/dropparcels", json=a_parcel(recipient="Aunt"))).json()
    trip = (await noor.http.post("/glidepaths", json=a_trip())).json()
    answer = await noor.http.get("/glidepaths/match", params={"trip": trip["id"]})
    (found,) = answer.json()["items"]
    assert found["parcel"]["id"] == parcel["id"]
    assert found["parcel"]["recipient"] is None


@pytest.mark.parametrize(
    ("path", "name", "said"),
    [
        ("/dropparcels/match", "parcel", "parcel-missing"),
        ("/glidepaths/match", "trip", "glide-path-missing"),
    ],
)
async def test_only_ones_own_posts_are_matched(
    noor: Program, programs: Programs, path: str, name: str, said: str
) -> None:
    carla = await programs("Carla")
    post = a_parcel() if name == "parcel" else a_trip()
    theirs = (await carla.http.post(path.removesuffix("/match"), json=post)).json()
    for unknown in (theirs["id"], str(uuid4())):
        answer = await noor.http.get(path, params={name: unknown})
        assert problem(answer)[:2] == (404, said)


async def test_what_is_closed_fits_nothing(noor: Program) -> None:
    trip = (await noor.http.post("/glidepaths", json=a_trip())).json()
    await noor.http.delete(f"/glidepaths/{trip['id']}")
    answer = await noor.http.get("/glidepaths/match", params={"trip": trip["id"]})
    assert answer.json() == {"items": []}
