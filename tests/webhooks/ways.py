"""A Peer at our web process, which reaches a sandbox's Stripe: for the ways there and back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import aiohttp
import httpx
from pydantic import SecretStr
from sqlalchemy import select

from core.outbox.models import OutboxRow
from core.settings import CargoEnv, Settings
from core.wiring import Services, open_stripe
from tests.posts import a_peer
from tests.sandboxes import running_sandbox
from webhooks.app import build_web

KEY = "sk_test_of_ours"


@dataclass
class Way:
    services: Services
    web: httpx.AsyncClient
    stripe: aiohttp.ClientSession
    peer_id: UUID

    async def told(self) -> list[str | None]:
        """Name what was said in the chat, the first first."""
        async with self.services.db.begin() as session:
            return list(await session.scalars(select(OutboxRow.notice).order_by(OutboxRow.id)))

    async def stripe_is_away(self, operation: str) -> None:
        url = f"{self.services.settings.stripe_api_base}/sandbox/faults"
        fault = {"kind": "bad_gateway", "method": operation, "count": 5}
        async with self.stripe.post(url, json=fault) as made:
            assert made.ok, await made.text()


@asynccontextmanager
async def a_way(services: Services) -> AsyncIterator[Way]:
    async with running_sandbox() as url, aiohttp.ClientSession() as stripe:
        settings = Settings(
            cargo_env=CargoEnv.TEST, stripe_secret_key=SecretStr(KEY), stripe_api_base=url
        )
        async with services.db.begin() as session:
            peer = await a_peer(session, "Carla")
        async with open_stripe(settings) as client:
            ours = replace(services, settings=settings, stripe=client)
            transport = httpx.ASGITransport(build_web(ours))
            async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as web:
                yield Way(ours, web, stripe, peer.id)
