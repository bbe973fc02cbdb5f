"""What moves at Stripe and was not asked for is found, and what was paid twice goes back."""

from typing import Any

import pytest

from core.ledger.states import AccountKind
from core.payments.states import FrozenReason, MoneyIsFrozen, PaymentState
from core.sightings.states import StrayKind
from core.strays.queries import strays_of
from tests.desk import Desk

pytestmark = pytest.mark.fresh_db

_K = AccountKind


async def _both_paid(desk: Desk) -> str:
    """Let both links be paid, ours first; answer the charge of the other."""
    await desk.opened()
    await desk.cashier.settle_due()
    other = await desk.second_link()
    ours = (await desk.payment()).session_id
    await desk.ask(f"/stripe/sessions/{ours}/pay")
    await desk.cashier.look_at(desk.payment_id)
    charge = await desk.ask(f"/stripe/sessions/{other}/pay")
    return str(charge["id"])


def _told_of(desk: Desk, charge: str) -> dict[str, Any]:
    return {"payment": str(desk.payment_id), "charge": charge}


async def test_of_two_links_both_paid_the_second_goes_back_by_itself(desk: Desk) -> None:
    charge = await _both_paid(desk)
    for _ in range(2):
        await desk.cashier.look_into(_told_of(desk, charge))
    assert (await desk.sums())[_K.SUSPENSE] == -11_000
    await desk.settle(2)
    (refund,) = (await desk.v1.refunds.list_async()).data
    assert (refund.charge, refund.amount) == (charge, 11_000)
    assert await desk.sums() == {
        _K.STRIPE_BALANCE: 11_000 - 490, _K.QUEST_HOLD: -11_000, _K.PROCESSOR_FEE: 490,
    }  # fmt: skip
    assert await desk.told_operators() == ["operators-stray"]
    assert not (await desk.payment()).is_frozen


@pytest.mark.parametrize("kind", ["drop_after", "bad_gateway_after", "drop_before"])
async def test_what_was_paid_twice_goes_back_once_whatever_fails(desk: Desk, kind: str) -> None:
    await desk.cashier.look_into(_told_of(desk, await _both_paid(desk)))
    await desk.fails("PostRefunds", kind)
    await desk.settle()
    assert await desk.made("refunds") == 1
    assert _K.SUSPENSE not in await desk.sums()


async def test_a_link_that_is_not_ours_any_more_and_is_paid_first_goes_back_as_well(
    desk: Desk,
) -> None:
    await desk.opened()
    await desk.cashier.settle_due()
    other = await desk.second_link()
    charge = await desk.ask(f"/stripe/sessions/{other}/pay")
    await desk.cashier.look_into(_told_of(desk, charge["id"]))
    await desk.settle(2)
    assert (await desk.state(), await desk.made("refunds")) == (PaymentState.CHECKOUT_OPEN, 1)


async def test_our_own_charge_is_no_stray_whenever_it_is_heard_of(desk: Desk) -> None:
    await desk.opened()
    await desk.cashier.settle_due()
    await desk.pay()
    (charge,) = (await desk.v1.charges.list_async()).data
    for _ in range(2):
        await desk.cashier.look_into(_told_of(desk, charge.id))
    assert await desk.state() is PaymentState.HELD
    async with desk.db.begin() as session:
        assert await strays_of(session, desk.payment_id) == []


async def test_a_refund_by_hand_is_booked_and_freezes_the_payment(desk: Desk) -> None:
    await desk.held()
    charge = (await desk.payment()).charge_id or ""
    await desk.v1.refunds.create_async({"charge": charge, "amount": 1_000})
    for _ in range(2):
        await desk.cashier.look_at(desk.payment_id)
    assert (await desk.payment()).frozen_reason is FrozenReason.STRAY
    assert (await desk.sums())[_K.SUSPENSE] == 1_000
    with pytest.raises(MoneyIsFrozen):
        await desk.hand_over()
    assert await desk.told_operators() == ["operators-stray"]


async def test_transfers_and_reversals_by_hand_are_found_too(desk: Desk) -> None:
    await desk.released()
    await desk.v1.transfers.create_async(
        {
            "amount": 500,
            "currency": "eur",
            "destination": desk.account_id,
            "source_transaction": (await desk.payment()).charge_id or "",
            "transfer_group": str(desk.payment_id),
        }
    )
    transfer = (await desk.payment()).transfer_id or ""
    await desk.v1.transfers.reversals.create_async(transfer, {"amount": 200})
    await desk.cashier.look_at(desk.payment_id)
    async with desk.db.begin() as session:
        found = {one.kind: one.minor for one in await strays_of(session, desk.payment_id)}
    assert found == {StrayKind.TRANSFER: -500, StrayKind.REVERSAL: 200}
    assert (await desk.sums())[_K.SUSPENSE] == 300


async def test_a_double_payment_whose_refund_the_bank_sends_back_is_in_suspense_again(
    desk: Desk,
) -> None:
    await desk.cashier.look_into(_told_of(desk, await _both_paid(desk)))
    await desk.settle(2)
    (refund,) = (await desk.v1.refunds.list_async()).data
    await desk.ask(f"/stripe/refunds/{refund.id}/fail")
    for _ in range(2):
        await desk.cashier.look_at(desk.payment_id)
    assert (await desk.sums())[_K.SUSPENSE] == -11_000
