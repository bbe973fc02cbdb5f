"""A Peer is led from his profile to Stripe's check of who he is, and sees there how it stands."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from core.clock import utc_now
from core.identity.flows import Identities
from core.identity.models import IdentityCheck
from core.identity.states import PURPOSE
from core.passes import pass_in
from core.peers.models import Peer
from core.settings import CargoEnv, Settings
from core.wiring import IDENTITY_PATH, Services, open_stripe
from tests.bot.conftest import join, running_bot
from tests.phones import Person, Phones, buttons, words
from tests.sandboxes import TOKEN, USERNAME

pytestmark = pytest.mark.fresh_db

KEY = "sk_test_of_ours"
VERIFY, AGAIN = "🪪 Verify who I am", "🪪 Verify who I am: try again"
CHECKED, VERIFIED = "🪪 Being checked…", "✅ Verified"


@pytest.fixture
async def bot_services(services: Services, sandbox_url: str) -> AsyncIterator[Services]:
    settings = Settings(
        cargo_env=CargoEnv.TEST,
        telegram_bot_token=TOKEN,
        telegram_api_base=sandbox_url,
        stripe_secret_key=SecretStr(KEY),
        stripe_api_base=sandbox_url,
    )
    async with open_stripe(settings) as client:
        yield replace(services, settings=settings, clock=utc_now, stripe=client)


async def _profile_with(person: Person, button: str) -> None:
    await person.text("/profile")
    await person.hears(lambda message: button in buttons(message))


async def _answer(person: Person, button: str) -> str:
    answer = await person.press(button)
    assert answer is not None
    return str(answer["text"])


async def test_a_peer_is_led_there_and_sees_how_it_stands(
    maya: Person, phones: Phones, bot_services: Services
) -> None:
    assert bot_services.stripe is not None
    await _profile_with(maya, VERIFY)
    await maya.press(VERIFY)
    shown = await maya.hears("Show who you are")
    assert "10 posts open, and send contents worth up to €500.00" in words(shown)
    (button,) = shown["reply_markup"]["inline_keyboard"][0]
    way, _, token = button["url"].rpartition("/")
    assert way.endswith(IDENTITY_PATH)
    async with bot_services.db.begin() as session:
        peer = (await session.scalars(select(Peer))).one()
    seen = pass_in(token, purpose=PURPOSE, secret=KEY)
    assert seen is not None
    assert seen.peer_id == peer.id

    identities = Identities(bot_services.db, bot_services.stripe, clock=utc_now)
    await identities.link_for(peer.id, done_at="http://127.0.0.1:1/back")
    async with bot_services.db.begin() as session:
        session_id = (await session.scalars(select(IdentityCheck.session_id))).one()

    async def becomes(outcome: str) -> None:
        path = f"/stripe/identities/{session_id}/decide"
        await phones.ask("POST", path, {"outcome": outcome})
        await identities.look_at_peer(peer.id)

    await becomes("document_unverified_other")
    refused = await maya.hears("The document could not be read well")
    assert "try again from your /profile" in words(refused)
    await _profile_with(maya, AGAIN)
    await becomes("processing")
    await _profile_with(maya, CHECKED)
    assert "Stripe is looking at it" in await _answer(maya, CHECKED)
    await becomes("verified")
    await maya.hears("You are verified: from now on")
    await _profile_with(maya, VERIFIED)
    assert "You are verified already" in await _answer(maya, VERIFIED)


async def test_without_stripe_the_button_says_that_it_is_not_set_up(
    services: Services, sandbox_url: str
) -> None:
    settings = Settings(
        cargo_env=CargoEnv.TEST, telegram_bot_token=TOKEN, telegram_api_base=sandbox_url
    )
    without = replace(services, settings=settings, clock=utc_now)
    async with Phones.at(sandbox_url, bot=USERNAME) as phones, running_bot(without):
        maya = await phones.person("Maya", language_code="en")
        await join(maya, home="Delhi")
        await _profile_with(maya, VERIFY)
        assert "Nobody is verified here yet" in await _answer(maya, VERIFY)
