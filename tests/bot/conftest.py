"""The real bot by polling, against the sandbox, with a database of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.runner import open_bot
from core.clock import utc_now
from core.payments.queries import payment_of
from core.payments.service import note_paid
from core.quests.models import Quest
from core.settings import CargoEnv, Settings
from core.settlement.service import follow_payment
from core.wiring import Services
from tests.bot.bargaining import ENTER, LOOK, SHOW, Pair
from tests.bot.lines import ASK, HERE
from tests.phones import Person, Phones, buttons
from tests.sandboxes import NO_LIMITS, TOKEN, USERNAME, running_sandbox


class PushedClock:
    """The wall clock, pushed forward by a test: the product's, not the sandbox's."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self._ahead

    def push(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


@pytest.fixture
async def sandbox_url() -> AsyncIterator[str]:
    async with running_sandbox() as url:
        yield url


@pytest.fixture
def clock() -> PushedClock:
    return PushedClock()


@pytest.fixture
def bot_services(services: Services, sandbox_url: str, clock: PushedClock) -> Services:
    settings = Settings(
        cargo_env=CargoEnv.TEST, telegram_bot_token=TOKEN, telegram_api_base=sandbox_url
    )
    return replace(services, settings=settings, clock=clock)


@pytest.fixture
async def phones(bot_services: Services, sandbox_url: str) -> AsyncIterator[Phones]:
    """People can write to the bot, which runs."""
    async with Phones.at(sandbox_url, bot=USERNAME) as phones, running_bot(bot_services):
        yield phones


@asynccontextmanager
async def running_bot(services: Services) -> AsyncIterator[None]:
    """Run the bot during the block."""
    async with open_bot(services, limits=NO_LIMITS) as bot:
        running = asyncio.create_task(bot.run(webhook_path="/unused"))
        yield
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@pytest.fixture
async def maya(phones: Phones) -> Person:
    """Give a Peer who has joined in English, at home in Delhi, and sees the main menu."""
    maya = await phones.person("Maya", language_code="en")
    await join(maya, home="Delhi")
    return maya


@pytest.fixture
async def pair(phones: Phones, bot_services: Services) -> Pair:
    """Give two Peers who have joined, in English, at home in Delhi."""
    carla = await phones.person("Carla", language_code="en")
    ravi = await phones.person("Ravi", language_code="en")
    for person in (carla, ravi):
        await join(person, home="Delhi")
    return Pair(carla, ravi, bot_services)


@pytest.fixture
async def funded(pair: Pair) -> Pair:
    """Give the two after Ravi has paid for his books."""
    await pair.offer()
    await pair.ravi.catch_up()
    await pair.carla.press("Take €10.00")
    await pair.carla.hears("You carry a parcel")
    await pay_for(pair)
    for person in (pair.carla, pair.ravi):
        await person.hears(lambda message: LOOK in buttons(message))
    return pair


@pytest.fixture
async def talking(pair: Pair) -> Pair:
    """Give the two after Carla has opened the line from her card, and Ravi from his answer."""
    await pair.offer()
    await pair.carla.press(ASK)
    await pair.carla.hears(HERE)
    await pair.carla.text("Is it fragile?")
    heard = await pair.ravi.hears("Is it fragile?")
    await pair.ravi.press("Answer", on=heard)
    await pair.ravi.hears(HERE)
    return pair


@pytest.fixture
async def paid(funded: Pair) -> Pair:
    """Give the two on their line after Ravi has paid."""
    for person in (funded.carla, funded.ravi):
        await person.press("💬 Chat")
        await person.hears(HERE)
    return funded


@pytest.fixture
async def carried(funded: Pair) -> Pair:
    """Give them after both have looked inside."""
    await funded.carla.press(LOOK)
    await funded.ravi.hears("The other side has looked inside")
    await funded.ravi.press(LOOK)
    await funded.carla.hears(lambda message: ENTER in buttons(message))
    await funded.ravi.hears(lambda message: SHOW in buttons(message))
    return funded


@pytest.fixture
async def requester(maya: Person) -> Person:
    """Give Maya at the first question of a new parcel."""
    await maya.press("DropParcels")
    await maya.hears("DropParcel is a thing")
    await maya.press("Send a parcel")
    await maya.hears("From where does it go?")
    return maya


async def pay_for(pair: Pair) -> None:
    """Let the money of their quest be held."""
    async with pair.services.db.begin() as session:
        quest = (await session.scalars(select(Quest))).one()
        payment = await payment_of(session, quest.id, lock=True)
        assert payment is not None
        was, at = payment.state, utc_now()
        ids = {"intent_id": "pi_1", "charge_id": "ch_1"}
        await note_paid(session, payment, paid=payment.total, at=at, **ids)
        await follow_payment(session, payment, was=was, at=at)


async def join(person: Person, *, home: str) -> None:
    """Presses the first button of each step, and types the home."""
    await person.start()
    for _ in ("language", "rules"):
        screen = await person.hears(lambda message: bool(buttons(message)))
        await person.press(buttons(screen)[0])
    await person.hears(lambda message: message["text"].startswith("🏠"))
    await person.text(home)
    money = await person.hears(lambda message: "💱" in message["text"])
    await person.press(buttons(money)[0])
    await person.hears(lambda message: message["text"].startswith("🧭"))
