"""A script reads tables: page by page, filtered, and what it cannot mean is refused by name."""

from datetime import timedelta

import pytest

from admin.tables import LISTINGS
from core.mandates.states import Scope
from core.operators.states import Role
from core.quests.service import accept_offer
from core.tallies.service import measure_levels
from core.wiring import Services
from tests.conftest import NOON
from tests.market import RULES, a_deal
from tests.posts import a_peer
from tests.webhooks.admin.scripts import Script, a_client, a_script


async def _names(script: Script, path: str) -> list[str]:
    """Follow a list to its end; answer all names in it."""
    names: list[str] = []
    while path:
        answer = (await script.http.get(path.removeprefix("/api/v1/admin"))).json()
        names += [one["name"] for one in answer["items"]]
        path = answer["next"] or ""
    return names


async def test_every_table_is_read(house: Services) -> None:
    async with house.db.begin() as session:
        deal = await a_deal(session)
        await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    async with a_script(house) as script:
        spec = (await script.http.get("/openapi.json")).json()
        tables = [one for one in spec["paths"] if one.startswith("/tables/")]
        names = [f"/tables/{one.name}" for one, _ in LISTINGS]
        assert tables == [*names, *(f"{one}.csv" for one in names)]
        for path in names:
            page = await script.get(path)
            assert set(page) == {"items", "count", "next"}
        quests = await script.get("/tables/quests", state="accepted")
        assert quests["count"] == {"rows": 1, "is_estimate": False}
        (quest,) = quests["items"]
        money = [one for one in quest.values() if isinstance(one, dict)]
        assert all(set(one) == {"minor", "currency"} for one in money)
        assert money
        (found,) = (await script.get("/find", q=quest["id"]))["items"]
        assert (found["sort"], found["shown"]) == ("quest", quest["id"])


async def test_a_list_is_followed_without_losing_or_doubling_a_row(house: Services) -> None:
    called = [f"Noor {number}" for number in range(7)]
    async with house.db.begin() as session:
        for number, name in enumerate(called):
            await a_peer(session, name, at=NOON + timedelta(seconds=number))
    async with a_script(house) as script:
        assert await _names(script, "/tables/peers?limit=3") == called[::-1]
        assert await _names(script, "/tables/peers?limit=2&sort=created_at") == called
        page = await script.http.get("/tables/peers?limit=3")
        assert page.headers["Link"].endswith('rel="next"')


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("state=happy", "state"),
        ("created_at=yesterday..", "created_at"),
        ("created_at=2026-11-24", "created_at"),
        ("created_at=..", "created_at"),
        ("done=many..", "done"),
        ("id=noor", "id"),
        ("sort=name", "sort"),
        ("after=nonsense", "after"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
    ],
)
async def test_what_cannot_be_meant_is_refused_and_not_passed_over(
    house: Services, query: str, field: str
) -> None:
    async with a_script(house) as script:
        answer = await script.http.get(f"/tables/peers?{query}")
        assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_filters_of_moments_and_codes_find_what_they_mean(house: Services) -> None:
    async with house.db.begin() as session:
        await a_peer(session, "Noor")
    async with a_script(house) as script:
        for query, rows in (
            ("created_at=2026-11-24..2026-11-24", 1),
            ("created_at=2026-11-25..", 0),
            ("created_at=..2026-11-24", 1),
            ("state=active&language=en", 1),
            ("state=forgotten", 0),
        ):
            found = (await script.http.get(f"/tables/peers?{query}")).json()
            assert found["count"]["rows"] == rows, query


async def test_the_log_shows_what_was_done_by_which_token(house: Services) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
    async with a_script(house, Role.MODERATOR) as script:
        await script.done(f"/peers/{noor.id}/warn", ground="rude")
        acts = (await script.get("/tables/audit", name="peer_warned"))["items"]
        assert [(one["by"], one["by_token"]) for one in acts] == [(script.operator.name, "nightly")]
    async with a_script(house, Role.MODERATOR, [Scope.TABLES_READ]) as script:
        assert (await script.http.get("/tables/audit")).status_code == 403
        assert (await script.http.get("/tables/events")).status_code == 200


async def test_what_there_is_and_what_happened_is_told(house: Services) -> None:
    async with house.db.begin() as session:
        await a_peer(session)
        await measure_levels(session, at=NOON)
    async with a_script(house, Role.VIEWER) as script:
        told = await script.get("/tallies", first="2026-11-20", last="2026-11-24")
        now = {one["level"]: one["value"] for one in told["now"] if not one["key"]}
        assert now["peers"] == 1
        assert [len(one) for one in told["days"].values()] == [5] * len(told["days"])
        wrong = await script.http.get("/tallies?first=2026-11-24&last=2026-11-20")
        assert (wrong.status_code, wrong.json()["field"]) == (422, "first")


async def test_the_description_says_all_of_it_and_its_pages_load_nothing(house: Services) -> None:
    async with a_client(house) as http:
        spec = (await http.get("/openapi.json")).json()
        assert spec["servers"] == [{"url": "/api/v1/admin"}]
        for path, verbs in spec["paths"].items():
            for verb, operation in verbs.items():
                assert operation["description"].startswith("Scope: "), path
                assert {"401", "429"} <= set(operation["responses"]), path
                if verb == "post":
                    assert "409" in operation["responses"], path
                    names = [one["name"] for one in operation["parameters"]]
                    assert "Idempotency-Key" in names, path
        decide = spec["paths"]["/quests/{quest_id}/decide"]["post"]["description"]
        assert decide.startswith("Scope: `money:act`.\n\nShare out")
        page = await http.get("/docs")
        assert page.status_code == 200
        assert "/api/v1/admin/quests/{quest_id}/decide" in page.text
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        refused = (await http.get("/me")).json()
        assert refused["type"] == "/api/v1/admin/problems/operators-token-needed"
        for name in ("operators-token-needed", "nobody-agrees-with-himself", "last-owner"):
            shown = await http.get(f"/problems/{name}")
            assert (shown.status_code, name in shown.text) == (200, True)
        assert (await http.get("/problems/nonsense")).status_code == 404
        assert (await http.get("/nothing-here")).headers["Content-Type"] == (
            "application/problem+json"
        )
