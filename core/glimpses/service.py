"""Looking at what a Peer sees, inside the caller's transaction, which logs the look."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.glimpses.states import Glimpse, NothingToSee
from core.interventions.states import ReasonMissing
from core.operators.models import Operator
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.rules import Rules


class Eyes(Protocol):
    """Words what a Peer sees. It belongs to the edge that speaks with Peers."""

    async def __call__(self, session: AsyncSession, peer: Peer, *, rules: Rules) -> Glimpse: ...


async def see_as(
    session: AsyncSession,
    operator: Operator,
    peer_id: UUID,
    eyes: Eyes,
    *,
    why: str,
    rules: Rules,
    at: datetime,
) -> Glimpse:
    """Show what this Peer sees. Refuses `ReasonMissing`, `PeerIsGone`, `NothingToSee`."""
    if not why.strip():
        raise ReasonMissing
    peer = await peer_for(session, peer_id)
    if peer.joined_at is None:
        raise NothingToSee
    await note_act(session, Act.PEER_SEEN_AS, peer.id, by=operator.id, at=at, why=why)
    return await eyes(session, peer, rules=rules)
