"""MissionControl with a clock of its own, and a browser before it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from core.wiring import Services
from tests.admin.console import HOST, SECRET, Clock, Console, opened_console


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(services: Services, clock: Clock) -> Services:
    settings = services.settings.model_copy(
        update={"telegram_bot_token": SecretStr(SECRET), "public_url": HOST}
    )
    return replace(services, settings=settings, clock=clock)


@pytest.fixture
async def console(house: Services) -> AsyncIterator[Console]:
    async with opened_console(house) as opened:
        yield opened
