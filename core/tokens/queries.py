"""Reading tokens: one's own, and whose a secret is."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.peers.models import Peer
from core.peers.states import PeerState
from core.tokens.models import ApiToken
from core.tokens.states import TokenMissing, hash_of


async def tokens_of(session: AsyncSession, peer: Peer) -> list[ApiToken]:
    """List a Peer's tokens, the oldest first."""
    query = select(ApiToken).where(ApiToken.peer_id == peer.id)
    return list(await session.scalars(query.order_by(ApiToken.created_at, ApiToken.id)))


async def token_for(session: AsyncSession, peer: Peer, token_id: UUID) -> ApiToken:
    """Fetch one's own token, or refuse `TokenMissing`."""
    query = select(ApiToken).where(ApiToken.id == token_id, ApiToken.peer_id == peer.id)
    token = await session.scalar(query)
    if token is None:
        raise TokenMissing
    return token


async def token_of_secret(session: AsyncSession, secret: str) -> ApiToken | None:
    """Find the token that was shown as this text; none when its Peer is forgotten."""
    query = (
        select(ApiToken)
        .join(Peer, Peer.id == ApiToken.peer_id)
        .where(ApiToken.secret_hash == hash_of(secret), Peer.state != PeerState.FORGOTTEN)
    )
    return await session.scalar(query)


async def is_in_force(session: AsyncSession, token_id: UUID) -> bool:
    """Tell whether a token that was known is neither revoked nor of somebody forgotten."""
    query = (
        select(ApiToken.id)
        .join(Peer, Peer.id == ApiToken.peer_id)
        .where(ApiToken.id == token_id, Peer.state != PeerState.FORGOTTEN)
    )
    return await session.scalar(query) is not None
