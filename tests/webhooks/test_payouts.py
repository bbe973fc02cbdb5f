"""The way to Stripe's form: it is the Peer's own, and what is said is said in the chat."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from core.passes import LINK_LIVES, pass_in, sign_pass
from core.payouts.queries import is_ready
from core.payouts.states import PURPOSE
from core.wiring import PAYOUTS_PATH, Services
from tests.conftest import NOON
from tests.webhooks.ways import KEY, Way, a_way

pytestmark = pytest.mark.fresh_db


def _token(way: Way, *, ago: timedelta = timedelta(0)) -> str:
    at = way.services.clock() - ago
    return sign_pass(way.peer_id, purpose=PURPOSE, secret=KEY, at=at)


async def _goes(way: Way, end: str) -> httpx.Response:
    return await way.web.get(f"{PAYOUTS_PATH}/{end}")


@pytest.fixture
async def way(services: Services) -> AsyncIterator[Way]:
    async with a_way(services) as way:
        yield way


async def test_a_carrier_is_led_to_the_form_and_back_to_the_chat(way: Way) -> None:
    token = _token(way)
    led = await _goes(way, token)
    assert led.status_code == 303
    assert led.headers["Cache-Control"] == "no-store"
    form = led.headers["Location"]
    async with way.stripe.get(form), way.stripe.post(form, data={"press": "give"}) as page:
        assert page.ok
    back = await _goes(way, f"{token}/done")
    assert (back.status_code, back.headers["Location"]) == (303, "https://t.me/")
    assert await way.told() == ["payouts-ready"]
    async with way.services.db.begin() as session:
        assert await is_ready(session, way.peer_id)


async def test_who_leaves_the_form_is_told_that_something_is_missing(way: Way) -> None:
    token = _token(way)
    await _goes(way, token)
    await _goes(way, f"{token}/done")
    assert await way.told() == ["payouts-not-yet"]


async def test_who_never_began_is_told_the_same(way: Way) -> None:
    await _goes(way, f"{_token(way)}/done")
    assert await way.told() == ["payouts-not-yet"]


async def test_an_old_link_leads_back_and_says_where_there_is_a_new_one(way: Way) -> None:
    led = await _goes(way, _token(way, ago=LINK_LIVES))
    assert (led.status_code, led.headers["Location"]) == (303, "https://t.me/")
    assert await way.told() == ["payouts-link-old"]


async def test_when_stripe_is_away_the_chat_says_so(way: Way) -> None:
    await way.stripe_is_away("PostAccounts")
    led = await _goes(way, _token(way))
    assert led.headers["Location"] == "https://t.me/"
    assert await way.told() == ["payouts-away"]


@pytest.mark.parametrize("end", ["", "/done"])
async def test_what_we_have_not_signed_leads_nowhere(way: Way, end: str) -> None:
    token = _token(way)
    forged = [
        "x",
        "%00",
        token[:-2] + ("AA" if not token.endswith("AA") else "BB"),
        sign_pass(
            way.peer_id, purpose=PURPOSE, secret="sk_test_of_others", at=way.services.clock()
        ),
    ]
    for one in forged:
        assert (await _goes(way, one + end)).status_code == 404
    assert await way.told() == []


def test_a_pass_is_read_as_it_was_signed() -> None:
    peer_id = UUID(int=7)
    seen = pass_in(
        sign_pass(peer_id, purpose=PURPOSE, secret=KEY, at=NOON), purpose=PURPOSE, secret=KEY
    )
    assert seen is not None
    assert (seen.peer_id, seen.expires_at) == (peer_id, NOON + LINK_LIVES)
