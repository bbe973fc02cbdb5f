"""Stripe is asked once for each decision, whatever is lost on the way and whoever is killed."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.commands.models import StripeCommand
from core.commands.service import claim
from core.commands.states import CommandKind, CommandState
from core.ledger.queries import sums_by_kind
from core.ledger.states import AccountKind
from core.money import Money
from core.payments.models import Payment
from core.payments.queries import locked_payment
from core.payments.service import expire_payment, share_out, wish_to_transfer
from core.payments.states import (
    DisputeState,
    PaymentState,
    fee_on,
    shares_for_cancelling,
    shares_for_hand_over,
)
from tests.desk import Desk
from tests.market import RULES

pytestmark = pytest.mark.fresh_db

_A_DAY = timedelta(hours=25)


async def test_a_delivery_is_paid_and_its_carrier_gets_his_price(desk: Desk) -> None:
    await desk.opened()
    await desk.cashier.settle_due()
    payment = await desk.payment()
    assert (payment.state, payment.checkout_url is None) == (PaymentState.CHECKOUT_OPEN, False)
    await desk.pay()
    await desk.cashier.look_at(desk.payment_id)
    await desk.hand_over()
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.RELEASED
    (moved,) = (await desk.v1.transfers.list_async()).data
    assert (moved.amount, moved.destination) == (10_000, desk.account_id)
    async with desk.db.begin() as session:
        sums = await sums_by_kind(session)
    assert sums[AccountKind.PLATFORM_FEE, "EUR"] == -1_000
    assert sums[AccountKind.PROCESSOR_FEE, "EUR"] == 245


async def test_a_late_cancellation_pays_both(desk: Desk) -> None:
    await desk.held()
    account_id = await desk.account()
    async with desk.db.begin() as session:
        payment = await locked_payment(session, desk.payment_id)
        shares = shares_for_cancelling(10_000, 1_000, keeps_percent=50)
        await share_out(session, payment, shares, at=desk.now())
        await wish_to_transfer(session, payment, account_id, at=desk.now())
    await desk.cashier.settle_due()
    payment = await desk.payment()
    assert (payment.state, payment.released_minor, payment.refunded_minor) == (
        PaymentState.RELEASED,
        5_000,
        5_000,
    )


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "bad_gateway", "too_many"])
async def test_a_link_is_made_once_whatever_fails(desk: Desk, kind: str) -> None:
    await desk.opened()
    await desk.fails("PostCheckoutSessions", kind)
    await desk.settle()
    assert await desk.state() is PaymentState.CHECKOUT_OPEN
    assert await desk.made("links") == 1


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "bad_gateway", "too_many"])
async def test_a_carrier_is_paid_once_whatever_fails(desk: Desk, kind: str) -> None:
    await desk.held()
    await desk.hand_over()
    await desk.fails("PostTransfers", kind)
    await desk.settle()
    assert await desk.state() is PaymentState.RELEASED
    assert await desk.made("transfers") == 1


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "bad_gateway", "too_many"])
async def test_money_goes_back_once_whatever_fails(desk: Desk, kind: str) -> None:
    await desk.held()
    await desk.give_back()
    await desk.fails("PostRefunds", kind)
    await desk.settle()
    assert await desk.state() is PaymentState.REFUNDED
    assert await desk.made("refunds") == 1


async def test_a_stored_500_proves_nothing(desk: Desk) -> None:
    await desk.held()
    await desk.hand_over()
    await desk.fails("PostTransfers", "bad_gateway_after")
    await desk.cashier.settle_due()
    assert (await desk.command(CommandKind.TRANSFER)).state is CommandState.UNKNOWN
    await desk.settle()
    assert (await desk.state(), await desk.made("transfers")) == (PaymentState.RELEASED, 1)


async def test_who_is_killed_before_the_call_leaves_it_to_another(desk: Desk) -> None:
    await desk.opened()
    command = await desk.command(CommandKind.CHECKOUT)
    async with desk.db.begin() as session:
        await claim(session, command.id, at=desk.now())
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.CHECKOUT_PENDING
    await desk.settle()
    assert (await desk.state(), await desk.made("links")) == (PaymentState.CHECKOUT_OPEN, 1)


async def test_who_is_killed_before_he_notes_the_answer_leaves_it_to_be_found(desk: Desk) -> None:
    await desk.held()
    await desk.hand_over()
    command = await desk.command(CommandKind.TRANSFER)
    async with desk.db.begin() as session:
        await claim(session, command.id, at=desk.now())
    made: Any = {**command.params, "transfer_group": str(desk.payment_id)}
    await desk.v1.transfers.create_async(made, {"idempotency_key": command.key})
    await desk.settle()
    assert (await desk.state(), await desk.made("transfers")) == (PaymentState.RELEASED, 1)


async def test_two_workers_at_one_wish_do_it_once(desk: Desk) -> None:
    await desk.opened()
    await desk.fails("PostCheckoutSessions", "slow", seconds=0.3)
    await asyncio.gather(desk.cashier.settle_due(), desk.cashier.settle_due())
    await desk.settle()
    assert (await desk.state(), await desk.made("links")) == (PaymentState.CHECKOUT_OPEN, 1)


async def test_after_a_day_nothing_is_sent_again(desk: Desk) -> None:
    """Stripe has forgotten the key by then, and would do it anew."""
    await desk.held()
    await desk.hand_over()
    command = await desk.command(CommandKind.TRANSFER)
    async with desk.db.begin() as session:
        await claim(session, command.id, at=desk.now())
    await desk.advance(_A_DAY)
    await desk.settle()
    assert (await desk.command(CommandKind.TRANSFER)).state is CommandState.DEAD
    assert (await desk.state(), await desk.made("transfers")) == (PaymentState.RELEASING, 0)


async def test_what_is_refused_for_good_is_wished_for_anew_later(desk: Desk) -> None:
    await desk.held()
    account_id = await desk.account()
    async with desk.db.begin() as session:
        payment = await locked_payment(session, desk.payment_id)
        await share_out(session, payment, shares_for_hand_over(10_000, 1_000), at=desk.now())
        await wish_to_transfer(session, payment, account_id, at=desk.now())
        command = (
            await session.scalars(
                select(StripeCommand).where(StripeCommand.kind == CommandKind.TRANSFER)
            )
        ).one()
        command.params = {**command.params, "source_transaction": "ch_of_nobody"}
    await desk.cashier.settle_due()
    second = await desk.command(CommandKind.TRANSFER)
    assert (second.attempt, second.state) == (2, CommandState.WAITING)
    assert second.next_at > desk.now() + timedelta(minutes=5)
    async with desk.db.begin() as session:
        mended = await session.get_one(StripeCommand, second.id)
        payment = await session.get_one(Payment, desk.payment_id)
        mended.params = {**mended.params, "source_transaction": payment.charge_id}
    await desk.settle()
    assert (await desk.state(), await desk.made("transfers")) == (PaymentState.RELEASED, 1)


async def test_a_sum_too_small_for_stripe_is_never_asked_for(desk: Desk) -> None:
    await desk.opened(Money(10, "EUR"))
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.EXPIRED
    assert (await desk.command(CommandKind.CHECKOUT)).state is CommandState.REJECTED


async def test_a_transfer_waits_while_the_bank_asks_questions(desk: Desk) -> None:
    await desk.held()
    await desk.hand_over()
    async with desk.db.begin() as session:
        (await locked_payment(session, desk.payment_id)).dispute_state = DisputeState.OPEN
    await desk.settle()
    assert await desk.made("transfers") == 0
    async with desk.db.begin() as session:
        (await locked_payment(session, desk.payment_id)).dispute_state = DisputeState.WON
    await desk.advance(timedelta(hours=1))
    await desk.settle()
    assert (await desk.state(), await desk.made("transfers")) == (PaymentState.RELEASED, 1)


async def _cancelled(desk: Desk) -> None:
    async with desk.db.begin() as session:
        payment = await locked_payment(session, desk.payment_id)
        assert await expire_payment(session, payment, at=desk.now())


async def test_a_link_is_closed_when_it_is_wanted_no_more(desk: Desk) -> None:
    await desk.opened()
    await desk.cashier.settle_due()
    await _cancelled(desk)
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.EXPIRED
    (link,) = (await desk.v1.checkout.sessions.list_async()).data
    assert link.status == "expired"


async def test_who_pays_while_his_link_is_being_closed_has_paid(desk: Desk) -> None:
    await desk.opened()
    await desk.cashier.settle_due()
    await _cancelled(desk)
    await desk.pay()
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.HELD
    assert (await desk.command(CommandKind.EXPIRE)).state is CommandState.SUCCEEDED


async def test_a_payment_is_found_before_we_know_of_its_link(desk: Desk) -> None:
    await desk.opened()
    await desk.fails("PostCheckoutSessions", "drop_after")
    await desk.cashier.settle_due()
    await desk.pay()
    await desk.cashier.look_at(desk.payment_id)
    assert await desk.state() is PaymentState.HELD


async def test_one_who_cancels_while_nobody_knows_of_a_link_is_let_go(desk: Desk) -> None:
    await desk.opened()
    command = await desk.command(CommandKind.CHECKOUT)
    async with desk.db.begin() as session:
        await claim(session, command.id, at=desk.now())
    await _cancelled(desk)
    await desk.advance(_A_DAY)
    await desk.settle()
    await desk.cashier.look_at(desk.payment_id)
    assert (await desk.state(), await desk.made("links")) == (PaymentState.EXPIRED, 0)


async def test_a_refund_that_fails_after_days_is_owed_again(desk: Desk) -> None:
    await desk.held()
    await desk.give_back()
    await desk.cashier.settle_due()
    (refund,) = (await desk.v1.refunds.list_async()).data
    await desk.advance(timedelta(days=10))
    await desk.ask(f"/stripe/refunds/{refund.id}/fail")
    for _ in range(2):
        await desk.cashier.look_at(desk.payment_id)
    payment = await desk.payment()
    assert (payment.refunded_minor, payment.refund_reserved_minor) == (0, 11_000)


@pytest.mark.parametrize(
    "price",
    [Money(5_000, "JPY"), Money(12_340, "KWD"), Money(5_000, "ISK"), Money(350_000, "HUF")],
)
async def test_other_decimals_come_through(desk: Desk, price: Money) -> None:
    await desk.held(price)
    payment = await desk.payment()
    assert payment.captured_minor == price.minor + fee_on(price, RULES.fee_percent).minor
    await desk.give_back()
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.REFUNDED


async def test_looking_again_changes_nothing(desk: Desk) -> None:
    await desk.held()
    await desk.hand_over()
    await desk.cashier.settle_due()
    before = await desk.payment()
    await asyncio.gather(*(desk.cashier.look_at(desk.payment_id) for _ in range(5)))
    after = await desk.payment()
    assert (after.state, after.released_minor) == (before.state, before.released_minor)
    async with desk.db.begin() as session:
        count = len((await session.scalars(select(StripeCommand))).all())
    assert count == 2
