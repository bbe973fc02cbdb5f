"""Deciding, agreeing, appealing and carrying out, inside the caller's transaction.

Locks are taken as for any change of a quest: trip, parcel, quest, payment.
"""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint
from core.complaints.queries import (
    live_complaint,
    newest_complaint,
    newest_verdict,
    verdicts_due,
    words_in,
)
from core.complaints.service import add_word, keep_verdict, move, note_agreement, note_appeal
from core.complaints.states import UNDECIDED, ComplaintEvent, ComplaintState, Word
from core.disputes.service import complained_of, tell_of_complaint
from core.events.states import Event, EventName
from core.handover.service import drop_code
from core.offers.states import Side
from core.outbox.service import tell_operators
from core.parcels.states import ParcelEvent
from core.payments.models import Payment
from core.payments.queries import payment_of
from core.payments.service import share_out
from core.payments.states import MoneyIsFrozen, MoneyIsNotHeld, PaymentState, Shares
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import QuestMissing, zone_of_hand_over
from core.quests.service import advance, locked_quest, restate_quest, show_other
from core.quests.states import UNDER_WAY, QuestEvent, QuestState
from core.ratings.service import open_round
from core.reversals.service import refund_released
from core.reversals.states import MoneyIsNotReleased
from core.rules import Rules
from core.settlement.service import end_carrying, let_go, send_share, show_both, tell_of
from core.trust.service import count_cancelled
from core.verdicts.queries import preview_of

_NOT_YET = (MoneyIsFrozen, MoneyIsNotReleased)
"""What lets a verdict wait that is final; the clock carries it out later."""


async def decide(
    session: AsyncSession,
    quest_id: UUID,
    *,
    carrier_percent: int,
    why: str,
    by: str,
    rules: Rules,
    at: datetime,
) -> Quest:
    """Decide who gets what; `by` names the operator. Carried out when it is final.

    Refuses `QuestMissing`, `ComplaintMissing`, `ComplaintIsElsewhere`, `NotBothHeard`,
    `PercentOutOfRange`, `MoneyIsNotHeld`.
    """
    quest = await locked_quest(session, quest_id)
    if quest is None:
        raise QuestMissing
    complaint = await live_complaint(session, quest.id)
    shares = await preview_of(session, quest, carrier_percent=carrier_percent)
    await keep_verdict(
        session,
        complaint,
        shares,
        currency=quest.currency,
        why=why,
        by=by,
        rules=rules,
        at=at,
    )
    await tell_of_complaint(session, EventName.COMPLAINT_DECIDED, quest, complaint, by=None, at=at)
    if complaint.appealed_by is not None:
        with suppress(*_NOT_YET):
            await _close(session, quest, complaint, by=None, rules=rules, at=at)
            return quest
    await show_both(session, quest, at=at)
    return quest


async def agree(
    session: AsyncSession, peer: Peer, quest_id: UUID, *, rules: Rules, at: datetime
) -> Quest:
    """Take the verdict as it is; when both do, it is carried out at once.

    Refuses `QuestMissing`, `ComplaintMissing`, `ComplaintIsElsewhere`, `MoneyIsFrozen`,
    `MoneyIsNotReleased`.
    """
    quest, complaint = await complained_of(session, peer, quest_id)
    if note_agreement(complaint, quest.side_of(peer)):
        await _close(session, quest, complaint, by=peer.id, rules=rules, at=at)
    else:
        for side in Side:
            await restate_quest(session, quest, side, at=at)
    return quest


async def appeal(
    session: AsyncSession, peer: Peer, quest_id: UUID, word: Word, *, rules: Rules, at: datetime
) -> Quest:
    """Ask for another look, once, and say why.

    Refuses `QuestMissing`, `ComplaintMissing`, `ComplaintIsElsewhere`, `AppealedBefore`,
    `WordMissing`, `WordTooLong`, `TooManyEvidencePhotos`, `TooManyWords`.
    """
    quest, complaint = await complained_of(session, peer, quest_id)
    mine = quest.side_of(peer)
    zone = await zone_of_hand_over(session, quest)
    note_appeal(complaint, mine, zone=zone, rules=rules, at=at)
    await add_word(session, peer, complaint, word, side=mine, at=at)
    await tell_of_complaint(
        session, EventName.COMPLAINT_APPEALED, quest, complaint, by=peer.id, at=at
    )
    await show_other(session, quest, mine, at=at)
    return quest


