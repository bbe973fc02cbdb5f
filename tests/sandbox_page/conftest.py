"""A sandbox, a scripted bot in it, and a headless Chromium that looks at the page."""

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright, expect

from tests.phones import Person, Phones
from tests.sandbox_page.scripted_bot import TOKEN, USERNAME, ScriptedBot
from tests.soon import soon

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY_WITHIN_SECONDS = 20
SEEN_WITHIN_MILLISECONDS = 20_000
DESKTOP = (1440, 900)

OpenPage: TypeAlias = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed: looked for " + ", ".join(CHROMIUM_NAMES))
    expect.set_options(timeout=SEEN_WITHIN_MILLISECONDS)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=found, args=QUIET)
        yield started
        await started.close()


class SandboxProcess:
    """A sandbox that keeps what it knows and can be stopped and started at the same address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = 0
        self.url = ""

    async def start(self) -> None:
        ready = self._folder / "ready.json"
        ready.unlink(missing_ok=True)
        options = ("--port", str(self._port), "--ready-file", str(ready), "--no-limits")
        kept = ("--bot", f"{TOKEN}@{USERNAME}", "--data", str(self._folder / "kept"))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "sandbox", *options, *kept, stdout=asyncio.subprocess.DEVNULL
        )
        found = await soon(_content(ready), READY_WITHIN_SECONDS)
        self._port, self.url = found["port"], found["url"]

    async def stop(self) -> None:
        self._process.terminate()
        await self._process.wait()


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[SandboxProcess]:
    """Start an empty sandbox for one test, with one bot's token."""
    process = SandboxProcess(tmp_path)
    await process.start()
    yield process
    await process.stop()


@pytest.fixture
def sandbox_url(sandbox: SandboxProcess) -> str:
    return sandbox.url


async def _content(ready: Path) -> dict[str, Any]:
    while not (found := _read(ready)):  # noqa: ASYNC110 - a file has no event
        await asyncio.sleep(0.02)
    return found


def _read(ready: Path) -> dict[str, Any]:
    text = ready.read_text() if ready.exists() else ""
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


@pytest.fixture
async def bot(sandbox_url: str) -> AsyncIterator[ScriptedBot]:
    async with ScriptedBot.running(sandbox_url) as running:
        yield running


@pytest.fixture
async def phones(sandbox_url: str, bot: ScriptedBot) -> AsyncIterator[Phones]:
    async with Phones.at(sandbox_url, bot=USERNAME) as opened:
        yield opened


@pytest.fixture
async def open_page(browser: Browser, sandbox_url: str) -> AsyncIterator[OpenPage]:
    """Open the page and wait until it has read everything.

    An error on the page, or anything its content security policy refuses, fails the test.
    """
    troubles: list[str] = []
    contexts = []

    def note_refusals(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            troubles.append(said.text)

    async def opened(query: str = "", size: tuple[int, int] = DESKTOP) -> Page:
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]})
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", note_refusals)
        await page.goto(f"{sandbox_url}/{query}")
        await page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert troubles == []


def phone_of(page: Page, person_id: int) -> Locator:
    return page.locator(f'[data-person-id="{person_id}"]')


def bubble(phone: Locator, words: str) -> Locator:
    return phone.get_by_test_id("bubble").filter(has_text=words)


async def say(phone: Locator, words: str) -> None:
    await phone.get_by_test_id("composer").fill(words)
    await phone.get_by_test_id("composer").press("Enter")


async def started(
    open_page: OpenPage, phones: Phones, **facts: str
) -> tuple[Page, Locator, Person]:
    """One person who has pressed Start and was welcomed."""
    person = await phones.person("Asha", **facts)
    page = await open_page()
    phone = phone_of(page, person.id)
    await phone.get_by_test_id("start").click()
    await expect(bubble(phone, "Welcome, Asha")).to_be_visible()
    return page, phone, person
