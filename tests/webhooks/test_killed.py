"""The web process is killed while it asks Stripe for somebody who has followed a link of ours.

He follows it again, and is led where he was to go; nothing was made for him twice.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import aiohttp
import httpx
import pytest

from core.clock import utc_now
from core.db import Db
from core.identity.queries import check_of, is_verified
from core.identity.states import PURPOSE as IDENTITY
from core.identity.states import sign_return
from core.passes import sign_pass
from core.payouts.queries import account_of, is_ready
from core.payouts.states import PURPOSE as PAYOUTS
from core.wiring import IDENTITY_PATH, PAYOUTS_PATH
from tests.killing import free_port, killed_at_the_end, until
from tests.plane import Plane
from tests.posts import a_peer
from tests.sandboxes import Served, served_sandbox
from tests.servers import TestServers
from tests.webhooks.ways import KEY

pytestmark = pytest.mark.fresh_db

WEB = Path(__file__).with_name("web.py")


@dataclass
class Visitor:
    """A Peer with a browser, before a web process that a test may kill and start again."""

    db: Db
    stripe: Served
    plane: Plane
    browser: httpx.AsyncClient
    peer_id: UUID
    redis_url: str

    def web(self) -> AbstractAsyncContextManager[None]:
        port = str(self.browser.base_url.port)
        return killed_at_the_end(str(WEB), self.db.url, self.redis_url, self.stripe.url, KEY, port)

    async def goes(self, address: str) -> str:
        """Follow a link as soon as the process is there; answer where it leads."""
        await until(self._is_ready)
        led = await self.browser.get(address)
        assert led.status_code == 303, led.text
        return led.headers["Location"]

    async def is_cut_off(self, address: str, *, over: str) -> None:
        """Follow a link, and see the process die while it asks Stripe for this."""
        await self.plane.holds(over)
        async with self.web():
            await until(self._is_ready)
            going = asyncio.create_task(self.browser.get(address))
            await until(partial(self.plane.is_asked, over))
        with pytest.raises(httpx.TransportError):
            await going
        await self.plane.lets_go()

    async def gives_all(self, form: str, press: str) -> None:
        """Fill the form in that a link leads to, which can be opened once."""
        opened = await self.browser.get(form)
        filled = await self.browser.post(form, data={"press": press})
        assert (opened.status_code, filled.status_code) == (200, 200)

    async def _is_ready(self) -> bool:
        with suppress(httpx.TransportError):
            return (await self.browser.get("/readyz")).status_code == 200
        return False

    def made(self, kind: str) -> list[str]:
        """Name what there is of a kind at Stripe."""
        return [one.id for one in self.stripe.inside.stripe.shelf.all(kind)]


@pytest.fixture
async def visitor(db: Db, servers: TestServers) -> AsyncIterator[Visitor]:
    async with db.begin() as session:
        peer = await a_peer(session, "Carla")
    port = free_port()
    async with (
        served_sandbox() as stripe,
        aiohttp.ClientSession(stripe.url) as plane,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as browser,
    ):
        yield Visitor(db, stripe, Plane(plane), browser, peer.id, servers.redis_url)


def _link(visitor: Visitor, path: str, purpose: bytes) -> str:
    return f"{path}/{sign_pass(visitor.peer_id, purpose=purpose, secret=KEY, at=utc_now())}"


async def _is_paid(visitor: Visitor, link: str, account_id: str) -> None:
    """Come back from the form, and be ready to be paid by this account and no other."""
    assert await visitor.goes(f"{link}/done") == "https://t.me/"
    async with visitor.db.begin() as session:
        kept = await account_of(session, visitor.peer_id)
        assert kept is not None
        assert (kept.account_id, await is_ready(session, visitor.peer_id)) == (account_id, True)
    assert visitor.made("account") == [account_id]


@pytest.mark.parametrize("call", ["PostAccounts", "PostAccountLinks"])
async def test_who_is_cut_off_on_his_way_to_be_paid_has_one_account(
    visitor: Visitor, call: str
) -> None:
    link = _link(visitor, PAYOUTS_PATH, PAYOUTS)
    await visitor.is_cut_off(link, over=call)
    (made,) = visitor.made("account")
    async with visitor.web():
        await visitor.gives_all(await visitor.goes(link), "give")
        await _is_paid(visitor, link, made)


async def test_who_is_cut_off_on_his_way_back_has_lost_nothing(visitor: Visitor) -> None:
    link = _link(visitor, PAYOUTS_PATH, PAYOUTS)
    async with visitor.web():
        await visitor.gives_all(await visitor.goes(link), "give")
    (made,) = visitor.made("account")
    await visitor.is_cut_off(f"{link}/done", over="GetAccountsAccount")
    async with visitor.web():
        await _is_paid(visitor, link, made)


@pytest.mark.parametrize(
    "call", ["PostIdentityVerificationSessions", "GetIdentityVerificationSessionsSession"]
)
async def test_who_is_cut_off_on_his_way_to_be_verified_has_one_session(
    visitor: Visitor, call: str
) -> None:
    link = _link(visitor, IDENTITY_PATH, IDENTITY)
    await visitor.is_cut_off(link, over=call)
    (made,) = visitor.made("identity.verification_session")
    async with visitor.web():
        await visitor.gives_all(await visitor.goes(link), "verified")
        back = f"{IDENTITY_PATH}/{sign_return(visitor.peer_id, secret=KEY)}/done"
        assert await visitor.goes(back) == "https://t.me/"
    async with visitor.db.begin() as session:
        check = await check_of(session, visitor.peer_id)
        assert check is not None
        assert (check.session_id, await is_verified(session, visitor.peer_id)) == (made, True)
    assert visitor.made("identity.verification_session") == [made]
