"""A payer's bank asks, takes, gives back or keeps, however far the money has come."""

from datetime import timedelta
from typing import Any

import pytest

from core.chargebacks.queries import chargebacks_of
from core.commands.service import claim
from core.commands.states import CommandKind, CommandState
from core.ledger.queries import sums_by_kind
from core.ledger.states import AccountKind
from core.payments.models import Payment
from core.payments.queries import locked_payment, refunds_of
from core.payments.service import share_out, wish_to_transfer
from core.payments.states import (
    DisputeState,
    PaymentState,
    shares_for_cancelling,
)
from tests.desk import Desk

pytestmark = pytest.mark.fresh_db

_K = AccountKind
_STRIPES = {_K.PROCESSOR_FEE: 245, _K.DISPUTE_FEE: 2_000}
"""What Stripe has for a charge and a dispute, whatever becomes of them."""


async def _shared(desk: Desk, *, is_sent: bool = True) -> None:
    """Share out what is held: half of the price for each, and the fee for the platform."""
    await desk.held()
    desk.account_id = await desk.account()
    async with desk.db.begin() as session:
        payment = await locked_payment(session, desk.payment_id)
        shares = shares_for_cancelling(10_000, 1_000, keeps_percent=50)
        await share_out(session, payment, shares, at=desk.now())
        await wish_to_transfer(session, payment, desk.account_id, at=desk.now())
    if is_sent:
        await desk.cashier.settle_due()


def _left(payment: Payment) -> tuple[PaymentState, DisputeState, int]:
    return payment.state, payment.dispute_state, payment.charged_back_minor


# held


async def test_won_while_held_goes_on_as_before(desk: Desk) -> None:
    await desk.held()
    await desk.decided(await desk.disputed(), "won")
    assert _left(await desk.payment()) == (PaymentState.HELD, DisputeState.WON, 0)
    await desk.hand_over()
    await desk.settle(2)
    assert await desk.sums() == {
        **_STRIPES, _K.STRIPE_BALANCE: 1_000 - 2_245, _K.PLATFORM_FEE: -1_000,
    }  # fmt: skip


async def test_lost_while_held_ends_it_with_nothing_left(desk: Desk) -> None:
    await desk.held()
    await desk.decided(await desk.disputed(), "lost")
    assert _left(await desk.payment()) == (
        PaymentState.CHARGED_BACK, DisputeState.LOST, 11_000,
    )  # fmt: skip
    assert await desk.sums() == {**_STRIPES, _K.STRIPE_BALANCE: -2_245}


@pytest.mark.parametrize("takes", [None, 11_000])
async def test_prevented_while_held_is_what_its_numbers_are(desk: Desk, takes: int | None) -> None:
    await desk.held()
    await desk.disputed(status="prevented", takes=takes)
    payment = await desk.payment()
    if takes is None:
        assert _left(payment) == (PaymentState.HELD, DisputeState.NONE, 0)
    else:
        assert _left(payment) == (PaymentState.CHARGED_BACK, DisputeState.LOST, 11_000)


async def test_a_part_lost_while_held_leaves_the_rest_to_be_shared_out(desk: Desk) -> None:
    await desk.held()
    await desk.decided(await desk.disputed(amount=1_100), "lost")
    assert _left(await desk.payment()) == (PaymentState.HELD, DisputeState.LOST, 1_100)
    await desk.hand_over()
    await desk.settle(2)
    (moved,) = (await desk.v1.transfers.list_async()).data
    assert moved.amount == 9_000
    assert await desk.state() is PaymentState.RELEASED
    assert await desk.sums() == {
        **_STRIPES, _K.STRIPE_BALANCE: 900 - 2_245, _K.PLATFORM_FEE: -900,
    }  # fmt: skip


async def test_a_part_lost_while_held_is_what_the_requester_has_had_of_his_refund(
    desk: Desk,
) -> None:
    await desk.held()
    await desk.decided(await desk.disputed(amount=1_100), "lost")
    await desk.give_back()
    await desk.settle(2)
    assert (await desk.state(), (await desk.payment()).refunded_minor) == (
        PaymentState.REFUNDED, 9_900,
    )  # fmt: skip


# sent: decided, and the transfer not yet claimed


