"""An operator of the real demo, in a browser: two quarrel by their phones, and he decides."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.demo_stage import Stage, enrols, opened_stage, signs_in
from tests.page_phones import Phone
from tests.page_story import they_hand_it_over, they_meet, they_open_it

pytestmark = pytest.mark.browser

WHY = "It was packed badly, and dropped as well"


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with opened_stage() as stage:
        yield stage


async def _they_come_to_a_hand_over(maya: Phone, diego: Phone) -> None:
    await they_meet(maya, diego)
    await maya.presses("Take €20.00")
    await diego.opens("💳 Pay €22.00", then_presses="Pay 22.00 EUR")
    await maya.reads("€20.00 is held for you")
    await they_hand_it_over(maya, diego, await they_open_it(maya, diego))


async def _they_quarrel(maya: Phone, diego: Phone) -> None:
    await diego.presses("Something is wrong")
    await diego.reads("What is wrong?")
    await diego.presses("It is damaged")
    await diego.reads("What happened?")
    await diego.types("The cover is torn")
    await diego.presses("✅ Send")
    await maya.reads("The other side reports: 💔 It is damaged.")
    await maya.presses("Say how it was")
    await maya.reads("How was it?")
    await maya.types("It was torn when I got it")
    await maya.presses("✅ Send")
    await diego.reads("The other side has answered")


async def _finds_the_quest(desk: Page) -> None:
    """Read the quest's short name among the complaints, and type it into the search."""
    await desk.get_by_role("link", name="Complaints").click()
    row = desk.get_by_role("row").filter(has_text="damaged")
    tail = (await row.locator('a[href*="/quests/"]').inner_text()).strip()
    await desk.keyboard.press("/")
    await desk.keyboard.type(tail.strip("…"))
    await desk.keyboard.press("Enter")
    await expect(
        desk.get_by_role("heading", name=re.compile("Lisbon .*→ Barcelona"))
    ).to_be_visible()
    await expect(desk.get_by_text("The cover is torn")).to_be_visible()
    await expect(desk.get_by_text("It was torn when I got it")).to_be_visible()


async def _decides(desk: Page) -> None:
    """Choose by what each would get; forget the reason once, and take back the press once."""
    form = desk.locator("form").filter(has_text="Decide the complaint")
    half = form.locator("label", has_text="50 %")
    for part in ("Carrier 10.00", "Requester 11.00", "fee 1.00"):
        await expect(half).to_contain_text(part)
    await half.click()
    decide = form.get_by_role("button", name="Decide")
    await decide.click()
    why = form.get_by_label("Why")
    await expect(why).to_be_focused()
    await expect(desk.get_by_role("dialog")).to_have_count(0)
    await why.fill("   ")
    await decide.click()
    await desk.get_by_role("dialog").get_by_role("button", name="Decide").click()
    await expect(desk.get_by_role("alert")).to_contain_text("Say why")
    await half.click()
    await why.fill(WHY)
    await decide.click()
    await desk.get_by_role("dialog").get_by_role("button", name="Decide").click()
    await expect(desk.get_by_role("status")).to_contain_text("Decided. Both sides are told")
    await expect(desk.get_by_text("quest decided")).to_be_visible()


@pytest.mark.timeout(300)
async def test_an_operator_signs_in_finds_the_quest_decides_and_both_phones_are_told(
    stage: Stage,
) -> None:
    maya, diego = Phone(stage.phones, 0), Phone(stage.phones, 1)
    await _they_come_to_a_hand_over(maya, diego)
    await _they_quarrel(maya, diego)
    await signs_in(stage, await enrols(stage, role="finance"))
    await _finds_the_quest(stage.desk)
    await _decides(stage.desk)
    told = f"€10.00 for the Carrier, €11.00 back to the sender. “{WHY}”"
    for phone in (maya, diego):
        await phone.reads(told)
