"""An operator at a browser comes in by a provider of another site, and makes a token."""

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import ConsoleMessage, expect

from core.operators.states import Role
from core.wiring import Services
from tests.admin.browsing import opened_browser, served
from tests.admin.console import Clock, an_operator
from tests.admin.provided import MFA, VERIFIED, by_provider
from tests.provider import FakeProvider, provided

pytestmark = [pytest.mark.browser, pytest.mark.fresh_db]

_ANSWER_MS = 20_000


@pytest.fixture
async def provider(clock: Clock) -> AsyncIterator[FakeProvider]:
    async with provided(lambda: clock().timestamp()) as one:
        yield one


async def test_an_operator_comes_in_by_the_provider_and_lends_a_script_what_he_may(
    house: Services, provider: FakeProvider
) -> None:
    """The provider is another site to the browser: cookies and policy are put to the test."""
    await an_operator(house, Role.FINANCE)
    complaints: list[str] = []

    def note(said: ConsoleMessage) -> None:
        if said.type == "error":
            complaints.append(said.text)

    by_clerk = by_provider(house, oidc_issuer=provider.issuer)
    provider.comes = {**VERIFIED, "amr": MFA}
    async with served(by_clerk, name="localhost") as address, opened_browser() as browser:
        page = await browser.new_page()
        page.set_default_timeout(_ANSWER_MS)
        page.on("console", note)
        await page.goto(f"{address}/account/tokens")
        await page.get_by_role("link", name="Sign in with Clerk").click()
        await expect(page.get_by_role("heading", name="Tokens for scripts")).to_be_visible()
        await page.get_by_label("Name").fill("nightly")
        await page.get_by_label("money:read").check()
        await page.get_by_role("button", name="Make it").click()
        token = await page.locator("code.key").inner_text()
        assert complaints == []
        api = f"{address.removesuffix('/admin')}/api/v1/admin"
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(headers=headers) as script:
            assert (await script.get(f"{api}/approvals")).json() == {"items": []}
            assert (await script.get(f"{api}/tables/quests")).status_code == 403
