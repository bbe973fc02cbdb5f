"""Telegram's door: without the secret nothing gets in; with it everything is kept once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from core.inbox.models import InboxItem
from core.inbox.states import InboxState, telegram_lane
from core.settings import CargoEnv, Settings
from core.wiring import Services
from webhooks.app import build_web
from webhooks.telegram import TELEGRAM_PATH

SECRET = "a-secret-of-the-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE: dict[str, Any] = {"update_id": 7, "message": {"from": {"id": 42}, "chat": {"id": 42}}}


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(cargo_env=CargoEnv.TEST, telegram_webhook_secret=SECRET)
    transport = httpx.ASGITransport(build_web(replace(services, settings=settings)))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as client:
        yield client


async def _kept(services: Services) -> list[InboxItem]:
    async with services.db.begin() as session:
        return list(await session.scalars(select(InboxItem)))


async def test_an_update_with_the_secret_is_kept_before_it_is_acknowledged(
    http: httpx.AsyncClient, services: Services
) -> None:
    headers = {HEADER: SECRET, "X-Request-Id": "from-the-proxy-1"}
    answer = await http.post(TELEGRAM_PATH, json=UPDATE, headers=headers)
    assert answer.status_code == 200
    (item,) = await _kept(services)
    assert (item.outside_id, item.payload, item.state) == ("7", UPDATE, InboxState.WAITING)
    assert item.request_id == "from-the-proxy-1"


async def test_an_update_that_is_delivered_again_is_kept_once(
    http: httpx.AsyncClient, services: Services
) -> None:
    for _ in range(3):
        answer = await http.post(TELEGRAM_PATH, json=UPDATE, headers={HEADER: SECRET})
        assert answer.status_code == 200
    assert len(await _kept(services)) == 1


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "guess"}, {HEADER: SECRET + "x"}])
async def test_an_update_without_the_secret_finds_nothing_there(
    http: httpx.AsyncClient, services: Services, headers: dict[str, str]
) -> None:
    answer = await http.post(TELEGRAM_PATH, json=UPDATE, headers=headers)
    assert answer.status_code == 404
    assert not await _kept(services)


async def test_without_a_secret_of_ours_the_door_stays_shut(services: Services) -> None:
    transport = httpx.ASGITransport(build_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        answer = await http.post(TELEGRAM_PATH, json=UPDATE, headers={HEADER: ""})
    assert answer.status_code == 404


UNREADABLE = [b"", b"not json", b"[]", b"{}", b'{"update_id": "7"}', b"\xff"]


@pytest.mark.parametrize("body", UNREADABLE)
async def test_what_is_no_update_is_put_aside_once_and_acknowledged(
    http: httpx.AsyncClient, services: Services, body: bytes
) -> None:
    """Telegram would deliver it again for a day, and hold up its chat until then."""
    for _ in range(2):
        answer = await http.post(TELEGRAM_PATH, content=body, headers={HEADER: SECRET})
        assert answer.status_code == 200
    (item,) = await _kept(services)
    assert item.state is InboxState.QUARANTINED
    assert item.payload == {"bytes": len(body)}


@pytest.mark.parametrize("body", UNREADABLE)
async def test_what_is_no_update_and_has_no_secret_leaves_no_trace(
    http: httpx.AsyncClient, services: Services, body: bytes
) -> None:
    answer = await http.post(TELEGRAM_PATH, content=body, headers={HEADER: "guess"})
    assert answer.status_code == 404
    assert not await _kept(services)


async def test_only_a_delivery_is_taken(http: httpx.AsyncClient, services: Services) -> None:
    answer = await http.get(TELEGRAM_PATH, headers={HEADER: SECRET})
    assert answer.status_code == 405
    assert not await _kept(services)


def test_a_text_and_a_press_of_one_person_share_a_lane() -> None:
    press = {"update_id": 8, "callback_query": {"from": {"id": 42}, "data": "x"}}
    other = {"update_id": 9, "message": {"from": {"id": 43}, "chat": {"id": 43}}}
    assert telegram_lane(press) == telegram_lane(UPDATE)
    assert telegram_lane(other) != telegram_lane(UPDATE)


async def test_a_character_that_postgres_cannot_keep_holds_nobody_up(
    http: httpx.AsyncClient, services: Services
) -> None:
    poison = {"update_id": 8, "message": {"from": {"id": 1}, "text": "hi \x00 there"}}
    answer = await http.post(TELEGRAM_PATH, json=poison, headers={HEADER: SECRET})
    assert answer.status_code == 200
    (item,) = await _kept(services)
    assert item.payload is not None
    assert item.payload["message"]["text"] == "hi  there"
