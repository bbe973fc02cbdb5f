"""The real demo as a newcomer sees it: two phones on a page, played through the page alone."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bench.demo import empty_directory, running_demo
from tests.page_phones import Phone
from tests.page_story import they_hand_it_over, they_meet, they_open_it
from tests.sandbox_page.conftest import CHROMIUM_NAMES, QUIET

pytestmark = pytest.mark.browser

ANSWER_MS = 10_000


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


@pytest.mark.timeout(300)
async def test_two_strangers_send_pay_carry_hand_over_and_rate_on_the_page(page: Page) -> None:
    maya, diego = Phone(page, 0), Phone(page, 1)
    await they_meet(maya, diego)
    await maya.presses("Other price")
    await maya.presses("€22.00")
    await diego.presses("Agree to €22.00")
    await diego.opens("💳 Pay €24.20", then_presses="Pay 24.20 EUR")
    await maya.reads("€22.00 is held for you")
    await diego.reads("€24.20 is held until the hand-over")

    await they_hand_it_over(maya, diego, await they_open_it(maya, diego))
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
