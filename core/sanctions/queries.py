"""Reading sanctions and notes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.sanctions.models import PeerNote, Sanction
from core.sanctions.states import HALTING, STRIKES, STRIKES_COUNT


async def sanctions_of(session: AsyncSession, peer_id: UUID) -> Sequence[Sanction]:
    """List all there ever were, the latest first."""
    query = select(Sanction).where(Sanction.peer_id == peer_id)
    return (await session.scalars(query.order_by(Sanction.id.desc()))).all()


async def live_sanction(
    session: AsyncSession, peer_id: UUID, *, lock: bool = False
) -> Sanction | None:
    """Find the suspension or ban under which a Peer is."""
    query = select(Sanction).where(
        Sanction.peer_id == peer_id, Sanction.kind.in_(HALTING), Sanction.lifted_at.is_(None)
    )
    return await session.scalar(query.with_for_update() if lock else query)


async def strikes_of(session: AsyncSession, peer_id: UUID, *, at: datetime) -> int:
    """Count the warnings and suspensions of the last year."""
    query = select(func.count()).where(
        Sanction.peer_id == peer_id,
        Sanction.kind.in_(STRIKES),
        Sanction.made_at > at - STRIKES_COUNT,
    )
    return await session.scalar(query) or 0


async def notes_of(session: AsyncSession, peer_id: UUID) -> Sequence[PeerNote]:
    query = select(PeerNote).where(PeerNote.peer_id == peer_id)
    return (await session.scalars(query.order_by(PeerNote.id.desc()))).all()
