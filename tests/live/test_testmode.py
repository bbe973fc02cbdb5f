"""The stories of money once more, before Stripe itself in its test mode, where no money moves.

    STRIPE_TEST_KEY=sk_test_… make test ARGS="-m live_testmode"

`STRIPE_TEST_ACCOUNT` names a connected account that can take transfers, for the stories of those.
A page of Stripe's wants a person, so a payment is made by Stripe's API and noted by hand; what
follows from it is what the product does. Without a key all of it is skipped.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import stripe

from core.cashier.flows import Cashier
from core.chargebacks.queries import chargebacks_of
from core.chargebacks.service import adopt_disputes
from core.clock import utc_now
from core.db import Db
from core.ids import new_id
from core.ledger.queries import sums_by_kind
from core.money import Money
from core.onboarding.flows import Onboarding
from core.payments.models import Payment
from core.payments.queries import locked_payment
from core.payments.service import (
    expire_payment,
    note_paid,
    open_payment,
    share_out,
    wish_to_transfer,
)
from core.payments.states import DisputeState, PaymentState, shares_back, shares_for_hand_over
from core.reconciliation.flows import Reconciler
from core.reconciliation.service import note_read
from core.reversals.service import refund_released
from core.sightings.states import read_dispute
from core.wiring import STRIPE_VERSION
from tests.market import RULES
from tests.posts import a_peer

pytestmark = [pytest.mark.live_testmode, pytest.mark.fresh_db]

PRICE = Money(10_000, "EUR")
PATIENCE_SECONDS = 60


@dataclass
class Live:
    """A cashier before Stripe's test mode."""

    db: Db
    client: stripe.StripeClient
    cashier: Cashier
    payment_id: UUID

    @property
    def v1(self) -> Any:
        return self.client.v1

    async def payment(self) -> Payment:
        async with self.db.begin() as session:
            return await session.get_one(Payment, self.payment_id)

    async def paid(self, card: str = "pm_card_bypassPending") -> None:
        """Pay by a card of Stripe's for tests, and note it."""
        payment = await self.payment()
        intent = await self.v1.payment_intents.create_async(
            {
                "amount": payment.total.minor,
                "currency": payment.currency.lower(),
                "payment_method": card,
                "payment_method_types": ["card"],
                "confirm": True,
                "metadata": {"payment": str(payment.id)},
                "transfer_group": str(payment.id),
            }
        )
        async with self.db.begin() as session:
            payment = await locked_payment(session, self.payment_id)
            await note_paid(
                session,
                payment,
                intent_id=intent.id,
                charge_id=intent.latest_charge,
                paid=payment.total,
                at=utc_now(),
            )

    async def settle(self, until: PaymentState) -> None:
        """Let the cashier work until a payment stands so."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (await self.payment()).state is not until:
                await self.cashier.settle_due()
                await asyncio.sleep(1)


@pytest.fixture
async def live(db: Db) -> AsyncIterator[Live]:
    key = os.environ.get("STRIPE_TEST_KEY")  # noqa: TID251  (names an account for tests)
    if not key:
        pytest.skip("STRIPE_TEST_KEY is not set, so Stripe itself is not asked")
    if not key.startswith(("sk_test_", "rk_test_")):
        pytest.fail("STRIPE_TEST_KEY must be a key of the test mode")
    base = os.environ.get("STRIPE_TEST_API_BASE")  # noqa: TID251  (a stand-in, to try the suite)
    http = stripe.HTTPXClient(timeout=30)
    client = stripe.StripeClient(
        key,
        http_client=http,
        max_network_retries=1,
        stripe_version=STRIPE_VERSION,
        base_addresses={"api": base} if base else None,
    )
    async with db.begin() as session:
        payer, payee = await a_peer(session, "Ravi"), await a_peer(session, "Carla")
        payment = await open_payment(
            session,
            new_id(utc_now()),
            payer_id=payer.id,
            payee_id=payee.id,
            price=PRICE,
            rules=RULES,
            at=utc_now(),
        )
    yield Live(db, client, Cashier(db, client, clock=utc_now), payment.id)
    await http.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
def account() -> str:
    named = os.environ.get("STRIPE_TEST_ACCOUNT")  # noqa: TID251  (names an account for tests)
    return named or pytest.skip("STRIPE_TEST_ACCOUNT names no account that takes transfers")


async def test_a_link_is_made_found_again_and_closed(live: Live) -> None:
    await live.settle(PaymentState.CHECKOUT_OPEN)
    made = await live.payment()
    assert made.checkout_url is not None
    async with live.db.begin() as session:
        payment = await locked_payment(session, live.payment_id)
        payment.session_id = None  # as if the answer had been lost
    await live.cashier.look_at(live.payment_id)
    assert (await live.payment()).session_id == made.session_id
    async with live.db.begin() as session:
        assert await expire_payment(
            session, await locked_payment(session, live.payment_id), at=utc_now()
        )
    await live.settle(PaymentState.EXPIRED)
    link = await live.v1.checkout.sessions.retrieve_async(made.session_id)
    assert link.status == "expired"


async def test_an_account_is_made_once_and_leads_to_its_form(live: Live) -> None:
    onboarding = Onboarding(live.db, live.client, clock=utc_now)
    payee_id = (await live.payment()).payee_id
    back = "https://example.com/payouts"
    urls = {await onboarding.link_for(payee_id, done_at=back, again_at=back) for _ in range(2)}
    assert len(urls) == 2


async def test_the_balance_its_rows_and_the_missed_events_are_read(live: Live) -> None:
    reconciler = Reconciler(live.db, live.client, live.cashier.look_into, clock=utc_now)
    async with live.db.begin() as session:
        # What others have tried in this account is none of this story.
        await note_read(session, "balance:EUR", utc_now() + timedelta(days=3))
        await note_read(session, "events", utc_now())
    await reconciler.run()
    await reconciler.hear_missed()


async def test_what_was_paid_goes_back(live: Live) -> None:
    await live.settle(PaymentState.CHECKOUT_OPEN)
    await live.paid()
    async with live.db.begin() as session:
        payment = await locked_payment(session, live.payment_id)
        shares = shares_back(payment.price_minor, payment.fee_minor)
        await share_out(session, payment, shares, at=utc_now())
    await live.settle(PaymentState.REFUNDED)
    async with live.db.begin() as session:
        assert sum((await sums_by_kind(session)).values()) == 0


async def test_a_share_is_sent_and_taken_back(live: Live, account: str) -> None:
    await live.settle(PaymentState.CHECKOUT_OPEN)
    await live.paid()
    async with live.db.begin() as session:
        payment = await locked_payment(session, live.payment_id)
        shares = shares_for_hand_over(payment.price_minor, payment.fee_minor)
        await share_out(session, payment, shares, at=utc_now())
        await wish_to_transfer(session, payment, account, at=utc_now())
    await live.settle(PaymentState.RELEASED)
    async with live.db.begin() as session:
        payment = await locked_payment(session, live.payment_id)
        await refund_released(session, payment, 4_000, 500, at=utc_now())
    await live.settle(PaymentState.RELEASED)
    payment = await live.payment()
    assert (payment.reversed_minor, payment.refunded_minor) == (4_000, 4_500)


async def test_a_bank_takes_it_back(live: Live) -> None:
    await live.settle(PaymentState.CHECKOUT_OPEN)
    await live.paid("pm_card_createDispute")
    charge = (await live.payment()).charge_id
    async with asyncio.timeout(PATIENCE_SECONDS):
        told = (await live.v1.disputes.list_async({"charge": charge})).data
        while not told:
            await asyncio.sleep(1)
            told = (await live.v1.disputes.list_async({"charge": charge})).data
    async with live.db.begin() as session:
        payment = await locked_payment(session, live.payment_id)
        seen = [read_dispute(one.to_dict()) for one in told]
        await adopt_disputes(session, payment, seen, at=utc_now())
        assert payment.dispute_state is DisputeState.OPEN
        (row,) = await chargebacks_of(session, live.payment_id)
    assert row.kept_minor > 0
