"""An operator at a browser: in with a telephone's code, a walk by keys, a Peer suspended."""

from collections.abc import AsyncIterator

import pyotp
import pytest
from playwright.async_api import ConsoleMessage, Page, expect

from core.clock import utc_now
from core.operators.service import add_operator
from core.operators.states import Role
from core.sanctions.queries import live_sanction
from core.wiring import Services
from tests.admin.browsing import opened_browser, served
from tests.admin.console import PASSWORD
from tests.posts import a_peer

pytestmark = [pytest.mark.browser, pytest.mark.fresh_db]

_ANSWER_MS = 20_000


@pytest.fixture
async def address(house: Services) -> AsyncIterator[str]:
    async with served(house) as address:
        yield address


@pytest.fixture
async def page(address: str) -> AsyncIterator[Page]:
    """Open a browser; whatever it complains of fails the test, so also what the policy refuses."""
    complaints: list[str] = []

    def note(said: ConsoleMessage) -> None:
        if said.type == "error":
            complaints.append(said.text)

    async with opened_browser() as browser:
        page = await browser.new_page(color_scheme="light")
        page.set_default_timeout(_ANSWER_MS)
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
    assert complaints == []


async def test_an_operator_comes_in_walks_by_keys_and_suspends_a_peer(
    house: Services, address: str, page: Page
) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
        _, link = await add_operator(
            session, email="ada@example.org", name="Ada", role=Role.OWNER, by=None, at=utc_now()
        )
    await page.goto(f"{address}/welcome/{link}")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Once more").fill(PASSWORD)
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_text("No camera at hand?").click()
    key = (await page.locator("code.key").inner_text()).replace(" ", "")
    await page.get_by_label("The code it shows now").fill(pyotp.TOTP(key).at(house.clock()))
    await page.get_by_role("button", name="This is my telephone").click()
    await expect(page.locator("ol.codes li")).to_have_count(10)
    await page.get_by_role("link", name="I have them").click()
    await page.wait_for_load_state()

    await page.keyboard.press("g")
    await page.keyboard.press("p")
    await expect(page.get_by_role("heading", name="Peers")).to_be_visible()
    await page.keyboard.press("/")
    await page.keyboard.type(str(noor.id))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Noor")).to_be_visible()

    await page.locator("summary", has_text="Suspend").click()
    form = page.locator("details[open] form")
    await form.get_by_label("Why, for the audit log").fill("Did not come twice")
    await form.get_by_role("button", name="Suspend").click()
    await page.get_by_role("dialog").get_by_role("button", name="Suspend").click()
    await expect(page.get_by_role("status")).to_have_text("He is suspended, and told until when.")
    async with house.db.begin() as session:
        assert await live_sanction(session, noor.id) is not None

    await page.get_by_role("button", name="Light or dark").click()
    await page.reload()
    assert await page.locator("html").get_attribute("data-theme") == "dark"
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("status")).to_have_text("You are signed out.")
    await page.goto(f"{address}/account")
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
