"""A sandbox on a free port in the test's own loop, a bot's raw voice, and phones."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.app import build_app
from sandbox.people.roster import add_bot
from sandbox.wiring import Sandbox, build_sandbox
from tests.phones import Person, Phones

TOKEN = "42:test-token"
USERNAME = "cargo_test_bot"


@dataclass(frozen=True)
class Served:
    """A running sandbox: its address, and the inside for what no request can show."""

    url: str
    inside: Sandbox


class Refusal(Exception):
    """The Bot API's `{"ok": false}`."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.code: int = answer["error_code"]
        self.description: str = answer["description"]
        self.parameters: dict[str, int] = answer.get("parameters", {})
        super().__init__(self.description)


class RawBot:
    """A bot without a library: one method, one JSON request."""

    def __init__(self, session: aiohttp.ClientSession, token: str) -> None:
        self._session = session
        self.token = token

    async def __call__(self, method: str, **params: Any) -> Any:
        async with self._session.post(f"/bot{self.token}/{method}", json=params) as response:
            return _result(await response.json())

    async def form(self, method: str, form: aiohttp.FormData) -> Any:
        async with self._session.post(f"/bot{self.token}/{method}", data=form) as response:
            return _result(await response.json())

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """Fetch what waits, and confirm it by asking once more."""
        found: list[dict[str, Any]] = await self("getUpdates", **params)
        if found:
            await self("getUpdates", offset=found[-1]["update_id"] + 1)
        return found

    async def download(self, path: str) -> bytes:
        async with self._session.get(f"/file/bot{self.token}/{path}") as response:
            assert response.status == 200
            return await response.read()


def _result(answer: dict[str, Any]) -> Any:
    if not answer["ok"]:
        raise Refusal(answer)
    return answer["result"]


async def serve(inside: Sandbox) -> AsyncIterator[Served]:
    runner = web.AppRunner(build_app(inside), handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield Served(f"http://127.0.0.1:{runner.addresses[0][1]}", inside)
    finally:
        await runner.cleanup()


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    """Without limits, and with every answer held against the description."""
    inside = build_sandbox(with_limits=False, check_answers=True)
    add_bot(inside, TOKEN, USERNAME, "Cargo Test")
    async for running in serve(inside):
        yield running


@pytest.fixture
async def limited() -> AsyncIterator[Served]:
    """With Telegram's limits."""
    inside = build_sandbox(check_answers=True)
    add_bot(inside, TOKEN, USERNAME, "Cargo Test")
    async for running in serve(inside):
        yield running


@pytest.fixture
async def http(served: Served) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(served.url) as opened:
        yield opened


@pytest.fixture
async def bot(http: aiohttp.ClientSession) -> RawBot:
    return RawBot(http, TOKEN)


@pytest.fixture
async def phones(served: Served) -> AsyncIterator[Phones]:
    async with Phones.at(served.url, bot=USERNAME) as opened:
        yield opened


@pytest.fixture
async def maya(phones: Phones, bot: RawBot) -> Person:
    """Make a person who has started the bot; the bot has fetched the start."""
    person = await phones.person("Maya", username="maya", language_code="en")
    await person.start()
    await bot.updates()
    return person


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"
