"""A demo with a browser for its operator, who enrols and signs in as one does."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bench.demo import PEERCARGO, Demo, empty_directory, running_demo
from core.clock import utc_now
from core.operators.states import STEP_SECONDS
from tests.page_phones import STORY_MS
from tests.sandbox_page.conftest import CHROMIUM_NAMES, QUIET

PASSWORD = "three plain words"

_CONSOLE = re.compile(r"MissionControl:\s+(http://\S+?)/?\s")
_WELCOME = re.compile(r"http://\S+(/welcome/\S+)")


@dataclass
class Stage:
    """The demo, the page of its phones, and a browser for its operator."""

    demo: Demo
    data: Path
    phones: Page
    desk: Page

    @property
    def console(self) -> str:
        found = _CONSOLE.search(self.demo.said)
        assert found is not None, self.demo.said
        return found[1]


@asynccontextmanager
async def opened_stage() -> AsyncIterator[Stage]:
    """Start a demo, and open its page and a browser for an operator."""
    chromium = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("no Chromium is installed: looked for " + ", ".join(CHROMIUM_NAMES))
    with empty_directory() as data:
        async with running_demo(data) as demo, async_playwright() as playwright:
            await demo.says(_CONSOLE)
            browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
            async with _a_page(browser) as phones, _a_page(browser) as desk:
                await phones.goto(demo.phones_url)
                yield Stage(demo, data, phones, desk)
            await browser.close()


@asynccontextmanager
async def _a_page(browser: Browser) -> AsyncIterator[Page]:
    """Open a window of somebody else's browser: it shares no cookie with another one."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    page = await context.new_page()
    page.set_default_timeout(STORY_MS)
    yield page
    await context.close()


async def _adds_an_operator(stage: Stage, role: str) -> str:
    """Type `peercargo operator add` on the machine of the demo; answer the way to the welcome."""
    process = await asyncio.create_subprocess_exec(
        *(PEERCARGO, "operator", "add", "ada@example.org", "--name", "Ada", "--role", role),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={"CARGO_DATA_DIR": str(stage.data), "COLUMNS": "200"},
    )
    shown, _ = await process.communicate()
    found = _WELCOME.search(shown.decode())
    assert found is not None, shown.decode()
    return found[1]


async def enrols(stage: Stage, *, role: str) -> str:
    """Choose a password, let a telephone make codes, and leave; answer the telephone's key."""
    desk = stage.desk
    await desk.goto(stage.console + await _adds_an_operator(stage, role))
    await desk.get_by_label("Password").fill(PASSWORD)
    await desk.get_by_label("Once more").fill(PASSWORD)
    await desk.get_by_role("button", name="Go on").click()
    await desk.get_by_text("No camera at hand?").click()
    key = (await desk.locator("code.key").inner_text()).replace(" ", "")
    # The code of the step before is good as well, and leaves the newest one for signing in.
    before = utc_now() - timedelta(seconds=STEP_SECONDS)
    await desk.get_by_label("The code it shows now").fill(pyotp.TOTP(key).at(before))
    await desk.get_by_role("button", name="This is my telephone").click()
    await desk.get_by_role("link", name="I have them").click()
    await desk.get_by_role("button", name="Sign out").click()
    return key


async def signs_in(stage: Stage, key: str) -> None:
    """Give a wrong code first, as one does."""
    desk, totp = stage.desk, pyotp.TOTP(key)
    await desk.goto(stage.console)
    await desk.get_by_label("E-mail address").fill("ada@example.org")
    await desk.get_by_label("Password").fill(PASSWORD)
    await desk.get_by_role("button", name="Go on").click()
    good = totp.at(utc_now() + timedelta(seconds=STEP_SECONDS))
    near = {totp.at(utc_now() + timedelta(seconds=later)) for later in (-30, 0, 30, 60)}
    wrong = next(
        one for one in ("000000", "111111", "222222", "333333", "4" * 6) if one not in near
    )
    field = desk.get_by_label("Six digits, or a recovery code")
    await field.fill(wrong)
    await desk.get_by_role("button", name="Sign in").click()
    await expect(desk.get_by_role("alert")).to_contain_text("This code is not right")
    await field.fill(good)
    await desk.get_by_role("button", name="Sign in").click()
    await expect(desk.get_by_role("button", name="Sign out")).to_be_visible()
