"""Trips over REST: the rules are those of the bot, because they are the same functions."""

from datetime import timedelta

import httpx
import pytest

from tests.conftest import NOON
from tests.webhooks.api.conftest import Program, Programs
from tests.webhooks.api.posts import Json, a_trip, euros, moment, problem


async def _post(program: Program, **facts: object) -> Json:
    answer = await program.http.post("/glidepaths", json=a_trip(**facts))
    assert answer.status_code == 201, answer.text
    posted: Json = answer.json()
    return posted


async def test_a_posted_trip_is_answered_with_its_places_and_their_clocks(noor: Program) -> None:
    answer = await noor.http.post("/glidepaths", json=a_trip(price_per_kg=euros(600), note="hi"))
    posted = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/glidepaths/{posted['id']}"
    assert (posted["from"]["code"], posted["to"]["name"]) == ("DEL", "Mumbai")
    assert posted["to"]["time_zone"] == "Asia/Kolkata"
    assert posted["departs_at"] == "2026-11-26T17:30:00+05:30"
    assert (posted["state"], posted["is_mine"]) == ("open", True)
    assert posted["price_per_kg"] == euros(600)
    assert len(posted["categories"]) == 8
    shown = await noor.http.get(f"/glidepaths/{posted['id']}")
    assert shown.json() == posted


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"departs_at": NOON - timedelta(days=1)}, ("departs-in-the-past", "departs_at")),
        ({"to": "DEL"}, ("same-place", "to")),
        ({"to": 999_999_999_999}, ("unknown-place", "to")),
        ({"capacity_grams": 1}, ("weight-out-of-range", "capacity_grams")),
        ({"categories": []}, ("no-category", "categories")),
        ({"price_per_kg": {"minor": 5, "currency": "XYZ"}}, ("unknown-currency", "price_per_kg")),
        ({"detour_km": 5}, ("detour-only-by-car", "detour_km")),
        ({"from": "Springfield"}, ("place-not-sure", "from")),
        ({"mode": "rocket"}, ("not-as-described", "mode")),
        ({"speed": 5}, ("not-as-described", "speed")),
        ({"departs_at": NOON, "arrives_at": 5}, ("not-as-described", "arrives_at")),
        ({"arrives_at": "2026-12-12T18:00:00"}, ("not-as-described", "arrives_at")),
        ({"note": "a\0b"}, ("not-as-described", "note")),
    ],
)
async def test_what_a_rule_refuses_is_a_problem_that_names_the_field(
    noor: Program, facts: Json, said: tuple[str, str]
) -> None:
    answer = await noor.http.post("/glidepaths", json=a_trip(**facts))
    assert problem(answer) == (422, *said)


async def test_a_refusal_carries_its_facts_and_what_the_class_says(noor: Program) -> None:
    answer = await noor.http.post("/glidepaths", json=a_trip(note="x" * 301))
    assert answer.json() == {
        "type": "/api/v1/problems/note-too-long",
        "title": "Note too long",
        "status": 422,
        "detail": "A note is a few sentences; what is longer belongs into the chat.",
        "field": "note",
        "facts": {"most": 300, "length": 301},
    }


async def test_a_name_that_is_not_sure_is_answered_with_up_to_six_places(noor: Program) -> None:
    answer = await noor.http.get("/glidepaths", params={"from": "DEL", "to": "San José"})
    assert problem(answer) == (422, "place-not-sure", "to")
    candidates = answer.json()["candidates"]
    assert 2 <= len(candidates) <= 6
    chosen = {"from": "DEL", "to": candidates[0]["id"]}
    assert (await noor.http.get("/glidepaths", params=chosen)).json()["items"] == []


async def test_trips_of_others_are_found_by_code_name_and_id(
    noor: Program, programs: Programs
) -> None:
    posted = await _post(noor)
    omar = await programs("Omar")
    for start, end in (("DEL", "BOM"), ("Delhi", "Mumbai"), (posted["from"]["id"], "BOM")):
        found = await omar.http.get("/glidepaths", params={"from": start, "to": end})
        assert [one["id"] for one in found.json()["items"]] == [posted["id"]]
        assert not found.json()["items"][0]["is_mine"]
    nothing = await omar.http.get("/glidepaths", params={"from": "BOM", "to": "DEL"})
    assert nothing.json() == {"items": [], "next": None}


