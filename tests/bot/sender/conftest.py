"""A sender over the sandbox, and somebody whom it knows."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest

from bot.sender.schedule import TELEGRAM_LIMITS, Limits
from bot.sender.sender import Sender
from bot.sender.wire import Wire
from core.clock import utc_now
from core.peers.models import Channel, Peer
from core.peers.service import meet
from core.peers.states import ChannelKind
from core.settings import CargoEnv, Settings
from core.wiring import Services
from tests.phones import Person, Phones
from tests.sandboxes import TOKEN, USERNAME, running_sandbox


@pytest.fixture
async def sandbox_url() -> AsyncIterator[str]:
    async with running_sandbox(with_limits=True) as url:
        yield url


@pytest.fixture
async def phones(sandbox_url: str) -> AsyncIterator[Phones]:
    async with Phones.at(sandbox_url, bot=USERNAME) as phones:
        yield phones


@pytest.fixture
def its_services(services: Services, sandbox_url: str) -> Services:
    settings = Settings(
        cargo_env=CargoEnv.TEST, telegram_bot_token=TOKEN, telegram_api_base=sandbox_url
    )
    return replace(services, settings=settings, clock=utc_now)


@asynccontextmanager
async def sending(services: Services, limits: Limits = TELEGRAM_LIMITS) -> AsyncIterator[None]:
    async with Wire(services.settings) as wire:
        running = asyncio.create_task(Sender(services, wire, limits=limits).run())
        try:
            yield
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def known(services: Services, person: Person) -> tuple[Peer, Channel]:
    async with services.db.begin() as session:
        return await meet(
            session,
            kind=ChannelKind.TELEGRAM,
            address=str(person.id),
            name=person.first_name,
            language_tag="en",
            at=utc_now(),
        )


@pytest.fixture
async def maya(phones: Phones, its_services: Services) -> Person:
    maya = await phones.person("Maya")
    await maya.start()
    await known(its_services, maya)
    return maya
