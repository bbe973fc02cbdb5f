"""Putting off deadlines, inside the caller's transaction.

Each is put off in one statement, so that what is due in the same moment waits for it or comes
first. Locks of rows are taken as everywhere: quests, then what is said about them.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint
from core.complaints.states import ComplaintState
from core.glidepaths.models import GlidePath
from core.offers.models import Offer
from core.offers.states import OfferState, Side
from core.quests.models import Quest
from core.quests.service import locked_quest, restate_quest
from core.ratings.models import RatingRound


async def put_off_deadlines(
    session: AsyncSession, *, went_at: datetime, by: timedelta, at: datetime
) -> int:
    """Give everybody the time back that had some left; answer how many quests it concerned."""
    await _put_off_offers(session, went_at=went_at, by=by)
    await session.execute(
        update(RatingRound)
        .where(RatingRound.shown_at.is_(None), RatingRound.closes_at > went_at)
        .values(closes_at=RatingRound.closes_at + by)
    )
    quest_ids = await _quests_waiting(session, went_at=went_at)
    for quest_id in quest_ids:
        await _put_off_quest(session, quest_id, went_at=went_at, by=by, at=at)
    return len(quest_ids)


async def _put_off_offers(session: AsyncSession, *, went_at: datetime, by: timedelta) -> None:
    """Let offers wait longer, and none beyond its departure."""
    departs_at = select(GlidePath.departs_at).where(GlidePath.id == Offer.path_id).scalar_subquery()
    await session.execute(
        update(Offer)
        .where(Offer.state == OfferState.OPEN, Offer.expires_at > went_at)
        .values(
            expires_at=func.least(
                Offer.expires_at + by, func.greatest(Offer.expires_at, departs_at)
            ),
            remind_at=Offer.remind_at + by,
        )
        .execution_options(synchronize_session=False)
    )


async def _quests_waiting(session: AsyncSession, *, went_at: datetime) -> list[UUID]:
    complained = select(Complaint.quest_id).where(
        Complaint.ended_at.is_(None),
        or_(Complaint.answer_by > went_at, Complaint.final_at > went_at),
    )
    query = select(Quest.id).where(
        or_(Quest.release_at > went_at, Quest.claim_until > went_at, Quest.id.in_(complained))
    )
    return list(await session.scalars(query.order_by(Quest.id)))


async def _put_off_quest(
    session: AsyncSession, quest_id: UUID, *, went_at: datetime, by: timedelta, at: datetime
) -> None:
    """Put off what is due for a quest, and let both cards say when it is now."""
    quest = await locked_quest(session, quest_id)
    if quest is None:
        return
    quest.release_at = _later(quest.release_at, went_at, by)
    quest.claim_until = _later(quest.claim_until, went_at, by)
    query = select(Complaint).where(Complaint.quest_id == quest_id, Complaint.ended_at.is_(None))
    complaint: Complaint | None = await session.scalar(query)
    if complaint is not None:
        if complaint.state is ComplaintState.OPEN and complaint.answer_by > went_at:
            complaint.answer_by += by
        complaint.final_at = _later(complaint.final_at, went_at, by)
    await session.flush()
    for side in Side:
        await restate_quest(session, quest, side, at=at)


def _later(moment: datetime | None, went_at: datetime, by: timedelta) -> datetime | None:
    return moment if moment is None or moment <= went_at else moment + by
