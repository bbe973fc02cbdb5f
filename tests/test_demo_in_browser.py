"""The real demo as a newcomer sees it: two phones on a page, played through the page alone."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bench.demo import empty_directory, running_demo
from core.clock import utc_now
from tests.sandbox_page.conftest import CHROMIUM_NAMES, QUIET

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

ANSWER_MS = 10_000
STORY_MS = 30_000
"""How long one side waits for the other, on a machine that does something else as well."""

_LOOK_SECONDS = 0.1
_CODE = re.compile(r"\b\d{6}\b")


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """Open the page of a new demo."""
    chromium = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("no Chromium is installed: looked for " + ", ".join(CHROMIUM_NAMES))
    with empty_directory() as data:
        async with running_demo(data) as demo, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
            page = await browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(ANSWER_MS)
            await page.goto(demo.phones_url)
            yield page
            await browser.close()


async def _press(phone: Locator, words: str) -> None:
    await phone.get_by_test_id("inline-button").filter(has_text=words).click()


async def _says(phone: Locator, words: str) -> None:
    said = phone.get_by_test_id("bubble").filter(has_text=words)
    await expect(said).to_be_visible(timeout=ANSWER_MS)


async def test_a_newcomer_starts_both_phones_and_each_becomes_a_peer_in_its_language(
    page: Page,
) -> None:
    phones = page.get_by_test_id("phone")
    await expect(phones).to_have_count(2)
    maya, diego = phones.nth(0), phones.nth(1)
    for phone in (maya, diego):
        await phone.get_by_test_id("start").click()

    await _says(maya, "Welcome to Peer-Cargo")
    await _press(maya, "English")
    await _says(maya, "The rules, in short")
    await _press(maya, "Yes, I keep them")
    await _says(maya, "Where is home?")
    await maya.get_by_test_id("composer").fill("Lisboa")
    await maya.get_by_test_id("composer").press("Enter")
    await _says(maya, "🏠 Lisbon, Portugal")
    await _press(maya, "EUR")
    await _says(maya, "What would you like to do, Maya?")

    await _says(diego, "Te damos la bienvenida")
    await _press(diego, "Español")
    await _says(diego, "Las reglas, en breve")
    await _press(diego, "Sí, las cumplo")
    await _says(diego, "¿Dónde vives?")
    await _press(diego, "Madrid")
    await _press(diego, "EUR")
    await _says(diego, "Diego?")
    await expect(diego.get_by_test_id("inline-button")).to_have_count(4)


class Phone:
    """One phone as a person has it before him: he reads the newest bubbles, presses, types."""

    def __init__(self, page: Page, number: int) -> None:
        self._page = page
        self._phone = page.get_by_test_id("phone").nth(number)

    def _bubble(self, words: str) -> Locator:
        return self._phone.get_by_test_id("bubble").filter(has_text=words).last

    def _button(self, words: str) -> Locator:
        return self._phone.get_by_test_id("inline-button").filter(has_text=words).last

    async def starts(self) -> None:
        await self._phone.get_by_test_id("start").click()

    async def types(self, words: str) -> None:
        await self._phone.get_by_test_id("composer").fill(words)
        await self._phone.get_by_test_id("composer").press("Enter")

    async def reads(self, words: str) -> str:
        await expect(self._bubble(words)).to_be_visible(timeout=STORY_MS)
        return await self._bubble(words).inner_text()

    async def presses(self, words: str) -> None:
        await expect(self._button(words)).to_be_visible(timeout=STORY_MS)
        await self._button(words).click()

    async def agrees_to_an_alert(self, words: str) -> None:
        await expect(self._phone.get_by_test_id("alert")).to_contain_text(words, timeout=STORY_MS)
        await self._phone.get_by_test_id("alert-ok").click()

    async def opens(self, words: str, *, then_presses: str) -> None:
        """Follow a button that leads to a page, and press there."""
        await expect(self._button(words)).to_be_visible(timeout=STORY_MS)
        async with self._page.context.expect_page() as opened:
            await self._button(words).click()
        paper = await opened.value
        await paper.get_by_role("button", name=then_presses).click()
        await expect(paper.get_by_role("status")).to_contain_text("close this page")
        await paper.close()

    async def joins(self, home: str) -> None:
        await self.starts()
        await self.presses("English")
        await self.presses("Yes, I keep them")
        await self.reads("Where is home?")
        await self.types(home)
        await self.presses("EUR")
        await self.reads("What would you like to do")

    async def fills_in(self, line: str, *, until: str) -> None:
        """Type a line, and take the first answer to all that is asked besides.

        A novel is named where the contents are asked.
        """
        asked = await self._newest_but("")
        await self.types(line)
        while until not in (asked := await self._newest_but(asked)):
            below = self._phone.get_by_test_id("inline-keyboard").last
            # A slow page shows the words of a screen a moment before its buttons.
            await expect(below.get_by_test_id("inline-button").first).to_be_visible(
                timeout=STORY_MS
            )
            buttons = await below.get_by_test_id("inline-button").all_inner_texts()
            sure = next((one for one in buttons if one.startswith("✅")), None)
            if "🧾" in asked and sure is None:
                await self.types("1 novel 15")
            else:
                await self.presses(sure or buttons[0])

    async def _newest_but(self, seen: str) -> str:
        """Wait until the bot says something else than this, and read it."""
        newest = self._phone.locator('[data-testid="bubble"][data-own="false"]').last
        async with asyncio.timeout(STORY_MS / 1000):
            # The page tells nobody that it has changed.
            while (words := await newest.inner_text()) == seen:  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_SECONDS)
        return words


@pytest.mark.timeout(300)
async def test_two_strangers_send_pay_carry_hand_over_and_rate_on_the_page(page: Page) -> None:
    day = utc_now().date() + timedelta(days=3)
    maya, diego = Phone(page, 0), Phone(page, 1)
    await maya.joins("Lisboa")
    await diego.joins("Lisboa")
    await maya.types(f"/trip LIS BCN {day} 10:00 10kg flight")
    await maya.presses("✅")
    await maya.reads("Your trip is up")
    line = f"/send LIS BCN 1kg books {day + timedelta(days=2)} 20 EUR"
    await diego.fills_in(line, until="is up")

    await maya.reads("A parcel for your trip")
    await maya.presses("Other price")
    await maya.presses("€22.00")
    await diego.presses("Agree to €22.00")
    await diego.opens("💳 Pay €24.20", then_presses="Pay 24.20 EUR")
    await maya.reads("€22.00 is held for you")
    await diego.reads("€24.20 is held until the hand-over")

    await maya.presses("Opened, all is there")
    await diego.reads("The other side has looked inside")
    await diego.presses("Opened, all is there")
    await maya.reads("You have the parcel")
    await diego.presses("Show the code")
    code = _CODE.search(await diego.reads("Forward this message"))
    assert code is not None
    await maya.presses("Enter the code")
    await maya.reads("The code, please")
    await maya.types(code[0])
    await maya.reads("The parcel is handed over")

    await diego.reads("If all is well, you need not do anything")
    await diego.presses("All is well, pay the Carrier")
    await diego.agrees_to_an_alert("cannot be undone")
    await diego.presses("Yes, pay now")
    await maya.presses("Where my money goes")
    await maya.opens("Open Stripe", then_presses="Give all that is asked")
    await maya.reads("€22.00 has been sent to your account")
    await diego.reads("The Carrier has his money")

    for phone in (diego, maya):
        await phone.presses("⭐ Rate")
        await phone.presses("☆ 5")
        await phone.presses("✅ Send")
        await phone.reads("Thank you")
    await maya.reads("You were rated 5 of 5")
