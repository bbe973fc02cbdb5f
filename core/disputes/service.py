"""Taking quests into a dispute and out of it, inside the caller's transaction.

Locks are taken as for any change of a quest: trip, parcel, quest, payment. Who holds the quest
holds its complaint.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint
from core.complaints.queries import live_complaint
from core.complaints.service import add_word, move, open_complaint
from core.complaints.states import (
    UNDECIDED,
    ComplaintEvent,
    ComplaintIsElsewhere,
    OnlyWhoComplained,
    Problem,
    Word,
    check_problem,
)
from core.disputes.states import ClaimIsLate
from core.events.service import publish
from core.events.states import EventName, Fact
from core.offers.states import Side
from core.payments.queries import payment_of
from core.payments.states import PaymentState
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import zone_of_hand_over
from core.quests.service import advance, locked_quest, restate_quest, show_other
from core.quests.states import STAGE_OF, QuestEvent, QuestState
from core.rules import Rules
from core.settlement.service import locked_for, release, show_both


async def complain(
    session: AsyncSession,
    peer: Peer,
    quest_id: UUID,
    problem: Problem,
    word: Word,
    *,
    rules: Rules,
    at: datetime,
) -> Quest:
    """Say that something is wrong: the quest stands still, the other side is asked to answer.

    Refuses `QuestMissing`, `QuestIsOver`, `QuestHasMovedOn`, `NothingToComplainOf`, `ClaimIsLate`,
    `ComplainedTooOften`, `WordMissing`, `WordTooLong`, `TooManyEvidencePhotos`.
    """
    quest = await locked_for(session, peer, quest_id)
    mine, was = quest.side_of(peer), quest.state
    quest.after(QuestEvent.DISPUTE)
    planned = quest.picked_up_at if was is QuestState.FUNDED else quest.handed_over_at
    check_problem(problem, mine, STAGE_OF[was], planned=planned, at=at)
    if was is QuestState.SETTLED and (quest.claim_until is None or at > quest.claim_until):
        raise ClaimIsLate
    zone = await zone_of_hand_over(session, quest)
    complaint = await open_complaint(
        session, peer, quest.id, problem, word, side=mine, zone=zone, rules=rules, at=at
    )
    advance(session, quest, QuestEvent.DISPUTE, by=peer.id, at=at)
    quest.release_at = quest.claim_until = None
    await tell_of_complaint(session, EventName.QUEST_DISPUTED, quest, complaint, by=peer.id, at=at)
    await show_other(session, quest, mine, at=at)
    return quest


async def add_evidence(
    session: AsyncSession, peer: Peer, quest_id: UUID, word: Word, *, at: datetime
) -> Quest:
    """Say how one sees it, or add to it, until it is decided.

    Refuses `QuestMissing`, `ComplaintMissing`, `ComplaintIsElsewhere`, `WordMissing`,
    `WordTooLong`, `TooManyEvidencePhotos`, `TooManyWords`.
    """
    quest, complaint = await complained_of(session, peer, quest_id)
    if complaint.state not in UNDECIDED:
        raise ComplaintIsElsewhere(state=complaint.state.value)
    mine = quest.side_of(peer)
    await add_word(session, peer, complaint, word, side=mine, at=at)
    await tell_of_complaint(
        session, EventName.COMPLAINT_ANSWERED, quest, complaint, by=peer.id, at=at
    )
    await show_other(session, quest, mine, at=at)
    return quest


async def withdraw(session: AsyncSession, peer: Peer, quest_id: UUID, *, at: datetime) -> Quest:
    """Say that it is solved: the quest goes on where it stood, and what was delivered is paid.

    Refuses `QuestMissing`, `ComplaintMissing`, `OnlyWhoComplained`, `ComplaintIsElsewhere`,
    `MoneyIsFrozen`.
    """
    quest, complaint = await complained_of(session, peer, quest_id)
    if complaint.by is not quest.side_of(peer):
        raise OnlyWhoComplained
    move(complaint, ComplaintEvent.WITHDRAW, at=at)
    advance(session, quest, QuestEvent.WITHDRAW, by=peer.id, at=at)
    await tell_of_complaint(
        session, EventName.COMPLAINT_WITHDRAWN, quest, complaint, by=peer.id, at=at
    )
    if quest.state is QuestState.DELIVERED and await _is_held(session, quest):
        quest.release_at = at
        await release(session, quest, by=peer.id, at=at)
    else:
        await show_both(session, quest, at=at)
    return quest


async def end_claims(session: AsyncSession, *, at: datetime, most: int = 100) -> int:
    """Take the button off the cards of those who may not complain any more; answer how many."""
    query = select(Quest.id).where(Quest.claim_until <= at).order_by(Quest.id).limit(most)
    due = (await session.scalars(query)).all()
    for quest_id in due:
        quest = await locked_quest(session, quest_id)
        if quest is not None:
            quest.claim_until = None
            await restate_quest(session, quest, Side.REQUESTER, at=at)
    return len(due)


async def complained_of(
    session: AsyncSession, peer: Peer, quest_id: UUID
) -> tuple[Quest, Complaint]:
    """Lock a quest of this Peer's and what is complained of, or refuse.

    Refuses `QuestMissing`, `ComplaintMissing`.
    """
    quest = await locked_for(session, peer, quest_id)
    return quest, await live_complaint(session, quest.id)


async def tell_of_complaint(
    session: AsyncSession,
    name: EventName,
    quest: Quest,
    complaint: Complaint,
    *,
    by: UUID | None,
    at: datetime,
) -> None:
    facts: dict[str, Fact] = {"complaint_id": complaint.id, "problem": complaint.problem}
    await publish(session, name, quest.id, by_peer_id=by, at=at, facts=facts)


async def _is_held(session: AsyncSession, quest: Quest) -> bool:
    payment = await payment_of(session, quest.id, lock=True)
    return payment is not None and payment.state is PaymentState.HELD