@pytest.mark.parametrize(
    ("outcome", "state", "paid"),
    [("won", PaymentState.RELEASED, 10_000), ("lost", PaymentState.CHARGED_BACK, None)],
)
async def test_a_dispute_before_the_transfer_is_claimed_stops_it(
    desk: Desk, outcome: str, state: PaymentState, paid: int | None
) -> None:
    await desk.held()
    await desk.hand_over()
    dispute = await desk.disputed()
    await desk.settle()
    assert await desk.made("transfers") == 0
    await desk.decided(dispute, outcome)
    await desk.settle()
    moved = [one.amount for one in (await desk.v1.transfers.list_async()).data]
    assert (await desk.state(), moved) == (state, [] if paid is None else [paid])


async def test_a_part_lost_before_the_transfer_shortens_it(desk: Desk) -> None:
    await desk.held()
    await desk.hand_over()
    await desk.decided(await desk.disputed(amount=5_500), "lost")
    await desk.settle()
    (moved,) = (await desk.v1.transfers.list_async()).data
    assert (moved.amount, await desk.state()) == (5_000, PaymentState.RELEASED)
    assert (await desk.sums())[_K.PLATFORM_FEE] == -500


async def test_a_dispute_after_the_transfer_was_claimed_becomes_a_reversal(desk: Desk) -> None:
    await desk.held()
    await desk.hand_over()
    await desk.fails("PostTransfers", "drop_after")
    await desk.cashier.settle_due()
    assert (await desk.command(CommandKind.TRANSFER)).state is CommandState.UNKNOWN
    await desk.decided(await desk.disputed(), "lost")
    await desk.settle()
    assert await desk.reversed_at_stripe() == [10_000]
    assert await desk.sums() == {**_STRIPES, _K.STRIPE_BALANCE: -2_245}


async def test_a_loss_waits_for_a_transfer_of_which_nobody_knows(desk: Desk) -> None:
    """It is given up by a person's look after a day, and the Carrier's share bears the loss."""
    await desk.held()
    await desk.hand_over()
    command = await desk.command(CommandKind.TRANSFER)
    async with desk.db.begin() as session:
        await claim(session, command.id, at=desk.now())
    await desk.decided(await desk.disputed(), "lost")
    assert _left(await desk.payment()) == (PaymentState.RELEASING, DisputeState.OPEN, 0)
    await desk.advance(timedelta(hours=25))
    await desk.settle(2)
    await desk.cashier.sweep(is_thorough=True)
    assert _left(await desk.payment()) == (
        PaymentState.CHARGED_BACK, DisputeState.LOST, 11_000,
    )  # fmt: skip


# released


async def test_won_after_the_release_changes_nothing(desk: Desk) -> None:
    await desk.released()
    await desk.decided(await desk.disputed(), "won")
    assert _left(await desk.payment()) == (PaymentState.RELEASED, DisputeState.WON, 0)
    assert await desk.reversed_at_stripe() == []


async def test_lost_after_the_release_is_taken_back_from_the_carrier_and_the_fee(
    desk: Desk,
) -> None:
    await desk.released()
    await desk.decided(await desk.disputed(), "lost")
    assert (await desk.sums())[_K.CARRIER_RECEIVABLE] == 10_000
    await desk.settle(2)
    assert _left(await desk.payment()) == (PaymentState.RELEASED, DisputeState.LOST, 11_000)
    assert await desk.reversed_at_stripe() == [10_000]
    assert await desk.sums() == {**_STRIPES, _K.STRIPE_BALANCE: -2_245}


async def test_a_part_lost_after_the_release_is_borne_by_both_in_proportion(desk: Desk) -> None:
    await desk.released()
    await desk.decided(await desk.disputed(amount=1_100), "lost")
    await desk.settle(2)
    assert await desk.reversed_at_stripe() == [1_000]
    assert (await desk.sums())[_K.PLATFORM_FEE] == -900


@pytest.mark.parametrize("takes", [None, 11_000])
async def test_prevented_after_the_release_is_what_its_numbers_are(
    desk: Desk, takes: int | None
) -> None:
    await desk.released()
    await desk.disputed(status="prevented", takes=takes)
    await desk.settle(2)
    assert await desk.reversed_at_stripe() == ([] if takes is None else [10_000])


# partly refunded


