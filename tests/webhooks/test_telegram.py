"""Telegram's door: without the secret nothing gets in."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from core.settings import CargoEnv, Settings
from core.wiring import Services
from webhooks.app import build_web
from webhooks.telegram import TELEGRAM_PATH

SECRET = "a-secret-of-the-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def taken() -> list[dict[str, Any]]:
    return []


@pytest.fixture
async def http(services: Services, taken: list[dict[str, Any]]) -> AsyncIterator[httpx.AsyncClient]:
    async def feed(update: dict[str, Any]) -> None:
        taken.append(update)

    settings = Settings(cargo_env=CargoEnv.TEST, telegram_webhook_secret=SECRET)
    web = build_web(replace(services, settings=settings), feed=feed)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://cargo"
    ) as client:
        yield client


async def test_an_update_with_the_secret_is_taken(
    http: httpx.AsyncClient, taken: list[dict[str, Any]]
) -> None:
    answer = await http.post(TELEGRAM_PATH, json={"update_id": 7}, headers={HEADER: SECRET})
    assert answer.status_code == 200
    assert taken == [{"update_id": 7}]


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "guess"}, {HEADER: SECRET + "x"}])
async def test_an_update_without_the_secret_finds_nothing_there(
    http: httpx.AsyncClient, taken: list[dict[str, Any]], headers: dict[str, str]
) -> None:
    answer = await http.post(TELEGRAM_PATH, json={"update_id": 7}, headers=headers)
    assert answer.status_code == 404
    assert not taken


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b"{}", b'{"update_id": "7"}', b"\xff"])
async def test_what_is_no_update_is_refused(
    http: httpx.AsyncClient, taken: list[dict[str, Any]], body: bytes
) -> None:
    answer = await http.post(TELEGRAM_PATH, content=body, headers={HEADER: SECRET})
    assert answer.status_code == 400
    assert not taken
