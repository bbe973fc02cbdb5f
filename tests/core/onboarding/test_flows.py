"""A Carrier is paid as soon as Stripe knows where to, whichever comes first."""

import asyncio

import pytest
from sqlalchemy import select

from core.commands.states import CommandKind, CommandState
from core.handover.queries import code_of
from core.inbox.flows import keep_all
from core.inbox.service import Told
from core.inbox.states import InboxSource, lane_of
from core.onboarding.flows import Onboarding
from core.outbox.models import OutboxRow
from core.payments.states import PaymentState
from core.payouts.models import PayoutAccount
from core.payouts.queries import account_of
from core.proofs.service import hand_over, look_inside
from core.quests.states import QuestState
from core.settlement.service import cancel_quest, release_early
from tests.desk import Desk
from tests.market import RULES, Deal

pytestmark = pytest.mark.fresh_db

_BACK = "http://127.0.0.1:1/back"


async def _link(desk: Desk, deal: Deal) -> str:
    return await desk.onboarding.link_for(deal.carrier.id, done_at=_BACK, again_at=_BACK)


async def _account(desk: Desk, deal: Deal) -> str:
    async with desk.db.begin() as session:
        account = await account_of(session, deal.carrier.id)
    assert account is not None
    return account.account_id


async def _onboarded(desk: Desk, deal: Deal) -> None:
    await _link(desk, deal)
    await desk.ask(f"/stripe/accounts/{await _account(desk, deal)}/onboard")


async def _carried(desk: Desk) -> Deal:
    """Let a quest go as far as its release."""
    deal = await desk.funded()
    for peer in (deal.carrier, deal.requester):
        async with desk.db.begin() as session:
            await look_inside(session, peer, desk.quest_id, at=desk.now())
    async with desk.db.begin() as session:
        kept = await code_of(session, desk.quest_id)
        assert kept is not None
        code, at = kept.code or "", desk.now()
        await hand_over(session, deal.carrier, desk.quest_id, code, rules=RULES, at=at)
        await release_early(session, deal.requester, desk.quest_id, at=at)
    return deal


async def _told(desk: Desk, notice: str) -> int:
    async with desk.db.begin() as session:
        rows = await session.scalars(select(OutboxRow.id).where(OutboxRow.notice == notice))
        return len(rows.all())


async def test_who_is_ready_first_is_paid_at_the_release(desk: Desk) -> None:
    deal = await _carried(desk)
    assert await desk.state() is PaymentState.RELEASING
    await _onboarded(desk, deal)
    assert await desk.onboarding.look_at(await _account(desk, deal))
    await desk.cashier.settle_due()
    assert await desk.state() is PaymentState.RELEASED
    assert (await desk.quest()).state is QuestState.SETTLED
    (moved,) = (await desk.v1.transfers.list_async()).data
    assert (moved.amount, moved.destination) == (1_000, await _account(desk, deal))


async def test_what_is_released_to_who_is_ready_is_sent_at_once(desk: Desk) -> None:
    deal = await desk.funded()
    await _onboarded(desk, deal)
    await desk.onboarding.look_at(await _account(desk, deal))
    at = desk.now() + (deal.path.departs_at - desk.now()) * 0.9
    async with desk.db.begin() as session:  # so late that the Carrier keeps a part
        await cancel_quest(session, deal.requester, desk.quest_id, rules=RULES, at=at)
    await desk.advance(at - desk.now())
    await desk.cashier.settle_due()
    payment = await desk.payment()
    assert (payment.state, payment.released_minor) == (PaymentState.RELEASED, 500)


async def test_looking_often_sends_once_and_tells_once(desk: Desk) -> None:
    deal = await _carried(desk)
    await _onboarded(desk, deal)
    account_id = await _account(desk, deal)
    await asyncio.gather(*(desk.onboarding.look_at(account_id) for _ in range(5)))
    await desk.cashier.settle_due()
    assert await desk.made("transfers") == 1
    assert await _told(desk, "payouts-ready") == 1


async def test_two_presses_make_one_account(desk: Desk) -> None:
    deal = await desk.agreed()
    first = await _link(desk, deal)
    assert first != await _link(desk, deal)
    async with desk.db.begin() as session:
        assert len((await session.scalars(select(PayoutAccount))).all()) == 1


async def test_an_account_of_which_no_event_has_told_is_found_by_the_sweep(desk: Desk) -> None:
    deal = await _carried(desk)
    await _onboarded(desk, deal)
    await desk.cashier.sweep(is_thorough=False)
    assert not await _told(desk, "payouts-ready")
    await desk.cashier.sweep(is_thorough=True)
    assert await _told(desk, "payouts-ready")


async def test_an_event_makes_us_look_at_the_account_it_names(desk: Desk) -> None:
    deal = await _carried(desk)
    await _onboarded(desk, deal)
    account_id = await _account(desk, deal)
    told = [
        Told(
            outside_id=f"evt_{name}",
            lane=lane_of(f"stripe:account:{name}"),
            payload={"type": "account.updated", "account": name},
            request_id="r",
        )
        for name in (account_id,)
    ]
    await keep_all(desk.db, InboxSource.STRIPE, told, at=desk.now())
    assert await desk.cashier.hear_events() == 1
    assert await _told(desk, "payouts-ready")


async def test_an_account_that_takes_nothing_any_more_is_paid_when_it_does_again(
    desk: Desk,
) -> None:
    """It loses its capability between our last look and the transfer."""
    deal = await _carried(desk)
    await _onboarded(desk, deal)
    account_id = await _account(desk, deal)
    await desk.onboarding.look_at(account_id)
    await desk.ask(f"/stripe/accounts/{account_id}/restrict")
    await desk.cashier.settle_due()
    command = await desk.command(CommandKind.TRANSFER)
    assert (command.attempt, command.state) == (2, CommandState.WAITING)
    assert await desk.state() is PaymentState.RELEASING
    await desk.ask(f"/stripe/accounts/{account_id}/onboard")
    await desk.settle(times=20)
    assert (await desk.state(), await desk.made("transfers")) == (PaymentState.RELEASED, 1)


async def test_a_stranger_s_account_is_none_of_ours(desk: Desk) -> None:
    assert isinstance(desk.onboarding, Onboarding)
    assert not await desk.onboarding.look_at(await desk.account())
