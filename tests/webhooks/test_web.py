"""Health, readiness, metrics and request ids."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from redis.asyncio import Redis

from core.db import connect
from core.wiring import Services
from webhooks.app import build_web


def _client(services: Services) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(build_web(services))
    return httpx.AsyncClient(transport=transport, base_url="http://cargo")


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(services) as client:
        yield client


async def test_a_living_process_is_healthy(http: httpx.AsyncClient) -> None:
    answer = await http.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_process_with_its_servers_is_ready(http: httpx.AsyncClient) -> None:
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "redis": "ok"})


async def test_without_its_database_a_process_is_healthy_but_not_ready(
    services: Services,
) -> None:
    away = connect("postgresql://nobody@127.0.0.1:1/none")
    async with _client(replace(services, db=away)) as http:
        assert (await http.get("/healthz")).status_code == 200
        answer = await http.get("/readyz")
    await away.close()
    assert (answer.status_code, answer.json()["database"]) == (503, "away")


async def test_without_redis_a_process_is_still_ready(services: Services) -> None:
    away = Redis.from_url("redis://127.0.0.1:1")
    async with _client(replace(services, redis=away)) as http:
        answer = await http.get("/readyz")
    await away.aclose()
    assert (answer.status_code, answer.json()["redis"]) == (200, "away")


async def test_metrics_are_in_prometheus_form(http: httpx.AsyncClient) -> None:
    answer = await http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "process_resident_memory_bytes" in answer.text


async def test_a_request_gets_an_id_or_keeps_a_proper_one(http: httpx.AsyncClient) -> None:
    made = (await http.get("/healthz")).headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{16}", made)
    kept = await http.get("/healthz", headers={"X-Request-Id": "from-the-proxy-1"})
    assert kept.headers["x-request-id"] == "from-the-proxy-1"
    forged = await http.get("/healthz", headers={"X-Request-Id": 'x"} {"level": "fake'})
    assert re.fullmatch(r"[0-9a-f]{16}", forged.headers["x-request-id"])
