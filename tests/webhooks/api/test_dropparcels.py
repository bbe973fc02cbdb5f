"""Parcels over REST: screened, held and shown as in the bot."""

from datetime import timedelta

import pytest

from core.parcels.service import review_parcel
from core.wiring import Services
from tests.conftest import NOON
from tests.webhooks.api.conftest import Program, Programs
from tests.webhooks.api.posts import Json, a_parcel, euros, problem

KNIFE = [{"title": "hunting knife", "quantity": 1, "value": euros(500)}]


async def _post(program: Program, **facts: object) -> Json:
    answer = await program.http.post("/dropparcels", json=a_parcel(**facts))
    assert answer.status_code == 201, answer.text
    posted: Json = answer.json()
    return posted


async def test_a_posted_parcel_is_answered_with_what_it_is_worth(noor: Program) -> None:
    posted = await _post(noor, recipient="Aunt Meera")
    assert posted["declared_value"] == euros(3000)
    assert (posted["state"], posted["recipient"], posted["photos"]) == ("open", "Aunt Meera", 0)
    assert (await noor.http.get(f"/dropparcels/{posted['id']}")).json() == posted


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"nothing_prohibited": False}, ("rules-not-confirmed", "nothing_prohibited")),
        ({"items": []}, ("no-items", "items")),
        ({"items": KNIFE}, ("prohibited-item", "items")),
        ({"to": "LHR"}, ("duty-unsettled", "duty_payer")),
        ({"reward": euros(0)}, ("reward-out-of-range", "reward")),
        ({"reward": {"minor": 1.5, "currency": "EUR"}}, ("not-as-described", "reward.minor")),
        ({"items": [{"title": "x"}]}, ("not-as-described", "items.0.value")),
        ({"recipient": " "}, ("recipient-name-missing", "recipient")),
    ],
)
async def test_what_a_rule_refuses_is_a_problem_that_names_the_field(
    noor: Program, facts: Json, said: tuple[str, str]
) -> None:
    answer = await noor.http.post("/dropparcels", json=a_parcel(**facts))
    assert problem(answer) == (422, *said)


async def test_a_hit_of_the_screening_says_rule_item_and_word(noor: Program) -> None:
    answer = await noor.http.post("/dropparcels", json=a_parcel(items=KNIFE))
    assert answer.json()["facts"]["rule"] == "weapons"
    assert answer.json()["facts"]["item"] == "hunting knife"


async def test_a_held_parcel_is_its_requesters_alone_until_a_person_has_looked(
    noor: Program, programs: Programs, services: Services
) -> None:
    held = await _post(noor, items=KNIFE, asks_person=True)
    assert held["state"] == "in_review"
    address = f"/dropparcels/{held['id']}"
    omar = await programs("Omar")
    assert problem(await omar.http.get(address))[:2] == (404, "parcel-missing")
    mine = (await noor.http.get("/dropparcels", params={"mine": True})).json()["items"]
    assert [one["state"] for one in mine] == ["in_review"]
    refused = await noor.http.patch(address, json={"note": "a gift"})
    assert problem(refused) == (422, "prohibited-item", "items")
    again = await noor.http.patch(address, json={"note": "a gift", "asks_person": True})
    assert again.json()["state"] == "in_review"
    async with services.db.begin() as session:
        await review_parcel(session, held["id"], may_travel=True, why="a toy", at=NOON)
    assert (await omar.http.get(address)).json()["state"] == "open"


async def test_a_stranger_finds_a_parcel_and_does_not_learn_who_receives_it(
    noor: Program, programs: Programs
) -> None:
    posted = await _post(noor, recipient="Aunt Meera")
    omar = await programs("Omar")
    found = await omar.http.get("/dropparcels", params={"from": "Delhi", "to": "BOM"})
    assert [one["id"] for one in found.json()["items"]] == [posted["id"]]
    shown = await omar.http.get(f"/dropparcels/{posted['id']}")
    assert "Meera" not in found.text + shown.text


async def test_only_the_named_fields_change_and_what_is_cancelled_is_closed(noor: Program) -> None:
    posted = await _post(noor)
    address = f"/dropparcels/{posted['id']}"
    changed = await noor.http.patch(address, json={"reward": euros(1200)})
    assert changed.json() == posted | {"reward": euros(1200)}
    assert (await noor.http.delete(address)).status_code == 204
    assert problem(await noor.http.patch(address, json={}))[:2] == (409, "parcel-is-closed")
    ended = await noor.http.get("/dropparcels", params={"mine": True, "ended": True})
    assert [one["state"] for one in ended.json()["items"]] == ["cancelled"]


async def test_a_cursor_of_one_list_is_none_of_another(noor: Program) -> None:
    for days in (5, 6):
        await _post(noor, deliver_by=(NOON + timedelta(days=days)).isoformat())
    page = await noor.http.get("/dropparcels", params={"mine": True, "limit": 1})
    cursor = page.json()["next"].rpartition("cursor=")[2]
    rest = await noor.http.get("/dropparcels", params={"mine": True, "cursor": cursor})
    assert len(rest.json()["items"]) == 1
    wrong = await noor.http.get("/glidepaths", params={"mine": True, "cursor": cursor})
    assert problem(wrong) == (422, "cursor-not-ours", "cursor")
