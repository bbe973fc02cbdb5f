"""While a payer's bank asks nothing moves, and everybody hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.chargebacks.service import warn_of_deadlines
from core.commands.states import CommandKind
from core.events.models import EventRow
from core.events.states import EventName
from core.ledger.states import AccountKind
from core.outbox.models import OutboxRow
from core.payments.states import (
    DisputeState,
    MoneyIsFrozen,
    PaymentState,
)
from core.quests.states import QuestState
from core.settlement.service import cancel_quest
from tests.desk import OPERATORS, Desk
from tests.market import RULES

pytestmark = pytest.mark.fresh_db

_K = AccountKind


async def _notices(desk: Desk) -> list[str]:
    async with desk.db.begin() as session:
        told = await session.scalars(
            select(OutboxRow.notice)
            .where(OutboxRow.notice.like("chargeback-%"))
            .order_by(OutboxRow.id)
        )
        return [str(one) for one in told]


async def test_what_a_bank_takes_is_booked_and_nothing_moves_meanwhile(desk: Desk) -> None:
    await desk.held()
    await desk.disputed()
    await desk.cashier.look_at(desk.payment_id)  # and once more
    assert (await desk.payment()).dispute_state is DisputeState.OPEN
    assert await desk.sums() == {
        _K.PROCESSOR_FEE: 245,
        _K.DISPUTE_FEE: 2_000,
        _K.STRIPE_BALANCE: -2_245,
        _K.DISPUTE_RECEIVABLE: 11_000,
        _K.QUEST_HOLD: -11_000,
    }
    with pytest.raises(MoneyIsFrozen):
        await desk.give_back()
    assert await desk.told_operators() == ["operators-chargeback"]


async def test_an_inquiry_takes_nothing_and_still_nothing_moves(desk: Desk) -> None:
    await desk.held()
    dispute = await desk.disputed(status="warning_needs_response")
    assert (await desk.payment()).dispute_state is DisputeState.INQUIRY
    with pytest.raises(MoneyIsFrozen):
        await desk.hand_over()
    await desk.decided(dispute, "warning_closed")
    assert (await desk.payment()).dispute_state is DisputeState.NONE
    await desk.hand_over()


async def test_an_inquiry_may_become_a_dispute(desk: Desk) -> None:
    await desk.held()
    dispute = await desk.disputed(status="warning_needs_response")
    await desk.decided(dispute, "disputed")
    assert (await desk.payment()).dispute_state is DisputeState.OPEN
    assert (await desk.sums())[_K.DISPUTE_RECEIVABLE] == 11_000


async def test_a_refund_waits_while_the_money_is_with_the_bank(desk: Desk) -> None:
    await desk.held()
    await desk.give_back()
    dispute = await desk.disputed()
    await desk.settle()
    assert await desk.made("refunds") == 0
    assert (await desk.command(CommandKind.REFUND)).attempt == 1
    await desk.decided(dispute, "won")
    await desk.settle()
    assert (await desk.made("refunds"), await desk.state()) == (1, PaymentState.REFUNDED)


async def test_operators_are_reminded_twice_of_what_a_bank_waits_for(desk: Desk) -> None:
    await desk.held()
    await desk.disputed()
    warned = []
    for hours in (24, 24 * 4, 24 * 6, 24 * 6 + 1):
        async with desk.db.begin() as session:
            at = desk.now() + timedelta(hours=hours, minutes=1)
            warned.append(await warn_of_deadlines(session, operators=str(OPERATORS), at=at))
    assert warned == [0, 1, 1, 0]


async def test_both_sides_hear_of_it_once_and_of_how_it_ended(desk: Desk) -> None:
    await desk.funded()
    dispute = await desk.disputed(status="warning_needs_response")
    await desk.decided(dispute, "disputed")
    await desk.decided(dispute, "won")
    await desk.cashier.look_at(desk.payment_id)
    assert await _notices(desk) == ["chargeback-open"] * 2 + ["chargeback-won"] * 2
    assert (await desk.quest()).state is QuestState.FUNDED


async def test_a_quest_whose_money_is_gone_is_over(desk: Desk) -> None:
    deal = await desk.funded()
    dispute = await desk.disputed()
    with pytest.raises(MoneyIsFrozen):
        async with desk.db.begin() as session:
            await cancel_quest(session, deal.carrier, desk.quest_id, rules=RULES, at=desk.now())
    await desk.decided(dispute, "lost")
    assert (await desk.quest()).state is QuestState.CANCELLED
    assert await _notices(desk) == ["chargeback-open"] * 2 + ["chargeback-lost"] * 2


async def test_late_money_that_was_disputed_goes_back_when_the_bank_is_done(desk: Desk) -> None:
    deal = await desk.agreed()
    await desk.cashier.settle_due()
    await desk.pay()
    (charge,) = (await desk.v1.charges.list_async()).data
    dispute = await desk.ask(f"/stripe/charges/{charge.id}/dispute")
    async with desk.db.begin() as session:
        await cancel_quest(session, deal.requester, desk.quest_id, rules=RULES, at=desk.now())
    await desk.cashier.look_at(desk.payment_id)
    assert await desk.state() is PaymentState.HELD
    await desk.decided(dispute["id"], "won")
    await desk.settle()
    assert (await desk.state(), await desk.made("refunds")) == (PaymentState.REFUNDED, 1)


async def test_the_log_says_what_the_bank_said_and_when(desk: Desk) -> None:
    await desk.held()
    await desk.decided(await desk.disputed(), "won")
    async with desk.db.begin() as session:
        told = await session.scalars(
            select(EventRow.facts)
            .where(EventRow.name == EventName.PAYMENT_DISPUTED)
            .order_by(EventRow.id)
        )
        changes = [(one["was"], one["state"]) for one in told]
    assert changes == [("none", "open"), ("open", "won")]
