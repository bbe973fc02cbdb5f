"""Our books and Stripe's say the same, and where they do not a person hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from core.inbox.models import InboxItem
from core.inbox.states import InboxSource
from core.ledger.service import book
from core.ledger.states import AccountKind, Line
from core.outbox.models import OutboxRow
from core.payments.models import Payment
from core.payments.states import FrozenReason, PaymentState
from core.reconciliation.flows import Reconciler
from core.reconciliation.states import FindingKind
from core.strays.queries import strays_of
from tests.desk import OPERATORS, Desk

pytestmark = pytest.mark.fresh_db

_K = FindingKind


@pytest.fixture
def books(desk: Desk) -> Reconciler:
    return Reconciler(
        desk.db, desk.client, desk.cashier.look_into, clock=desk.now, operators=OPERATORS
    )


async def _kinds(books: Reconciler) -> list[FindingKind]:
    return [one.kind for one in await books.run()]


async def test_a_whole_life_of_money_is_in_both_books(desk: Desk, books: Reconciler) -> None:
    await desk.released()
    await desk.take_back(4_000, 500)
    await desk.settle(2)
    await desk.decided(await desk.disputed(amount=1_000), "lost")
    await desk.settle(2)
    await desk.held()
    await desk.give_back()
    await desk.settle(1)
    await desk.fund(20_000)
    assert await books.run() == []
    await desk.advance(timedelta(days=1))
    assert await books.run() == []
    assert (await desk.told_operators())[-2:] == ["operators-books"] * 2


async def test_what_we_have_missed_is_found_and_taken_over(desk: Desk, books: Reconciler) -> None:
    """Nobody has told us that it was paid, and the books ask before they judge."""
    await desk.opened()
    await desk.cashier.settle_due()
    await desk.pay()
    await desk.fund(1_000)
    assert await books.run() == []
    assert await desk.state() is PaymentState.HELD


async def test_a_second_payment_that_no_event_told_of_is_found(
    desk: Desk, books: Reconciler
) -> None:
    await desk.held()
    again = await desk.second_link()
    charge = await desk.ask(f"/stripe/sessions/{again}/pay")
    await desk.fund(1_000)
    assert await books.run() == []
    async with desk.db.begin() as session:
        (stray,) = await strays_of(session, desk.payment_id)
    assert stray.stripe_id == charge["id"]


async def test_what_nobody_can_explain_goes_to_suspense_and_stays_there(
    desk: Desk, books: Reconciler
) -> None:
    await desk.ask("/stripe/balance", type="reserve_transaction", currency="eur", amount=700)
    assert await _kinds(books) == [_K.SUSPENDED]
    assert await _kinds(books) == []
    assert await desk.sums() == {AccountKind.STRIPE_BALANCE: 700, AccountKind.SUSPENSE: -700}


async def test_fees_and_payouts_need_no_asking(desk: Desk, books: Reconciler) -> None:
    await desk.ask("/stripe/balance", type="topup", currency="eur", amount=5_000)
    await desk.ask("/stripe/balance", type="stripe_fee", currency="eur", amount=-200)
    await desk.ask("/stripe/balance", type="payout", currency="eur", amount=-1_000)
    assert await books.run() == []
    assert await desk.sums() == {
        AccountKind.STRIPE_BALANCE: 3_800,
        AccountKind.BANK: -4_000,
        AccountKind.PROCESSOR_FEE: 200,
    }


async def test_what_is_explained_later_leaves_suspense_again(desk: Desk, books: Reconciler) -> None:
    await desk.held()
    await desk.fund(1_000)
    async with desk.db.begin() as session:
        charge = (await session.get_one(Payment, desk.payment_id)).charge_id
        await session.execute(text("ALTER TABLE ledger_txn DISABLE TRIGGER USER"))
        renamed = "UPDATE ledger_txn SET dedupe_key = :new WHERE dedupe_key = :old"
        await session.execute(text(renamed), {"new": "lost", "old": f"capture:{charge}"})
    assert _K.SUSPENDED in await _kinds(books)
    assert (await desk.payment()).frozen_reason is FrozenReason.MISMATCH
    async with desk.db.begin() as session:
        await session.execute(text(renamed), {"old": "lost", "new": f"capture:{charge}"})
    assert await _kinds(books) == [_K.SUSPENDED]  # it says what it has put right
    assert AccountKind.SUSPENSE not in await desk.sums()
    assert await _kinds(books) == []


async def test_what_our_books_alone_say_is_found_after_an_hour(
    desk: Desk, books: Reconciler
) -> None:
    async with desk.db.begin() as session:
        lines = [Line(AccountKind.STRIPE_BALANCE, 500), Line(AccountKind.SUSPENSE, -500)]
        await book(session, "refund:re_of_nobody", lines, currency="EUR", at=desk.now())
    assert await books.run() == []
    await desk.advance(timedelta(hours=2))
    (found,) = await books.run()
    assert (found.kind, found.what) == (_K.MISSING, "refund:re_of_nobody")


async def test_a_hold_that_is_not_what_was_paid_freezes_that_payment_alone(
    desk: Desk, books: Reconciler
) -> None:
    await desk.held()
    first = desk.payment_id
    await desk.held()
    await desk.fund(1_000)
    async with desk.db.begin() as session:
        wrong = update(Payment).where(Payment.id == first).values(captured_minor=12_000)
        await session.execute(wrong)
    assert await _kinds(books) == [_K.HOLD]
    assert not (await desk.payment()).is_frozen
    desk.payment_id = first
    assert (await desk.payment()).frozen_reason is FrozenReason.MISMATCH


async def test_less_than_is_held_for_people_is_told(desk: Desk, books: Reconciler) -> None:
    """Stripe's own fee comes out of the platform's, and is no lack; a payout of held money is."""
    await desk.held()
    assert await books.run() == []
    await desk.ask("/stripe/balance", type="payout", currency="eur", amount=-1_000)
    (found,) = await books.run()
    assert (found.kind, found.money and found.money.minor) == (_K.SHORT, 245)


async def test_what_an_account_did_before_our_first_payment_is_none_of_our_books(
    desk: Desk, books: Reconciler
) -> None:
    await desk.ask("/stripe/balance", type="reserve_transaction", currency="eur", amount=700)
    await desk.advance(timedelta(days=4))
    assert await books.run() == []


async def test_money_that_lies_for_weeks_is_told_and_at_last_urgently(
    desk: Desk, books: Reconciler
) -> None:
    await desk.held()
    await desk.fund(1_000)
    kinds = []
    for _ in range(3):
        kinds.append(await _kinds(books))
        await desk.advance(timedelta(days=41))
    assert kinds == [[], [], [_K.TOO_OLD]]


async def test_it_is_done_once_a_day_and_again_soon_when_it_failed(
    desk: Desk, books: Reconciler
) -> None:
    await desk.fails("GetBalance", "bad_gateway")
    with pytest.raises(Exception, match="unknown error"):
        await books.run_if_due()
    assert not await books.run_if_due()
    await desk.advance(timedelta(hours=1, minutes=1))
    assert await books.run_if_due()
    await desk.advance(timedelta(hours=22))
    assert not await books.run_if_due()
    await desk.advance(timedelta(hours=2))
    assert await books.run_if_due()


async def test_events_that_never_arrived_are_fetched_and_heard(
    desk: Desk, books: Reconciler
) -> None:
    await desk.ask("/stripe/listener", url="http://127.0.0.1:9/nobody", secret="whsec_of_a_test")
    await desk.opened()
    await desk.cashier.settle_due()
    await desk.pay()
    await desk.advance(timedelta(days=3))
    assert await books.hear_missed() == 3
    await books.hear_missed()
    async with desk.db.begin() as session:
        query = select(InboxItem).where(InboxItem.source == InboxSource.STRIPE)
        assert len((await session.scalars(query)).all()) == 3
    await desk.cashier.hear_events()
    assert await desk.state() is PaymentState.HELD


async def test_the_report_says_how_much_was_read_and_what_was_found(
    desk: Desk, books: Reconciler
) -> None:
    await desk.held()
    await desk.ask("/stripe/balance", type="payout", currency="eur", amount=-1_000)
    await books.run()
    async with desk.db.begin() as session:
        told = (
            await session.scalars(
                select(OutboxRow.content).where(OutboxRow.notice == "operators-books")
            )
        ).one()
    assert told is not None
    assert (told["rows"], told["found"], told["short"]) == (2, 1, 1)
