"""Scripts that hold the tokens of operators."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from sqlalchemy import select

from admin.door import listings
from bot import beside
from core.audit.models import AuditEntry
from core.mandates.models import Mandate
from core.mandates.service import make_mandate
from core.mandates.states import Scope, lendable
from core.operators.models import Operator
from core.operators.states import Role
from core.wiring import Services
from tests.admin.console import an_operator
from webhooks.app import build_web

BASE = "http://cargo/api/v1/admin"
WHY = "Asked for in ticket 12"
_names = count(1)
Json = dict[str, Any]


@dataclass
class Script:
    services: Services
    operator: Operator
    mandate: Mandate
    token: str
    http: httpx.AsyncClient
    asked: int = field(default=0)

    async def get(self, path: str, **query: Any) -> Json:
        answer = await self.http.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def does(self, path: str, *, key: str | None = None, **said: Any) -> httpx.Response:
        headers = {} if key is None else {"Idempotency-Key": key}
        return await self.http.post(path, json={"why": WHY, **said}, headers=headers)

    async def done(self, path: str, **said: Any) -> Json:
        """Do it, and see that it stands in the log with the reason and the token."""
        before = len(await self.acts())
        answer = await self.does(path, **said)
        assert answer.status_code in (200, 201), answer.text
        fresh = (await self.acts())[before:]
        assert fresh, f"{path} is not in the audit log"
        for one in fresh:
            assert one.by_operator_id == self.operator.id
            assert one.by_mandate_id == self.mandate.id
        assert WHY in {one.why for one in fresh}, path
        found: Json = answer.json()
        return found

    async def acts(self) -> list[AuditEntry]:
        query = select(AuditEntry).where(
            AuditEntry.is_act.is_(True), AuditEntry.by_mandate_id == self.mandate.id
        )
        async with self.services.db.begin() as session:
            return list(await session.scalars(query.order_by(AuditEntry.event_id)))


@asynccontextmanager
async def a_script(
    services: Services,
    role: Role = Role.OWNER,
    scopes: Iterable[Scope] | None = None,
    *,
    operator: Operator | None = None,
    days: int = 30,
) -> AsyncIterator[Script]:
    """Give a script for a new operator of a role, with all that he can lend unless it is said."""
    if operator is None:
        operator, _ = await an_operator(services, role, name=f"{role}-{next(_names)}")
    chosen = lendable(role) if scopes is None else tuple(scopes)
    async with services.db.begin() as session:
        mandate, token = await make_mandate(
            session,
            operator.id,
            name="nightly",
            scopes=[one.value for one in chosen],
            days=days,
            at=services.clock(),
        )
    async with a_client(services, token) as http:
        yield Script(services, operator, mandate, token, http)


def a_client(services: Services, token: str | None = None) -> httpx.AsyncClient:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    transport = httpx.ASGITransport(
        build_web(services, listings=listings, open_bot_side=lambda: beside)
    )
    return httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers)
