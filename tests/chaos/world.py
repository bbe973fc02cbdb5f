"""Two deals before the sandbox's Stripe, and all that may happen to them in any order.

A deed that is refused changes nothing. The checks hold after every deed, whatever came before.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import aiohttp
import stripe
from hypothesis import event
from sqlalchemy import select

from core.commands.models import StripeCommand
from core.commands.service import claim, due_commands
from core.commands.states import LIVE
from core.complaints.states import Problem, Word
from core.disputes.service import add_evidence, complain, end_claims
from core.errors import Refused
from core.inbox.flows import keep_all
from core.inbox.service import Told
from core.inbox.states import InboxSource, lane_of
from core.ledger.queries import balance_of, drifted_accounts, sums_by_kind
from core.ledger.states import AccountKind
from core.offers.states import Side
from core.onboarding.states import account_wish
from core.outbox.models import OutboxRow
from core.payments.models import Payment
from core.payments.states import PaymentState
from core.payouts.queries import account_of
from core.payouts.service import keep_account
from core.peers.models import Channel
from core.proofs.service import hand_over
from core.quests.models import Quest
from core.quests.states import ENDED, QuestState
from core.settlement.queries import code_for
from core.settlement.service import end_unpaid, give_up_silent, release_due
from core.verdicts.service import close_due
from core.verdicts.service import decide as decide_quest
from tests.desk import Desk
from tests.market import RULES, Deal

ResultT = TypeVar("ResultT")

_FAULTS_AT_MOST = 60
_HEALING = 8
_WAITED_FOR = timedelta(hours=1)
_JOBS: tuple[tuple[Callable[..., Awaitable[Any]], dict[str, Any]], ...] = (
    (end_unpaid, {}),
    (release_due, {}),
    (give_up_silent, {"rules": RULES}),
    (close_due, {"rules": RULES}),
    (end_claims, {}),
)


class World:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.deals: list[tuple[Deal, UUID, UUID]] = []
        self._told = 0

    async def begin(self, stage: str) -> None:
        """Bring a deal as far as a stage of the desk, or to a complaint both spoke to."""
        is_complaint = stage == "complained"
        deal: Deal = await getattr(self.desk, "delivered" if is_complaint else stage)()
        if is_complaint:
            word = Word("It is broken")
            await self._refusing(
                complain, deal.requester, self.desk.quest_id, Problem.DAMAGED, word, rules=RULES
            )
            await self._refusing(add_evidence, deal.carrier, self.desk.quest_id, Word("It was not"))
        self.deals.append((deal, self.desk.quest_id, self.desk.payment_id))

    async def press(
        self, which: int, side: Side, deed: Callable[..., Awaitable[Any]], *more: Any, **facts: Any
    ) -> None:
        """Let one side of a deal do something, if there is such a deal."""
        found = self._deal(which)
        if found is not None:
            deal, quest_id, _ = found
            peer = deal.carrier if side is Side.CARRIER else deal.requester
            await self._refusing(deed, peer, quest_id, *more, **facts)

    async def _refusing(self, deed: Callable[..., Awaitable[Any]], *who: Any, **facts: Any) -> Any:
        """Do it in a transaction of its own; a refusal is an answer, and changes nothing."""
        with suppress(Refused):
            async with self.desk.db.begin() as session:
                return await deed(session, *who, **facts, at=self.desk.now())
        return None

    def _deal(self, which: int) -> tuple[Deal, UUID, UUID] | None:
        return self.deals[which] if which < len(self.deals) else None

    async def _payment(self, which: int) -> Payment | None:
        found = self._deal(which)
        if found is None:
            return None
        async with self.desk.db.begin() as session:
            return await session.get_one(Payment, found[2])

    async def pay(self, which: int) -> None:
        payment = await self._payment(which)
        if payment is None or payment.session_id is None:
            return
        sessions, link_id = self.desk.v1.checkout.sessions, payment.session_id
        link = await _surely(partial(sessions.retrieve_async, link_id))
        if link.status == "open":
            await self.desk.ask(f"/stripe/sessions/{payment.session_id}/pay")

    async def give_code(self, which: int, *, is_right: bool) -> None:
        found = self._deal(which)
        if found is None:
            return
        deal, quest_id, _ = found
        with suppress(Refused, LookupError):
            async with self.desk.db.begin() as session:
                code = await code_for(session, deal.requester, quest_id)
            typed = code if is_right else f"{(int(code) + 1) % 10**6:06}"
            await self._refusing(hand_over, deal.carrier, quest_id, typed, rules=RULES)

    async def decide(self, which: int, percent: int) -> None:
        found = self._deal(which)
        if found is not None:
            said = {"carrier_percent": percent, "why": "As it is", "by": "ops", "rules": RULES}
            await self._refusing(decide_quest, found[1], **said)

    async def open_account(self, which: int) -> None:
        found = self._deal(which)
        if found is None:
            return
        carrier, desk = found[0].carrier, self.desk
        async with desk.db.begin() as session:
            account = await account_of(session, carrier.id)
        if account is None:
            wish: Any = account_wish(carrier.id, country="DE")
            made = await desk.v1.accounts.create_async(wish)
            await desk.ask(f"/stripe/accounts/{made.id}/onboard")
            async with desk.db.begin() as session:
                await keep_account(session, carrier.id, made.id, at=desk.now())
            await desk.onboarding.look_at(made.id)

    async def ask_back(self, which: int, status: str) -> None:
        payment = await self._payment(which)
        if payment is None or payment.charge_id is None:
            return
        disputes = await self.desk.v1.disputes.list_async({"charge": payment.charge_id})
        charges, charge_id = self.desk.v1.charges, payment.charge_id
        charge = await _surely(partial(charges.retrieve_async, charge_id))
        if not disputes.data and not charge.refunded:
            await self.desk.ask(f"/stripe/charges/{payment.charge_id}/dispute", status=status)
            await self._look(payment.id)

    async def end_disputes(self, outcome: str) -> None:
        for dispute in (await self.desk.v1.disputes.list_async({})).data:
            is_inquiry = dispute.status == "warning_needs_response"
            if is_inquiry or dispute.status == "needs_response":
                told = "warning_closed" if is_inquiry else outcome
                await self.desk.ask(f"/stripe/disputes/{dispute.id}/decide", outcome=told)
                for _, _, payment_id in self.deals:
                    await self._look(payment_id)

    async def _look(self, payment_id: UUID) -> None:
        with suppress(stripe.StripeError):
            await self.desk.cashier.look_at(payment_id)

    async def die(self) -> None:
        """Leave what was claimed as a worker does that is killed before it asks."""
        at = self.desk.now()
        async with self.desk.db.begin() as session:
            for command_id in await due_commands(session, at=at, limit=1):
                await claim(session, command_id, at=at)

    async def tell(self, which: int, times: int) -> None:
        found = self._deal(which)
        if found is None:
            return
        name = {"type": "charge.updated", "payment": str(found[2]), "charge": None}
        told = []
        for _ in range(times):
            self._told += 1
            told.append(Told(f"evt_{self._told}", lane_of("stripe"), name, ""))
        await keep_all(self.desk.db, InboxSource.STRIPE, [*told, *told], at=self.desk.now())
        await self.desk.cashier.hear_events()

    async def let_pass(self, by: timedelta) -> None:
        """Let time pass, and the clock do what is due then."""
        await self.desk.advance(by)
        for job, facts in _JOBS:
            async with self.desk.db.begin() as session:
                await job(session, **facts, at=self.desk.now())

    async def check_books(self) -> None:
        async with self.desk.db.begin() as session:
            assert sum((await sums_by_kind(session)).values()) == 0
            assert await drifted_accounts(session) == []
            for _, quest_id, payment_id in self.deals:
                payment = await session.get_one(Payment, payment_id)
                quest = await session.get_one(Quest, quest_id)
                held = await balance_of(
                    session, AccountKind.QUEST_HOLD, payment.currency, owner=quest_id
                )
                still = payment.captured_minor if payment.state is PaymentState.HELD else 0
                assert -held == still, (payment.state, payment.dispute_state)
                _check_agreement(quest, payment)
                event(f"{quest.state} {payment.state} {payment.dispute_state}")

    async def check_stripe(self) -> None:
        v1 = self.desk.v1
        for _, _, payment_id in self.deals:
            group: Any = {"transfer_group": str(payment_id)}
            transfers = (await _surely(partial(v1.transfers.list_async, group))).data
            assert len(transfers) <= 1
            payment = await self._payment_with(payment_id)
            if payment.charge_id is None:
                assert not transfers
                continue
            of_it: Any = {"charge": payment.charge_id}
            refunds = (await _surely(partial(v1.refunds.list_async, of_it))).data
            names = [one.metadata["refund"] for one in refunds if one.metadata]
            assert len(names) == len(set(names))
            back = sum(one.amount for one in refunds if one.status != "failed")
            sent = sum(one.amount - one.amount_reversed for one in transfers)
            assert back + sent <= payment.captured_minor, (back, sent)

    async def _payment_with(self, payment_id: UUID) -> Payment:
        async with self.desk.db.begin() as session:
            return await session.get_one(Payment, payment_id)

    async def check_phones(self) -> None:
        async with self.desk.db.begin() as session:
            for deal, quest_id, _ in self.deals:
                quest = await session.get_one(Quest, quest_id)
                for peer in (deal.carrier, deal.requester):
                    query = (
                        select(OutboxRow.content)
                        .join(Channel, Channel.id == OutboxRow.channel_id)
                        .where(
                            Channel.peer_id == peer.id,
                            OutboxRow.notice == "quest",
                            OutboxRow.content["id"].astext == str(quest_id),
                        )
                        .order_by(OutboxRow.id.desc())
                    )
                    shown = (await session.scalars(query.limit(1))).first()
                    assert shown is not None
                    assert shown["state"] == quest.state.value

    async def heal(self) -> None:
        """Let all faults pass, banks decide and Carriers open accounts; then nothing is left."""
        async with aiohttp.ClientSession(self.desk.url) as plane:
            await plane.delete("/sandbox/faults")
        await self.end_disputes("won")
        for which in range(len(self.deals)):
            await self.open_account(which)
        for _ in range(_HEALING):
            await self.let_pass(_WAITED_FOR)
            await self.desk.settle(2)
            await self.desk.cashier.sweep(is_thorough=True)
        await self.check_books()
        await self.check_stripe()
        await self.check_phones()
        async with self.desk.db.begin() as session:
            query = select(StripeCommand).where(StripeCommand.state.in_(LIVE))
            left = [one.op_key for one in await session.scalars(query)]
            for _, quest_id, payment_id in self.deals:
                payment = await session.get_one(Payment, payment_id)
                quest = await session.get_one(Quest, quest_id)
                _is_complete(quest, payment)
        assert not left


async def _surely(ask: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """Ask for a check, through the faults that were meant for the cashier; each strikes once."""
    for _ in range(_FAULTS_AT_MOST):
        with suppress(stripe.StripeError):
            return await ask()
    return await ask()


def _check_agreement(quest: Quest, payment: Payment) -> None:
    """See that a quest and its money say the same."""
    paid = {QuestState.FUNDED, QuestState.PICKED_UP, QuestState.DELIVERED, QuestState.DISPUTED}
    if quest.state in paid:
        assert payment.held_at is not None
    if quest.state is QuestState.SETTLED:
        assert payment.released_minor > 0
    if quest.state is QuestState.ACCEPTED:
        assert payment.captured_minor == 0


def _is_complete(quest: Quest, payment: Payment) -> None:
    """See that nobody waits for money that could be on its way."""
    assert payment.state not in {
        PaymentState.CHECKOUT_PENDING,
        PaymentState.EXPIRING,
        PaymentState.RELEASING,
        PaymentState.REFUNDING,
    }, (quest.state, payment.state, payment.dispute_state)
    if quest.state in ENDED:
        assert payment.state is not PaymentState.HELD, (quest.state, payment.dispute_state)
    given = payment.refunded_minor + payment.released_minor - payment.reversed_minor
    if payment.state in {PaymentState.RELEASED, PaymentState.REFUNDED}:
        assert given + payment.fee_taken_minor <= payment.captured_minor
