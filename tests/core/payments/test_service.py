"""The money of a quest: paid, held, shared out once, and every step of it told twice."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.queries import commands_about
from core.commands.service import claim
from core.commands.states import CommandKind, CommandState
from core.db import Db
from core.errors import Refused
from core.ids import new_id
from core.ledger.queries import balance_of, drifted_accounts, sums_by_kind
from core.ledger.states import AccountKind
from core.money import Money
from core.payments.models import Payment
from core.payments.queries import locked_payment, payment_of, refunds_of, steps_of
from core.payments.service import (
    expire_payment,
    note_closed,
    note_link,
    note_paid,
    note_processing_fee,
    note_refund_failed,
    note_refunded,
    note_transferred,
    open_payment,
    share_out,
    wish_to_transfer,
)
from core.payments.states import (
    DisputeState,
    MoneyIsFrozen,
    MoneyIsNotHeld,
    NotWhatWasAsked,
    PaymentState,
    Shares,
    shares_back,
    shares_for_cancelling,
    shares_for_hand_over,
)
from core.peers.models import Peer
from tests.conftest import NOON
from tests.market import RULES
from tests.posts import a_peer

PRICE = Money(10_000, "EUR")
TOTAL = Money(11_000, "EUR")
QUEST = new_id(NOON)
ALL = shares_for_hand_over(10_000, 1_000)


@dataclass
class Deal:
    payer: Peer
    payee: Peer
    payment: Payment


async def _asked(session: AsyncSession) -> Deal:
    payer, payee = await a_peer(session, "Ravi"), await a_peer(session, "Carla")
    payment = await open_payment(
        session, QUEST, payer_id=payer.id, payee_id=payee.id, price=PRICE, rules=RULES, at=NOON
    )
    return Deal(payer, payee, payment)


async def _open(session: AsyncSession) -> Deal:
    """Give a payment whose link is there."""
    deal = await _asked(session)
    (command,) = await commands_about(session, deal.payment.id)
    await claim(session, command.id, at=NOON)
    assert await note_link(session, deal.payment, "cs_1", "https://pay", at=NOON)
    return deal


async def _pay(session: AsyncSession, payment: Payment) -> bool:
    return await note_paid(
        session, payment, intent_id="pi_1", charge_id="ch_1", paid=TOTAL, at=NOON
    )


async def _held(session: AsyncSession) -> Deal:
    deal = await _open(session)
    assert await _pay(session, deal.payment)
    return deal


async def _last_states(session: AsyncSession, deal: Deal) -> list[PaymentState]:
    return [one.to_state for one in await steps_of(session, deal.payment.id)][-2:]


async def _all_is_well(session: AsyncSession) -> None:
    assert sum((await sums_by_kind(session)).values()) == 0
    assert await drifted_accounts(session) == []


async def test_a_payment_asks_for_a_link_of_the_price_and_the_fee(session: AsyncSession) -> None:
    deal = await _asked(session)
    (command,) = await commands_about(session, deal.payment.id)
    assert command.kind is CommandKind.CHECKOUT
    assert (command.params["amount"], command.params["currency"]) == (11_000, "eur")
    assert command.params["metadata"]["payment"] == str(deal.payment.id)
    assert command.params["expires_at"] == int((NOON + timedelta(minutes=180)).timestamp())


async def test_what_is_paid_is_held_once(session: AsyncSession) -> None:
    deal = await _held(session)
    assert not await _pay(session, deal.payment)
    assert deal.payment.state is PaymentState.HELD
    assert await balance_of(session, AccountKind.QUEST_HOLD, "EUR", owner=QUEST) == -11_000
    assert await payment_of(session, QUEST, lock=True) is deal.payment
    await _all_is_well(session)


@pytest.mark.parametrize(
    ("intent", "paid"), [("pi_2", TOTAL), ("pi_1", PRICE), ("pi_1", Money(11_000, "USD"))]
)
async def test_what_was_not_asked_is_not_held(
    session: AsyncSession, intent: str, paid: Money
) -> None:
    deal = await _open(session)
    deal.payment.intent_id = "pi_1"
    with pytest.raises(NotWhatWasAsked):
        await note_paid(
            session, deal.payment, intent_id=intent, charge_id="ch_2", paid=paid, at=NOON
        )
    assert deal.payment.captured_minor == 0


async def test_on_hand_over_the_carrier_gets_his_price_and_the_platform_its_fee(
    session: AsyncSession,
) -> None:
    deal = await _held(session)
    await share_out(session, deal.payment, ALL, at=NOON)
    await wish_to_transfer(session, deal.payment, "acct_1", at=NOON)
    command = (await commands_about(session, deal.payment.id))[-1]
    assert (command.kind, command.params["amount"]) == (CommandKind.TRANSFER, 10_000)
    assert command.params["source_transaction"] == "ch_1"
    told = [await note_transferred(session, deal.payment, "tr_1", at=NOON) for _ in range(2)]
    assert told == [True, False]
    assert await _last_states(session, deal) == [PaymentState.RELEASING, PaymentState.RELEASED]
    assert await balance_of(session, AccountKind.STRIPE_BALANCE, "EUR") == 1_000
    assert await balance_of(session, AccountKind.PLATFORM_FEE, "EUR") == -1_000
    await _all_is_well(session)


async def test_everything_goes_back_with_the_fee(session: AsyncSession) -> None:
    deal = await _held(session)
    await share_out(session, deal.payment, shares_back(10_000, 1_000), at=NOON)
    (refund,) = await refunds_of(session, deal.payment.id)
    assert refund.minor == 11_000
    told = [await note_refunded(session, deal.payment, refund, "re_1", at=NOON) for _ in range(2)]
    assert told == [True, False]
    assert deal.payment.state is PaymentState.REFUNDED
    assert await balance_of(session, AccountKind.STRIPE_BALANCE, "EUR") == 0
    await _all_is_well(session)


async def test_who_cancels_late_gets_a_part_and_it_ends_when_both_have_theirs(
    session: AsyncSession,
) -> None:
    deal = await _held(session)
    shares = shares_for_cancelling(10_000, 1_000, keeps_percent=50)
    await share_out(session, deal.payment, shares, at=NOON)
    (refund,) = await refunds_of(session, deal.payment.id)
    await note_refunded(session, deal.payment, refund, "re_1", at=NOON)
    assert await _last_states(session, deal) == [PaymentState.HELD, PaymentState.RELEASING]
    await note_transferred(session, deal.payment, "tr_1", at=NOON)
    assert await _last_states(session, deal) == [PaymentState.RELEASING, PaymentState.RELEASED]
    await _all_is_well(session)


async def test_a_refund_that_the_bank_sends_back_is_owed_once_more(session: AsyncSession) -> None:
    deal = await _held(session)
    await share_out(session, deal.payment, shares_back(10_000, 1_000), at=NOON)
    (refund,) = await refunds_of(session, deal.payment.id)
    await note_refunded(session, deal.payment, refund, "re_1", at=NOON)
    later = NOON + timedelta(days=10)
    told = [await note_refund_failed(session, deal.payment, refund, at=later) for _ in range(2)]
    assert told == [True, False]
    assert await balance_of(session, AccountKind.REFUND_CLEARING, "EUR", owner=QUEST) == -11_000
    await _all_is_well(session)


@pytest.mark.parametrize("shares", [Shares(carrier=10_000), Shares(11_001), Shares()])
async def test_shares_are_all_of_what_was_paid(session: AsyncSession, shares: Shares) -> None:
    deal = await _held(session)
    with pytest.raises(MoneyIsNotHeld):
        await share_out(session, deal.payment, shares, at=NOON)


async def test_nothing_moves_while_the_bank_disputes_it(session: AsyncSession) -> None:
    deal = await _held(session)
    deal.payment.dispute_state = DisputeState.OPEN
    with pytest.raises(MoneyIsFrozen):
        await share_out(session, deal.payment, ALL, at=NOON)
    deal.payment.dispute_state = DisputeState.WON
    await share_out(session, deal.payment, ALL, at=NOON)


async def test_a_link_nobody_was_asked_for_is_not_asked_for(session: AsyncSession) -> None:
    deal = await _asked(session)
    assert await expire_payment(session, deal.payment, at=NOON)
    (command,) = await commands_about(session, deal.payment.id)
    assert command.state is CommandState.REJECTED
    assert deal.payment.state is PaymentState.EXPIRED


async def test_a_link_is_closed_and_stripe_has_the_last_word(session: AsyncSession) -> None:
    deal = await _open(session)
    assert await expire_payment(session, deal.payment, at=NOON)
    assert (await commands_about(session, deal.payment.id))[-1].params == {"session": "cs_1"}
    assert not await expire_payment(session, deal.payment, at=NOON)
    assert await note_closed(session, deal.payment, at=NOON)
    assert await _pay(session, deal.payment)
    assert (deal.payment.state, deal.payment.ended_at) == (PaymentState.HELD, None)


async def test_a_link_that_comes_after_it_was_cancelled_is_closed(session: AsyncSession) -> None:
    deal = await _asked(session)
    (command,) = await commands_about(session, deal.payment.id)
    await claim(session, command.id, at=NOON)
    await expire_payment(session, deal.payment, at=NOON)
    for _ in range(2):
        assert not await note_link(session, deal.payment, "cs_1", "https://pay", at=NOON)
    kinds = [one.kind for one in await commands_about(session, deal.payment.id)]
    assert kinds == [CommandKind.CHECKOUT, CommandKind.EXPIRE]


async def test_what_stripe_took_is_booked_once(session: AsyncSession) -> None:
    await _held(session)
    fee = Money(175, "EUR")
    assert [await note_processing_fee(session, "txn_1", fee, at=NOON) for _ in range(2)] == [
        True,
        False,
    ]
    assert await balance_of(session, AccountKind.STRIPE_BALANCE, "EUR") == 10_825


async def test_the_database_gives_no_more_than_there_is_whatever_the_code_does(
    session: AsyncSession,
) -> None:
    deal = await _held(session)
    with pytest.raises(IntegrityError, match="no_overspending"):
        async with session.begin_nested():
            await session.execute(
                text("UPDATE payment SET released_minor = 6000, refunded_minor = 5001")
            )
    assert deal.payment.captured_minor == 11_000


@pytest.mark.fresh_db
async def test_of_many_who_share_out_at_once_one_does(db: Db) -> None:
    async with db.begin() as session:
        deal = await _held(session)
    ways = [
        ALL,
        shares_back(10_000, 1_000),
        shares_for_cancelling(10_000, 1_000, keeps_percent=50),
    ]

    async def share(shares: Shares) -> bool:
        try:
            async with db.begin() as session:
                payment = await locked_payment(session, deal.payment.id)
                await share_out(session, payment, shares, at=NOON)
        except Refused:
            return False
        return True

    won = await asyncio.gather(*(share(ways[number % 3]) for number in range(30)))
    assert sum(won) == 1
    async with db.begin() as session:
        assert await balance_of(session, AccountKind.QUEST_HOLD, "EUR", owner=QUEST) == 0
        await _all_is_well(session)
