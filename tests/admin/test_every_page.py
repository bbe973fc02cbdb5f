"""Every page of MissionControl with something on it, as a browser shows it: light, dark, narrow.

`MISSIONCONTROL_PICTURES=directory` keeps a picture of each.
"""

import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from admin.pages import PAGES
from core.operators.models import Operator
from core.sittings.states import Stage
from core.wiring import Services
from tests.admin.browsing import opened_browser, served
from tests.admin.full_house import FullHouse, a_full_house
from tests.desk import Desk
from tests.sandboxes import running_sandbox

pytestmark = [pytest.mark.browser, pytest.mark.fresh_db]

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": WIDE},
    "dark": {"color_scheme": "dark", "viewport": WIDE},
    "phone": {"color_scheme": "light", "viewport": NARROW, "has_touch": True},
}
_NO_PICTURES = re.compile(
    r"\.csv$|/live$|^/tickets/.+/canned$|/(photos|files|evidence)/|^/sign-in/provider"
)
"""What is no page: tables for a spreadsheet, news for a script, files, the way to a provider."""

_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_NOT_GOOD = {"not-here": 404, "welcome-over": 410}
_FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return one !== document.body
        && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
}"""


@dataclass
class Looker:
    """Somebody who looks at pages, and notes all that a browser would complain of."""

    page: Page
    address: str
    look: str
    pictures: Path | None
    wrong: list[str] = field(default_factory=list)
    _about: str = ""

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("request", self._on_request)

    async def looks_at(self, name: str, path: str) -> None:
        self._about = name
        answer = await self.page.goto(self.address + path, wait_until="load")
        assert answer is not None
        if answer.status != _NOT_GOOD.get(name, 200):
            self._note(f"was answered {answer.status}")
        await self._judges(name)

    async def sends(self, name: str, form: str, *, on: str, **fields: str) -> None:
        """Fill in a form and look at the page that is the answer."""
        self._about = name
        await self.page.goto(self.address + on, wait_until="load")
        sent = self.page.locator(f'form[action$="{form}"]')
        for field_name, value in fields.items():
            await sent.locator(f'[name="{field_name}"]').fill(value)
        async with self.page.expect_navigation(wait_until="load"):
            await sent.get_by_role("button").click()
        await self._judges(name)

    async def _judges(self, name: str) -> None:
        if not await self.page.locator("h1").count():
            self._note("has no heading")
        if wider := await self.page.evaluate(_WIDER):
            self._note(f"is {wider} px wider than the window")
        await self.page.keyboard.press("Tab")
        if not await self.page.evaluate(_FOCUSED):
            self._note("does not show what has the focus")
        await self.page.evaluate("document.activeElement.blur()")
        if self.pictures is not None:
            path_of_it = self.pictures / f"{name}-{self.look}.png"
            await self.page.screenshot(path=path_of_it, full_page=True, animations="disabled")

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self._about}: {what}")

    def _on_console(self, said: ConsoleMessage) -> None:
        is_expected = str(_NOT_GOOD.get(self._about, "no code")) in said.text
        if said.type in {"error", "warning"} and not is_expected:
            self._note(said.text)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self._note(f"asks for {request.url}")


@pytest.fixture
async def full_house(house: Services) -> AsyncIterator[FullHouse]:
    async with running_sandbox() as url, aiohttp.ClientSession(url) as plane:
        desk = Desk(house.db, url, plane)
        yield await a_full_house(replace(house, clock=desk.now), desk)
        await desk.http.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with opened_browser() as browser:
        yield browser


@pytest.fixture
def pictures() -> Path | None:
    wanted = os.environ.get("MISSIONCONTROL_PICTURES")  # noqa: TID251  (asked of a test, not of the product)
    if wanted is None:
        return None
    Path(wanted).mkdir(parents=True, exist_ok=True)
    return Path(wanted)


async def test_the_walk_below_leaves_no_page_out(full_house: FullHouse) -> None:
    walked = [path.partition("?")[0] for path in (*full_house.pages.values(), *_doors(full_house))]
    shown = {one.path for one in PAGES if "GET" in one.methods}
    left_out = {
        path
        for path in shown
        if not _NO_PICTURES.search(path)
        and not any(re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), one) for one in walked)
    }
    assert left_out == set()


@pytest.mark.parametrize("look", LOOKS)
async def test_every_page_is_whole_in_a_browser(
    full_house: FullHouse, browser: Browser, pictures: Path | None, look: str
) -> None:
    wrong: list[str] = []
    async with served(full_house.services) as address:
        for stage, who, pages in _walks(full_house):
            context = await browser.new_context(**LOOKS[look])
            if stage is not None:
                await _sits_down(full_house, context, address, who, stage)
            looker = Looker(await context.new_page(), address, look, pictures)
            for name, path in pages.items():
                await looker.looks_at(name, path)
            if "peer" in pages:
                await looker.sends("peer-seen-as", "/see", on=pages["peer"], why="He asked")
            wrong += looker.wrong
            await context.close()
    assert wrong == []


def _walks(house: FullHouse) -> list[tuple[Stage | None, Operator, dict[str, str]]]:
    """Give who walks where: an operator, one who is halfway in, a newcomer, and a stranger."""
    strange = {"sign-in": "/sign-in", "welcome-over": "/welcome/none"}
    return [
        (Stage.FULL, house.owner, house.pages),
        (Stage.HALFWAY, house.owner, {"sign-in-code": "/sign-in/code"}),
        (Stage.HALFWAY, house.newcomer, {"sign-in-enrol": "/sign-in/enrol"}),
        (None, house.newcomer, {**strange, "welcome": f"/welcome/{house.link}"}),
    ]


def _doors(house: FullHouse) -> list[str]:
    return [path for _, _, pages in _walks(house)[1:] for path in pages.values()]


async def _sits_down(
    house: FullHouse, context: BrowserContext, address: str, who: Operator, stage: Stage
) -> None:
    token = await house.sitting(who, stage)
    cookie: Any = {"name": "mc_sitting", "value": token, "url": address}
    await context.add_cookies([cookie])
