"""The way to Stripe's check of who somebody is: the Peer's own, and words only in the chat."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from core.identity.queries import is_verified
from core.identity.states import PURPOSE, sign_return
from core.passes import LINK_LIVES, sign_pass
from core.payouts.states import PURPOSE as PAYOUTS
from core.wiring import IDENTITY_PATH, Services
from tests.webhooks.ways import KEY, Way, a_way

pytestmark = pytest.mark.fresh_db


class Visit:
    """One Peer's way to the check and back."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self.services, self.peer_id, self.told = way.services, way.peer_id, way.told
        self.stripe_is_away = way.stripe_is_away

    def token(self, *, ago: timedelta = timedelta(0), purpose: bytes = PURPOSE) -> str:
        at = self.services.clock() - ago
        return sign_pass(self.peer_id, purpose=purpose, secret=KEY, at=at)

    async def goes(self, end: str) -> httpx.Response:
        return await self._way.web.get(f"{IDENTITY_PATH}/{end}")

    async def comes_back(self) -> httpx.Response:
        return await self.goes(f"{sign_return(self.peer_id, secret=KEY)}/done")

    async def presses(self, form: str, press: str) -> str:
        """Press on the form; answer where it leads afterwards."""
        person = self._way.stripe
        async with person.get(form), person.post(form, data={"press": press}) as page:
            assert page.ok
            return (await page.text()).partition('href="http')[2].partition('"')[0]


@pytest.fixture
async def way(services: Services) -> AsyncIterator[Visit]:
    async with a_way(services) as way:
        yield Visit(way)


async def test_a_peer_is_led_to_the_form_and_back_to_the_chat(way: Visit) -> None:
    led = await way.goes(way.token())
    assert led.status_code == 303
    assert led.headers["Cache-Control"] == "no-store"
    assert led.headers["Referrer-Policy"] == "no-referrer"
    back_at = await way.presses(led.headers["Location"], "verified")
    assert back_at.endswith(f"{IDENTITY_PATH}/{sign_return(way.peer_id, secret=KEY)}/done")
    back = await way.comes_back()
    assert (back.status_code, back.headers["Location"]) == (303, "https://t.me/")
    assert await way.told() == ["identity-verified"]
    async with way.services.db.begin() as session:
        assert await is_verified(session, way.peer_id)


async def test_each_click_leads_to_another_address(way: Visit) -> None:
    token = way.token()
    clicks = [(await way.goes(token)).headers["Location"] for _ in range(2)]
    assert clicks[0] != clicks[1]


@pytest.mark.parametrize(
    ("press", "notice"),
    [
        ("leave", "identity-not-yet"),
        ("processing", "identity-checking"),
        ("document_unverified_other", "identity-again"),
    ],
)
async def test_the_chat_says_how_it_stands(way: Visit, press: str, notice: str) -> None:
    led = await way.goes(way.token())
    await way.presses(led.headers["Location"], press)
    await way.comes_back()
    assert await way.told() == [notice]


async def test_who_is_being_checked_is_led_back(way: Visit) -> None:
    led = await way.goes(way.token())
    await way.presses(led.headers["Location"], "processing")
    again = await way.goes(way.token())
    assert again.headers["Location"].endswith("/done")


async def test_who_never_began_is_told_that_nothing_was_shown(way: Visit) -> None:
    await way.comes_back()
    assert await way.told() == ["identity-not-yet"]


async def test_an_old_link_leads_back_and_says_where_there_is_a_new_one(way: Visit) -> None:
    led = await way.goes(way.token(ago=LINK_LIVES))
    assert (led.status_code, led.headers["Location"]) == (303, "https://t.me/")
    assert await way.told() == ["identity-link-old"]


async def test_when_stripe_is_away_the_chat_says_so(way: Visit) -> None:
    await way.stripe_is_away("PostIdentityVerificationSessions")
    led = await way.goes(way.token())
    assert led.headers["Location"] == "https://t.me/"
    assert await way.told() == ["identity-away"]


async def test_what_we_have_not_signed_for_this_leads_nowhere(way: Visit) -> None:
    token, back = way.token(), sign_return(way.peer_id, secret=KEY)
    others = sign_pass(
        way.peer_id, purpose=PURPOSE, secret="sk_test_of_others", at=way.services.clock()
    )
    paid = way.token(purpose=PAYOUTS)
    for end in ("x", "%00", others, paid, back, f"{token}/done", f"{others}/done", f"{paid}/done"):
        assert (await way.goes(end)).status_code == 404, end
    assert await way.told() == []
