"""A script takes tables along as CSV, and it is as if its operator had done so."""

import csv
import io

import pytest
from sqlalchemy import text

from admin.tables import LISTINGS
from core.mandates.states import Scope
from core.operators.states import Role
from core.wiring import Services
from tests.conftest import NOON
from tests.market import a_deal
from tests.posts import a_peer
from tests.webhooks.admin.scripts import Script, a_client, a_script

_MANY_PEERS = text("""
    INSERT INTO peer (id, state, name, language, is_language_chosen, time_zone, created_at)
    SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'joining',
           CASE WHEN n < 600 THEN '=cmd|' ELSE 'Noor ' END || n, 'en', true, 'UTC',
           CAST(:at AS timestamptz) + n * interval '1 second'
    FROM generate_series(0, 1199) AS n
""")


async def _rows(script: Script, path: str) -> list[dict[str, str]]:
    answer = await script.http.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text)))


async def test_every_table_is_taken_along_with_all_its_columns(house: Services) -> None:
    async with house.db.begin() as session:
        await a_deal(session)
    async with a_script(house) as script:
        for listing, _ in LISTINGS:
            answer = await script.http.get(f"/tables/{listing.name}.csv")
            name = f"{listing.name}-2026-11-24.csv"
            assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
            head = next(csv.reader(io.StringIO(answer.text)))
            keys = [one.key for one in listing.columns]
            assert [one for one in head if one in keys] == keys
        (offer,) = await _rows(script, "/tables/offers.csv")
        assert {"price", "price_currency"} <= set(offer)


async def test_what_is_taken_along_is_filtered_sorted_and_chosen_and_calculates_nothing(
    house: Services,
) -> None:
    async with house.db.begin() as session:
        await session.execute(_MANY_PEERS, {"at": NOON})
    async with a_script(house) as script:
        rows = await _rows(script, "/tables/peers.csv?sort=created_at&show=name&show=state")
        assert [set(one) for one in rows[:1]] == [{"name", "state"}]
        assert [one["name"] for one in rows[:2]] == ["'=cmd|0", "'=cmd|1"]
        assert len(rows) == 1_200
        newest = await _rows(script, "/tables/peers.csv?q=Noor")
        assert (newest[0]["name"], len(newest)) == ("Noor 1199", 600)
        assert await _rows(script, "/tables/peers.csv?state=forgotten") == []


async def test_that_a_table_was_taken_along_stands_in_the_log_with_the_token(
    house: Services,
) -> None:
    async with a_script(house, Role.SUPPORT) as script:
        await _rows(script, "/tables/quests.csv")
        (act,) = await script.acts()
        assert (act.name, act.about) == ("table_exported", script.operator.id)
        assert act.facts == {"table": "quests"}
        refused = await script.http.get("/tables/quests.csv?state=happy")
        assert refused.status_code == 422
        assert len(await script.acts()) == 1


async def test_people_are_left_out_for_whom_may_not_see_them(house: Services) -> None:
    async with house.db.begin() as session:
        await a_peer(session, "Noor")
    async with a_script(house, Role.SUPPORT, [Scope.TABLES_EXPORT]) as script:
        (row,) = await _rows(script, "/tables/peers.csv")
        assert "name" not in row
        hidden = await script.http.get("/tables/peers.csv?show=name")
        assert (hidden.status_code, hidden.json()["field"]) == (422, "show")
        assert await _rows(script, "/tables/peers.csv?q=Noor") == []
    people = [Scope.TABLES_EXPORT, Scope.PEERS_READ]
    async with a_script(house, Role.SUPPORT, people) as script:
        (row,) = await _rows(script, "/tables/peers.csv?show=name")
        assert row == {"name": "Noor"}


async def test_reading_a_table_is_not_taking_it_along(house: Services) -> None:
    async with a_script(house, Role.SUPPORT, [Scope.TABLES_READ]) as script:
        await script.get("/tables/peers")
        refused = await script.http.get("/tables/peers.csv")
        assert refused.status_code == 403
        assert 'scope="tables:export"' in refused.headers["WWW-Authenticate"]
        assert await script.acts() == []
    async with a_script(house, Role.MODERATOR, [Scope.AUDIT_READ]) as script:
        await _rows(script, "/tables/audit.csv")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("created_at=yesterday..", "created_at"),
        ("sort=name", "sort"),
        ("show=colour", "show"),
        ("limit=10", "limit"),
        ("after=WyIiLCIiXQ", "after"),
    ],
)
async def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    house: Services, query: str, field: str
) -> None:
    async with a_script(house) as script:
        answer = await script.http.get(f"/tables/peers.csv?{query}")
        assert (answer.status_code, answer.json()["field"]) == (422, field)
        assert await script.acts() == []


async def test_the_description_says_that_it_is_csv_and_what_may_be_asked(house: Services) -> None:
    async with a_client(house) as http:
        spec = (await http.get("/openapi.json")).json()
    told = spec["paths"]["/tables/peers.csv"]["get"]
    assert told["description"].startswith("Scope: `tables:export`.")
    assert list(told["responses"]["200"]["content"]) == ["text/csv; charset=utf-8"]
    names = {one["name"] for one in told["parameters"]}
    assert {"q", "sort", "show", "state"} <= names
    assert names.isdisjoint({"limit", "after"})
