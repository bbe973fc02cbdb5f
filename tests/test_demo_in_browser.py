"""The real demo as a newcomer sees it: two phones on a page, played through the page alone."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bench.demo import BOT, empty_directory, running_demo
from core.clock import utc_now
from tests.phones import Condition, Json, Person, Phones, buttons, words
from tests.sandbox_page.conftest import CHROMIUM_NAMES, QUIET

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

ANSWER_MS = 10_000
STORY_SECONDS = 30.0
"""How long one side waits for the other, on a machine that does something else as well."""


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


async def _hears(person: Person, condition: Condition) -> Json:
    return await person.hears(condition, seconds=STORY_SECONDS)


def _label(message: Json, sign: str) -> str | None:
    """Find the button whose words begin so."""
    return next((one for one in buttons(message) if one.startswith(sign)), None)


def _address(message: Json) -> str:
    """Find where the button of a message leads."""
    rows = message["reply_markup"]["inline_keyboard"]
    return next(str(one["url"]) for row in rows for one in row if "url" in one)


async def _join(person: Person) -> None:
    await person.start()
    await _hears(person, lambda message: bool(buttons(message)))
    await person.press("English")
    rules = await _hears(person, lambda message: bool(buttons(message)))
    await person.press(buttons(rules)[0])
    await _hears(person, lambda message: words(message).startswith("🏠"))
    await person.text("Lisboa")
    money = await _hears(person, lambda message: words(message).find("💱") >= 0)
    await person.press(buttons(money)[0])
    await _hears(person, lambda message: words(message).startswith("🧭"))


async def _post_parcel(person: Person, line: str) -> None:
    """Type all in one line, and answer what is asked besides by its first button."""
    await person.text(line)
    while "is up" not in words(screen := await _hears(person, lambda one: bool(buttons(one)))):
        take = _label(screen, "✅")
        if "🧾" in words(screen) and take is None:
            await person.text("1 novel 15")
        else:
            await person.press(take or buttons(screen)[0])
    await person.catch_up()


async def _press_on_page(page: Page, address: str, words: str) -> None:
    """Open what a button of the chat leads to, and press there as a person would."""
    browser = page.context.browser
    assert browser is not None
    paper = await browser.new_page()
    await paper.goto(address)
    await paper.get_by_role("button", name=words).click()
    await expect(paper.get_by_role("status")).to_contain_text("close this page")
    await paper.close()


async def _photograph(carrier: Person, requester: Person) -> None:
    """Photograph what is inside; it is on the other's card, too."""
    await carrier.press("Take photos")
    await _hears(carrier, "Photos of the pick-up")
    await carrier.photo("green")
    for person in (requester, carrier):
        await _hears(person, "Photos of the pick-up: 1")
    await carrier.press("Done")
    await _hears(carrier, lambda message: _label(message, "📋") is not None)


async def _take_receipt(requester: Person) -> None:
    await requester.press("Papers")
    await _hears(requester, lambda message: _label(message, "🧾") is not None)
    await requester.press("🧾 Receipt")
    await _hears(requester, lambda message: "document" in message)
    await requester.press("Back")
    await _hears(requester, lambda message: _label(message, "⭐") is not None)


@pytest.mark.timeout(240)
async def test_a_parcel_is_posted_paid_carried_handed_over_paid_out_and_rated(page: Page) -> None:
    """All of it through what people have: two phones, and the pages their buttons lead to."""
    day = utc_now().date() + timedelta(days=3)
    async with Phones.at(page.url, bot=BOT) as phones:
        maya, diego = [await phones.person_by_name(name) for name in ("Maya", "Diego")]
        await _join(maya)
        await _join(diego)
        await maya.text(f"/trip LIS BCN {day} 10:00 10kg flight")
        review = await _hears(maya, lambda message: _label(message, "✅") is not None)
        await maya.press(_label(review, "✅") or "")
        await _hears(maya, "Your trip is up")
        await maya.catch_up()
        await _post_parcel(diego, f"/send LIS BCN 1kg books {day + timedelta(days=2)} 20 EUR")
        offer = await _hears(maya, "A parcel for your trip")
        await maya.press(_label(offer, "✅") or "")
        to_pay = await _hears(diego, lambda message: _label(message, "💳") is not None)
        await _press_on_page(page, _address(to_pay), "Pay 22.00 EUR")
        await _hears(maya, "€20.00 is held for you")
        await _hears(diego, "€22.00 is held until the hand-over")

        await _photograph(maya, diego)
        await maya.press("Opened, all is there")
        await _hears(diego, "The other side has looked inside")
        await diego.press("Opened, all is there")
        await _hears(maya, "You have the parcel")
        await _hears(diego, "The Carrier has the parcel")
        await diego.press("Show the code")
        code = words(await _hears(diego, "Forward this message")).split()[1]
        await maya.press("Enter the code")
        await _hears(maya, "The code, please")
        await maya.text(code)
        await _hears(maya, "The parcel is handed over")
        await _hears(diego, "If all is well, you need not do anything")

        await diego.press("All is well, pay the Carrier")
        await _hears(diego, lambda message: _label(message, "👍 Yes") is not None)
        await diego.press("Yes, pay now")
        await _hears(maya, "Tell Stripe which bank it goes to")
        await maya.press("Where my money goes")
        way = await _hears(maya, "Be paid")
        await _press_on_page(page, _address(way), "Give all that is asked")
        await _hears(maya, "€20.00 has been sent to your account")
        await _hears(diego, "The Carrier has his money")

        await _take_receipt(diego)
        for person in (diego, maya):
            await person.press("⭐ Rate")
            await _hears(person, "How was it?")
            await person.press("☆ 5")
            await _hears(person, lambda message: "★ 5" in buttons(message))
            await person.press("✅ Send")
            await _hears(person, "Thank you")
        await _hears(maya, "You were rated 5 of 5")
