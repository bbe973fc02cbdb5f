"""Blocking, demanding and counting, inside the caller's transaction."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.peers.models import Peer
from core.trust.models import PeerBlock, PeerDemand, PeerHalt, PeerStanding
from core.trust.states import DEMANDS, DemandOutOfRange, NobodyBlocksHimself


async def block(session: AsyncSession, peer: Peer, other_id: UUID, *, at: datetime) -> None:
    """Let neither see posts of the other any more. That they do not already is as good."""
    if peer.id == other_id:
        raise NobodyBlocksHimself
    await session.execute(
        insert(PeerBlock)
        .values(peer_id=peer.id, blocked_id=other_id, at=at)
        .on_conflict_do_nothing()
    )


async def unblock(session: AsyncSession, peer: Peer, other_id: UUID) -> None:
    await session.execute(
        delete(PeerBlock).where(PeerBlock.peer_id == peer.id, PeerBlock.blocked_id == other_id)
    )


async def halt(
    session: AsyncSession, peer_id: UUID, *, is_told: bool, until: datetime | None, at: datetime
) -> None:
    """Let nothing new begin with a Peer. What is decided later holds."""
    values = {"is_told": is_told, "until": until, "at": at}
    await session.execute(
        insert(PeerHalt)
        .values(peer_id=peer_id, **values)
        .on_conflict_do_update(index_elements=["peer_id"], set_=values)
    )


async def end_halt(session: AsyncSession, peer_id: UUID) -> None:
    await session.execute(delete(PeerHalt).where(PeerHalt.peer_id == peer_id))


async def demand(session: AsyncSession, peer: Peer, least_stars: int | None) -> None:
    """Ask for at least so many tenths of stars, or for nothing. Refuses `DemandOutOfRange`."""
    if least_stars is None:
        await session.execute(delete(PeerDemand).where(PeerDemand.peer_id == peer.id))
        return
    if least_stars not in DEMANDS:
        raise DemandOutOfRange
    await session.execute(
        insert(PeerDemand)
        .values(peer_id=peer.id, least_stars=least_stars)
        .on_conflict_do_update(index_elements=["peer_id"], set_={"least_stars": least_stars})
    )


async def count_cancelled(session: AsyncSession, peer_id: UUID) -> None:
    """Note that a Peer has cancelled a quest."""
    await session.execute(
        insert(PeerStanding)
        .values(peer_id=peer_id, stars=0, ratings=0, done=0, cancelled=1)
        .on_conflict_do_update(
            index_elements=["peer_id"], set_={"cancelled": PeerStanding.cancelled + 1}
        )
    )


async def count_done(session: AsyncSession, peer_ids: Collection[UUID]) -> None:
    """Note that these Peers have brought a quest to its end."""
    rows = [
        {"peer_id": one, "stars": 0, "ratings": 0, "done": 1, "cancelled": 0}
        for one in sorted(peer_ids)
    ]
    await session.execute(
        insert(PeerStanding)
        .values(rows)
        .on_conflict_do_update(index_elements=["peer_id"], set_={"done": PeerStanding.done + 1})
    )


async def count_rating(session: AsyncSession, peer_id: UUID, stars: int) -> None:
    """Add a rating to a Peer's record."""
    row = {"peer_id": peer_id, "stars": stars, "ratings": 1, "done": 0, "cancelled": 0}
    more = {"stars": PeerStanding.stars + stars, "ratings": PeerStanding.ratings + 1}
    await session.execute(
        insert(PeerStanding)
        .values(row)
        .on_conflict_do_update(index_elements=["peer_id"], set_=more)
    )


async def forget_trust_of(session: AsyncSession, peer: Peer) -> None:
    """Leave nothing of what a Peer demanded, whom he blocked, and how he was rated."""
    await session.execute(delete(PeerDemand).where(PeerDemand.peer_id == peer.id))
    await session.execute(delete(PeerStanding).where(PeerStanding.peer_id == peer.id))
    await end_halt(session, peer.id)
    await session.execute(
        delete(PeerBlock).where(or_(PeerBlock.peer_id == peer.id, PeerBlock.blocked_id == peer.id))
    )
