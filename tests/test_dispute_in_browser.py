"""An operator of the real demo, in a browser: two quarrel by their phones, and he decides."""

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
from tests.page_phones import STORY_MS, Phone
from tests.sandbox_page.conftest import CHROMIUM_NAMES, QUIET

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

PASSWORD = "three plain words"
WHY = "It was packed badly, and dropped as well"

_CONSOLE = re.compile(r"MissionControl:\s+(http://\S+?)/?\s")
_WELCOME = re.compile(r"http://\S+(/welcome/\S+)")
_CODE = re.compile(r"\b\d{6}\b")


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


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
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


async def _adds_an_operator(stage: Stage) -> str:
    """Type `peercargo operator add` on the machine of the demo; answer the way to the welcome."""
    process = await asyncio.create_subprocess_exec(
        *(PEERCARGO, "operator", "add", "ada@example.org", "--name", "Ada", "--role", "finance"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={"CARGO_DATA_DIR": str(stage.data), "COLUMNS": "200"},
    )
    shown, _ = await process.communicate()
    found = _WELCOME.search(shown.decode())
    assert found is not None, shown.decode()
    return found[1]


async def _enrols(stage: Stage) -> str:
    """Choose a password, let a telephone make codes, and leave; answer the telephone's key."""
    desk = stage.desk
    await desk.goto(stage.console + await _adds_an_operator(stage))
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


async def _signs_in(stage: Stage, key: str) -> None:
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


async def _they_come_to_a_hand_over(maya: Phone, diego: Phone) -> None:
    day = utc_now().date() + timedelta(days=3)
    await maya.joins("Lisboa")
    await diego.joins("Lisboa")
    await maya.types(f"/trip LIS BCN {day} 10:00 10kg flight")
    await maya.presses("✅")
    await maya.reads("Your trip is up")
    line = f"/send LIS BCN 1kg books {day + timedelta(days=2)} 20 EUR"
    await diego.fills_in(line, until="is up")
    await maya.reads("A parcel for your trip")
    await maya.presses("Take €20.00")
    await diego.opens("💳 Pay €22.00", then_presses="Pay 22.00 EUR")
    await maya.reads("€20.00 is held for you")
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
    await _signs_in(stage, await _enrols(stage))
    await _finds_the_quest(stage.desk)
    await _decides(stage.desk)
    told = f"€10.00 for the Carrier, €11.00 back to the sender. “{WHY}”"
    for phone in (maya, diego):
        await phone.reads(told)
