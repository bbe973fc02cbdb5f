"""What operators see first."""

import json

import pytest

from core.operators.states import Role
from core.tallies.service import measure_levels
from core.wiring import Services
from tests.admin.console import Clock, Console, an_operator
from tests.conftest import NOON
from tests.core.tallies.test_counting import hear_all
from tests.market import a_deal


@pytest.fixture
async def seen(house: Services, console: Console) -> Console:
    """Give an operator who only looks, before a small market."""
    operator, _ = await an_operator(house, Role.VIEWER)
    await console.sits_as(operator)
    async with house.db.begin() as session:
        await a_deal(session)
        await hear_all(session)
        await measure_levels(session, at=NOON)
    return console


async def test_a_market_is_seen_at_a_glance(seen: Console) -> None:
    page = (await seen.get("/")).text
    assert 'data-level="parcels">1<' in page
    assert "100 %" in page  # every parcel has had an offer
    assert page.count("<polygon") >= 2  # one region where it waits, one where the trip begins
    assert "Nothing was measured yet" not in page


async def test_an_empty_house_says_what_is_missing(house: Services, console: Console) -> None:
    operator, _ = await an_operator(house, Role.VIEWER)
    await console.sits_as(operator)
    page = (await console.get("/")).text
    assert "Nothing was measured yet" in page
    assert "Nothing was posted in these days" in page


async def test_other_days_are_empty(seen: Console) -> None:
    page = (await seen.get("/?first=2020-01-01&last=2020-01-31")).text
    assert "Nothing was posted in these days" in page


_NO_DAYS = ("first=x", "first=2030-01-01&last=2020-01-01", "last=9999-99-99")


@pytest.mark.parametrize("query", _NO_DAYS)
async def test_days_that_are_none_show_the_usual_ones(seen: Console, query: str) -> None:
    page = await seen.get(f"/?{query}")
    assert page.status_code == 200
    assert f'value="{NOON.date().isoformat()}"' in page.text


async def test_levels_are_told_without_a_reload(seen: Console) -> None:
    told = await seen.get("/overview/live")
    assert told.headers["content-type"].startswith("text/event-stream")
    retry, told_line = told.text.strip().split("\n")
    assert retry.startswith("retry: ")
    levels = json.loads(told_line.removeprefix("data: "))["levels"]
    assert (levels["peers"], levels["held"]) == ("2", "0")


async def test_a_page_that_asks_by_itself_keeps_no_sitting_alive(
    seen: Console, clock: Clock
) -> None:
    for _ in range(5):
        clock.passes(minutes=11)
        assert (await seen.get("/overview/live")).status_code == 200
    clock.passes(minutes=11)
    assert (await seen.get("/overview/live")).status_code == 303
