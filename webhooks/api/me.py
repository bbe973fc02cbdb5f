"""`/me`: whom the token acts for, and what it may do."""

from uuid import UUID

from fastapi import APIRouter

from core.peers.queries import home_of
from core.peers.states import Language, PeerState
from core.tokens.states import Scope
from webhooks.api import described
from webhooks.api.auth import Reader
from webhooks.api.schemas import At, PlaceShown, Shown, shown_place

me_router = APIRouter(prefix="/me", tags=["Me"])


class TokenShown(Shown):
    """The token of this request."""

    name: str
    scope: Scope
    created_at: At
    used_at: At | None


class MeShown(Shown):
    id: UUID
    name: str | None
    state: PeerState
    language: Language
    home: PlaceShown | None
    time_zone: str
    currency: str | None
    joined_at: At | None
    token: TokenShown


@me_router.get(
    "",
    responses=described.answers(described.WITHOUT_QUERY, example=described.ME_SHOWN),
)
async def show_me(caller: Reader) -> MeShown:
    """Show the Peer whom the token acts for."""
    async with caller.begin() as (session, peer):
        home = await home_of(session, peer)
        token = caller.token
        return MeShown(
            id=peer.id,
            name=peer.name,
            state=peer.state,
            language=peer.language,
            home=None if home is None else shown_place(home),
            time_zone=peer.time_zone,
            currency=peer.currency,
            joined_at=peer.joined_at,
            token=TokenShown(
                name=token.name,
                scope=token.scope,
                created_at=token.created_at,
                used_at=token.used_at,
            ),
        )
