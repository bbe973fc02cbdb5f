"""Reading addresses."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.models import AddressClaim
from core.addresses.states import A_DAY, CODE_LIVES
from core.peers.models import Channel, Peer
from core.peers.states import ChannelKind


async def address_of(session: AsyncSession, peer: Peer, kind: ChannelKind) -> Channel | None:
    """Find the address that a Peer has confirmed, also when nobody is there any more."""
    query = select(Channel).where(Channel.peer_id == peer.id, Channel.kind == kind)
    return await session.scalar(query.limit(1))


async def claim_of(
    session: AsyncSession, peer: Peer, kind: ChannelKind, *, at: datetime, lock: bool = False
) -> AddressClaim | None:
    """Find the address that a Peer is asked to confirm, while its code is good."""
    query = (
        select(AddressClaim)
        .where(AddressClaim.peer_id == peer.id, AddressClaim.kind == kind)
        .order_by(AddressClaim.made_at.desc(), AddressClaim.id.desc())
        .limit(1)
    )
    claim: AddressClaim | None = await session.scalar(query.with_for_update() if lock else query)
    if claim is None or claim.done_at is not None or claim.made_at + CODE_LIVES <= at:
        return None
    return claim


async def claims_of(session: AsyncSession, peer_id: UUID) -> list[AddressClaim]:
    query = select(AddressClaim).where(AddressClaim.peer_id == peer_id)
    return list(await session.scalars(query.order_by(AddressClaim.made_at)))


async def codes_asked(
    session: AsyncSession, peer: Peer, kind: ChannelKind, address: str, *, at: datetime
) -> int:
    """Count the codes of a day for this Peer or for this address, whoever asked."""
    is_his = AddressClaim.peer_id == peer.id
    query = (
        select(func.count())
        .select_from(AddressClaim)
        .where(
            AddressClaim.kind == kind,
            or_(is_his, AddressClaim.address == address),
            AddressClaim.made_at > at - A_DAY,
        )
    )
    return await session.scalar(query) or 0