async def test_a_search_without_an_end_says_which_is_missing(noor: Program) -> None:
    answer = await noor.http.get("/glidepaths", params={"from": "DEL"})
    assert problem(answer) == (422, "end-missing", "to")


async def test_pages_follow_each_other_and_leave_nothing_out(noor: Program) -> None:
    for days in (4, 2, 3):
        await _post(noor, departs_at=NOON + timedelta(days=days))
    for query in ({"from": "DEL", "to": "BOM"}, {"mine": "true"}):
        seen: list[str] = []
        address: str | None = str(httpx.URL("/api/v1/glidepaths", params=query | {"limit": "1"}))
        while address is not None:
            page = await noor.http.get(httpx.URL("http://cargo").join(address))
            seen += [one["departs_at"] for one in page.json()["items"]]
            address = page.json()["next"]
            link = page.headers.get("link")
            assert link == (None if address is None else f'<{address}>; rel="next"')
        assert seen == sorted(seen)
        assert len(seen) == 3


@pytest.mark.parametrize("cursor", ["x", "____", "A" * 34, "Z3Vlc3M", "é"])
async def test_a_cursor_that_was_made_up_is_a_problem(noor: Program, cursor: str) -> None:
    answer = await noor.http.get("/glidepaths", params={"mine": True, "cursor": cursor})
    assert problem(answer) == (422, "cursor-not-ours", "cursor")


async def test_only_the_named_fields_change(noor: Program) -> None:
    posted = await _post(noor, price_per_kg=euros(600), note="hi")
    change = {"price_per_kg": None, "capacity_grams": 4_000}
    changed = await noor.http.patch(f"/glidepaths/{posted['id']}", json=change)
    assert changed.status_code == 200
    assert changed.json() == posted | change
    refused = await noor.http.patch(f"/glidepaths/{posted['id']}", json={"note": None})
    assert problem(refused) == (422, "not-as-described", "note")
    wrong = {"arrives_at": moment(NOON)}
    refused = await noor.http.patch(f"/glidepaths/{posted['id']}", json=wrong)
    assert problem(refused) == (422, "arrives-before-departure", "arrives_at")


async def test_a_cancelled_trip_is_closed_and_seen_by_its_carrier_alone(
    noor: Program, programs: Programs
) -> None:
    address = f"/glidepaths/{(await _post(noor))['id']}"
    assert (await noor.http.delete(address)).status_code == 204
    assert problem(await noor.http.delete(address))[:2] == (409, "trip-is-closed")
    assert problem(await noor.http.patch(address, json={}))[:2] == (409, "trip-is-closed")
    assert (await noor.http.get(address)).json()["state"] == "cancelled"
    ended = await noor.http.get("/glidepaths", params={"mine": True, "ended": True})
    assert len(ended.json()["items"]) == 1
    omar = await programs("Omar")
    assert problem(await omar.http.get(address))[:2] == (404, "glide-path-missing")


async def test_a_stranger_sees_an_open_trip_and_changes_nothing(
    noor: Program, programs: Programs
) -> None:
    address = f"/glidepaths/{(await _post(noor))['id']}"
    omar = await programs("Omar")
    assert (await omar.http.get(address)).status_code == 200
    for answer in (await omar.http.patch(address, json={}), await omar.http.delete(address)):
        assert problem(answer)[:2] == (404, "glide-path-missing")


async def test_a_weekly_trip_opens_its_dates_and_ends_as_a_whole(noor: Program) -> None:
    posted = await _post(noor, weekly={"until": None, "skipped": []})
    assert posted["series_id"]
    mine = (await noor.http.get("/glidepaths", params={"mine": True})).json()["items"]
    assert {one["series_id"] for one in mine} == {posted["series_id"]}
    assert len(mine) == 2
    ended = await noor.http.delete(f"/glidepaths/{posted['id']}", params={"whole_series": True})
    assert ended.status_code == 204
    mine = (await noor.http.get("/glidepaths", params={"mine": True})).json()["items"]
    assert mine == []
