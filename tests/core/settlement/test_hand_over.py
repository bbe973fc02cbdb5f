"""From the pick-up to the release: what is proved moves the quest, and the money follows."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.events.models import EventRow
from core.events.states import EventName
from core.handover.queries import code_of
from core.handover.states import MOST_TRIES, CodeIsLocked, NotACode, Tried
from core.parcels.models import DropParcel
from core.parcels.states import ParcelState
from core.payments.models import Payment
from core.payments.queries import locked_payment
from core.payments.service import wish_to_transfer
from core.payments.states import DisputeState, MoneyIsFrozen, MoneyIsNotHeld, PaymentState
from core.peers.models import Peer
from core.proofs.service import hand_over, look_inside, unlock_hand_over
from core.quests.states import QuestHasMovedOn, QuestIsOver, QuestState
from core.reservations.models import Reservation
from core.settlement.queries import code_for
from core.settlement.service import cancel_quest, give_up_silent, release_due, release_early
from core.settlement.states import ForTheCarrier, ForTheRequester
from core.trust.queries import standings_of
from tests.desk import Desk
from tests.market import RULES, Deal

pytestmark = pytest.mark.fresh_db

_RELEASE = timedelta(hours=RULES.release_hours, seconds=1)
_SILENCE = timedelta(days=RULES.silent_days + 3)
"""The trip of a deal is in two days, and takes less than another."""


async def _look(desk: Desk, peer: Peer) -> None:
    async with desk.db.begin() as session:
        await look_inside(session, peer, desk.quest_id, at=desk.now())


async def _code(desk: Desk, deal: Deal) -> str:
    async with desk.db.begin() as session:
        return await code_for(session, deal.requester, desk.quest_id)


async def _give(desk: Desk, peer: Peer, code: str) -> Tried:
    async with desk.db.begin() as session:
        return await hand_over(session, peer, desk.quest_id, code, rules=RULES, at=desk.now())


async def _release(desk: Desk) -> int:
    async with desk.db.begin() as session:
        return await release_due(session, at=desk.now())


async def _give_up(desk: Desk) -> int:
    async with desk.db.begin() as session:
        return await give_up_silent(session, rules=RULES, at=desk.now())


async def _release_early(desk: Desk, peer: Peer) -> None:
    async with desk.db.begin() as session:
        await release_early(session, peer, desk.quest_id, at=desk.now())


async def _dispute(desk: Desk, state: DisputeState) -> None:
    async with desk.db.begin() as session:
        await session.execute(update(Payment).values(dispute_state=state))


async def _parcel(desk: Desk, deal: Deal) -> DropParcel:
    async with desk.db.begin() as session:
        return await session.get_one(DropParcel, deal.parcel.id)


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


async def test_the_carrier_takes_it_along_when_both_have_looked_inside(desk: Desk) -> None:
    deal = await desk.funded()
    for _ in range(2):  # to say it twice is as good
        await _look(desk, deal.carrier)
    assert (await desk.quest()).state is QuestState.FUNDED
    with pytest.raises(QuestHasMovedOn):
        await _code(desk, deal)
    await _look(desk, deal.requester)
    assert (await desk.quest()).state is QuestState.PICKED_UP
    with pytest.raises(QuestHasMovedOn):
        await _look(desk, deal.carrier)


async def test_nobody_looks_inside_before_it_is_paid(desk: Desk) -> None:
    deal = await desk.agreed()
    with pytest.raises(QuestHasMovedOn):
        await _look(desk, deal.carrier)


async def test_both_pressing_at_once_pick_up_once(desk: Desk) -> None:
    deal = await desk.funded()
    await asyncio.gather(_look(desk, deal.carrier), _look(desk, deal.requester))
    assert (await desk.quest()).state is QuestState.PICKED_UP


async def test_what_is_picked_up_is_not_cancelled_any_more(desk: Desk) -> None:
    deal = await desk.picked_up()
    for peer in (deal.carrier, deal.requester):
        with pytest.raises(QuestHasMovedOn):
            async with desk.db.begin() as session:
                await cancel_quest(session, peer, desk.quest_id, rules=RULES, at=desk.now())


async def test_the_code_delivers_and_is_wiped(desk: Desk) -> None:
    deal = await desk.delivered()
    quest = await desk.quest()
    assert quest.state is QuestState.DELIVERED
    assert quest.release_at is not None
    assert await desk.state() is PaymentState.HELD
    async with desk.db.begin() as session:
        code = await code_of(session, quest.id)
        assert await session.get(Reservation, quest.id) is None
        records = await standings_of(session, [quest.carrier_id, quest.requester_id])
    assert code is not None
    assert code.code is None
    assert [one.done for one in records.values()] == [1, 1]
    assert (await _parcel(desk, deal)).state is ParcelState.DELIVERED


async def test_the_code_is_shown_to_the_requester_and_taken_from_the_carrier(desk: Desk) -> None:
    deal = await desk.picked_up()
    code = await _code(desk, deal)
    with pytest.raises(ForTheCarrier):
        await _give(desk, deal.requester, code)
    with pytest.raises(ForTheRequester):
        async with desk.db.begin() as session:
            await code_for(session, deal.carrier, desk.quest_id)


async def test_the_fifth_wrong_code_locks_and_an_operator_unlocks(desk: Desk) -> None:
    deal = await desk.picked_up()
    code = await _code(desk, deal)
    with pytest.raises(NotACode):
        await _give(desk, deal.carrier, "no idea")
    tried = [await _give(desk, deal.carrier, _wrong(code)) for _ in range(MOST_TRIES)]
    assert [one.left for one in tried] == [4, 3, 2, 1, 0]
    with pytest.raises(CodeIsLocked):
        await _give(desk, deal.carrier, code)
    async with desk.db.begin() as session:
        locked = EventRow.name == EventName.HAND_OVER_LOCKED
        assert await session.scalar(EventRow.__table__.select().where(locked)) is not None
        await unlock_hand_over(session, desk.quest_id, at=desk.now())
    assert (await _give(desk, deal.carrier, await _code(desk, deal))).is_right


async def test_codes_typed_at_once_are_counted_one_by_one(desk: Desk) -> None:
    deal = await desk.picked_up()
    wrong = _wrong(await _code(desk, deal))

    async def guess() -> int:
        with suppress(CodeIsLocked):
            return (await _give(desk, deal.carrier, wrong)).left
        return -1

    left = await asyncio.gather(*(guess() for _ in range(8)))
    assert sorted(left, reverse=True) == [4, 3, 2, 1, 0, -1, -1, -1]


async def test_the_money_is_released_after_a_day_and_the_quest_settled_with_it(desk: Desk) -> None:
    await desk.delivered()
    assert await _release(desk) == 0
    await desk.advance(_RELEASE)
    assert await _release(desk) == 1
    assert await _release(desk) == 0
    payment = await desk.payment()
    assert payment.state is PaymentState.RELEASING
    assert (payment.release_reserved_minor, payment.fee_taken_minor) == (1_000, 100)
    assert (await desk.quest()).state is QuestState.DELIVERED
    account_id = await desk.account()
    async with desk.db.begin() as session:
        payment = await locked_payment(session, desk.payment_id)
        await wish_to_transfer(session, payment, account_id, at=desk.now())
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.RELEASED
    assert (await desk.quest()).state is QuestState.SETTLED


async def test_a_requester_may_release_it_early(desk: Desk) -> None:
    deal = await desk.delivered()
    with pytest.raises(ForTheRequester):
        await _release_early(desk, deal.carrier)
    await _release_early(desk, deal.requester)
    assert await desk.state() is PaymentState.RELEASING
    with pytest.raises(QuestHasMovedOn):
        await _release_early(desk, deal.requester)


async def test_two_taps_and_the_clock_release_once(desk: Desk) -> None:
    deal = await desk.delivered()
    await desk.advance(_RELEASE)

    async def tap() -> int:
        with suppress(QuestHasMovedOn):
            await _release_early(desk, deal.requester)
            return 1
        return 0

    assert sum(await asyncio.gather(tap(), _release(desk), tap(), _release(desk))) == 1
    assert (await desk.payment()).release_reserved_minor == 1_000


async def test_what_a_bank_looks_into_is_not_released(desk: Desk) -> None:
    deal = await desk.delivered()
    await desk.advance(_RELEASE)
    await _dispute(desk, DisputeState.OPEN)
    assert await _release(desk) == 0
    with pytest.raises(MoneyIsFrozen):
        await _release_early(desk, deal.requester)
    await _dispute(desk, DisputeState.WON)
    assert await _release(desk) == 1


async def test_a_carrier_who_never_came_gives_all_of_it_back(desk: Desk) -> None:
    deal = await desk.funded()
    await _look(desk, deal.carrier)
    assert await _give_up(desk) == 0
    await desk.advance(_SILENCE)
    assert await _give_up(desk) == 1
    await desk.cashier.settle_due()
    assert (await desk.payment()).refunded_minor == 1_100
    assert (await desk.quest()).state is QuestState.CANCELLED
    assert (await _parcel(desk, deal)).state is ParcelState.OPEN


async def test_a_parcel_that_was_taken_along_and_never_arrived_is_not_offered_again(
    desk: Desk,
) -> None:
    deal = await desk.picked_up()
    await desk.advance(_SILENCE)
    assert await _give_up(desk) == 1
    await desk.cashier.settle_due()
    quest = await desk.quest()
    assert (await desk.state(), quest.state) == (PaymentState.REFUNDED, QuestState.CANCELLED)
    assert (await _parcel(desk, deal)).state is ParcelState.LOST
    with pytest.raises(QuestIsOver):
        await _give(desk, deal.carrier, "123456")
    async with desk.db.begin() as session:
        assert await code_of(session, quest.id) is None
        records = await standings_of(session, [quest.carrier_id, quest.requester_id])
    assert records[quest.carrier_id].cancelled == 1
    assert records[quest.requester_id].cancelled == 0


async def test_a_quest_whose_money_was_shared_out_before_is_left_alone(desk: Desk) -> None:
    """A fault of ours: it is found by its alarm, and no cent moves."""
    await desk.delivered()
    await desk.advance(_RELEASE)
    await desk.give_back()
    with pytest.raises(MoneyIsNotHeld):
        await _release(desk)
