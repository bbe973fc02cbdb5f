"""A house whose scripts may ask as often as a test needs."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from core.wiring import Services
from tests.admin.console import SECRET, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(services: Services, clock: Clock) -> Services:
    changes = {
        "telegram_bot_token": SecretStr(SECRET),
        "api_reads_a_minute": 100_000,
        "api_posts_a_minute": 100_000,
    }
    settings = services.settings.model_copy(update=changes)
    return replace(services, settings=settings, clock=clock)
