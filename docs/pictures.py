# ruff: noqa: INP001  (a script beside what it makes, not a package)
"""Makes the README's pictures: a demo of its own, played in Debian's chromium through the page.

    make pictures

One person looks at her trip in English, the other lists what he sends in Spanish.
"""

import asyncio
import shutil
import sys
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from bench.demo import empty_directory, running_demo

PICTURES = Path(__file__).with_name("pictures")
TWO_PHONES = PICTURES / "two-phones.png"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTH, HEIGHT = 1440, 900
LARGEST_BYTES = 400_000
SETTLED_MS = 1500  # what slides and fades has come to rest


async def main() -> None:
    chromium = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("Pictures need a chromium. On Debian and Ubuntu: apt install chromium")
    PICTURES.mkdir(exist_ok=True)
    with empty_directory() as data:
        async with running_demo(data) as demo, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            await page.goto(demo.phones_url)
            await page.wait_for_selector("html[data-ready]")
            await play(page)
            await page.screenshot(path=TWO_PHONES, animations="disabled")
            await browser.close()
    size = TWO_PHONES.stat().st_size
    if size > LARGEST_BYTES:
        sys.exit(f"{TWO_PHONES} has {size:,} bytes, and should have {LARGEST_BYTES:,} at most")


async def play(page: Page) -> None:
    """Let one person look at her trip before she posts it, and the other list what he sends."""
    maya, diego = (page.get_by_test_id("phone").nth(place) for place in (0, 1))
    for phone in (maya, diego):
        await phone.get_by_test_id("start").click()
        for screen in ("👋", "🤝", "🏠", "💱"):
            await press_first(phone, screen)
        await expect(bubble(phone, "🧭")).to_be_visible()
    await say(maya, "/trip Paris Mumbai tomorrow 18:00 10kg flight")
    await expect(bubble(maya, "🎒")).to_be_visible()
    await say(diego, "/send Bogotá Quito 2kg libros")
    await expect(bubble(diego, "🧾")).to_be_visible()
    await say(diego, "2 novelas 15")
    await expect(bubble(diego, "novelas").last).to_be_visible()
    await page.wait_for_timeout(SETTLED_MS)


async def say(phone: Locator, words: str) -> None:
    composer = phone.get_by_test_id("composer")
    await composer.fill(words)
    await composer.press("Enter")


async def press_first(phone: Locator, screen: str) -> None:
    """Press the first button of the screen that begins so."""
    await expect(bubble(phone, screen)).to_be_visible()
    await phone.get_by_test_id("inline-button").first.click()


def bubble(phone: Locator, words: str) -> Locator:
    return phone.get_by_test_id("bubble").filter(has_text=words)


if __name__ == "__main__":
    asyncio.run(main())
