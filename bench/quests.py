"""How many quests a second one process brings from an accepted offer to the Carrier's money.

Everything that people do is done as the bot does it, everything that Stripe does by the sandbox's,
in a process of its own; events are kept as the webhook keeps them. The rival asks Stripe for the
same things with the bare SDK, keeps nothing, and loses everything when it is killed.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import stripe
from sqlalchemy import select

from bench.deals import RULES, Deal, a_deal, two_cities
from bench.figures import Figure
from bench.product import services_for
from bench.town import Town, open_town
from core.background import cashier_of, run_cashier
from core.inbox.flows import keep_all
from core.inbox.service import Told
from core.inbox.states import InboxSource, lane_of
from core.onboarding.states import account_wish
from core.payments.models import Payment
from core.payments.queries import payment_of
from core.payouts.queries import account_of
from core.payouts.service import keep_account, note_readiness
from core.proofs.service import hand_over, look_inside
from core.quests.models import Quest
from core.quests.service import accept_offer
from core.quests.states import QuestState
from core.settlement.queries import code_for
from core.settlement.service import release_early
from core.wiring import Services

QUESTS = 60
AT_ONCE = 12
_LOOK_SECONDS = 0.1
"""Often enough beside the seconds that a quest takes, and seldom enough to cost little."""
_KEY = "sk_test_bench"


async def measure_quests() -> list[Figure]:
    async with (
        open_town(with_limits=False) as town,
        services_for(
            town.url,
            stripe_api_base=town.url,
            stripe_secret_key=_KEY,
            stripe_webhook_secret="whsec_bench",  # noqa: S106  (only a sandbox knows it)
        ) as services,
    ):
        ours = await _Quests(services, town).measure()
        bare = await _bare(town)
    return [
        Figure(
            "quests from accepted to settled, one process",
            ours,
            "quests/s",
            rival=bare,
            against="the same calls to Stripe alone, with its bare SDK",
        )
    ]


class _Quests:
    def __init__(self, services: Services, town: Town) -> None:
        if services.stripe is None:
            raise LookupError("stripe")
        self._services = services
        self._db = services.db
        self._town = town
        self._v1 = services.stripe.v1
        self._cashier = cashier_of(services, services.stripe)
        self._heard = 0

    async def measure(self) -> float:
        deals = [await self._prepare(number) for number in range(QUESTS)]
        clock = self._services.clock
        working = asyncio.create_task(run_cashier(self._db, self._cashier, clock=clock))
        try:
            return await _speed(lambda number: self._play(deals[number]))
        finally:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working

    async def _prepare(self, number: int) -> Deal:
        """Let two come as far as an offer, and the Carrier have an account."""
        at = self._services.clock()
        async with self._db.begin() as session:
            deal = await a_deal(session, number, await two_cities(session), at=at)
        wish: Any = account_wish(deal.carrier.id, country="DE")
        made = await self._v1.accounts.create_async(wish)
        await self._town.ask("POST", f"/stripe/accounts/{made.id}/onboard", {})
        async with self._db.begin() as session:
            await keep_account(session, deal.carrier.id, made.id, at=at)
            account = await account_of(session, deal.carrier.id)
            if account is not None:
                note_readiness(account, is_ready=True, at=at)
        return deal

    async def _play(self, deal: Deal) -> None:
        clock = self._services.clock
        async with self._db.begin() as session:
            quest = await accept_offer(
                session, deal.carrier, deal.offer_id, rules=RULES, at=clock()
            )
            payment = await payment_of(session, quest.id)
        if payment is None:
            raise LookupError(quest.id)
        link = await self._until(lambda: self._link(payment.id))
        await self._town.ask("POST", f"/stripe/sessions/{link}/pay", {})
        await self._tell(payment.id)
        await self._until(lambda: self._is(quest.id, QuestState.FUNDED))
        for peer in (deal.carrier, deal.requester):
            async with self._db.begin() as session:
                await look_inside(session, peer, quest.id, at=clock())
        async with self._db.begin() as session:
            code = await code_for(session, deal.requester, quest.id)
            await hand_over(session, deal.carrier, quest.id, code, rules=RULES, at=clock())
        async with self._db.begin() as session:
            await release_early(session, deal.requester, quest.id, at=clock())
        await self._until(lambda: self._is(quest.id, QuestState.SETTLED))

    async def _link(self, payment_id: UUID) -> str | None:
        async with self._db.begin() as session:
            query = select(Payment.session_id).where(Payment.id == payment_id)
            found: str | None = await session.scalar(query)
            return found

    async def _is(self, quest_id: UUID, state: QuestState) -> bool:
        async with self._db.begin() as session:
            return await session.scalar(select(Quest.state).where(Quest.id == quest_id)) is state

    async def _tell(self, payment_id: UUID) -> None:
        """Keep what Stripe's webhook tells."""
        self._heard += 1
        names = {"type": "charge.succeeded", "payment": str(payment_id), "charge": None}
        told = Told(f"evt_{self._heard}", lane_of(f"stripe:{payment_id}"), names, "")
        await keep_all(self._db, InboxSource.STRIPE, [told], at=self._services.clock())

    async def _until(self, look: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401  (what is found)
        # Who is waited for is the cashier at work, which tells nobody.
        while not (found := await look()):  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_SECONDS)
        return found


async def _speed(play: Callable[[int], Awaitable[None]]) -> float:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with gate:
            await play(number)

    began = time.perf_counter()
    await asyncio.gather(*(one(number) for number in range(QUESTS)))
    return QUESTS / (time.perf_counter() - began)


async def _bare(town: Town) -> float:
    client = stripe.StripeClient(
        _KEY,
        base_addresses={"api": town.url},
        http_client=stripe.HTTPXClient(timeout=30),
        max_network_retries=0,
    )
    v1 = client.v1
    price: Any = {"currency": "eur", "unit_amount": 1_100, "product_data": {"name": "Bench"}}
    wish: Any = {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "success_url": "https://t.me/",
        "cancel_url": "https://t.me/",
    }
    account: Any = account_wish(UUID(int=1), country="DE")
    carrier = await v1.accounts.create_async(account)
    await town.ask("POST", f"/stripe/accounts/{carrier.id}/onboard", {})

    async def play(number: int) -> None:
        made = await v1.checkout.sessions.create_async(wish)
        await town.ask("POST", f"/stripe/sessions/{made.id}/pay", {})
        paid = await v1.checkout.sessions.retrieve_async(made.id)
        intent = (await v1.payment_intents.retrieve_async(str(paid.payment_intent))).to_dict()
        charge = (await v1.charges.retrieve_async(intent["latest_charge"])).to_dict()
        await v1.balance_transactions.retrieve_async(charge["balance_transaction"])
        sent: Any = {
            "amount": 1_000,
            "currency": "eur",
            "destination": carrier.id,
            "source_transaction": charge["id"],
        }
        await v1.transfers.create_async(sent)

    return await _speed(play)
