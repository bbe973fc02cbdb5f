"""Health, readiness, metrics and request ids."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from redis.asyncio import Redis

from core.db import connect
from core.inbox.service import Told, keep_poison, keep_told
from core.inbox.states import InboxSource
from core.outbox.models import OutboxRow
from core.outbox.service import Call, queue_call
from core.outbox.states import OutboxState
from core.wiring import Services
from tests.conftest import NOON
from webhooks.app import build_web, build_worker_web
from webhooks.telegram import TELEGRAM_PATH


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


async def test_a_worker_shows_health_and_metrics_and_takes_no_updates(services: Services) -> None:
    transport = httpx.ASGITransport(build_worker_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await http.get(path)).status_code == 200
        assert (await http.post(TELEGRAM_PATH, json={"update_id": 1})).status_code == 404


def _told(number: int) -> Told:
    payload = {"update_id": number, "message": {"text": "hello"}}
    return Told(str(number), lane=number, payload=payload, request_id="")


async def test_metrics_count_what_waits_and_what_was_given_up(
    http: httpx.AsyncClient, services: Services
) -> None:
    told = [_told(number) for number in range(3)]
    async with services.db.begin() as session:
        await keep_told(session, InboxSource.TELEGRAM, told, at=NOON)
        await keep_poison(session, InboxSource.TELEGRAM, _told(4), "DataError", at=NOON)
        for state, count in (("queued", 2), ("leased", 1), ("parked", 4), ("dead", 5)):
            for _ in range(count):
                call = Call(None, "sendMessage", {"text": "hello"}, address="-100")
                number = await queue_call(session, call, at=NOON)
                row = await session.get_one(OutboxRow, number)
                row.state = OutboxState(state)
    said = (await http.get("/metrics")).text
    for sample in (
        'peercargo_waiting_rows{where="inbox"} 3.0',
        'peercargo_waiting_rows{where="outbox"} 3.0',
        'peercargo_waiting_rows{where="parked"} 4.0',
        'peercargo_waiting_rows{where="events"} 0.0',
        'peercargo_dead_letters{kind="event"} 0.0',
        'peercargo_dead_letters{kind="inbox"} 1.0',
        'peercargo_dead_letters{kind="outbox"} 5.0',
    ):
        assert sample in said


async def test_without_its_database_a_process_still_has_metrics(
    http: httpx.AsyncClient, services: Services
) -> None:
    assert "peercargo_waiting_rows{" in (await http.get("/metrics")).text
    away = connect("postgresql://nobody@127.0.0.1:1/none")
    async with _client(replace(services, db=away)) as cut_off:
        said = (await cut_off.get("/metrics")).text
    await away.close()
    assert "process_resident_memory_bytes" in said
    assert "peercargo_waiting_rows{" not in said, "these are old"


async def test_a_request_gets_an_id_or_keeps_a_proper_one(http: httpx.AsyncClient) -> None:
    made = (await http.get("/healthz")).headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{16}", made)
    kept = await http.get("/healthz", headers={"X-Request-Id": "from-the-proxy-1"})
    assert kept.headers["x-request-id"] == "from-the-proxy-1"
    forged = await http.get("/healthz", headers={"X-Request-Id": 'x"} {"level": "fake'})
    assert re.fullmatch(r"[0-9a-f]{16}", forged.headers["x-request-id"])
