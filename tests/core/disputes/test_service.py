"""One side complains: everything stands still until it is solved."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from core.complaints.queries import ComplaintMissing, newest_complaint, words_in, words_of
from core.complaints.service import forget_words_of
from core.complaints.states import (
    MOST_COMPLAINTS,
    MOST_WORDS,
    ComplainedTooOften,
    ComplaintState,
    NothingToComplainOf,
    OnlyWhoComplained,
    Problem,
    TooManyWords,
    Word,
)
from core.disputes.service import add_evidence, complain, end_claims, withdraw
from core.disputes.states import ClaimIsLate
from core.offers.states import Side
from core.payments.states import PaymentState
from core.peers.models import Peer
from core.privacy.service import export_everything
from core.proofs.service import hand_over
from core.quests.queries import QuestMissing, facts_for, problems_of
from core.quests.states import QuestHasMovedOn, QuestIsOver, QuestState
from core.settlement.queries import code_for
from core.settlement.service import cancel_quest, give_up_silent, release_due, release_early
from core.verdicts.queries import cases_waiting
from core.verdicts.service import close_due
from tests.desk import Desk
from tests.market import RULES, Deal
from tests.posts import a_peer

pytestmark = pytest.mark.fresh_db

_BROKEN = Word("The cup is broken", ("photo-1",))
_AFTER_THE_TRIP = timedelta(days=6)


async def _complain(
    desk: Desk, peer: Peer, problem: Problem = Problem.DAMAGED, word: Word = _BROKEN
) -> None:
    async with desk.db.begin() as session:
        await complain(session, peer, desk.quest_id, problem, word, rules=RULES, at=desk.now())


async def _add(desk: Desk, peer: Peer, text: str) -> None:
    async with desk.db.begin() as session:
        await add_evidence(session, peer, desk.quest_id, Word(text), at=desk.now())


async def _withdraw(desk: Desk, peer: Peer) -> None:
    async with desk.db.begin() as session:
        await withdraw(session, peer, desk.quest_id, at=desk.now())


async def _state(desk: Desk) -> QuestState:
    return (await desk.quest()).state


async def _disputed(desk: Desk) -> Deal:
    deal = await desk.delivered()
    await _complain(desk, deal.requester)
    return deal


async def test_no_money_moves_while_somebody_complains(desk: Desk) -> None:
    deal = await _disputed(desk)
    await desk.advance(timedelta(days=30))
    async with desk.db.begin() as session:
        assert await release_due(session, at=desk.now()) == 0
        assert await give_up_silent(session, rules=RULES, at=desk.now()) == 0
    with pytest.raises(QuestHasMovedOn):
        async with desk.db.begin() as session:
            await release_early(session, deal.requester, desk.quest_id, at=desk.now())
    assert await desk.state() is PaymentState.HELD
    assert await _state(desk) is QuestState.DISPUTED


async def test_each_reads_the_other_s_words_and_may_add_his_own(desk: Desk) -> None:
    deal = await _disputed(desk)
    async with desk.db.begin() as session:
        facts = await facts_for(session, await desk.quest(), Side.CARRIER)
        assert (facts["said"], facts["is_mine"], facts["has_answered"]) == (_BROKEN.text, 0, 0)
    await _add(desk, deal.carrier, "It was whole")
    async with desk.db.begin() as session:
        facts = await facts_for(session, await desk.quest(), Side.REQUESTER)
    assert (facts["said"], facts["is_mine"], facts["has_answered"]) == ("It was whole", 1, 1)


async def test_a_side_cannot_talk_without_end(desk: Desk) -> None:
    deal = await _disputed(desk)
    for number in range(MOST_WORDS - 1):
        await _add(desk, deal.requester, f"More {number}")
    with pytest.raises(TooManyWords):
        await _add(desk, deal.requester, "And more")
    async with desk.db.begin() as session:
        complaint = await newest_complaint(session, desk.quest_id)
        assert complaint is not None
        assert len(await words_in(session, complaint.id)) == MOST_WORDS


async def test_who_says_that_it_is_solved_lets_the_money_go(desk: Desk) -> None:
    deal = await _disputed(desk)
    with pytest.raises(OnlyWhoComplained):
        await _withdraw(desk, deal.carrier)
    await _withdraw(desk, deal.requester)
    assert await _state(desk) is QuestState.DELIVERED
    assert await desk.state() is PaymentState.RELEASING
    with pytest.raises(ComplaintMissing):
        await _withdraw(desk, deal.requester)


async def test_what_was_not_picked_up_goes_on_when_it_is_solved(desk: Desk) -> None:
    deal = await desk.funded()
    await _complain(desk, deal.carrier, Problem.WRONG_CONTENTS)
    with pytest.raises(QuestHasMovedOn):
        async with desk.db.begin() as session:
            await cancel_quest(session, deal.requester, desk.quest_id, rules=RULES, at=desk.now())
    await _withdraw(desk, deal.carrier)
    assert await _state(desk) is QuestState.FUNDED
    assert await desk.state() is PaymentState.HELD


async def test_what_arrives_after_all_ends_the_complaint(desk: Desk) -> None:
    deal = await desk.picked_up()
    with pytest.raises(NothingToComplainOf):
        await _complain(desk, deal.requester, Problem.NOT_ARRIVED)
    await desk.advance(_AFTER_THE_TRIP)
    await _complain(desk, deal.requester, Problem.NOT_ARRIVED)
    async with desk.db.begin() as session:
        code = await code_for(session, deal.requester, desk.quest_id)
        await hand_over(session, deal.carrier, desk.quest_id, code, rules=RULES, at=desk.now())
    quest = await desk.quest()
    assert quest.state is QuestState.DELIVERED
    assert quest.release_at is not None
    async with desk.db.begin() as session:
        complaint = await newest_complaint(session, desk.quest_id)
    assert complaint is not None
    assert complaint.state is ComplaintState.WITHDRAWN


async def test_a_claim_comes_in_time_also_after_the_money_has_gone(desk: Desk) -> None:
    deal = await desk.settled()
    await _complain(desk, deal.requester)
    assert await _state(desk) is QuestState.DISPUTED
    await _withdraw(desk, deal.requester)
    quest = await desk.quest()
    assert (quest.state, quest.disputed_from) == (QuestState.SETTLED, None)


async def test_a_claim_that_comes_late_is_refused_and_loses_its_button(desk: Desk) -> None:
    deal = await desk.settled()
    await desk.advance(timedelta(days=RULES.claim_days + 3))
    with pytest.raises(ClaimIsLate):
        await _complain(desk, deal.requester)
    assert problems_of(await desk.quest(), Side.REQUESTER)
    async with desk.db.begin() as session:
        assert await end_claims(session, at=desk.now()) == 1
    assert not problems_of(await desk.quest(), Side.REQUESTER)


async def test_money_that_had_left_before_the_complaint_settles_the_quest(desk: Desk) -> None:
    deal = await desk.delivered()
    async with desk.db.begin() as session:
        await release_early(session, deal.requester, desk.quest_id, at=desk.now())
    await _complain(desk, deal.requester)
    await desk.send_share()
    assert await desk.state() is PaymentState.RELEASED
    await _withdraw(desk, deal.requester)
    assert await _state(desk) is QuestState.SETTLED


async def test_nobody_complains_for_ever(desk: Desk) -> None:
    deal = await desk.funded()
    for _ in range(MOST_COMPLAINTS):
        await _complain(desk, deal.carrier, Problem.WRONG_CONTENTS)
        await _withdraw(desk, deal.carrier)
    with pytest.raises(ComplainedTooOften):
        await _complain(desk, deal.carrier, Problem.WRONG_CONTENTS)


async def test_a_stranger_complains_of_nothing(desk: Desk) -> None:
    await desk.delivered()
    async with desk.db.begin() as session:
        stranger = await a_peer(session, "Sam")
    with pytest.raises(QuestMissing):
        await _complain(desk, stranger)


async def test_nobody_complains_before_it_is_paid_or_after_it_was_cancelled(desk: Desk) -> None:
    deal = await desk.agreed()
    with pytest.raises(QuestHasMovedOn):
        await _complain(desk, deal.requester)
    async with desk.db.begin() as session:
        await cancel_quest(session, deal.requester, desk.quest_id, rules=RULES, at=desk.now())
    with pytest.raises(QuestIsOver):
        await _complain(desk, deal.requester)


async def test_of_a_complaint_and_a_release_at_once_one_comes_first(desk: Desk) -> None:
    """Whichever it is, the quest is disputed, and no cent moves twice."""
    deal = await desk.delivered()

    async def release() -> None:
        with suppress(QuestHasMovedOn):
            async with desk.db.begin() as session:
                await release_early(session, deal.requester, desk.quest_id, at=desk.now())

    await asyncio.gather(_complain(desk, deal.requester), release(), release())
    assert await _state(desk) is QuestState.DISPUTED
    await desk.all_is_well()


async def test_the_words_of_who_is_forgotten_are_forgotten(desk: Desk) -> None:
    deal = await _disputed(desk)
    async with desk.db.begin() as session:
        told = await export_everything(session, deal.requester, at=desk.now())
        assert [one["text"] for one in told["complaint_words"]] == [_BROKEN.text]
        await forget_words_of(session, deal.requester)
        (word,) = await words_of(session, deal.requester)
    assert (word.text, word.photos) == ("", [])


async def test_what_the_payer_s_bank_has_decided_is_complained_of_no_more(desk: Desk) -> None:
    await _disputed(desk)
    await desk.decided(await desk.disputed(), "lost")
    assert await _state(desk) is QuestState.CANCELLED
    async with desk.db.begin() as session:
        complaint = await newest_complaint(session, desk.quest_id)
        assert await cases_waiting(session, at=desk.now()) == []
        assert await close_due(session, rules=RULES, at=desk.now()) == 0
    assert complaint is not None
    assert complaint.state is ComplaintState.CLOSED
    await desk.all_is_well()
