"""Events are reasons to look: late, doubled, in any order or lost, they come to the same."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.inbox.flows import keep_all
from core.inbox.models import InboxItem
from core.inbox.service import Told
from core.inbox.states import InboxSource, InboxState, lane_of
from core.payments.states import PaymentState
from tests.desk import Desk

pytestmark = pytest.mark.fresh_db


async def _tell(desk: Desk, *names: dict[str, Any]) -> None:
    told = [Told(f"evt_{n}", lane_of("stripe"), one, "") for n, one in enumerate(names)]
    await keep_all(desk.db, InboxSource.STRIPE, told, at=desk.now())


async def _states(desk: Desk) -> set[InboxState]:
    async with desk.db.begin() as session:
        return set(await session.scalars(select(InboxItem.state)))


async def _paid(desk: Desk) -> None:
    await desk.opened()
    await desk.cashier.settle_due()
    await desk.pay()


async def test_an_event_lets_a_payment_be_looked_at(desk: Desk) -> None:
    await _paid(desk)
    name = {"type": "checkout.session.completed", "payment": str(desk.payment_id), "charge": None}
    await _tell(desk, name, {**name, "type": "charge.succeeded"})
    assert await desk.cashier.hear_events() == 2
    assert await desk.state() is PaymentState.HELD
    assert await _states(desk) == {InboxState.DONE}
    assert await desk.cashier.hear_events() == 0


async def test_an_event_of_the_past_does_not_bring_the_past_back(desk: Desk) -> None:
    await desk.held()
    await desk.give_back()
    await desk.cashier.settle_due()
    name = {"type": "checkout.session.completed", "payment": str(desk.payment_id), "charge": None}
    await _tell(desk, name)
    await desk.cashier.hear_events()
    assert await desk.state() is PaymentState.REFUNDED


async def test_an_event_that_names_a_charge_alone_is_understood(desk: Desk) -> None:
    await desk.held()
    await desk.give_back()
    await desk.fails("PostRefunds", "drop_after")
    await desk.cashier.settle_due()
    charge = (await desk.payment()).charge_id
    await _tell(desk, {"type": "charge.refunded", "payment": None, "charge": charge})
    await desk.cashier.hear_events()
    assert await desk.state() is PaymentState.REFUNDED


async def test_an_event_about_a_stranger_is_done_with(desk: Desk) -> None:
    await _tell(
        desk,
        {"type": "charge.succeeded", "payment": "no id", "charge": None},
        {"type": "charge.succeeded", "payment": None, "charge": "ch_of_nobody"},
    )
    await desk.cashier.hear_events()
    assert await _states(desk) == {InboxState.DONE}


async def test_while_stripe_is_away_events_wait(desk: Desk) -> None:
    await _paid(desk)
    name = {"type": "charge.succeeded", "payment": str(desk.payment_id), "charge": None}
    await _tell(desk, name)
    await desk.fails("GetCheckoutSessionsSession", "drop_before")
    assert await desk.cashier.hear_events() == 0
    assert await _states(desk) == {InboxState.WAITING}
    await desk.advance(timedelta(minutes=1))
    assert await desk.cashier.hear_events() == 1
    assert await desk.state() is PaymentState.HELD