@pytest.mark.parametrize(
    ("how", "outcome", "reversed_", "charged_back"),
    [
        ({}, "won", [], 0),
        ({}, "lost", [5_000], 6_000),
        ({"amount": 600}, "lost", [500], 600),
        ({"status": "prevented"}, None, [], 0),
        ({"status": "prevented", "takes": 6_000}, None, [5_000], 6_000),
    ],
)
async def test_a_dispute_of_what_was_partly_refunded_is_about_the_rest(
    desk: Desk, how: dict[str, Any], outcome: str | None, reversed_: list[int], charged_back: int
) -> None:
    await _shared(desk)
    assert await desk.state() is PaymentState.RELEASED
    dispute = await desk.disputed(**how)
    if outcome is not None:
        await desk.decided(dispute, outcome)
    await desk.settle(2)
    payment = await desk.payment()
    assert (payment.state, payment.refunded_minor) == (PaymentState.RELEASED, 5_000)
    assert (payment.charged_back_minor, await desk.reversed_at_stripe()) == (
        charged_back, reversed_,
    )  # fmt: skip


async def test_what_a_bank_keeps_beyond_what_is_there_is_the_platforms_loss(desk: Desk) -> None:
    await _shared(desk)
    await desk.decided(await desk.disputed(amount=11_000), "lost")
    await desk.settle(2)
    assert (await desk.sums())[_K.DISPUTE_LOSS] == 5_000
    assert await desk.reversed_at_stripe() == [5_000]


async def test_what_was_promised_back_is_not_refunded_when_the_bank_has_given_it(
    desk: Desk,
) -> None:
    await _shared(desk, is_sent=False)
    dispute = await desk.disputed(amount=2_000)
    await desk.decided(dispute, "lost")
    await desk.settle()
    payment = await desk.payment()
    assert (payment.state, payment.refunded_minor, payment.released_minor) == (
        PaymentState.RELEASED, 3_000, 5_000,
    )  # fmt: skip
    async with desk.db.begin() as session:
        refunds = await refunds_of(session, desk.payment_id)
    assert [(one.minor, one.dropped_at is not None) for one in refunds] == [
        (5_000, True), (3_000, False),
    ]  # fmt: skip


async def test_a_loss_while_the_carriers_part_comes_back_is_not_refunded_as_well(
    desk: Desk,
) -> None:
    await desk.released()
    await desk.ask(f"/stripe/accounts/{desk.account_id}/empty")
    await desk.take_back(10_000, 1_000)
    await desk.settle(1)
    await desk.decided(await desk.disputed(), "lost")
    await desk.ask(f"/stripe/accounts/{desk.account_id}/fill", currency="eur", amount=10_000)
    await desk.settle()
    assert (await desk.made("refunds"), await desk.reversed_at_stripe()) == (0, [10_000])
    assert _left(await desk.payment()) == (PaymentState.RELEASED, DisputeState.LOST, 11_000)
    assert await desk.sums() == {**_STRIPES, _K.STRIPE_BALANCE: -2_245}


# in any order, in any currency


async def test_a_dispute_that_is_first_seen_when_it_is_closed_comes_to_the_same(
    desk: Desk,
) -> None:
    await desk.released()
    charge = (await desk.payment()).charge_id
    dispute = await desk.ask(f"/stripe/charges/{charge}/dispute")
    await desk.decided(dispute["id"], "lost")
    await desk.settle(2)
    assert await desk.reversed_at_stripe() == [10_000]
    async with desk.db.begin() as session:
        (row,) = await chargebacks_of(session, desk.payment_id)
    assert (row.kept_minor, row.borne_minor, row.closed_at is not None) == (11_000, 11_000, True)


async def test_what_was_taken_in_another_currency_meets_the_loss_in_suspense(desk: Desk) -> None:
    await desk.held()
    dispute = await desk.disputed(takes=12_100, currency="usd")
    await desk.decided(dispute, "lost")
    assert await desk.state() is PaymentState.CHARGED_BACK
    async with desk.db.begin() as session:
        sums = {
            (kind, currency): minor
            for (kind, currency), minor in (await sums_by_kind(session)).items()
            if minor
        }
    assert sums[_K.SUSPENSE, "EUR"] == -11_000
    assert sums[_K.SUSPENSE, "USD"] == 12_100
    assert (_K.DISPUTE_RECEIVABLE, "USD") not in sums
    assert sums[_K.STRIPE_BALANCE, "USD"] == -14_100
