"""A person decides, and what is decided is carried out once, when it is final."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.complaints.queries import ComplaintMissing, newest_complaint
from core.complaints.states import (
    AppealedBefore,
    ComplaintIsElsewhere,
    ComplaintState,
    NotBothHeard,
    Problem,
    Word,
)
from core.disputes.service import add_evidence, complain, withdraw
from core.outbox.models import OutboxRow
from core.parcels.models import DropParcel
from core.parcels.states import ParcelState
from core.payments.models import Payment
from core.payments.states import DisputeState, MoneyIsFrozen, PaymentState
from core.peers.models import Peer
from core.quests.states import QuestState
from core.ratings.queries import may_rate
from core.settlement.service import release_early
from core.trust.queries import standings_of
from core.verdicts.queries import case_of, cases_waiting
from core.verdicts.service import agree, appeal, close_due, decide, remind_of_late
from tests.desk import Desk
from tests.market import RULES, Deal

pytestmark = pytest.mark.fresh_db

_APPEAL = timedelta(hours=RULES.appeal_hours, seconds=1)
_ANSWER = timedelta(hours=RULES.answer_hours, seconds=1)
_AFTER_THE_TRIP = timedelta(days=6)


async def _disputed(desk: Desk, problem: Problem = Problem.DAMAGED) -> Deal:
    deal = await desk.delivered()
    await _complain(desk, deal.requester, problem)
    return deal


async def _complain(desk: Desk, peer: Peer, problem: Problem) -> None:
    async with desk.db.begin() as session:
        word = Word("See the photo", ("photo-1",))
        await complain(session, peer, desk.quest_id, problem, word, rules=RULES, at=desk.now())


async def _answer(desk: Desk, peer: Peer) -> None:
    async with desk.db.begin() as session:
        await add_evidence(session, peer, desk.quest_id, Word("Not so"), at=desk.now())


async def _decide(desk: Desk, percent: int) -> None:
    async with desk.db.begin() as session:
        await decide(
            session,
            desk.quest_id,
            carrier_percent=percent,
            why="As the photo shows",
            by="ops",
            rules=RULES,
            at=desk.now(),
        )


async def _agree(desk: Desk, peer: Peer) -> None:
    async with desk.db.begin() as session:
        await agree(session, peer, desk.quest_id, rules=RULES, at=desk.now())


async def _appeal(desk: Desk, peer: Peer) -> None:
    async with desk.db.begin() as session:
        await appeal(session, peer, desk.quest_id, Word("Look again"), rules=RULES, at=desk.now())


async def _close(desk: Desk) -> int:
    async with desk.db.begin() as session:
        return await close_due(session, rules=RULES, at=desk.now())


async def _complaint_state(desk: Desk) -> ComplaintState:
    async with desk.db.begin() as session:
        complaint = await newest_complaint(session, desk.quest_id)
    assert complaint is not None
    return complaint.state


async def _parcel_state(desk: Desk, deal: Deal) -> ParcelState:
    async with desk.db.begin() as session:
        return (await session.get_one(DropParcel, deal.parcel.id)).state


async def test_nothing_is_decided_before_both_were_heard_or_had_their_time(desk: Desk) -> None:
    deal = await _disputed(desk)
    with pytest.raises(NotBothHeard):
        await _decide(desk, 50)
    await _answer(desk, deal.carrier)
    await _decide(desk, 50)
    assert await _complaint_state(desk) is ComplaintState.DECIDED


async def test_who_does_not_answer_in_time_is_not_waited_for(desk: Desk) -> None:
    await _disputed(desk)
    await desk.advance(_ANSWER)
    await _decide(desk, 0)
    assert await _complaint_state(desk) is ComplaintState.DECIDED


async def test_a_verdict_is_carried_out_when_the_time_to_appeal_is_over(desk: Desk) -> None:
    deal = await _disputed(desk)
    await _answer(desk, deal.carrier)
    await _decide(desk, 60)
    assert await _close(desk) == 0
    assert await desk.state() is PaymentState.HELD
    await desk.advance(_APPEAL)
    assert await _close(desk) == 1
    assert await _close(desk) == 0
    payment = await desk.payment()
    assert payment.release_reserved_minor == 600
    assert payment.refund_reserved_minor == 440
    assert payment.fee_taken_minor == 60
    assert (await desk.quest()).state is QuestState.RESOLVED
    await desk.send_share()
    await desk.settle()
    assert await desk.state() is PaymentState.RELEASED
    payment = await desk.payment()
    assert (payment.released_minor, payment.refunded_minor) == (600, 440)
    await desk.all_is_well()


async def test_what_was_released_comes_back_from_the_carrier(desk: Desk) -> None:
    deal = await desk.settled()
    await _complain(desk, deal.requester, Problem.DAMAGED)
    await _answer(desk, deal.carrier)
    await _decide(desk, 25)
    await desk.advance(_APPEAL)
    assert await _close(desk) == 1
    assert (await desk.quest()).state is QuestState.RESOLVED
    assert await desk.state() is PaymentState.RECLAIMING
    await desk.settle()
    payment = await desk.payment()
    assert (payment.released_minor, payment.reversed_minor) == (1_000, 750)
    assert (payment.refunded_minor, payment.fee_taken_minor) == (825, 25)
    assert (await desk.quest()).state is QuestState.RESOLVED
    await desk.all_is_well()


async def test_what_a_bank_has_taken_is_not_given_back_once_more(desk: Desk) -> None:
    deal = await desk.settled()
    await _complain(desk, deal.requester, Problem.DAMAGED)
    await _answer(desk, deal.carrier)
    await desk.decided(await desk.disputed(amount=880), "lost")
    await desk.settle()
    await _decide(desk, 50)
    await desk.advance(_APPEAL)
    assert await _close(desk) == 1
    payment = await desk.payment()
    assert payment.refunded_minor + payment.refund_reserved_minor == 0
    assert (await desk.quest()).state is QuestState.RESOLVED


async def test_a_carrier_who_was_right_keeps_what_he_got(desk: Desk) -> None:
    deal = await desk.settled()
    await _complain(desk, deal.requester, Problem.OTHER)
    await _answer(desk, deal.carrier)
    await _decide(desk, 100)
    await desk.advance(_APPEAL)
    assert await _close(desk) == 1
    assert await desk.state() is PaymentState.RELEASED


async def test_a_verdict_waits_for_a_release_that_is_under_way(desk: Desk) -> None:
    deal = await desk.delivered()
    async with desk.db.begin() as session:
        await release_early(session, deal.requester, desk.quest_id, at=desk.now())
    await _complain(desk, deal.requester, Problem.DAMAGED)
    await _answer(desk, deal.carrier)
    await _decide(desk, 0)
    await desk.advance(_APPEAL)
    assert await _close(desk) == 0
    await desk.send_share()
    assert await _close(desk) == 1
    await desk.settle()
    payment = await desk.payment()
    assert (payment.reversed_minor, payment.refunded_minor) == (1_000, 1_100)


async def test_two_who_agree_do_not_wait(desk: Desk) -> None:
    deal = await _disputed(desk)
    await _answer(desk, deal.carrier)
    await _decide(desk, 0)
    for _ in range(2):  # to say it twice is as good
        await _agree(desk, deal.carrier)
    assert (await desk.quest()).state is QuestState.DISPUTED
    await _agree(desk, deal.requester)
    assert (await desk.quest()).state is QuestState.RESOLVED
    await desk.settle()
    assert (await desk.payment()).refunded_minor == 1_100


async def test_there_is_one_appeal_and_what_follows_is_final(desk: Desk) -> None:
    deal = await _disputed(desk)
    await _answer(desk, deal.carrier)
    await _decide(desk, 0)
    await _appeal(desk, deal.carrier)
    await desk.advance(_APPEAL)
    assert await _close(desk) == 0
    with pytest.raises(AppealedBefore):
        await _appeal(desk, deal.requester)
    await _decide(desk, 100)
    assert (await desk.quest()).state is QuestState.RESOLVED
    payment = await desk.payment()
    assert (payment.release_reserved_minor, payment.fee_taken_minor) == (1_000, 100)


async def test_an_appeal_that_waits_for_the_bank_is_not_made_twice(desk: Desk) -> None:
    deal = await _disputed(desk)
    await _answer(desk, deal.carrier)
    await _decide(desk, 0)
    await _appeal(desk, deal.carrier)
    await _freeze(desk, DisputeState.OPEN)
    await _decide(desk, 100)
    assert (await desk.quest()).state is QuestState.DISPUTED
    with pytest.raises(AppealedBefore):
        await _appeal(desk, deal.requester)
    assert await _close(desk) == 0
    await _agree(desk, deal.carrier)
    with pytest.raises(MoneyIsFrozen):
        await _agree(desk, deal.requester)
    await _freeze(desk, DisputeState.WON)
    assert await _close(desk) == 1
    assert (await desk.quest()).state is QuestState.RESOLVED


async def test_what_was_never_taken_along_is_on_offer_again(desk: Desk) -> None:
    deal = await desk.funded()
    await _complain(desk, deal.carrier, Problem.WRONG_CONTENTS)
    await desk.advance(_ANSWER)
    await _decide(desk, 50)
    await desk.advance(_APPEAL)
    assert await _close(desk) == 1
    assert await _parcel_state(desk, deal) is ParcelState.OPEN
    async with desk.db.begin() as session:
        assert await may_rate(session, desk.quest_id)


async def test_what_did_not_arrive_is_lost_and_stands_on_the_carrier_s_record(desk: Desk) -> None:
    deal = await desk.picked_up()
    await desk.advance(_AFTER_THE_TRIP)
    await _complain(desk, deal.requester, Problem.NOT_ARRIVED)
    await desk.advance(_ANSWER)
    await _decide(desk, 0)
    await desk.advance(_APPEAL)
    assert await _close(desk) == 1
    assert await _parcel_state(desk, deal) is ParcelState.LOST
    async with desk.db.begin() as session:
        records = await standings_of(session, [deal.carrier.id, deal.requester.id])
    assert (records[deal.carrier.id].cancelled, records[deal.requester.id].cancelled) == (1, 0)


async def test_both_pressing_and_the_clock_carry_it_out_once(desk: Desk) -> None:
    deal = await _disputed(desk)
    await _answer(desk, deal.carrier)
    await _decide(desk, 50)
    await desk.advance(_APPEAL)

    async def press(peer: Peer) -> None:
        with suppress(ComplaintMissing):
            await _agree(desk, peer)

    await asyncio.gather(_close(desk), press(deal.carrier), press(deal.requester), _close(desk))
    assert (await desk.quest()).state is QuestState.RESOLVED
    assert (await desk.payment()).release_reserved_minor == 500
    await desk.all_is_well()


async def test_a_decided_complaint_is_not_withdrawn(desk: Desk) -> None:
    deal = await _disputed(desk)
    await _answer(desk, deal.carrier)
    await _decide(desk, 50)
    with pytest.raises(ComplaintIsElsewhere):
        async with desk.db.begin() as session:
            await withdraw(session, deal.requester, desk.quest_id, at=desk.now())


async def test_an_operator_reads_the_case_and_is_reminded_once(desk: Desk) -> None:
    deal = await _disputed(desk)
    await _answer(desk, deal.carrier)
    async with desk.db.begin() as session:
        (waiting,) = await cases_waiting(session, at=desk.now())
        case = await case_of(session, desk.quest_id)
    assert (waiting.problem, waiting.is_heard, waiting.is_appeal) == (Problem.DAMAGED, True, False)
    assert [one.text for one in case.words] == ["See the photo", "Not so"]
    await desk.advance(timedelta(days=20))
    async with desk.db.begin() as session:
        assert await remind_of_late(session, operators="-100", at=desk.now()) == 1
        assert await remind_of_late(session, operators="-100", at=desk.now()) == 0
        said = await session.scalars(select(OutboxRow.notice).where(OutboxRow.address == "-100"))
        assert said.all() == ["operators-complaint-late"]


async def _freeze(desk: Desk, state: DisputeState) -> None:
    async with desk.db.begin() as session:
        await session.execute(update(Payment).values(dispute_state=state))
