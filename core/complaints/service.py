"""Complaining, being heard and deciding, inside the caller's transaction, which locks the quest."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint, ComplaintWord, Verdict
from core.complaints.queries import count_complaints, words_in, words_of
from core.complaints.states import (
    MOST_COMPLAINTS,
    MOST_WORDS,
    OVER,
    AppealedBefore,
    ComplainedTooOften,
    ComplaintEvent,
    ComplaintState,
    NotBothHeard,
    Problem,
    TooManyWords,
    Word,
    after,
    check_word,
)
from core.ids import new_id
from core.offers.states import Side
from core.payments.states import Shares
from core.peers.models import Peer
from core.rules import Rules
from core.workdays import working_days_after


async def open_complaint(
    session: AsyncSession,
    peer: Peer,
    quest_id: UUID,
    problem: Problem,
    word: Word,
    *,
    side: Side,
    zone: str,
    rules: Rules,
    at: datetime,
) -> Complaint:
    """Keep what is wrong and the first words about it.

    Refuses `ComplainedTooOften`, and as `add_word` does.
    """
    if await count_complaints(session, quest_id, side) >= MOST_COMPLAINTS:
        raise ComplainedTooOften(most=MOST_COMPLAINTS)
    complaint = Complaint(
        id=new_id(at),
        quest_id=quest_id,
        by=side,
        problem=problem,
        state=ComplaintState.OPEN,
        made_at=at,
        answer_by=at + timedelta(hours=rules.answer_hours),
        decide_by=working_days_after(at, rules.decide_days, zone),
    )
    session.add(complaint)
    await session.flush()
    await add_word(session, peer, complaint, word, side=side, at=at)
    return complaint


async def add_word(
    session: AsyncSession,
    peer: Peer,
    complaint: Complaint,
    word: Word,
    *,
    side: Side,
    at: datetime,
) -> ComplaintWord:
    """Keep what one side says.

    Refuses `WordMissing`, `WordTooLong`, `TooManyEvidencePhotos`, `TooManyWords`.
    """
    word = check_word(word)
    is_his = (ComplaintWord.complaint_id == complaint.id) & (ComplaintWord.by == side)
    if (await session.scalar(select(func.count()).where(is_his)) or 0) >= MOST_WORDS:
        raise TooManyWords(most=MOST_WORDS)
    kept = ComplaintWord(
        id=new_id(at),
        complaint_id=complaint.id,
        by=side,
        peer_id=peer.id,
        text=word.text,
        photos=list(word.photos),
        at=at,
    )
    session.add(kept)
    await session.flush()
    return kept


def move(complaint: Complaint, event: ComplaintEvent, *, at: datetime) -> None:
    """Change the state of a complaint, by the one door there is."""
    complaint.state = after(complaint.state, event)
    complaint.ended_at = at if complaint.state in OVER else None
    if complaint.state is not ComplaintState.DECIDED:
        complaint.final_at = None


async def keep_verdict(
    session: AsyncSession,
    complaint: Complaint,
    shares: Shares,
    *,
    currency: str,
    why: str,
    by: str,
    rules: Rules,
    at: datetime,
) -> Verdict:
    """Keep what an operator decides. After an appeal it is final at once.

    Refuses `NotBothHeard`, `ComplaintIsElsewhere`.
    """
    is_final = complaint.state is ComplaintState.APPEALED
    if not is_final and at < complaint.answer_by:
        said = {one.by for one in await words_in(session, complaint.id)}
        if complaint.by.other not in said:
            raise NotBothHeard(answer_by=complaint.answer_by)
    move(complaint, ComplaintEvent.DECIDE, at=at)
    complaint.final_at = at if is_final else at + timedelta(hours=rules.appeal_hours)
    complaint.carrier_agrees = complaint.requester_agrees = False
    verdict = Verdict(
        id=new_id(at),
        complaint_id=complaint.id,
        carrier_minor=shares.carrier,
        requester_minor=shares.requester,
        fee_minor=shares.fee,
        currency=currency,
        why=why,
        by=by,
        at=at,
    )
    session.add(verdict)
    await session.flush()
    return verdict


def note_agreement(complaint: Complaint, side: Side) -> bool:
    """Note that one side takes the verdict as it is; true when both do."""
    after(complaint.state, ComplaintEvent.CLOSE)
    if side is Side.CARRIER:
        complaint.carrier_agrees = True
    else:
        complaint.requester_agrees = True
    return complaint.carrier_agrees and complaint.requester_agrees


def note_appeal(complaint: Complaint, side: Side, *, zone: str, rules: Rules, at: datetime) -> None:
    """Have a person look once more. Refuses `AppealedBefore`, `ComplaintIsElsewhere`."""
    if complaint.appealed_by is not None:
        raise AppealedBefore
    move(complaint, ComplaintEvent.APPEAL, at=at)
    complaint.appealed_by = side
    complaint.decide_by = working_days_after(at, rules.decide_days, zone)
    complaint.reminded_at = None


async def forget_words_of(session: AsyncSession, peer: Peer) -> None:
    """Leave none of the words and photos of a Peer; what was decided stays."""
    for one in await words_of(session, peer):
        one.text, one.photos = "", []
