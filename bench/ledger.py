"""What safety costs: decisions about money that race for the same payments, with the ledger or not.

Releases, split cancellations, refunds and a bank's questions come at once for each payment, and
what was decided is noted as done. The rival is the same code on a database whose ledger lets every
booking fall under the table, so that only counters, states and commands are kept.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy import text, update

from bench.deals import REWARD, RULES, a_peer, two_cities
from bench.figures import Figure
from bench.product import services_for
from core.errors import Refused
from core.ids import new_id
from core.ledger.queries import drifted_accounts, sums_by_kind
from core.payments.models import Payment
from core.payments.queries import locked_payment, refunds_of
from core.payments.service import (
    note_paid,
    note_refunded,
    note_transferred,
    open_payment,
    share_out,
)
from core.payments.states import (
    DisputeState,
    Shares,
    shares_back,
    shares_for_cancelling,
    shares_for_hand_over,
)
from core.wiring import Services

PAYMENTS = 300
AT_ONCE = 20
ROUNDS = 2
_NOWHERE = "http://127.0.0.1:1"
_UNDER_THE_TABLE = (
    "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE TRIGGER nothing BEFORE INSERT ON ledger_txn FOR EACH ROW EXECUTE FUNCTION nothing()",
)


async def measure_ledger() -> list[Figure]:
    """Run both in turn, twice, so that a busy machine is busy for both."""
    speeds = {True: 0.0, False: 0.0}
    overspent = 0
    for number in range(ROUNDS):
        for has_ledger in (True, False) if number % 2 else (False, True):
            race = await _Race.run(has_ledger=has_ledger, seed=number)
            speeds[has_ledger] += race.per_second
            overspent += race.overspent
    return [
        Figure(
            "racing decisions about money",
            speeds[True] / ROUNDS,
            "decisions/s",
            rival=speeds[False] / ROUNDS,
            against="the same without the ledger",
        ),
        Figure("payments overspent, accounts out of balance", float(overspent), ""),
    ]


class _Race:
    def __init__(self, services: Services, *, seed: int) -> None:
        self._db = services.db
        self._clock = services.clock
        self._chance = Random(seed)  # noqa: S311 - an order, no secret
        self.per_second = 0.0
        self.overspent = 0

    @classmethod
    async def run(cls, *, has_ledger: bool, seed: int) -> "_Race":
        async with services_for(_NOWHERE) as services:
            race = cls(services, seed=seed)
            if not has_ledger:
                async with services.db.begin() as session:
                    for statement in _UNDER_THE_TABLE:
                        await session.execute(text(statement))
            payment_ids = await race._held()
            decisions = [(one, deed) for one in payment_ids for deed in race._deeds()]
            race._chance.shuffle(decisions)
            gate = asyncio.Semaphore(AT_ONCE)

            async def decide(payment_id: UUID, deed: Callable[..., Awaitable[None]]) -> None:
                async with gate:
                    with suppress(Refused):
                        await deed(payment_id)

            began = time.perf_counter()
            await asyncio.gather(*(decide(*one) for one in decisions))
            race.per_second = len(decisions) / (time.perf_counter() - began)
            await race._check(has_ledger=has_ledger)
        return race

    async def _held(self) -> list[UUID]:
        """Let so many payments be paid, each for somebody else."""
        at, ids = self._clock(), []
        async with self._db.begin() as session:
            home, _ = await two_cities(session)
            payer = await a_peer(session, "payer", home, at=at)
            for number in range(PAYMENTS):
                payee = await a_peer(session, f"payee {number}", home, at=at)
                payment = await open_payment(
                    session,
                    new_id(at),
                    payer_id=payer.id,
                    payee_id=payee.id,
                    price=REWARD,
                    rules=RULES,
                    at=at,
                )
                names = {"intent_id": f"pi_{number}", "charge_id": f"ch_{number}"}
                await note_paid(session, payment, paid=payment.total, at=at, **names)
                ids.append(payment.id)
        return ids

    def _deeds(self) -> tuple[Callable[[UUID], Awaitable[None]], ...]:
        return (
            self._release,
            self._split,
            self._give_back,
            self._bank_asks,
            self._note_done,
            self._note_done,
        )

    async def _share(self, payment_id: UUID, how: Callable[[Payment], Shares]) -> None:
        async with self._db.begin() as session:
            payment = await locked_payment(session, payment_id)
            await share_out(session, payment, how(payment), at=self._clock())

    async def _release(self, payment_id: UUID) -> None:
        await self._share(
            payment_id, lambda one: shares_for_hand_over(one.price_minor, one.fee_minor)
        )

    async def _split(self, payment_id: UUID) -> None:
        await self._share(
            payment_id,
            lambda one: shares_for_cancelling(one.price_minor, one.fee_minor, keeps_percent=50),
        )

    async def _give_back(self, payment_id: UUID) -> None:
        await self._share(payment_id, lambda one: shares_back(one.price_minor, one.fee_minor))

    async def _bank_asks(self, payment_id: UUID) -> None:
        """Freeze what a bank asks about, and let it go again."""
        for state in (DisputeState.OPEN, DisputeState.WON):
            async with self._db.begin() as session:
                await locked_payment(session, payment_id)
                one = update(Payment).where(Payment.id == payment_id)
                await session.execute(one.values(dispute_state=state))

    async def _note_done(self, payment_id: UUID) -> None:
        """Note that all that was decided so far has been done."""
        at: datetime = self._clock()
        async with self._db.begin() as session:
            payment = await locked_payment(session, payment_id)
            await note_transferred(session, payment, f"tr_{payment_id}", at=at)
            for refund in await refunds_of(session, payment_id):
                await note_refunded(session, payment, refund, f"re_{refund.id}", at=at)

    async def _check(self, *, has_ledger: bool) -> None:
        async with self._db.begin() as session:
            given = (
                "refund_reserved_minor + refunded_minor + release_reserved_minor + released_minor"
                " - reversed_minor + fee_taken_minor"
            )
            query = f"SELECT count(*) FROM payment WHERE {given} > captured_minor"  # noqa: S608
            self.overspent = await session.scalar(text(query)) or 0
            if has_ledger:
                self.overspent += len(await drifted_accounts(session))
                self.overspent += int(sum((await sums_by_kind(session)).values()) != 0)
