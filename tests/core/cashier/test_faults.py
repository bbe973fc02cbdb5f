"""Faults that no other test of money is about; docs/faults.md lists all of them."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from core.commands.states import CommandKind, CommandState
from core.errors import Refused
from core.inbox.flows import keep_all
from core.inbox.service import Told
from core.inbox.states import InboxSource, lane_of
from core.ledger.queries import balance_of
from core.ledger.states import AccountKind
from core.payments.queries import refunds_of
from core.payments.states import PaymentState
from core.proofs.service import look_inside
from core.quests.states import QuestState
from core.reversals.states import MoreThanWasReleased
from core.settlement.service import cancel_quest, release_early
from tests.desk import Desk
from tests.market import RULES, Deal

pytestmark = pytest.mark.fresh_db


async def test_two_workers_who_hear_one_event_at_once_hold_the_money_once(desk: Desk) -> None:
    await desk.opened()
    await desk.cashier.settle_due()
    await desk.pay()
    names = {"type": "charge.succeeded", "payment": str(desk.payment_id), "charge": None}
    told = Told("evt_1", lane_of("stripe"), names, "")
    await keep_all(desk.db, InboxSource.STRIPE, [told], at=desk.now())
    await asyncio.gather(*(desk.cashier.hear_events() for _ in range(4)))
    assert await desk.state() is PaymentState.HELD
    assert (await desk.sums())[AccountKind.QUEST_HOLD] == -11_000


async def test_a_storm_of_too_many_requests_delays_and_changes_no_key(desk: Desk) -> None:
    await desk.held()
    await desk.hand_over()
    await desk.ask("/faults", kind="too_many", method="PostTransfers", count=5)
    for tries in range(1, 6):
        await desk.advance(timedelta(minutes=31))
        await desk.cashier.settle_due()
        command = await desk.command(CommandKind.TRANSFER)
        assert (command.state, command.attempt, command.tries) == (
            CommandState.WAITING, 1, tries,
        )  # fmt: skip
    await desk.settle()
    assert (await desk.state(), await desk.made("transfers")) == (PaymentState.RELEASED, 1)


async def test_of_cancelling_and_picking_up_at_once_one_comes_first(desk: Desk) -> None:
    for _ in range(3):
        deal = await desk.funded()
        async with desk.db.begin() as session:
            await look_inside(session, deal.carrier, desk.quest_id, at=desk.now())

        async def pick_up(deal: Deal = deal) -> None:
            with suppress(Refused):
                async with desk.db.begin() as session:
                    await look_inside(session, deal.requester, desk.quest_id, at=desk.now())

        async def cancel(deal: Deal = deal) -> None:
            with suppress(Refused):
                async with desk.db.begin() as session:
                    await cancel_quest(
                        session, deal.carrier, desk.quest_id, rules=RULES, at=desk.now()
                    )

        await asyncio.gather(pick_up(), cancel())
        await desk.settle(2)
        assert ((await desk.quest()).state, await desk.state()) in {
            (QuestState.PICKED_UP, PaymentState.HELD),
            (QuestState.CANCELLED, PaymentState.REFUNDED),
        }


async def test_of_cancelling_and_releasing_at_once_only_the_release_is_possible(
    desk: Desk,
) -> None:
    deal = await desk.delivered()

    async def release() -> None:
        async with desk.db.begin() as session:
            await release_early(session, deal.requester, desk.quest_id, at=desk.now())

    async def cancel() -> bool:
        try:
            async with desk.db.begin() as session:
                await cancel_quest(
                    session, deal.requester, desk.quest_id, rules=RULES, at=desk.now()
                )
        except Refused:
            return False
        return True

    _, is_cancelled = await asyncio.gather(release(), cancel())
    assert not is_cancelled
    assert await desk.state() is PaymentState.RELEASING


async def test_two_refunds_of_one_sum_are_two_and_no_third_is_more_than_there_was(
    desk: Desk,
) -> None:
    await desk.released()
    for _ in range(2):
        await desk.take_back(5_000, 500)
        await desk.settle(2)
    with pytest.raises(MoreThanWasReleased):
        await desk.take_back(1, 0)
    given = [one.amount for one in (await desk.v1.refunds.list_async()).data]
    assert given == [5_500, 5_500]
    async with desk.db.begin() as session:
        assert [one.minor for one in await refunds_of(session, desk.payment_id)] == given
        assert await balance_of(session, AccountKind.PLATFORM_FEE, "EUR") == 0


async def test_operators_hear_of_a_refund_that_a_bank_sends_back(desk: Desk) -> None:
    await desk.held()
    await desk.give_back()
    await desk.cashier.settle_due()
    (refund,) = (await desk.v1.refunds.list_async()).data
    await desk.advance(timedelta(days=10))
    await desk.ask(f"/stripe/refunds/{refund.id}/fail")
    for _ in range(2):
        await desk.cashier.look_at(desk.payment_id)
    assert await desk.told_operators() == ["operators-refund-failed"]
