"""The way to Stripe's form: it is the Peer's own, and what is said is said in the chat."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import aiohttp
import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from core.outbox.models import OutboxRow
from core.payouts.queries import is_ready
from core.payouts.states import LINK_LIVES, pass_in, sign_pass
from core.settings import CargoEnv, Settings
from core.wiring import PAYOUTS_PATH, Services, open_stripe
from tests.conftest import NOON
from tests.posts import a_peer
from tests.sandboxes import running_sandbox
from webhooks.app import build_web

pytestmark = pytest.mark.fresh_db

KEY = "sk_test_of_ours"


@dataclass
class Way:
    services: Services
    web: httpx.AsyncClient
    stripe: aiohttp.ClientSession
    peer_id: UUID

    def token(self, *, ago: timedelta = timedelta(0)) -> str:
        return sign_pass(self.peer_id, secret=KEY, at=self.services.clock() - ago)

    async def goes(self, end: str) -> httpx.Response:
        return await self.web.get(f"{PAYOUTS_PATH}/{end}")

    async def told(self) -> list[str | None]:
        async with self.services.db.begin() as session:
            return list(await session.scalars(select(OutboxRow.notice).order_by(OutboxRow.id)))


@pytest.fixture
async def way(services: Services) -> AsyncIterator[Way]:
    async with running_sandbox() as url, aiohttp.ClientSession() as stripe:
        settings = Settings(
            cargo_env=CargoEnv.TEST, stripe_secret_key=SecretStr(KEY), stripe_api_base=url
        )
        async with services.db.begin() as session:
            peer = await a_peer(session, "Carla")
        async with open_stripe(settings) as client:
            ours = replace(services, settings=settings, stripe=client)
            transport = httpx.ASGITransport(build_web(ours))
            async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as web:
                yield Way(ours, web, stripe, peer.id)


async def test_a_carrier_is_led_to_the_form_and_back_to_the_chat(way: Way) -> None:
    token = way.token()
    led = await way.goes(token)
    assert led.status_code == 303
    assert led.headers["Cache-Control"] == "no-store"
    form = led.headers["Location"]
    async with way.stripe.get(form), way.stripe.post(form, data={"press": "give"}) as page:
        assert page.ok
    back = await way.goes(f"{token}/done")
    assert (back.status_code, back.headers["Location"]) == (303, "https://t.me/")
    assert await way.told() == ["payouts-ready"]
    async with way.services.db.begin() as session:
        assert await is_ready(session, way.peer_id)


async def test_who_leaves_the_form_is_told_that_something_is_missing(way: Way) -> None:
    token = way.token()
    await way.goes(token)
    await way.goes(f"{token}/done")
    assert await way.told() == ["payouts-not-yet"]


async def test_who_never_began_is_told_the_same(way: Way) -> None:
    await way.goes(f"{way.token()}/done")
    assert await way.told() == ["payouts-not-yet"]


async def test_an_old_link_leads_back_and_says_where_there_is_a_new_one(way: Way) -> None:
    led = await way.goes(way.token(ago=LINK_LIVES))
    assert (led.status_code, led.headers["Location"]) == (303, "https://t.me/")
    assert await way.told() == ["payouts-link-old"]


async def test_when_stripe_is_away_the_chat_says_so(way: Way) -> None:
    async with way.stripe.post(
        f"{way.services.settings.stripe_api_base}/sandbox/faults",
        json={"kind": "bad_gateway", "method": "PostAccounts", "count": 5},
    ) as made:
        assert made.ok, await made.text()
    led = await way.goes(way.token())
    assert led.headers["Location"] == "https://t.me/"
    assert await way.told() == ["payouts-away"]


@pytest.mark.parametrize("end", ["", "/done"])
async def test_what_we_have_not_signed_leads_nowhere(way: Way, end: str) -> None:
    token = way.token()
    forged = [
        "x",
        "%00",
        token[:-2] + ("AA" if not token.endswith("AA") else "BB"),
        sign_pass(way.peer_id, secret="sk_test_of_others", at=way.services.clock()),
    ]
    for one in forged:
        assert (await way.goes(one + end)).status_code == 404
    assert await way.told() == []


def test_a_pass_is_read_as_it_was_signed() -> None:
    peer_id = UUID(int=7)
    seen = pass_in(sign_pass(peer_id, secret=KEY, at=NOON), secret=KEY)
    assert seen is not None
    assert (seen.peer_id, seen.expires_at) == (peer_id, NOON + LINK_LIVES)
