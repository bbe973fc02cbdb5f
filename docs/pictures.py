# ruff: noqa: INP001  (a script beside what it makes, not a package)
"""Makes the README's pictures: demos of their own, played in Debian's chromium through the page.

    make pictures

In the first, one person looks at her trip in English and the other lists what he sends in Spanish.
In the second the story is played from an offer to the hand-over, and an operator looks at it.
"""

import asyncio
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from bench.demo import Demo, empty_directory, running_demo
from tests.page_phones import Phone
from tests.page_story import they_hand_it_over, they_meet, they_open_it

PICTURES = Path(__file__).with_name("pictures")
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
COLOURS = 256
LARGEST_BYTES = 200_000
SETTLED_MS = 1500  # what slides and fades has come to rest

_CONSOLE = re.compile(r"MissionControl:\s+(http://\S+?)/?\s")


async def main() -> None:
    chromium = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("Pictures need a chromium. On Debian and Ubuntu: apt install chromium")
    PICTURES.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        async with _stage(browser) as (_, page):
            await two_languages(page)
        async with _stage(browser) as (demo, page):
            await the_story(page)
            await an_operator_looks(demo, page)
        await browser.close()


@asynccontextmanager
async def _stage(browser: Browser) -> AsyncIterator[tuple[Demo, Page]]:
    """Open the two phones of a new demo."""
    with empty_directory() as data:
        async with running_demo(data) as demo:
            page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            await page.goto(demo.phones_url)
            await page.wait_for_selector("html[data-ready]")
            yield demo, page
            await page.close()


async def take(page: Page, name: str) -> None:
    """Take a picture, in as few colours as the eye needs."""
    path = PICTURES / f"{name}.png"
    await page.wait_for_timeout(SETTLED_MS)
    await page.screenshot(path=path, animations="disabled")
    few = Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        sys.exit(f"{path} has {size:,} bytes, and should have {LARGEST_BYTES:,} at most")


async def two_languages(page: Page) -> None:
    """Let one person look at her trip before she posts it, and the other list what he sends."""
    maya, diego = Phone(page, 0), Phone(page, 1)
    await maya.joins("Paris")
    await diego.starts()
    for words in ("Español", "Sí, las cumplo", "Madrid", "EUR"):
        await diego.presses(words)
    await diego.reads("🧭")
    await maya.types("/trip Paris Mumbai tomorrow 18:00 10kg flight")
    await maya.reads("🎒")
    await diego.types("/send Bogotá Quito 2kg libros")
    await diego.reads("🧾")
    await diego.types("2 novelas 15")
    await diego.reads("novelas")
    await take(page, "two-phones")


async def the_story(page: Page) -> None:
    """Let two strangers agree, talk, pay, and hand over."""
    maya, diego = Phone(page, 0), Phone(page, 1)
    await they_meet(maya, diego)
    await maya.presses("Other price")
    await maya.presses("€22.00")
    await diego.reads("€22.00")
    await take(page, "offer")

    await diego.presses("Ask a question")
    await diego.reads("What you write now goes to")
    await diego.presses("Ask a question")
    await diego.reads("What you write now goes to")
    await diego.types("Can you take them at the airport?")
    await maya.reads("Can you take them at the airport?")
    await maya.presses("Ask a question")
    await maya.reads("What you write now goes to")
    await maya.types("Yes, in the hall of arrivals")
    await diego.reads("in the hall of arrivals")
    await maya.types("My number is +351 912 345 678")
    await maya.reads("•••")
    await take(page, "chat")

    await diego.presses("Agree to €22.00")
    await diego.opens("💳 Pay €24.20", then_presses="Pay 24.20 EUR")
    await maya.reads("€22.00 is held for you")
    code = await they_open_it(maya, diego)
    await take(page, "hand-over")
    await they_hand_it_over(maya, diego, code)


async def an_operator_looks(demo: Demo, page: Page) -> None:
    """Let an operator of the demo, who needs no password there, open the page of the quest."""
    found = await demo.says(_CONSOLE)
    await page.goto(f"{found[1]}/")
    await page.get_by_role("button", name=re.compile("owner", re.IGNORECASE)).click()
    await page.get_by_role("link", name="CargoQuests").first.click()
    await page.locator('a[href*="/quests/"]').first.click()
    await expect(page.get_by_role("heading", name=re.compile("Barcelona"))).to_be_visible()
    await take(page, "missioncontrol")


if __name__ == "__main__":
    asyncio.run(main())
