"""A cashier before the sandbox's Stripe, for tests of money: one clock for both, and faults."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import aiohttp
import stripe
from sqlalchemy import select

from core.cashier.flows import Cashier
from core.cashier.states import request_for
from core.clock import utc_now
from core.commands.models import StripeCommand
from core.commands.states import LEASE, CommandKind
from core.db import Db
from core.handover.states import MOST_TRIES, Tried
from core.ids import new_id
from core.ledger.queries import drifted_accounts, sums_by_kind
from core.ledger.states import AccountKind
from core.money import Money
from core.onboarding.flows import Onboarding
from core.onboarding.states import account_wish
from core.outbox.models import OutboxRow
from core.payments.models import Payment
from core.payments.queries import locked_payment, payment_of
from core.payments.service import open_payment, share_out, wish_to_transfer
from core.payments.states import PaymentState, shares_back, shares_for_hand_over
from core.proofs.service import hand_over, look_inside
from core.quests.models import Quest
from core.quests.service import accept_offer
from core.quests.states import QuestState
from core.reversals.service import refund_released
from core.settlement.queries import code_for
from core.settlement.service import release_early
from tests.market import RULES, Deal, a_deal
from tests.plane import Plane
from tests.posts import a_peer
from tests.sandboxes import running_sandbox

PRICE = Money(10_000, "EUR")
OPERATORS = -100
"""Their chat."""


class Desk(Plane):
    """A cashier before the sandbox's Stripe, with one clock for both."""

    def __init__(self, db: Db, url: str, plane: aiohttp.ClientSession) -> None:
        self.db = db
        self.url = url
        super().__init__(plane)
        self.ahead = timedelta(0)
        self.http = stripe.HTTPXClient(timeout=5)
        self.client = client = stripe.StripeClient(
            "sk_test_of_ours",
            base_addresses={"api": url},
            http_client=self.http,
            max_network_retries=0,
        )
        self.cashier = Cashier(db, client, clock=self.now, operators=OPERATORS)
        self.onboarding = Onboarding(db, client, clock=self.now)
        self.v1 = client.v1
        self.account_id = ""
        self.payment_id = self.quest_id = new_id(self.now())

    def now(self) -> datetime:
        return utc_now() + self.ahead

    async def advance(self, by: timedelta) -> None:
        self.ahead += by
        await self.ask("/clock", advance_seconds=by.total_seconds())

    async def opened(self, price: Money = PRICE, *, payee_id: UUID | None = None) -> None:
        async with self.db.begin() as session:
            payer = await a_peer(session, "Ravi")
            if payee_id is None:
                payee_id = (await a_peer(session, "Carla")).id
            payment = await open_payment(
                session,
                new_id(self.now()),
                payer_id=payer.id,
                payee_id=payee_id,
                price=price,
                rules=RULES,
                at=self.now(),
            )
            self.payment_id = payment.id

    async def agreed(self, **trip: Any) -> Deal:
        """Let two agree on ten euros, for which the link is wished."""
        async with self.db.begin() as session:
            deal = await a_deal(session, at=self.now(), **trip)
            quest = await accept_offer(
                session, deal.carrier, deal.offer.id, rules=RULES, at=self.now()
            )
            payment = await payment_of(session, quest.id)
            assert payment is not None
            self.payment_id, self.quest_id = payment.id, quest.id
        return deal

    async def funded(self, **trip: Any) -> Deal:
        """Let two agree, and the Requester pay."""
        deal = await self.agreed(**trip)
        await self.cashier.settle_due()
        await self.pay()
        await self.cashier.look_at(self.payment_id)
        return deal

    async def picked_up(self, **trip: Any) -> Deal:
        """Let them meet after that, and both look inside."""
        deal = await self.funded(**trip)
        for peer in (deal.carrier, deal.requester):
            async with self.db.begin() as session:
                await look_inside(session, peer, self.quest_id, at=self.now())
        return deal

    async def delivered(self, **trip: Any) -> Deal:
        """Let the Carrier give the code after that."""
        deal = await self.picked_up(**trip)
        async with self.db.begin() as session:
            code = await code_for(session, deal.requester, self.quest_id)
            tried = await hand_over(
                session, deal.carrier, self.quest_id, code, rules=RULES, at=self.now()
            )
        assert tried == Tried(is_right=True, left=MOST_TRIES)
        return deal

    async def settled(self, **trip: Any) -> Deal:
        """Let the Requester release the money after that, and the Carrier get it."""
        deal = await self.delivered(**trip)
        async with self.db.begin() as session:
            await release_early(session, deal.requester, self.quest_id, at=self.now())
        await self.send_share()
        assert (await self.quest()).state is QuestState.SETTLED
        return deal

    async def wish_to_send(self) -> None:
        """Wish that what the Carrier has earned be sent to an account that is ready."""
        account_id = await self.account()
        async with self.db.begin() as session:
            payment = await locked_payment(session, self.payment_id)
            await wish_to_transfer(session, payment, account_id, at=self.now())

    async def send_share(self) -> None:
        """Have it sent."""
        await self.wish_to_send()
        await self.cashier.settle_due()

    async def quest(self) -> Quest:
        async with self.db.begin() as session:
            return await session.get_one(Quest, self.quest_id)

    async def payment(self) -> Payment:
        async with self.db.begin() as session:
            return await session.get_one(Payment, self.payment_id)

    async def state(self) -> PaymentState:
        return (await self.payment()).state

    async def command(self, kind: CommandKind) -> StripeCommand:
        """Fetch the newest of a kind."""
        async with self.db.begin() as session:
            found = await session.scalars(
                select(StripeCommand)
                .where(StripeCommand.kind == kind)
                .order_by(StripeCommand.attempt.desc())
            )
            return found.all()[0]

    async def settle(self, times: int = 6) -> None:
        """Let everything become due and be done, a few times over."""
        for _ in range(times):
            await self.advance(LEASE)
            await self.cashier.settle_due()

    async def pay(self) -> None:
        (link,) = (await self.v1.checkout.sessions.list_async({"status": "open"})).data
        await self.ask(f"/stripe/sessions/{link.id}/pay")

    async def held(self, price: Money = PRICE, *, payee_id: UUID | None = None) -> None:
        await self.opened(price, payee_id=payee_id)
        await self.cashier.settle_due()
        await self.pay()
        await self.cashier.look_at(self.payment_id)
        assert await self.state() is PaymentState.HELD

    async def account(self) -> str:
        """Make an account at Stripe that can be paid."""
        wish: Any = account_wish(self.quest_id, country="DE")
        made = await self.v1.accounts.create_async(wish)
        await self.ask(f"/stripe/accounts/{made.id}/onboard")
        return made.id

    async def hand_over(self) -> None:
        self.account_id = account_id = await self.account()
        async with self.db.begin() as session:
            payment = await locked_payment(session, self.payment_id)
            shares = shares_for_hand_over(payment.price_minor, payment.fee_minor)
            await share_out(session, payment, shares, at=self.now())
            await wish_to_transfer(session, payment, account_id, at=self.now())

    async def released(self, price: Money = PRICE) -> None:
        """Let the Carrier have his price, and the platform its fee."""
        await self.held(price)
        await self.hand_over()
        await self.cashier.settle_due()
        assert await self.state() is PaymentState.RELEASED

    async def take_back(self, from_carrier: int, from_fee: int) -> None:
        async with self.db.begin() as session:
            payment = await locked_payment(session, self.payment_id)
            await refund_released(session, payment, from_carrier, from_fee, at=self.now())

    async def disputed(self, **how: Any) -> str:
        """Let the payer's bank ask for the charge, and look; answer the dispute's id."""
        charge = (await self.payment()).charge_id
        dispute = await self.ask(f"/stripe/charges/{charge}/dispute", **how)
        await self.cashier.look_at(self.payment_id)
        return str(dispute["id"])

    async def decided(self, dispute_id: str, outcome: str) -> None:
        await self.ask(f"/stripe/disputes/{dispute_id}/decide", outcome=outcome)
        await self.cashier.look_at(self.payment_id)

    async def second_link(self) -> str:
        """Make another link for the same payment, as one does who has lost his memory."""
        command = await self.command(CommandKind.CHECKOUT)
        wish: Any = request_for(
            CommandKind.CHECKOUT,
            {**command.params, "expires_at": int((self.now() + timedelta(hours=1)).timestamp())},
            about=self.payment_id,
            back_to="https://t.me/",
        )
        return (await self.v1.checkout.sessions.create_async(wish)).id

    async def fund(self, minor: int) -> None:
        """Let the platform bring money of its own."""
        await self.ask("/stripe/balance", type="topup", currency="eur", amount=minor)

    async def sums(self) -> dict[AccountKind, int]:
        """Give what is in each kind of account, less those with nothing; all in one currency."""
        async with self.db.begin() as session:
            sums = await sums_by_kind(session)
        return {kind: minor for (kind, _), minor in sums.items() if minor}

    async def told_operators(self) -> list[str]:
        """Name the notices that are for the operators, the first first."""
        async with self.db.begin() as session:
            query = select(OutboxRow.notice).where(OutboxRow.address == str(OPERATORS))
            told = await session.scalars(query.order_by(OutboxRow.id))
            return [str(one) for one in told]

    async def give_back(self) -> None:
        async with self.db.begin() as session:
            payment = await locked_payment(session, self.payment_id)
            shares = shares_back(payment.price_minor, payment.fee_minor)
            await share_out(session, payment, shares, at=self.now())

    async def reversed_at_stripe(self) -> list[int]:
        """List what was taken back of the transfers, in Stripe's sums."""
        moved = (await self.v1.transfers.list_async()).data
        pages = [await self.v1.transfers.reversals.list_async(one.id) for one in moved]
        return [one.amount for page in pages for one in page.data]

    async def made(self, operation: str) -> int:
        """Count what there is at Stripe."""
        lists: Any = {
            "links": self.v1.checkout.sessions,
            "refunds": self.v1.refunds,
            "transfers": self.v1.transfers,
        }
        return len((await lists[operation].list_async({"limit": 100})).data)

    async def all_is_well(self) -> None:
        async with self.db.begin() as session:
            assert sum((await sums_by_kind(session)).values()) == 0
            assert await drifted_accounts(session) == []


@asynccontextmanager
async def open_desk(db: Db) -> AsyncIterator[Desk]:
    """Let a cashier work before a sandbox of his own."""
    async with running_sandbox() as url, aiohttp.ClientSession(url) as plane:
        desk = Desk(db, url, plane)
        yield desk
        await desk.http.close_async()  # type: ignore[no-untyped-call]
