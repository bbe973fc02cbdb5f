"""An operator's browser without a screen: it keeps cookies, and sends the forms it was shown."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
import pyotp

from admin.door import ConsoleDoor
from bot import beside
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role, factor_key
from core.settings import CONSOLE_PATH
from core.sittings.service import begin_sitting
from core.sittings.states import Stage
from core.wiring import Services
from tests.conftest import NOON
from webhooks.app import build_web

HOST = "http://console.example"
SECRET = "42:the-bots-token"
PASSWORD = "three plain words"

_MARK = re.compile(r'name="_mark" value="([0-9a-f]{64})"')


class Clock:
    """A clock that a test puts forward."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Console:
    """A browser at MissionControl."""

    services: Services
    client: httpx.AsyncClient

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(CONSOLE_PATH + path)

    async def mark(self, path: str) -> str:
        """Give the mark of the forms on a page."""
        found = _MARK.search((await self.get(path)).text)
        assert found is not None, path
        return found[1]

    async def send(self, path: str, *, on: str | None = None, **fields: str) -> httpx.Response:
        """Fill in the form of a page and send it."""
        mark = await self.mark(path if on is None else on)
        return await self.client.post(CONSOLE_PATH + path, data={"_mark": mark, **fields})

    async def send_with(self, path: str, *, on: str, file: bytes, **fields: str) -> httpx.Response:
        """Do so with a picture, as a browser sends it."""
        sent = {"_mark": await self.mark(on), **fields}
        chosen = {"picture": ("It's Maya's \"lamp\".png", file, "image/png")}
        return await self.client.post(CONSOLE_PATH + path, data=sent, files=chosen)

    async def sits_as(self, operator: Operator) -> None:
        """Let somebody sit here who has signed in."""
        async with self.services.db.begin() as session:
            token = await begin_sitting(
                session,
                operator,
                Stage.FULL,
                browser="Firefox on Linux",
                network="192.0.2.7",
                at=self.services.clock(),
            )
        self.client.cookies.set("mc_sitting", token, domain="console.example", path=CONSOLE_PATH)


@asynccontextmanager
async def opened_console(services: Services) -> AsyncIterator[Console]:
    app = build_web(services, console=ConsoleDoor(services, open_bot_side=lambda: beside))
    transport = httpx.ASGITransport(app=app, client=("192.0.2.7", 50_000))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        yield Console(services, client)


async def an_operator(
    services: Services, role: Role = Role.OWNER, *, name: str | None = None
) -> tuple[Operator, str]:
    """Add an operator who has not come yet; answer him and his link."""
    called = name or role.value
    async with services.db.begin() as session:
        return await add_operator(
            session,
            email=f"{called}@example.org".lower(),
            name=called,
            role=role,
            by=None,
            at=services.clock(),
        )


def code_of(operator: Operator, services: Services) -> str:
    """Give what his authenticator shows."""
    token = services.settings.telegram_bot_token
    assert token is not None
    key = factor_key(operator.factor_salt, secret=token.get_secret_value())
    return pyotp.TOTP(key).at(services.clock())
