"""Reading Peers: by channel, and through the one door that locks."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refused
from core.peers.models import Arrival, Channel, Peer, PeerStep
from core.peers.states import ChannelKind, PeerState
from core.places.models import Place


class PeerIsGone(Refused):
    """The Peer asked to be forgotten, so there is nobody to act for."""


async def channel_at(session: AsyncSession, kind: ChannelKind, address: str) -> Channel | None:
    return await session.scalar(
        select(Channel).where(Channel.kind == kind, Channel.address == address)
    )


async def peer_for(session: AsyncSession, peer_id: UUID, *, lock: bool = False) -> Peer:
    """Fetch the Peer as it stands; with `lock`, as it stays until the transaction ends."""
    query = select(Peer).where(Peer.id == peer_id).execution_options(populate_existing=True)
    peer = await session.scalar(query.with_for_update() if lock else query)
    if peer is None or peer.state is PeerState.FORGOTTEN:
        raise PeerIsGone
    return peer


async def home_of(session: AsyncSession, peer: Peer) -> Place | None:
    if peer.home_place_id is None:
        return None
    return await session.get(Place, peer.home_place_id)


async def channels_of(session: AsyncSession, peer_id: UUID) -> list[Channel]:
    query = select(Channel).where(Channel.peer_id == peer_id).order_by(Channel.created_at)
    return list(await session.scalars(query))


async def steps_of(session: AsyncSession, peer_id: UUID) -> list[PeerStep]:
    query = select(PeerStep).where(PeerStep.peer_id == peer_id).order_by(PeerStep.at)
    return list(await session.scalars(query))


async def arrivals_of(session: AsyncSession, peer_id: UUID) -> list[Arrival]:
    query = select(Arrival).where(Arrival.peer_id == peer_id).order_by(Arrival.at)
    return list(await session.scalars(query))
