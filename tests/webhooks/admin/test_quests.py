"""A script reads a quest and does something about it, and money moves with two operators."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from core.complaints.states import Problem, Word
from core.disputes.service import complain
from core.mandates.states import Scope
from core.operators.states import Role
from core.quests.states import QuestState
from core.wiring import Services
from tests.desk import Desk, open_desk
from tests.market import RULES
from tests.webhooks.admin.scripts import a_script

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def desk(house: Services) -> AsyncIterator[Desk]:
    async with open_desk(house.db) as desk:
        yield desk


@pytest.fixture
def open_house(house: Services, desk: Desk) -> Services:
    """Let the operators' clock be that of the desk."""
    return replace(house, clock=desk.now)


async def test_a_quest_is_read_and_its_people_only_by_who_may_see_them(
    open_house: Services, desk: Desk
) -> None:
    deal = await desk.delivered()
    async with a_script(open_house, Role.VIEWER) as script:
        shown = await script.get(f"/quests/{desk.quest_id}")
        assert shown["state"] == "delivered"
        assert shown["peers"]["carrier"] == str(deal.carrier.id)
        assert str(deal.carrier.name) not in str(shown)
        assert {one["to_state"] for one in shown["steps"]} >= {"funded", "delivered"}
        assert shown["payment"]["captured_minor"] > 0
        assert shown["booked"]
        assert all(one["url"] is None for one in shown["photos"])
        split = await script.get(f"/quests/{desk.quest_id}/split", percent=50)
        payment = shown["payment"]
        total = payment["price_minor"] + payment["fee_minor"]
        parts = [split[one]["minor"] for one in ("carrier", "requester", "fee")]
        assert (sum(parts), parts[0]) == (total, payment["price_minor"] // 2)


async def test_time_is_given_and_money_released(open_house: Services, desk: Desk) -> None:
    await desk.delivered()
    page = f"/quests/{desk.quest_id}"
    async with a_script(open_house, Role.FINANCE) as script:
        before = await script.get(page)
        given = await script.done(f"{page}/extend", hours=24)
        after = await script.get(page)
        assert given["state"] == "done"
        assert after["release_at"] > before["release_at"]
        many = await script.does(f"{page}/extend", hours=1000)
        assert (many.status_code, many.json()["title"]) == (422, "Number missing")
        released = await script.done(f"{page}/release")
        assert released["deed"] == "release"
        again = await script.does(f"{page}/release")
        assert again.status_code == 409
        acts = (await script.get(page))["acts"]
        assert {one["by_mandate_id"] for one in acts} == {str(script.mandate.id)}
    assert (await desk.quest()).state is not QuestState.DISPUTED


async def test_a_side_is_written_to_as_support(open_house: Services, desk: Desk) -> None:
    await desk.delivered()
    page = f"/quests/{desk.quest_id}"
    async with a_script(open_house, Role.SUPPORT) as script:
        await script.done(f"{page}/write", sides=["carrier", "requester"], text="Is all well?")
        pile = await script.get("/tickets", pile="theirs")
        assert [one["quest_id"] for one in pile["items"]] == [str(desk.quest_id)] * 2
        nobody = await script.does(f"{page}/write", sides=[], text="Is all well?")
        assert (nobody.status_code, nobody.json()["field"]) == (422, "sides")


async def test_a_dispute_is_decided_by_two_operators_and_never_by_two_tokens_of_one(
    open_house: Services, desk: Desk
) -> None:
    deal = await desk.delivered()
    async with desk.db.begin() as session:
        word = Word("The cup is broken", ())
        await complain(
            session,
            deal.requester,
            desk.quest_id,
            Problem.DAMAGED,
            word,
            rules=RULES,
            at=desk.now(),
        )
    settings = open_house.settings.model_copy(update={"four_eyes_above": 0})
    both = replace(open_house, settings=settings)
    page = f"/quests/{desk.quest_id}"
    money = [Scope.MONEY_READ, Scope.MONEY_ACT]
    async with (
        a_script(both, Role.FINANCE) as olga,
        a_script(both, Role.FINANCE, money, operator=olga.operator) as olga_too,
        a_script(both, Role.OWNER) as boris,
    ):
        asked = await olga.done(f"{page}/decide", percent=50)
        assert asked["state"] == "waiting"
        case = (await olga.get(page))["case"]
        assert [one["text"] for one in case["words"]] == ["The cup is broken"]
        (waiting,) = (await boris.get("/approvals"))["items"]
        assert waiting["id"] == asked["id"]
        way = f"/approvals/{asked['id']}"
        alone = await olga_too.does(f"{way}/agree")
        expected = (409, "Nobody agrees with himself")
        assert (alone.status_code, alone.json()["title"]) == expected
        early = await boris.does(f"{way}/agree", key="once")
        assert (early.status_code, early.json()["title"]) == (409, "Not both heard")
        await desk.advance(timedelta(hours=RULES.answer_hours, seconds=1))
        agreed = await boris.done(f"{way}/agree")
        assert (agreed["state"], agreed["other_id"]) == ("done", str(boris.operator.id))
        assert (await boris.get("/approvals"))["items"] == []
        late = await boris.does(f"{way}/decline")
        assert (late.status_code, late.json()["title"]) == (409, "Not waiting")
        names = [one.name for one in await boris.acts()]
        assert names == ["quest_decided", "intervention_agreed"]


async def test_a_quest_is_called_off_and_what_was_asked_for_taken_back(
    open_house: Services, desk: Desk
) -> None:
    await desk.funded()
    settings = open_house.settings.model_copy(update={"four_eyes_above": 0})
    page = f"/quests/{desk.quest_id}"
    async with a_script(replace(open_house, settings=settings), Role.FINANCE) as script:
        asked = await script.done(f"{page}/call-off")
        assert asked["state"] == "waiting"
        other = await script.does(f"{page}/call-off")
        assert (other.status_code, other.json()["title"]) == (409, "Another waits")
        back = await script.done(f"/approvals/{asked['id']}/decline")
        assert back["state"] == "withdrawn"
    async with a_script(open_house, Role.FINANCE) as script:
        done = await script.done(f"{page}/call-off")
        assert done["state"] == "done"
    assert (await desk.quest()).state is QuestState.CANCELLED
