"""Who calls: the operator behind a token, and whether both may do what is asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import BY_MANDATE
from core.mandates.models import Mandate
from core.mandates.queries import mandate_of, mandate_still
from core.mandates.service import note_mandate_used
from core.mandates.states import ASKS_FOR, Scope
from core.operators.models import Operator
from core.tokens.states import Scope as Quota
from core.wiring import Services
from webhooks.api.limits import take_one
from webhooks.api.problems import Declined

_CHALLENGE = "WWW-Authenticate"
_SAFE = frozenset({"GET", "HEAD"})
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="A token that an operator has made in MissionControl: Your account, Tokens.",
)


class OperatorsTokenNeeded(Declined):
    """The request carries no operator's token that is good now."""

    status = 401


class NotInItsScopes(Declined):
    """The token was not made for this; `facts` name the scope that is asked for."""

    status = 403


class RoleDoesNotAllow(Declined):
    """The role of the operator whose token it is does not allow this any more, or never did."""

    status = 403


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that acts for an operator. Each transaction asks anew whether it may."""

    services: Services
    mandate_id: UUID
    operator_id: UUID
    scope: Scope | None
    sees_people: bool

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[tuple[AsyncSession, Operator]]:
        """Open a transaction with the operator in it; acts in it are his, by this token."""
        async with self.services.db.begin() as session:
            session.info[BY_MANDATE] = self.mandate_id
            found = await mandate_still(session, self.mandate_id, at=self.services.clock())
            yield session, _admitted(found, self.scope)[1]


@dataclass(frozen=True)
class Asks:
    """What an operation asks for, as FastAPI's dependency. Without a scope any token is enough."""

    scope: Scope | None

    async def __call__(
        self,
        request: Request,
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    ) -> Caller:
        """Find the caller, count the request and note the token's use, or decline."""
        services: Services = request.app.state.services
        if credentials is None:
            raise OperatorsTokenNeeded(headers={_CHALLENGE: "Bearer"})
        at = services.clock()
        async with services.db.begin() as session:
            found = await mandate_of(session, credentials.credentials, at=at)
            mandate, operator = _admitted(found, self.scope)
            await note_mandate_used(session, mandate, at=at)
        quota = Quota.READ if request.method in _SAFE else Quota.POST
        await take_one(request, services, operator.id, quota)
        return Caller(
            services, mandate.id, operator.id, self.scope, _sees_people(mandate, operator)
        )


def _admitted(
    found: tuple[Mandate, Operator] | None, scope: Scope | None
) -> tuple[Mandate, Operator]:
    """Hold scope and role against what is asked for: both must allow it."""
    if found is None:
        raise OperatorsTokenNeeded(headers={_CHALLENGE: 'Bearer error="invalid_token"'})
    mandate, operator = found
    if scope is not None:
        facts = {"scope": scope.value}
        if not mandate.is_for(scope):
            challenge = f'Bearer error="insufficient_scope", scope="{scope.value}"'
            raise NotInItsScopes(headers={_CHALLENGE: challenge}, facts=facts)
        if not operator.may(ASKS_FOR[scope]):
            raise RoleDoesNotAllow(facts=facts)
    return mandate, operator


def _sees_people(mandate: Mandate, operator: Operator) -> bool:
    return mandate.is_for(Scope.PEERS_READ) and operator.may(ASKS_FOR[Scope.PEERS_READ])
