"""Reading broadcasts, and whom they are for."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcasts.models import Broadcast
from core.broadcasts.states import Audience, BroadcastMissing
from core.glidepaths.models import GlidePath
from core.parcels.models import DropParcel
from core.peers.models import Peer
from core.peers.states import PeerState

_MOST_SHOWN = 50


async def broadcast_for(
    session: AsyncSession, broadcast_id: UUID, *, lock: bool = False
) -> Broadcast:
    """Fetch a broadcast; raise `BroadcastMissing`."""
    found = await session.get(
        Broadcast, broadcast_id, with_for_update=lock or None, populate_existing=True
    )
    if found is None:
        raise BroadcastMissing
    return found


async def broadcasts(session: AsyncSession) -> Sequence[Broadcast]:
    """List the last ones, the newest first."""
    query = select(Broadcast).order_by(Broadcast.id.desc()).limit(_MOST_SHOWN)
    return (await session.scalars(query)).all()


async def how_many(session: AsyncSession, audience: Audience) -> int:
    """Count whom it is for."""
    query = select(func.count()).select_from(Peer).where(*_in(audience))
    return await session.scalar(query) or 0


async def next_peers(session: AsyncSession, broadcast: Broadcast, *, limit: int) -> Sequence[Peer]:
    """Read who is to be told next."""
    query = select(Peer).where(*_in(broadcast.audience)).order_by(Peer.id).limit(limit)
    if broadcast.told_to is not None:
        query = query.where(Peer.id > broadcast.told_to)
    return (await session.scalars(query)).all()


def _in(audience: Audience) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Peer.state == PeerState.ACTIVE]
    if audience is Audience.CARRIERS:
        found.append(exists().where(GlidePath.peer_id == Peer.id))
    if audience is Audience.REQUESTERS:
        found.append(exists().where(DropParcel.peer_id == Peer.id))
    return found
