"""Reading what an operator has to decide, and what a verdict would mean."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint, ComplaintWord, Verdict
from core.complaints.queries import complaints_waiting, live_complaint, newest_verdict, words_in
from core.complaints.states import Problem
from core.money import Money
from core.parcels.models import DropParcel
from core.payments.queries import payment_of
from core.payments.states import MoneyIsNotHeld, Shares, smallest_step
from core.places.queries import two_places
from core.quests.models import Quest
from core.quests.queries import QuestMissing
from core.verdicts.states import shares_for_verdict


@dataclass(frozen=True, slots=True)
class Case:
    """All that an operator reads before he decides. Nobody's name is in it."""

    quest: Quest
    complaint: Complaint
    words: list[ComplaintWord]
    verdict: Verdict | None
    route: tuple[str, str]


async def preview_of(session: AsyncSession, quest: Quest, *, carrier_percent: int) -> Shares:
    """Say who would get what. Refuses `MoneyIsNotHeld`, `PercentOutOfRange`."""
    payment = await payment_of(session, quest.id)
    if payment is None or not payment.captured_minor:
        raise MoneyIsNotHeld
    return shares_for_verdict(
        payment.price_minor,
        payment.fee_minor,
        carrier_percent=carrier_percent,
        step=smallest_step(payment.currency),
    )


async def case_of(session: AsyncSession, quest_id: UUID) -> Case:
    """Open the case of a disputed quest. Refuses `QuestMissing`, `ComplaintMissing`."""
    quest = await session.get(Quest, quest_id)
    if quest is None:
        raise QuestMissing
    complaint = await live_complaint(session, quest_id)
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    return Case(
        quest,
        complaint,
        await words_in(session, complaint.id),
        await newest_verdict(session, complaint.id),
        (start.name, end.name),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list of what is to be decided."""

    quest_id: UUID
    problem: Problem
    price: Money
    is_appeal: bool
    is_heard: bool
    decide_by: datetime


async def cases_waiting(session: AsyncSession, *, at: datetime) -> list[Waiting]:
    """List what a person has to decide, the most pressing first."""
    return [
        Waiting(
            one.quest_id,
            one.problem,
            (await session.get_one(Quest, one.quest_id)).price,
            is_appeal=one.appealed_by is not None,
            is_heard=at >= one.answer_by or await _has_answered(session, one),
            decide_by=one.decide_by,
        )
        for one in await complaints_waiting(session)
    ]


async def _has_answered(session: AsyncSession, complaint: Complaint) -> bool:
    return any(one.by is complaint.by.other for one in await words_in(session, complaint.id))
