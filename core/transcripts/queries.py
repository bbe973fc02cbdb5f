"""Finding lines that have come to their end."""

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.linkline.models import LinkLine
from core.offers.models import Offer
from core.quests.models import Quest


async def lines_at_end(session: AsyncSession, *, since: datetime, limit: int) -> list[LinkLine]:
    """Lock lines of which no offer is open and no quest under way, nor was any of them since."""
    offers = exists().where(
        Offer.parcel_id == LinkLine.parcel_id,
        Offer.path_id == LinkLine.path_id,
        or_(Offer.closed_at.is_(None), Offer.closed_at > since),
    )
    quests = exists().where(
        Quest.parcel_id == LinkLine.parcel_id,
        Quest.path_id == LinkLine.path_id,
        or_(Quest.ended_at.is_(None), Quest.ended_at > since),
    )
    query = (
        select(LinkLine)
        .where(LinkLine.ended_at.is_(None), ~offers, ~quests)
        .order_by(LinkLine.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(await session.scalars(query))
