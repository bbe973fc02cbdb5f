"""Reading ratings: one's own at any time, the other's when they are shown."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.offers.states import Side
from core.peers.models import Peer
from core.ratings.models import Rating, RatingRound
from core.ratings.states import Said, Tag


async def ratings_in(session: AsyncSession, quest_id: UUID) -> dict[Side, Rating]:
    """Give the ratings of a quest by who has made them."""
    rows = await session.scalars(
        select(Rating).where(Rating.quest_id == quest_id).execution_options(populate_existing=True)
    )
    return {row.by: row for row in rows}


async def rating_by(session: AsyncSession, quest_id: UUID, side: Side) -> Said | None:
    """Give what one side has said, for that side alone."""
    kept = (await ratings_in(session, quest_id)).get(side)
    return None if kept is None else said_in(kept)


def said_in(kept: Rating) -> Said:
    return Said(kept.stars, frozenset(map(Tag, kept.tags)), kept.text)


async def may_rate(session: AsyncSession, quest_id: UUID) -> bool:
    """Tell whether the two may rate each other now, or change what they said."""
    query = select(RatingRound.quest_id).where(
        RatingRound.quest_id == quest_id, RatingRound.shown_at.is_(None)
    )
    return await session.scalar(query) is not None


async def ratings_made_by(session: AsyncSession, peer: Peer) -> list[Rating]:
    """List what a Peer has said of others, the oldest first."""
    is_his = or_(
        (RatingRound.carrier_id == peer.id) & (Rating.by == Side.CARRIER),
        (RatingRound.requester_id == peer.id) & (Rating.by == Side.REQUESTER),
    )
    query = select(Rating).join(RatingRound, RatingRound.quest_id == Rating.quest_id)
    return list(await session.scalars(query.where(is_his).order_by(Rating.at)))
