"""An operator's browser on its way to a provider and back."""

from dataclasses import replace
from typing import Any

import httpx
from pydantic import SecretStr
from sqlalchemy import func, select

from core.sittings.models import Sitting
from core.wiring import Services
from tests.admin.console import Console
from tests.provider import CLIENT_ID, CLIENT_SECRET, FakeProvider

VERIFIED: dict[str, Any] = {
    "email": "Finance@Example.org",
    "email_verified": True,
    "name": "Fina Nance",
}
MFA = ["pwd", "mfa"]


def by_provider(house: Services, **changes: Any) -> Services:
    """Give the house with a provider, which `oidc_issuer` names."""
    told = {
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": SecretStr(CLIENT_SECRET),
        "oidc_name": "Clerk",
        **changes,
    }
    return replace(house, settings=house.settings.model_copy(update=told))


async def leaves(console: Console, *, after: str = "") -> str:
    query = f"?next={after}" if after else ""
    answer = await console.get(f"/sign-in/provider{query}")
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


async def comes_back(console: Console, brought: dict[str, str]) -> httpx.Response:
    query = httpx.QueryParams(brought)
    return await console.get(f"/sign-in/provider/back?{query}")


async def signs_in(console: Console, provider: FakeProvider, **claims: Any) -> httpx.Response:
    location = await leaves(console)
    return await comes_back(console, provider.lets_in(location, **claims))


async def sittings_of(house: Services) -> int:
    async with house.db.begin() as session:
        return await session.scalar(select(func.count()).select_from(Sitting)) or 0
