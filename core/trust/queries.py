"""Reading records, and who suits whom."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.peers.models import Peer
from core.trust.models import PeerBlock, PeerDemand, PeerHalt, PeerStanding
from core.trust.states import PeerIsHalted, Standing, meets


async def standings_of(session: AsyncSession, peer_ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Give the record of each of these Peers."""
    rows = await session.execute(
        select(
            Peer.id,
            func.coalesce(PeerStanding.stars, 0),
            func.coalesce(PeerStanding.ratings, 0),
            func.coalesce(PeerStanding.done, 0),
            func.coalesce(PeerStanding.cancelled, 0),
            Peer.joined_at,
        )
        .outerjoin(PeerStanding, PeerStanding.peer_id == Peer.id)
        .where(Peer.id.in_(peer_ids))
    )
    return {row[0]: Standing(row[1], row[2], row[3], row[4], row[5]) for row in rows.all()}


async def suiting(
    session: AsyncSession, peer_id: UUID, others: Collection[UUID]
) -> dict[UUID, Standing]:
    """Keep of the others whom neither side has blocked and whose demands both sides meet.

    Whoever is halted suits nobody.

    Answers them with their records.
    """
    everybody = {peer_id, *others}
    blocks = await session.execute(
        select(PeerBlock.peer_id, PeerBlock.blocked_id).where(
            or_(
                (PeerBlock.peer_id == peer_id) & PeerBlock.blocked_id.in_(others),
                (PeerBlock.blocked_id == peer_id) & PeerBlock.peer_id.in_(others),
            )
        )
    )
    apart = {one for pair in blocks.all() for one in pair}
    halted = await session.scalars(select(PeerHalt.peer_id).where(PeerHalt.peer_id.in_(everybody)))
    halts = set(halted.all())
    if peer_id in halts:
        return {}
    apart |= halts
    found = await session.execute(
        select(PeerDemand.peer_id, PeerDemand.least_stars).where(PeerDemand.peer_id.in_(everybody))
    )
    demands = {row[0]: row[1] for row in found.all()}
    standings = await standings_of(session, everybody)
    mine = standings[peer_id]
    return {
        other: standings[other]
        for other in others
        if other not in apart
        and other in standings
        and meets(demands.get(peer_id), standings[other])
        and meets(demands.get(other), mine)
    }


def is_halted(peer_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Say of a row that nothing new begins with its Peer."""
    return select(PeerHalt.peer_id).where(PeerHalt.peer_id == peer_id).exists()


async def halt_of(session: AsyncSession, peer_id: UUID) -> PeerHalt | None:
    return await session.get(PeerHalt, peer_id, populate_existing=True)


async def refuse_halted(session: AsyncSession, peer: Peer) -> None:
    """Refuse `PeerIsHalted` to one who knows it. Who does not know goes on, and meets nobody."""
    halt = await halt_of(session, peer.id)
    if halt is not None and halt.is_told:
        raise PeerIsHalted(until=halt.until, has_end=int(halt.until is not None))


async def demand_of(session: AsyncSession, peer: Peer) -> int | None:
    query = select(PeerDemand.least_stars).where(PeerDemand.peer_id == peer.id)
    return await session.scalar(query)


async def blocks_of(session: AsyncSession, peer: Peer) -> list[PeerBlock]:
    """List whom a Peer has blocked, the latest first."""
    query = select(PeerBlock).where(PeerBlock.peer_id == peer.id).order_by(PeerBlock.at.desc())
    return list(await session.scalars(query))
