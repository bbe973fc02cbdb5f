"""The button of a mail program that ends letters."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from core.addresses.queries import address_of
from core.addresses.service import claim_address, confirm_address
from core.letters.states import stop_link
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.peers.states import ChannelKind
from core.wiring import Services
from tests.conftest import NOON
from tests.posts import a_peer
from webhooks.app import build_web

_TOKEN = "42:of-a-test"


@pytest.fixture
async def noor(services: Services) -> Peer:
    async with services.db.begin() as session:
        noor = await a_peer(session)
        _, code = await claim_address(session, noor, ChannelKind.EMAIL, "n@example.org", at=NOON)
        await confirm_address(session, noor, ChannelKind.EMAIL, code, at=NOON)
    return noor


@pytest.fixture
async def web(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    settings = services.settings.model_copy(update={"telegram_bot_token": SecretStr(_TOKEN)})
    app = build_web(replace(services, settings=settings))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


async def _has_address(services: Services, noor: Peer) -> bool:
    async with services.db.begin() as session:
        return await address_of(session, noor, ChannelKind.EMAIL) is not None


async def _path(services: Services, noor: Peer, secret: str = _TOKEN) -> str:
    async with services.db.begin() as session:
        channel = await address_of(session, noor, ChannelKind.EMAIL)
    assert channel is not None
    return stop_link(channel.id, base_url="", secret=secret)


async def test_one_press_ends_letters_and_telegram_says_so(
    services: Services, noor: Peer, web: httpx.AsyncClient
) -> None:
    path = await _path(services, noor)
    pressed = {"List-Unsubscribe": "One-Click"}
    assert (await web.post(path, data=pressed)).status_code == 200
    assert not await _has_address(services, noor)
    assert (await web.post(path, data=pressed)).status_code == 200
    async with services.db.begin() as session:
        rows = await session.scalars(select(OutboxRow).where(OutboxRow.notice == "address-stopped"))
        assert len(rows.all()) == 1


async def test_a_program_that_only_looks_ends_nothing(
    services: Services, noor: Peer, web: httpx.AsyncClient
) -> None:
    looked = await web.get(await _path(services, noor))
    assert looked.headers["Location"] == "https://t.me/"
    assert await _has_address(services, noor)


async def test_a_link_that_is_none_of_ours_ends_nothing(
    services: Services, noor: Peer, web: httpx.AsyncClient
) -> None:
    others = await _path(services, noor, secret="43:of-others")
    for path in (others, "/letters/stop/x", "/letters/stop/%00"):
        assert (await web.post(path)).status_code == 404, path
    assert await _has_address(services, noor)