async def close_due(session: AsyncSession, *, rules: Rules, at: datetime, most: int = 100) -> int:
    """Carry out the verdicts that are final; answer how many.

    What a bank looks into waits, and what is being released waits until it was.
    """
    done = 0
    for quest_id in await verdicts_due(session, at=at, most=most):
        quest = await locked_quest(session, quest_id)
        complaint = await newest_complaint(session, quest_id)
        is_due = (
            complaint is not None
            and complaint.state is ComplaintState.DECIDED
            and complaint.final_at is not None
            and complaint.final_at <= at
        )
        if quest is None or complaint is None or not is_due:
            continue
        with suppress(*_NOT_YET):
            await _close(session, quest, complaint, by=None, rules=rules, at=at)
            done += 1
    return done


async def report_complaint(session: AsyncSession, event: Event, *, operators: str) -> None:
    """Tell the operators that somebody complains, adds to it, or appeals; with his photos."""
    facts = {
        "id": str(event.about),
        "problem": event.facts["problem"],
        "is_appeal": int(event.name == EventName.COMPLAINT_APPEALED),
        "is_more": int(event.name == EventName.COMPLAINT_ANSWERED),
    }
    await tell_operators(session, operators, "operators-complaint", facts, at=event.at)
    for word in await words_in(session, UUID(event.facts["complaint_id"])):
        for photo in word.photos if word.at == event.at else ():
            shown = {"id": str(event.about), "photo": photo}
            await tell_operators(session, operators, "operators-evidence", shown, at=event.at)


async def remind_of_late(
    session: AsyncSession, *, operators: str, at: datetime, most: int = 100
) -> int:
    """Tell the operators once of each complaint that nobody has decided in time."""
    late = await session.scalars(
        update(Complaint)
        .where(
            Complaint.state.in_(UNDECIDED),
            Complaint.decide_by <= at,
            Complaint.reminded_at.is_(None),
        )
        .values(reminded_at=at)
        .returning(Complaint.quest_id)
    )
    quest_ids = late.all()
    for quest_id in quest_ids:
        facts = {"id": str(quest_id)}
        await tell_operators(session, operators, "operators-complaint-late", facts, at=at)
    return len(quest_ids)


async def _close(
    session: AsyncSession,
    quest: Quest,
    complaint: Complaint,
    *,
    by: UUID | None,
    rules: Rules,
    at: datetime,
) -> None:
    """Do what the verdict says with the money of a locked quest, and end the quest."""
    verdict = await newest_verdict(session, complaint.id)
    payment = await payment_of(session, quest.id, lock=True)
    if verdict is None or payment is None:
        raise MoneyIsNotHeld
    shares = Shares(
        carrier=verdict.carrier_minor, requester=verdict.requester_minor, fee=verdict.fee_minor
    )
    was = quest.disputed_from
    await _share(session, payment, shares, by=by, at=at)
    move(complaint, ComplaintEvent.CLOSE, at=at)
    advance(session, quest, QuestEvent.RESOLVE, by=by, at=at)
    match was:
        case QuestState.FUNDED:
            await let_go(session, quest, EventName.QUEST_RESOLVED, by=by, at=at)
        case QuestState.PICKED_UP:
            await drop_code(session, quest.id)
            await end_carrying(session, quest, ParcelEvent.LOSE, by=by, at=at)
            await tell_of(session, EventName.QUEST_RESOLVED, quest, by=by, at=at)
        case _:
            await tell_of(session, EventName.QUEST_RESOLVED, quest, by=by, at=at)
    if was in UNDER_WAY:
        await _judge(session, quest, shares, rules=rules, at=at)
    await show_both(session, quest, at=at)


async def _share(
    session: AsyncSession, payment: Payment, shares: Shares, *, by: UUID | None, at: datetime
) -> None:
    """Share out what is held, or give back what was released beyond it.

    Refuses `MoneyIsFrozen`, and `MoneyIsNotReleased` while the release is under way.
    """
    if payment.state is PaymentState.HELD:
        await share_out(session, payment, shares, at=at, by=by)
        await send_share(session, payment, at=at)
        return
    # A bank may have taken more than the verdict would, and that is not given back to anybody.
    owed = max(0, payment.released_minor - payment.reversed_minor - shares.carrier)
    earned = max(0, payment.fee_taken_minor - shares.fee)
    if payment.state is not PaymentState.RELEASED or owed or earned:
        await refund_released(session, payment, owed, earned, at=at, by=by)


async def _judge(
    session: AsyncSession, quest: Quest, shares: Shares, *, rules: Rules, at: datetime
) -> None:
    """Let the two rate each other; a Carrier who has earned nothing has it on his record."""
    if not shares.carrier:
        await count_cancelled(session, quest.carrier_id)
    await open_round(
        session,
        quest.id,
        carrier_id=quest.carrier_id,
        requester_id=quest.requester_id,
        rules=rules,
        at=at,
    )
