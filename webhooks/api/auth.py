"""Who calls: the Peer behind a bearer token, and what the token may do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from core.peers.models import Peer
from core.peers.queries import peer_for
from core.tokens.models import ApiToken
from core.tokens.queries import token_of_secret
from core.tokens.service import note_use
from core.tokens.states import Scope
from core.wiring import Services
from webhooks.api.limits import take_one
from webhooks.api.problems import Declined

_CHALLENGE = "WWW-Authenticate"
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="A token that a Peer has made in the bot: Profile, Keys for programs.",
)


class TokenNeeded(Declined):
    """The request carries no token that is known here."""

    status = 401


class TokenOnlyReads(Declined):
    """The token may read and nothing else; make one that may post."""

    status = 403


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that acts for a Peer. It holds no row: each transaction reads the Peer anew."""

    services: Services
    peer_id: UUID
    token: ApiToken

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[tuple[AsyncSession, Peer]]:
        """Open a transaction with the Peer in it; it commits before anything is answered."""
        async with self.services.db.begin() as session:
            yield session, await peer_for(session, self.peer_id)

    def refuse_only_reading(self) -> None:
        """Decline `TokenOnlyReads` of a token that may not change anything."""
        if self.token.scope is not Scope.POST:
            raise TokenOnlyReads(headers={_CHALLENGE: 'Bearer error="insufficient_scope"'})


async def _reader(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    return await _admit(request, credentials, Scope.READ)


async def _poster(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    return await _admit(request, credentials, Scope.POST)


Reader = Annotated[Caller, Depends(_reader)]
Poster = Annotated[Caller, Depends(_poster)]


async def _admit(
    request: Request, credentials: HTTPAuthorizationCredentials | None, scope: Scope
) -> Caller:
    """Find the caller, count the request and note the token's use, or decline."""
    services: Services = request.app.state.services
    if credentials is None:
        raise TokenNeeded(headers={_CHALLENGE: "Bearer"})
    caller = await caller_with(services, credentials.credentials)
    if scope is Scope.POST:
        caller.refuse_only_reading()
    await take_one(request, services, caller.peer_id, scope)
    return caller


async def caller_with(services: Services, secret: str) -> Caller:
    """Find the caller who has this token, and note its use; decline `TokenNeeded`."""
    async with services.db.begin() as session:
        token = await token_of_secret(session, secret)
        if token is None:
            raise TokenNeeded(headers={_CHALLENGE: 'Bearer error="invalid_token"'})
        await note_use(session, token, at=services.clock())
    return Caller(services, token.peer_id, token)
