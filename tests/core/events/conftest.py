"""What carries events in a test."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from tests.brokers import free_port, kafka, rabbit, stream_database
from tests.core.events.consumer import GROUPS
from tests.servers import TestServers


@pytest.fixture
def prefix() -> str:
    """Give a name that no other test uses in a broker."""
    return f"test-{uuid4().hex}"


@pytest.fixture
async def broker_url(
    request: pytest.FixtureRequest, servers: TestServers, prefix: str
) -> AsyncIterator[str | None]:
    """Give the address of the broker that the test is parametrised with."""
    match request.param:
        case "postgres":
            yield None
        case "redis":
            yield stream_database(servers)
        case "rabbit":
            async with rabbit(prefix, GROUPS) as url:
                yield url
        case _:
            async with kafka(free_port()) as url:
                yield url
