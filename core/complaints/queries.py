"""Reading complaints. Whoever asks has a quest of his own, or is an operator."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint, ComplaintWord, Verdict
from core.complaints.states import UNDECIDED, ComplaintState
from core.errors import Refused
from core.offers.states import Side
from core.peers.models import Peer


class ComplaintMissing(Refused):
    """Nobody complains about this delivery, or not any more."""


async def live_complaint(session: AsyncSession, quest_id: UUID) -> Complaint:
    """Give the complaint that is under way for a locked quest, or refuse `ComplaintMissing`."""
    query = select(Complaint).where(Complaint.quest_id == quest_id, Complaint.ended_at.is_(None))
    found: Complaint | None = await session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise ComplaintMissing
    return found


async def newest_complaint(session: AsyncSession, quest_id: UUID) -> Complaint | None:
    query = select(Complaint).where(Complaint.quest_id == quest_id)
    query = query.order_by(Complaint.made_at.desc(), Complaint.id.desc()).limit(1)
    found: Complaint | None = await session.scalar(query.execution_options(populate_existing=True))
    return found


async def count_complaints(session: AsyncSession, quest_id: UUID, by: Side) -> int:
    query = select(func.count()).where(Complaint.quest_id == quest_id, Complaint.by == by)
    return await session.scalar(query) or 0


async def words_in(session: AsyncSession, complaint_id: UUID) -> list[ComplaintWord]:
    """List what was said, the first first."""
    query = select(ComplaintWord).where(ComplaintWord.complaint_id == complaint_id)
    return list(await session.scalars(query.order_by(ComplaintWord.at, ComplaintWord.id)))


async def words_of(session: AsyncSession, peer: Peer) -> list[ComplaintWord]:
    """List what a Peer has said in any complaint, the first first."""
    query = select(ComplaintWord).where(ComplaintWord.peer_id == peer.id)
    return list(await session.scalars(query.order_by(ComplaintWord.at, ComplaintWord.id)))


async def newest_verdict(session: AsyncSession, complaint_id: UUID) -> Verdict | None:
    query = select(Verdict).where(Verdict.complaint_id == complaint_id)
    found: Verdict | None = await session.scalar(
        query.order_by(Verdict.at.desc(), Verdict.id.desc()).limit(1)
    )
    return found


async def complaints_waiting(session: AsyncSession, *, most: int = 50) -> list[Complaint]:
    """List what a person has to decide, the most pressing first."""
    query = select(Complaint).where(Complaint.state.in_(UNDECIDED))
    return list(await session.scalars(query.order_by(Complaint.decide_by).limit(most)))


async def verdicts_due(session: AsyncSession, *, at: datetime, most: int) -> list[UUID]:
    """Name the quests whose verdicts nobody has appealed against in time."""
    query = select(Complaint.quest_id).where(
        Complaint.state == ComplaintState.DECIDED, Complaint.final_at <= at
    )
    return list(await session.scalars(query.order_by(Complaint.quest_id).limit(most)))
