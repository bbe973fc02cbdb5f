"""An operator sends a picture from a ticket in a real browser: without a script, and with ours."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from core.operators.models import Operator
from core.operators.states import Role
from core.sittings.service import begin_sitting
from core.sittings.states import Stage
from core.wiring import Services
from tests.admin.browsing import opened_browser, served
from tests.admin.console import an_operator
from tests.helpdesk import a_helpdesk
from tests.pictures import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.fresh_db]

WORDS = "It should look like this"


@pytest.fixture
async def address(house: Services) -> AsyncIterator[str]:
    async with served(house) as address:
        yield address


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with opened_browser() as browser:
        yield browser


@pytest.fixture
async def ticket(house: Services) -> str:
    helpdesk = await a_helpdesk(house.db)
    said = await helpdesk.write("My lamp came broken")
    return f"/tickets/{said.ticket_id}"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "how it should look.png"
    file.write_bytes(a_picture(kind="PNG", size=(320, 240)))
    return file


async def _seat(house: Services, address: str) -> Any:
    operator, _ = await an_operator(house, Role.SUPPORT, name="Sami")
    return await _cookie(house, operator, address)


async def _cookie(house: Services, operator: Operator, address: str) -> Any:
    async with house.db.begin() as session:
        token = await begin_sitting(
            session,
            operator,
            Stage.FULL,
            browser="Chromium on Linux",
            network="127.0.0.1",
            at=house.clock(),
        )
    return {"name": "mc_sitting", "value": token, "url": address}


async def _sends(page: Page, picture: Path) -> None:
    await page.get_by_label("Answer, in English").fill(WORDS)
    await page.get_by_label("A picture besides").set_input_files(picture)
    await page.get_by_role("button", name="Answer", exact=True).click()


@pytest.mark.parametrize("has_script", [False, True], ids=("without-a-script", "with-ours"))
async def test_a_picture_is_chosen_sent_and_seen(
    house: Services,
    browser: Browser,
    address: str,
    ticket: str,
    picture: Path,
    *,
    has_script: bool,
) -> None:
    complaints: list[str] = []
    context = await browser.new_context(java_script_enabled=has_script)
    await context.add_cookies([await _seat(house, address)])
    page = await context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(address + ticket)
    await _sends(page, picture)
    await expect(page.get_by_role("status").first).to_contain_text("Sent.")
    shown = page.get_by_alt_text("Photo")
    await expect(shown).to_be_visible()
    if has_script:
        assert await shown.evaluate("one => one.decode().then(() => one.naturalWidth)") == 320
    await expect(page.get_by_text(WORDS)).to_be_visible()
    assert complaints == []


async def test_what_is_no_picture_is_refused_on_the_page_with_the_words_still_there(
    house: Services, browser: Browser, address: str, ticket: str, tmp_path: Path
) -> None:
    context = await browser.new_context()
    await context.add_cookies([await _seat(house, address)])
    page = await context.new_page()
    await page.goto(address + ticket)
    for name, content, words in (
        ("form.png", b"%PDF-1.7", "no picture that can be read"),
        ("vast.jpg", a_picture() + b"\0" * (25 * 1024 * 1024), "more than 10 MB"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        await _sends(page, file)
        await expect(page.get_by_role("alert")).to_contain_text(words)
        await expect(page.get_by_label("Answer, in English")).to_have_value(WORDS)
