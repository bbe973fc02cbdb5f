"""An operator finds a quest, reads all of it, and does something about it."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from core.complaints.states import Problem, Word
from core.disputes.service import complain
from core.operators.states import Role
from core.quests.states import QuestState
from core.wiring import Services
from tests.admin.console import Console, an_operator, opened_console
from tests.desk import Desk, open_desk
from tests.evidence import complains_with_photos
from tests.market import RULES
from tests.sandboxes import TOKEN

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def desk(house: Services) -> AsyncIterator[Desk]:
    async with open_desk(house.db) as desk:
        yield desk


@pytest.fixture
async def open_house(house: Services, desk: Desk) -> Services:
    """Let the operators' clock be that of the desk."""
    return replace(house, clock=desk.now)


async def sits(services: Services, console: Console, role: Role, name: str) -> None:
    operator, _ = await an_operator(services, role, name=name)
    await console.sits_as(operator)


async def test_the_whole_of_a_quest_stands_on_one_page(open_house: Services, desk: Desk) -> None:
    deal = await desk.delivered()
    async with opened_console(open_house) as console:
        await sits(open_house, console, Role.FINANCE, "olga")
        page = (await console.get(f"/quests/{desk.quest_id}")).text
        name = str(deal.carrier.name)
        for words in ("picked up", "delivered", name, "quest hold", "Release the money"):
            assert words in page, words
        line = (await console.get(f"/quests/{desk.quest_id}/line")).text
        assert "The two have no chat" in line
        found = await console.get(f"/find?q={desk.quest_id}")
        assert found.headers["location"] == f"/admin/quests/{desk.quest_id}"


async def test_who_only_looks_sees_no_names_and_can_do_nothing(
    open_house: Services, desk: Desk
) -> None:
    deal = await desk.delivered()
    async with opened_console(open_house) as console:
        await sits(open_house, console, Role.VIEWER, "vera")
        page = (await console.get(f"/quests/{desk.quest_id}")).text
        assert str(deal.carrier.name) not in page
        assert "What can be done" not in page
        refused = await console.send(
            f"/quests/{desk.quest_id}/release", on="/account", why="because"
        )
        assert refused.status_code == 403


async def test_support_gives_time_and_moves_no_money(open_house: Services, desk: Desk) -> None:
    await desk.delivered()
    before = (await desk.quest()).release_at
    async with opened_console(open_house) as console:
        await sits(open_house, console, Role.SUPPORT, "sami")
        page = f"/quests/{desk.quest_id}"
        given = await console.send(f"{page}/extend", on=page, why="He is ill", hours="24")
        assert given.headers["location"] == f"/admin{page}"
        refused = await console.send(f"{page}/release", on=page, why="He asked")
        assert refused.status_code == 403
    after = (await desk.quest()).release_at
    assert before is not None
    assert after is not None
    assert after > before


async def test_a_dispute_is_decided_by_two(open_house: Services, desk: Desk) -> None:
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
    async with opened_console(both) as olga, opened_console(both) as boris:
        await sits(both, olga, Role.FINANCE, "olga")
        await sits(both, boris, Role.OWNER, "boris")
        early = await olga.send(f"{page}/decide", on=page, why="As the photo shows", percent="50")
        assert early.headers["location"] == f"/admin{page}"
        assert "waits for a second operator" in (await olga.get(page)).text
        assert "As the photo shows" in (await boris.get("/approvals")).text
        (way,) = {
            one.split('"')[0]
            for one in (await boris.get(page)).text.split('action="/admin')
            if one.split('"')[0].endswith("/agree")
        }
        too_early = await boris.send(way, on=page)
        assert "The other side may still answer" in too_early.text
        await desk.advance(timedelta(hours=RULES.answer_hours, seconds=1))
        await sits(both, boris, Role.OWNER, "boris-again")
        agreed = await boris.send(way, on=page)
        assert agreed.headers["location"] == f"/admin{page}"
        assert "As the photo shows" in (await boris.get(page)).text
    assert (await desk.quest()).state is QuestState.DISPUTED  # until both agree or time is over


async def test_support_writes_to_one_side_and_is_told_what_is_missing(
    open_house: Services, desk: Desk
) -> None:
    deal = await desk.delivered()
    page = f"/quests/{desk.quest_id}"
    async with opened_console(open_house) as console:
        await sits(open_house, console, Role.SUPPORT, "sami")
        words, why = "Please send the receipt", "The customs asked"
        nobody = await console.send(f"{page}/write", on=page, words=words, why=why)
        assert "Say which side you mean" in nobody.text
        assert words in nobody.text
        unreasoned = await console.send(f"{page}/write", on=page, words=words, side="carrier")
        assert "Say why" in unreasoned.text
        sent = await console.send(f"{page}/write", on=page, words=words, why=why, side="carrier")
        assert sent.headers["location"] == f"/admin{page}"
        shown = (await console.get(page)).text
        assert "peer written to" in shown
        assert why in shown
        tickets = (await console.get("/tickets?pile=theirs")).text
        assert words in tickets
        assert str(deal.carrier.name) in tickets
        assert str(deal.requester.name) not in tickets


async def test_photos_of_a_complaint_are_shown_to_those_who_may_see_people(
    open_house: Services, desk: Desk
) -> None:
    deal = await desk.delivered()
    await complains_with_photos(desk, deal)
    settings = open_house.settings.model_copy(
        update={"telegram_bot_token": SecretStr(TOKEN), "telegram_api_base": desk.url}
    )
    services = replace(open_house, settings=settings)
    async with opened_console(services) as console:
        await sits(services, console, Role.FINANCE, "olga")
        page = (await console.get(f"/quests/{desk.quest_id}")).text
        first, gone = re.findall(r'<img src="/admin(/quests/[^"]+/evidence/[^"]+)"', page)
        assert TOKEN not in page
        shown = await console.get(first)
        assert shown.headers["content-type"] == "image/jpeg"
        assert shown.headers["cache-control"] == "no-store"
        assert shown.content.startswith(b"\xff\xd8")
        assert b"Exif" not in shown.content
        assert (await console.get(gone)).status_code == 404
        assert (await console.get(f"{first}9")).status_code == 404
        elsewhere = first.replace(str(desk.quest_id), str(deal.parcel.id))
        assert (await console.get(elsewhere)).status_code == 404
        away = settings.model_copy(update={"telegram_api_base": "http://127.0.0.1:9"})
        async with opened_console(replace(services, settings=away)) as cut_off:
            cut_off.client.cookies = console.client.cookies
            assert (await cut_off.get(first)).content == shown.content
            await services.redis.flushdb()
            assert (await cut_off.get(first)).status_code == 503
        await sits(services, console, Role.VIEWER, "vera")
        assert (await console.get(first)).status_code == 403
