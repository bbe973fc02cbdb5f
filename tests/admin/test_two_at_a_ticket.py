"""Two operators in browsers before one ticket: a canned answer by keys, and who else is there."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from core.canned.service import keep_canned
from core.operators.models import Operator
from core.operators.states import Role
from core.peers.states import Language
from core.sittings.service import begin_sitting
from core.sittings.states import Stage
from core.wiring import Services
from tests.admin.browsing import opened_browser, served
from tests.admin.console import an_operator
from tests.helpdesk import Helpdesk, a_helpdesk

pytestmark = [pytest.mark.browser, pytest.mark.fresh_db]

_ANSWER_MS = 20_000


@dataclass
class Room:
    """A browser in which several operators may sit, each apart from the others."""

    house: Services
    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)

    async def page_of(self, operator: Operator) -> Page:
        async with self.house.db.begin() as session:
            token = await begin_sitting(
                session, operator, Stage.FULL, browser="", network="", at=self.house.clock()
            )
        context = await self.browser.new_context()
        cookie: Any = {"name": "mc_sitting", "value": token, "url": self.address}
        await context.add_cookies([cookie])
        page = await context.new_page()
        page.set_default_timeout(_ANSWER_MS)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page


@pytest.fixture
async def room(house: Services) -> AsyncIterator[Room]:
    async with served(house) as address, opened_browser() as browser:
        room = Room(house, browser, address)
        yield room
    assert room.complaints == []


@pytest.fixture
async def helpdesk(house: Services) -> Helpdesk:
    return await a_helpdesk(house.db)


async def test_one_is_warned_of_the_other_and_says_a_canned_answer_by_keys(
    house: Services, room: Room, helpdesk: Helpdesk
) -> None:
    ada, _ = await an_operator(house, Role.SUPPORT, name="Ada")
    sami, _ = await an_operator(house, Role.SUPPORT, name="Sami")
    said = await helpdesk.write("My parcel is late")
    texts = {Language.ENGLISH: "Hello {name}, we look into it.\nSupport"}
    async with house.db.begin() as session:
        await keep_canned(session, ada, "we look", texts, at=house.clock())
        stuck = {Language.ENGLISH: "From {from} to {to}"}
        await keep_canned(session, ada, "way", stuck, at=house.clock())
    ticket = f"{room.address}/tickets/{said.ticket_id}"
    his, hers = await room.page_of(sami), await room.page_of(ada)
    await his.goto(ticket)
    await hers.goto(ticket)
    await expect(hers.get_by_text("Sami reads this too")).to_be_visible()

    await hers.keyboard.press("c")
    await hers.keyboard.type("way")
    blocked = hers.get_by_role("option", name=re.compile("nothing for {from}"))
    await expect(blocked).to_be_visible()
    await hers.keyboard.press("Enter")
    answer = hers.locator("textarea[name=words]")
    await expect(answer).to_have_value("")
    await hers.get_by_label("Find a canned answer").fill("zzz")
    await expect(hers.get_by_text("No canned answer fits")).to_be_visible()
    await hers.get_by_label("Find a canned answer").fill("look")
    await hers.keyboard.press("Enter")
    await expect(answer).to_have_value("Hello Noor, we look into it.\nSupport")
    await expect(answer).to_be_focused()
    await expect(his.get_by_text("Ada is writing an answer")).to_be_visible()

    await hers.keyboard.press("Control+Enter")
    await expect(hers.get_by_text("Sent. The tick stands")).to_be_visible()
    await expect(his.get_by_text("Something new was said.")).to_be_visible()
    (row,) = await helpdesk.told("ticket-message")
    assert "Hello Noor, we look into it." in row.content["content"]

    await his.locator("textarea[name=words]").fill("Which parcel?")
    await his.keyboard.press("Control+Enter")
    await expect(his.get_by_text("Something was said while you wrote")).to_be_visible()
    await expect(his.locator("textarea[name=words]")).to_have_value("Which parcel?")
    await his.keyboard.press("Control+Shift+Enter")
    await expect(his.get_by_text("Noted, for our own people only")).to_be_visible()
    await his.keyboard.press("s")
    await expect(his.get_by_text("solved").first).to_be_visible()
