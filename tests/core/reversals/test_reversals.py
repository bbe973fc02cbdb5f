"""What was released comes back from the Carrier first, and goes to the Requester then."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.commands.service import claim
from core.commands.states import CommandKind, CommandState
from core.errors import Refused
from core.ledger.states import AccountKind
from core.money import Money
from core.payments.models import Payment
from core.payments.queries import locked_payment
from core.payments.service import share_out
from core.payments.states import (
    DisputeState,
    MoneyIsFrozen,
    PaymentState,
    shares_for_hand_over,
)
from core.payouts.queries import account_of
from core.payouts.service import keep_account, note_readiness
from core.reversals.queries import owed_by, reversals_of
from core.reversals.states import MoneyIsNotReleased, MoreThanWasReleased
from core.settlement.service import send_share
from tests.desk import Desk

pytestmark = pytest.mark.fresh_db

_A_DAY = timedelta(hours=25)


def _counters(payment: Payment) -> dict[str, int]:
    return {
        "refunded": payment.refunded_minor,
        "released": payment.released_minor,
        "reversed": payment.reversed_minor,
        "fee": payment.fee_taken_minor,
        "to come": payment.reversal_reserved_minor + payment.refund_reserved_minor,
    }


async def test_all_of_it_comes_back_and_goes_back(desk: Desk) -> None:
    await desk.released()
    await desk.take_back(10_000, 1_000)
    assert await desk.state() is PaymentState.RECLAIMING
    await desk.settle(2)
    assert await desk.state() is PaymentState.RELEASED
    assert _counters(await desk.payment()) == {
        "refunded": 11_000, "released": 10_000, "reversed": 10_000, "fee": 0, "to come": 0,
    }  # fmt: skip
    assert await desk.reversed_at_stripe() == [10_000]
    assert await desk.sums() == {AccountKind.STRIPE_BALANCE: -245, AccountKind.PROCESSOR_FEE: 245}


async def test_the_refund_leaves_when_the_carriers_part_is_back(desk: Desk) -> None:
    await desk.released()
    await desk.take_back(4_000, 500)
    assert (await desk.sums())[AccountKind.CARRIER_RECEIVABLE] == 4_000
    await desk.cashier.settle_due()
    assert (await desk.sums()).get(AccountKind.CARRIER_RECEIVABLE) is None
    assert (await desk.sums())[AccountKind.REFUND_CLEARING] == -4_500
    assert await desk.made("refunds") == 0
    await desk.cashier.settle_due()
    assert await desk.made("refunds") == 1
    assert (await desk.payment()).refunded_minor == 4_500


async def test_a_part_of_the_fee_alone_asks_nothing_of_the_carrier(desk: Desk) -> None:
    await desk.released()
    await desk.take_back(0, 300)
    await desk.cashier.settle_due()
    assert await desk.reversed_at_stripe() == []
    assert _counters(await desk.payment()) == {
        "refunded": 300, "released": 10_000, "reversed": 0, "fee": 700, "to come": 0,
    }  # fmt: skip


async def test_it_can_be_given_back_in_several_parts_up_to_all_there_was(desk: Desk) -> None:
    await desk.released()
    await desk.take_back(6_000, 0)
    with pytest.raises(MoneyIsNotReleased):
        await desk.take_back(1, 0)
    await desk.settle(2)
    with pytest.raises(MoreThanWasReleased) as refusal:
        await desk.take_back(4_001, 0)
    assert refusal.value.facts == {"left": Money(5_000, "EUR")}
    await desk.take_back(4_000, 1_000)
    await desk.settle(2)
    assert (await desk.payment()).refunded_minor == 11_000


@pytest.mark.parametrize("state", [DisputeState.OPEN, DisputeState.INQUIRY])
async def test_nothing_is_given_back_while_the_bank_looks_into_it(
    desk: Desk, state: DisputeState
) -> None:
    await desk.released()
    async with desk.db.begin() as session:
        (await locked_payment(session, desk.payment_id)).dispute_state = state
    with pytest.raises(MoneyIsFrozen):
        await desk.take_back(1, 0)


async def test_what_is_still_held_is_not_given_back_this_way(desk: Desk) -> None:
    await desk.held()
    with pytest.raises(Refused):
        await desk.take_back(1, 0)
    await desk.hand_over()
    with pytest.raises(MoneyIsNotReleased):
        await desk.take_back(1, 0)


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "bad_gateway_after", "too_many"])
async def test_it_comes_back_once_whatever_fails(desk: Desk, kind: str) -> None:
    await desk.released()
    await desk.take_back(10_000, 1_000)
    await desk.fails("PostTransfersIdReversals", kind)
    await desk.settle()
    assert await desk.reversed_at_stripe() == [10_000]
    assert (await desk.made("refunds"), await desk.state()) == (1, PaymentState.RELEASED)


async def test_who_is_killed_while_it_comes_back_leaves_it_to_be_found(desk: Desk) -> None:
    await desk.released()
    await desk.take_back(10_000, 1_000)
    await desk.fails("PostTransfersIdReversals", "drop_after")
    await desk.cashier.settle_due()
    await desk.cashier.look_at(desk.payment_id)  # as an event would have it
    assert (await desk.command(CommandKind.REVERSAL)).state is CommandState.SUCCEEDED
    assert (await desk.payment()).reversed_minor == 10_000


async def test_what_a_carrier_has_spent_is_owed_and_asked_for_anew(desk: Desk) -> None:
    await desk.released()
    await desk.ask(f"/stripe/accounts/{desk.account_id}/empty")
    await desk.take_back(10_000, 1_000)
    await desk.cashier.settle_due()
    command = await desk.command(CommandKind.REVERSAL)
    assert (command.attempt, command.state) == (2, CommandState.WAITING)
    assert await desk.told_operators() == ["operators-stripe-refuses"]
    assert (await desk.sums())[AccountKind.CARRIER_RECEIVABLE] == 10_000
    assert await desk.made("refunds") == 0
    await desk.ask(f"/stripe/accounts/{desk.account_id}/fill", currency="eur", amount=10_000)
    await desk.settle()
    assert await desk.reversed_at_stripe() == [10_000]
    assert (await desk.payment()).refunded_minor == 11_000


async def test_who_owes_is_paid_nothing_more_until_it_is_back(desk: Desk) -> None:
    await desk.released()
    first, account_id = desk.payment_id, desk.account_id
    payee_id = (await desk.payment()).payee_id
    async with desk.db.begin() as session:
        await keep_account(session, payee_id, account_id, at=desk.now())
        account = await account_of(session, payee_id)
        assert account is not None
        note_readiness(account, is_ready=True, at=desk.now())
    await desk.held(payee_id=payee_id)
    second, desk.payment_id = desk.payment_id, first
    await desk.take_back(10_000, 1_000)
    async with desk.db.begin() as session:
        assert await owed_by(session, payee_id, "EUR") == 10_000
        payment = await locked_payment(session, second)
        await share_out(session, payment, shares_for_hand_over(10_000, 1_000), at=desk.now())
        assert not await send_share(session, payment, at=desk.now())
    await desk.settle(3)
    assert await desk.made("transfers") == 2
    async with desk.db.begin() as session:
        assert await owed_by(session, payee_id, "EUR") == 0
        (reversal,) = await reversals_of(session, first)
    assert reversal.done_at is not None


async def test_the_database_lets_no_more_come_back_than_went(desk: Desk) -> None:
    await desk.released()
    with pytest.raises(IntegrityError, match="reversed"):
        async with desk.db.begin() as session:
            await session.execute(text("UPDATE payment SET reversal_reserved_minor = 10001"))


async def test_a_transfer_nobody_knows_of_is_not_sent_while_the_money_is_frozen(
    desk: Desk,
) -> None:
    """Stripe has forgotten its key when the bank is done, and would send it twice."""
    await desk.held()
    await desk.hand_over()
    command = await desk.command(CommandKind.TRANSFER)
    async with desk.db.begin() as session:
        await claim(session, command.id, at=desk.now())
        (await locked_payment(session, desk.payment_id)).dispute_state = DisputeState.OPEN
    await desk.settle()
    assert (await desk.command(CommandKind.TRANSFER)).state is CommandState.UNKNOWN
    await desk.advance(_A_DAY)
    async with desk.db.begin() as session:
        (await locked_payment(session, desk.payment_id)).dispute_state = DisputeState.WON
    await desk.settle()
    assert (await desk.command(CommandKind.TRANSFER)).state is CommandState.DEAD
    assert await desk.made("transfers") == 0
