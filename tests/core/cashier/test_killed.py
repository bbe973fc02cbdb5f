"""The worker is killed in the middle of every call to Stripe, and nothing is lost or done twice.

Two moments of each call: while it is under way, so that nobody hears the answer; and when the
answer is there, and waits for the row that it is to change. Stripe answers when the test says so.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from core.commands.states import LEASE
from core.identity.flows import Identities
from core.identity.queries import check_of, is_verified
from core.payments.queries import locked_payment
from core.payments.states import PaymentState
from core.payouts.queries import is_ready
from core.payouts.service import keep_account
from core.quests.states import QuestState
from core.reconciliation.flows import Reconciler
from core.settlement.service import cancel_quest, release_early
from tests.desk import Desk
from tests.killing import killed_at_the_end, until
from tests.market import RULES, Deal
from tests.posts import a_peer

pytestmark = pytest.mark.fresh_db

WORKER = Path(__file__).with_name("worker.py")
_TURNS = 8
"""More than the pauses after a few tries, and far less than the time in which one can pay."""

_A_TURN = timedelta(hours=1, seconds=1)
"""After that others may hold the books that somebody has begun to hold."""

_WAITS = text("""
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
""")


def _worker(desk: Desk) -> AbstractAsyncContextManager[None]:
    """Run a worker, and kill it at the end of the block."""
    return killed_at_the_end(str(WORKER), desk.db.url, desk.url, str(desk.ahead.total_seconds()))


async def _killed_over(desk: Desk, call: str) -> None:
    """Run a worker until he asks Stripe for this, and kill him before he is answered."""
    await desk.holds(call)
    async with _worker(desk):
        await until(partial(desk.is_asked, call))


async def _agreed(desk: Desk) -> None:
    await desk.agreed()


async def _paid(desk: Desk) -> None:
    await desk.agreed()
    await desk.cashier.settle_due()
    await desk.pay()


async def _cancelled(desk: Desk) -> None:
    deal = await desk.agreed()
    await desk.cashier.settle_due()
    await _cancel(desk, deal)


async def _given_back(desk: Desk) -> None:
    await _cancel(desk, await desk.funded())


async def _cancel(desk: Desk, deal: Deal) -> None:
    async with desk.db.begin() as session:
        await cancel_quest(session, deal.carrier, desk.quest_id, rules=RULES, at=desk.now())


async def _owed(desk: Desk) -> None:
    """Let the Carrier have earned his price, and an account be ready for it."""
    deal = await desk.delivered()
    async with desk.db.begin() as session:
        await release_early(session, deal.requester, desk.quest_id, at=desk.now())
    await desk.wish_to_send()


async def _reclaimed(desk: Desk) -> None:
    await desk.settled()
    await desk.take_back(400, 50)


async def _link_lost(desk: Desk) -> None:
    await desk.agreed()
    await _answer_lost(desk, "PostCheckoutSessions")


async def _refund_lost(desk: Desk) -> None:
    await _given_back(desk)
    await _answer_lost(desk, "PostRefunds")


async def _transfer_lost(desk: Desk) -> None:
    await _owed(desk)
    await _answer_lost(desk, "PostTransfers")


async def _reversal_lost(desk: Desk) -> None:
    await _reclaimed(desk)
    await _answer_lost(desk, "PostTransfersIdReversals")


async def _answer_lost(desk: Desk, call: str) -> None:
    await desk.fails(call, "drop_after")
    await desk.cashier.settle_due()
    assert await desk.has_struck()
    await desk.advance(LEASE)


async def _disputed(desk: Desk) -> None:
    await desk.funded()
    await desk.ask(f"/stripe/charges/{(await desk.payment()).charge_id}/dispute")


_CALLS: dict[str, tuple[Callable[[Desk], Awaitable[None]], PaymentState]] = {
    "PostCheckoutSessions": (_agreed, PaymentState.CHECKOUT_OPEN),
    "PostCheckoutSessionsSessionExpire": (_cancelled, PaymentState.EXPIRED),
    "PostRefunds": (_given_back, PaymentState.REFUNDED),
    "PostTransfers": (_owed, PaymentState.RELEASED),
    "PostTransfersIdReversals": (_reclaimed, PaymentState.RELEASED),
}
_LOOKS = (
    *("GetCheckoutSessionsSession", "GetPaymentIntentsIntent", "GetChargesCharge"),
    *("GetBalanceTransactionsId", "GetRefunds", "GetTransfers", "GetDisputes"),
)
_SEARCHES = {
    "GetCheckoutSessions": (_link_lost, PaymentState.CHECKOUT_OPEN),
    "GetTransfersIdReversals": (_reversal_lost, PaymentState.RELEASED),
}
"""What is asked to find out what became of something, when the answer to it was lost."""

_SOURCES = {
    "GetChargesCharge": (_paid, PaymentState.HELD),
    "GetRefundsRefund": (_refund_lost, PaymentState.REFUNDED),
    "GetTransfersTransfer": (_transfer_lost, PaymentState.RELEASED),
    "GetDisputesDispute": (_disputed, PaymentState.HELD),
}
"""What the books ask about rows that they cannot explain."""

_BOOKS = ("GetBalance", "GetBalanceTransactions", "GetEvents")


async def _all_is_done(desk: Desk, state: PaymentState) -> None:
    """Let another worker do what is left, and see that each thing was done once."""
    for _ in range(_TURNS):
        await desk.settle(1)
        await desk.cashier.sweep(is_thorough=True)
    assert await desk.state() is state
    assert await desk.made("links") == 1
    payment = await desk.payment()
    assert payment.refund_reserved_minor == payment.release_reserved_minor == 0
    assert await desk.made("transfers") == (1 if payment.transfer_id else 0)
    assert await desk.made("refunds") == (1 if payment.refunded_minor else 0)
    if payment.reversed_minor:
        assert await desk.reversed_at_stripe() == [payment.reversed_minor]


@pytest.mark.parametrize("call", _CALLS)
async def test_who_is_killed_while_stripe_thinks_leaves_no_trace_but_the_one(
    desk: Desk, call: str
) -> None:
    prepare, state = _CALLS[call]
    await prepare(desk)
    await _killed_over(desk, call)
    # Another comes for it while Stripe is at it still, and must not have it done a second time.
    await desk.settle(1)
    await desk.lets_go()
    await _all_is_done(desk, state)


@pytest.mark.parametrize("call", _CALLS)
async def test_who_is_killed_before_he_writes_the_answer_down_leaves_it_to_be_found(
    desk: Desk, call: str
) -> None:
    prepare, state = _CALLS[call]
    await prepare(desk)
    await desk.holds(call)
    async with desk.db.begin() as holder, _worker(desk):
        await until(partial(desk.is_asked, call))
        # He has committed that he asks. With the answer he comes for the payment, and waits here.
        await locked_payment(holder, desk.payment_id)
        await desk.lets_go()

        async def waits() -> bool:
            async with desk.db.begin() as session:
                return bool(await session.scalar(_WAITS))

        await until(waits)
    await _all_is_done(desk, state)


@pytest.mark.parametrize("look", _LOOKS)
async def test_who_is_killed_while_he_looks_has_changed_nothing(desk: Desk, look: str) -> None:
    await _paid(desk)
    await _killed_over(desk, look)
    await desk.lets_go()
    assert await desk.state() is PaymentState.CHECKOUT_OPEN
    await _all_is_done(desk, PaymentState.HELD)
    assert (await desk.quest()).state is QuestState.FUNDED


@pytest.mark.parametrize("call", _SEARCHES)
async def test_who_is_killed_while_he_searches_for_what_was_done_leaves_it_to_be_found(
    desk: Desk, call: str
) -> None:
    prepare, state = _SEARCHES[call]
    await prepare(desk)
    await _killed_over(desk, call)
    await desk.lets_go()
    await _all_is_done(desk, state)


@pytest.mark.parametrize("call", _SOURCES)
async def test_who_is_killed_while_the_books_ask_about_a_row_leaves_it_to_be_explained(
    desk: Desk, call: str
) -> None:
    prepare, state = _SOURCES[call]
    await prepare(desk)
    await desk.fund(5_000)
    # So nobody but the books finds out about it.
    await desk.holds("GetCheckoutSessionsSession")
    await _killed_over(desk, call)
    await desk.lets_go()
    await desk.advance(_A_TURN)
    books = Reconciler(desk.db, desk.client, desk.cashier.look_into, clock=desk.now)
    assert await books.run_if_due()
    assert await desk.state() is state
    assert await books.run() == []
    await _all_is_done(desk, state)


@pytest.mark.parametrize("call", _BOOKS)
async def test_who_is_killed_over_the_books_leaves_them_to_be_held_again(
    desk: Desk, call: str
) -> None:
    await _paid(desk)
    await desk.fund(1_000)
    await _killed_over(desk, call)
    await desk.lets_go()
    await _all_is_done(desk, PaymentState.HELD)
    books = Reconciler(desk.db, desk.client, desk.cashier.look_into, clock=desk.now)
    await books.hear_missed()
    assert await books.run() == []


async def test_who_is_killed_while_he_looks_at_an_account_leaves_it_to_be_looked_at(
    desk: Desk,
) -> None:
    deal = await desk.funded()
    account_id = await desk.account()
    async with desk.db.begin() as session:
        await keep_account(session, deal.carrier.id, account_id, at=desk.now())
    await _killed_over(desk, "GetAccountsAccount")
    await desk.lets_go()
    await desk.cashier.sweep(is_thorough=True)
    async with desk.db.begin() as session:
        assert await is_ready(session, deal.carrier.id)


async def test_who_is_killed_while_he_looks_at_a_check_leaves_it_to_be_looked_at(
    desk: Desk,
) -> None:
    async with desk.db.begin() as session:
        peer = await a_peer(session)
    identities = Identities(desk.db, desk.client, clock=desk.now)
    await identities.link_for(peer.id, done_at="http://127.0.0.1:1/back")
    async with desk.db.begin() as session:
        check = await check_of(session, peer.id)
    assert check is not None
    await desk.ask(f"/stripe/identities/{check.session_id}/decide", outcome="verified")
    look = "GetIdentityVerificationSessionsSession"
    await _killed_over(desk, look)
    await desk.lets_go()
    await desk.cashier.sweep(is_thorough=True)
    async with desk.db.begin() as session:
        assert await is_verified(session, peer.id)
