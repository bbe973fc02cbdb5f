"""A quest and its money stay in step, whoever moves first."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.cards.models import Card
from core.offers.states import Side
from core.outbox.models import OutboxRow
from core.parcels.models import DropParcel
from core.parcels.states import ParcelState
from core.payments.queries import payment_of
from core.payments.states import PaymentState
from core.peers.models import Channel, Peer
from core.quests.models import QuestStep
from core.quests.states import QuestEvent, QuestIsOver, QuestState
from core.reservations.models import Reservation
from core.settlement.queries import cost_of_cancelling
from core.settlement.service import cancel_quest, end_unpaid
from core.settlement.states import CostHasChanged
from tests.desk import Desk
from tests.market import RULES, Deal

pytestmark = pytest.mark.fresh_db

_LATE = timedelta(minutes=RULES.pay_minutes, seconds=1)


async def _cancel(desk: Desk, peer: Peer, *, seen: int | None = None) -> None:
    async with desk.db.begin() as session:
        await cancel_quest(
            session, peer, desk.quest_id, rules=RULES, at=desk.now(), seen_back_minor=seen
        )


async def _is_free(desk: Desk, deal: Deal) -> bool:
    async with desk.db.begin() as session:
        parcel = await session.get_one(DropParcel, deal.parcel.id)
        reservation = await session.get(Reservation, desk.quest_id)
    return parcel.state is ParcelState.OPEN and reservation is None


async def _facts(desk: Desk, side: Side) -> dict[str, Any]:
    """Give what the card of one side says last."""
    quest = await desk.quest()
    async with desk.db.begin() as session:
        told = await session.scalars(
            select(OutboxRow.content)
            .join(Channel, Channel.id == OutboxRow.channel_id)
            .where(OutboxRow.notice == "quest", Channel.peer_id == quest.peer_on(side))
            .order_by(OutboxRow.id.desc())
        )
        return dict(told.first() or {})


async def test_what_is_paid_is_funded_and_both_hear_of_it(desk: Desk) -> None:
    await desk.funded()
    assert (await desk.quest()).state is QuestState.FUNDED
    async with desk.db.begin() as session:
        steps = list(await session.scalars(select(QuestStep.event).order_by(QuestStep.id)))
        assert len(list(await session.scalars(select(Card)))) >= len(Side)
    assert steps == [QuestEvent.ACCEPT, QuestEvent.FUND]
    for side in Side:
        assert (await _facts(desk, side))["state"] == "funded"


async def test_the_link_comes_to_who_pays(desk: Desk) -> None:
    await desk.agreed()
    assert (await _facts(desk, Side.REQUESTER))["link"] is None
    await desk.cashier.settle_due()
    assert "/pay/cs_test_" in (await _facts(desk, Side.REQUESTER))["link"]


async def test_what_is_not_paid_in_time_lapses(desk: Desk) -> None:
    deal = await desk.agreed()
    await desk.cashier.settle_due()
    await desk.advance(_LATE)
    async with desk.db.begin() as session:
        assert await end_unpaid(session, at=desk.now()) == 1
    assert (await desk.quest()).state is QuestState.ACCEPTED  # Stripe has the last word
    await desk.cashier.settle_due()
    assert (await desk.quest()).state is QuestState.LAPSED
    assert await _is_free(desk, deal)


async def test_a_link_that_nobody_has_asked_for_yet_lapses_at_once(desk: Desk) -> None:
    deal = await desk.agreed()
    await desk.advance(_LATE)
    async with desk.db.begin() as session:
        await end_unpaid(session, at=desk.now())
    assert (await desk.quest()).state is QuestState.LAPSED
    assert await _is_free(desk, deal)
    assert await desk.made("links") == 0


async def test_a_link_that_stripe_refuses_to_make_lets_the_quest_lapse(desk: Desk) -> None:
    deal = await desk.agreed()
    await desk.advance(_LATE - timedelta(minutes=20))  # too short for a link of Stripe's
    await desk.settle()
    assert (await desk.quest()).state is QuestState.LAPSED
    assert await _is_free(desk, deal)
    for side in Side:
        told = await _facts(desk, side)
        assert (told["state"], told["had_link"]) == ("lapsed", 0)


async def test_who_had_a_link_is_told_that_the_time_to_pay_is_over(desk: Desk) -> None:
    await desk.agreed()
    await desk.cashier.settle_due()
    await desk.advance(_LATE)
    await desk.fails("PostCheckoutSessionsSessionExpire", "drop_before")
    async with desk.db.begin() as session:
        await end_unpaid(session, at=desk.now())
    await desk.cashier.settle_due()
    told = await _facts(desk, Side.REQUESTER)
    assert (told["state"], told["is_closing"], told["link"]) == ("accepted", 1, None)
    await desk.settle()
    for side in Side:
        told = await _facts(desk, side)
        assert (told["state"], told["had_link"], told["is_closing"]) == ("lapsed", 1, 0)


async def test_the_sweep_finds_out_what_no_event_has_told(desk: Desk) -> None:
    await desk.agreed()
    await desk.cashier.settle_due()
    await desk.advance(_LATE)
    assert await desk.cashier.sweep(is_thorough=False) == 1
    assert (await desk.quest()).state is QuestState.LAPSED
    assert await desk.cashier.sweep(is_thorough=False) == 0


async def test_the_thorough_sweep_finds_a_payment_in_time(desk: Desk) -> None:
    await desk.agreed()
    await desk.cashier.settle_due()
    await desk.pay()
    assert await desk.cashier.sweep(is_thorough=False) == 0
    await desk.cashier.sweep(is_thorough=True)
    assert (await desk.quest()).state is QuestState.FUNDED


async def test_who_cancels_before_paying_pays_nothing(desk: Desk) -> None:
    deal = await desk.agreed()
    await desk.cashier.settle_due()
    await _cancel(desk, deal.requester, seen=0)
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.EXPIRED
    assert await _is_free(desk, deal)
    with pytest.raises(QuestIsOver):
        await _cancel(desk, deal.carrier)


async def test_money_that_comes_for_a_cancelled_quest_goes_back(desk: Desk) -> None:
    deal = await desk.agreed()
    await desk.cashier.settle_due()
    await desk.pay()
    await _cancel(desk, deal.requester)
    await desk.settle()
    payment = await desk.payment()
    assert (payment.state, payment.refunded_minor) == (PaymentState.REFUNDED, 1_100)
    assert (await desk.quest()).state is QuestState.CANCELLED
    assert (await _facts(desk, Side.REQUESTER))["is_paid"] == 1


async def test_a_carrier_who_cancels_gives_all_of_it_back(desk: Desk) -> None:
    deal = await desk.funded()
    await _cancel(desk, deal.carrier, seen=1_100)
    await desk.cashier.settle_due()
    payment = await desk.payment()
    assert (payment.state, payment.refunded_minor) == (PaymentState.REFUNDED, 1_100)
    assert await _is_free(desk, deal)


async def test_a_requester_who_cancels_in_time_loses_the_fee_alone(desk: Desk) -> None:
    deal = await desk.funded()
    await _cancel(desk, deal.requester, seen=1_000)
    await desk.cashier.settle_due()
    payment = await desk.payment()
    assert (payment.refunded_minor, payment.fee_taken_minor) == (1_000, 100)


async def test_a_requester_who_cancels_late_shares_with_the_carrier(desk: Desk) -> None:
    deal = await desk.funded()
    await desk.advance(timedelta(hours=30))
    await _cancel(desk, deal.requester, seen=500)
    await desk.cashier.settle_due()
    payment = await desk.payment()
    assert payment.state is PaymentState.RELEASING
    assert (payment.refunded_minor, payment.release_reserved_minor) == (500, 500)


async def test_nobody_pays_more_for_cancelling_than_he_has_read(desk: Desk) -> None:
    deal = await desk.funded()
    async with desk.db.begin() as session:
        quest = await desk.quest()
        cost = await cost_of_cancelling(session, quest, Side.REQUESTER, rules=RULES, at=desk.now())
    await desk.advance(timedelta(hours=30))
    with pytest.raises(CostHasChanged):
        await _cancel(desk, deal.requester, seen=cost.requester)
    assert (await desk.quest()).state is QuestState.FUNDED


async def test_cancelling_while_the_money_arrives_ends_in_one_of_two_ways(desk: Desk) -> None:
    for _ in range(5):
        deal = await desk.agreed()
        await desk.cashier.settle_due()
        await desk.pay()

        async def cancel(deal: Deal = deal) -> None:
            with suppress(CostHasChanged):
                await _cancel(desk, deal.requester, seen=0)

        await asyncio.gather(cancel(), desk.cashier.look_at(desk.payment_id))
        await desk.settle()
        async with desk.db.begin() as session:
            payment = await payment_of(session, desk.quest_id)
        assert payment is not None
        assert ((await desk.quest()).state, payment.state) in {
            (QuestState.FUNDED, PaymentState.HELD),
            (QuestState.CANCELLED, PaymentState.REFUNDED),
        }
