"""Programs that hold the tokens of Peers."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
import pytest

from core.peers.models import Peer
from core.settings import CargoEnv, Settings
from core.tokens.models import ApiToken
from core.tokens.service import make_token
from core.tokens.states import Scope
from core.wiring import Services
from tests.conftest import NOON
from tests.posts import a_peer
from webhooks.app import build_web

BASE = "http://cargo/api/v1"


@pytest.fixture
def settings() -> Settings:
    return Settings(cargo_env=CargoEnv.TEST, post_pause_minutes=0)


@dataclass(frozen=True, slots=True)
class Program:
    """An HTTP client with the token of a Peer."""

    peer: Peer
    token: ApiToken
    http: httpx.AsyncClient


Programs = Callable[..., Awaitable[Program]]


@pytest.fixture
async def programs(services: Services) -> AsyncIterator[Programs]:
    """Make programs, each for a Peer of its own."""
    async with AsyncExitStack() as stack:

        async def make(name: str = "Noor", scope: Scope = Scope.POST) -> Program:
            async with services.db.begin() as session:
                peer = await a_peer(session, name)
                token, secret = await make_token(
                    session, peer, name="laptop", scope=scope, rules=services.settings, at=NOON
                )
            return Program(peer, token, await stack.enter_async_context(client(services, secret)))

        yield make


def client(services: Services, secret: str | None = None) -> httpx.AsyncClient:
    headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}
    transport = httpx.ASGITransport(build_web(services))
    return httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers)


@pytest.fixture
async def noor(programs: Programs) -> Program:
    """Give a program that may post."""
    return await programs()


@pytest.fixture
async def stranger(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """Give a program without a token."""
    async with client(services) as http:
        yield http
