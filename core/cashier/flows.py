"""Speaking with Stripe: what is wished for is claimed, sent, and its answer adopted.

A claim is committed before anything is sent, and nothing is held open meanwhile. When it is not
known what came of it, somebody looks before it is sent again, with the same key.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import stripe
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from core.cashier.service import adopt, close_unless_asked, give_up_for_now, report_dead
from core.cashier.states import Outcome, outcome_of, request_for
from core.clock import Clock
from core.commands.models import StripeCommand
from core.commands.service import (
    claim,
    due_commands,
    note_undone,
    note_unknown,
    put_off,
    take_again,
)
from core.commands.states import CommandKind, CommandState, may_be_sent_again
from core.db import Db
from core.identity.flows import Identities
from core.inbox.queries import waiting_items
from core.inbox.service import claim_again, note_done
from core.inbox.service import put_off as put_off_item
from core.inbox.states import InboxSource
from core.onboarding.flows import Onboarding
from core.payments.models import Payment
from core.payments.queries import (
    locked_payment,
    payment_with_charge,
    payments_overdue,
    payments_under_way,
)
from core.payments.states import DisputeState
from core.settlement.service import follow_payment, locked_with_quest
from core.sightings.flows import Look, what_is_known
from core.sightings.states import Seen, read_given, read_link, read_reversal

BACK_TO_CHAT = "https://t.me/"
"""Where Stripe's page leads when it is done with somebody."""

_MOST_AT_ONCE = 20
_SIDE_BY_SIDE = 6
"""The pool of connections is shared with the bot."""
_AWAY = timedelta(seconds=30)

log = structlog.get_logger(__name__)

WishT = TypeVar("WishT")
ResultT = TypeVar("ResultT")


class Cashier:
    """`client` is bound to a version of Stripe's API and does not retry by itself for long.

    What a person must look at is told in the chat of the `operators`, where there is one.
    """

    def __init__(
        self,
        db: Db,
        client: stripe.StripeClient,
        *,
        clock: Clock,
        operators: int | None = None,
    ) -> None:
        self._db = db
        self._v1 = client.v1
        self._clock = clock
        self._operators = operators
        self._look = Look(client)
        self._onboarding = Onboarding(db, client, clock=clock)
        self._identities = Identities(db, client, clock=clock)

    async def sweep(self, *, is_thorough: bool) -> int:
        """Look at payments whose time is over, or at all; answer at how many.

        So it comes out what became of them also when no event of Stripe's arrives for days.
        """
        async with self._db.begin() as session:
            if is_thorough:
                payment_ids = await payments_under_way(session)
            else:
                payment_ids = await payments_overdue(session, at=self._clock())
        for payment_id in payment_ids:
            try:
                await self.look_at(payment_id)
            except stripe.StripeError as error:
                log.warning("stripe_is_away", payment_id=str(payment_id), error=_named(error))
        if is_thorough:
            await self._onboarding.sweep()
            await self._identities.sweep()
        return len(payment_ids)

    async def settle_due(self) -> int:
        """Do what is due, several at once; answer how many were tried."""
        async with self._db.begin() as session:
            due = await due_commands(session, at=self._clock(), limit=_MOST_AT_ONCE)
        await _side_by_side(self._settle_surely, due)
        return len(due)

    async def _settle_surely(self, command_id: UUID) -> None:
        try:
            await self._settle(command_id)
        except Exception:
            # The outermost loop of one command: it is looked at again when its lease is over.
            log.exception("command_failed", command_id=str(command_id))

    async def _settle(self, command_id: UUID) -> None:
        command = await self._claim(command_id)
        if command is None:
            return
        if command.state is CommandState.UNKNOWN:
            try:
                await self.look_at(command.about)
            except stripe.StripeError as error:
                await self._put_back(command_id, error)
                return
            if not await self._take_again(command_id):
                return
        await self._send(command)

    async def _claim(self, command_id: UUID) -> StripeCommand | None:
        """Commit that it is about to be sent; not while the bank asks questions about the money."""
        async with self._db.begin() as session:
            kept, must_wait = await _with_payment(session, command_id)
            if must_wait and kept.state is CommandState.WAITING:
                put_off(kept, "frozen", at=self._clock())
                return None
            return await claim(session, command_id, at=self._clock())

    async def _take_again(self, command_id: UUID) -> bool:
        """Commit that what a look has not found is sent again; not while the money is frozen."""
        async with self._db.begin() as session:
            kept, must_wait = await _with_payment(session, command_id)
            is_known = may_be_sent_again(kept.first_sent_at, at=self._clock())
            if must_wait and is_known and kept.state is CommandState.UNKNOWN:
                put_off(kept, "frozen", at=self._clock())
                return False
            if await take_again(session, command_id, at=self._clock()):
                return True
            await report_dead(session, command_id, operators=self._operators, at=self._clock())
            return False

    async def _send(self, command: StripeCommand) -> None:
        try:
            seen = await self._ask(command)
        except stripe.StripeError as error:
            outcome = outcome_of(error.http_status, _kind_of(error))
            if outcome is Outcome.REFUSED:
                await self._refused(command, error)
            else:
                await self._put_back(command.id, error, is_undone=outcome is Outcome.UNDONE)
            return
        await self._adopt(command.about, seen)

    async def _adopt(self, payment_id: UUID, seen: Seen) -> None:
        async with self._at_payment(payment_id) as (session, payment):
            await adopt(session, payment, seen, operators=self._operators, at=self._clock())
            if seen.link is None:
                await close_unless_asked(session, payment, at=self._clock())
            payee_id = payment.payee_id
        if seen.reversals:
            # What he earned meanwhile has waited until he owed nothing any more.
            await self._onboarding.send_shares(payee_id)

    @asynccontextmanager
    async def _at_payment(self, payment_id: UUID) -> AsyncIterator[tuple[AsyncSession, Payment]]:
        """Change a payment, with all locked that it may move, and let its quest follow."""
        async with self._db.begin() as session:
            payment = await locked_with_quest(session, payment_id)
            was = payment.state
            yield session, payment
            await follow_payment(session, payment, was=was, at=self._clock())

    async def _ask(self, command: StripeCommand) -> Seen:
        """Make the one call that a command stands for."""
        params: Any = request_for(
            command.kind, command.params, about=command.about, back_to=BACK_TO_CHAT
        )
        options: Any = {"idempotency_key": command.key}
        match command.kind:
            case CommandKind.CHECKOUT:
                made = await self._v1.checkout.sessions.create_async(params, options)
                return Seen(link=read_link(made.to_dict()))
            case CommandKind.EXPIRE:
                link_id = command.params["session"]
                closed = await self._v1.checkout.sessions.expire_async(link_id, params, options)
                return Seen(link=read_link(closed.to_dict()))
            case CommandKind.TRANSFER:
                moved = await self._v1.transfers.create_async(params, options)
                return Seen(transfer_id=moved.id)
            case CommandKind.REFUND:
                given = await self._v1.refunds.create_async(params, options)
                return read_given(given.to_dict())
            case CommandKind.REVERSAL:
                transfer_id = command.params["transfer"]
                back = await self._v1.transfers.reversals.create_async(transfer_id, params, options)
                reversal = read_reversal(back.to_dict())
                return Seen(reversals=() if reversal is None else (reversal,))

    async def hear_events(self) -> int:
        """Look at what events are about, whatever they say; answer how many were heard.

        What several are about is looked at once. An event that nobody could look into for Stripe's
        absence waits, and is no failure.
        """
        async with self._db.begin() as session:
            items = await waiting_items(
                session, InboxSource.STRIPE, at=self._clock(), limit=_MOST_AT_ONCE
            )
            lanes: dict[int, list[tuple[int, _Names]]] = defaultdict(list)
            for item in items:
                lanes[item.lane].append((item.id, _names_in(item.payload or {})))
        return sum(await _side_by_side(self._hear, lanes.values()))

    async def _hear(self, told: Sequence[tuple[int, "_Names"]]) -> int:
        """Look once at all that the events of one lane name, and be done with them."""
        item_ids = [item_id for item_id, _ in told]
        try:
            for names in dict.fromkeys(names for _, names in told):
                await self.look_into(dict(names))
        except stripe.StripeError as error:
            log.warning("stripe_is_away", item_ids=item_ids, error=_named(error))
            async with self._db.begin() as session:
                for item_id in item_ids:
                    await put_off_item(session, item_id, until=self._clock() + _AWAY)
            return 0
        async with self._db.begin() as session:
            found = [await claim_again(session, item_id) for item_id in item_ids]
            items = [item for item in found if item is not None]
            await note_done(session, items, at=self._clock())
        return len(items)

    async def look_into(self, payload: dict[str, Any]) -> None:
        """Look at what an event is about, if it is ours."""
        if (account_id := payload.get("account")) is not None:
            await self._onboarding.look_at(account_id)
            return
        if (session_id := payload.get("identity")) is not None:
            await self._identities.look_at(session_id)
            return
        async with self._db.begin() as session:
            payment_id = await _payment_of(session, payload)
        if payment_id is None:
            return
        await self.look_at(payment_id)
        if (charge_id := payload.get("charge")) is not None:
            await self._look_at_charge(payment_id, charge_id)

    async def _look_at_charge(self, payment_id: UUID, charge_id: str) -> None:
        """Find out about a charge that is not the one by which a payment was paid."""
        async with self._db.begin() as session:
            known = await what_is_known(session, payment_id)
        if known is None or charge_id in {known.charge_id, *known.strays}:
            return
        seen = await self._look.at_charge(known, charge_id)
        if seen.strays:
            await self._adopt(payment_id, seen)

    async def look_at(self, payment_id: UUID) -> None:
        """Ask Stripe how a payment stands, and take it over. Raises `stripe.StripeError`."""
        async with self._db.begin() as session:
            known = await what_is_known(session, payment_id)
        if known is None:
            return
        await self._adopt(payment_id, await self._look.at(known))

    async def _refused(self, command: StripeCommand, error: stripe.StripeError) -> None:
        """Look whether it was done after all, before anything follows from the refusal."""
        try:
            await self.look_at(command.about)
        except stripe.StripeError as away:
            await self._put_back(command.id, away)
            return
        async with self._at_payment(command.about) as (session, payment):
            kept = await session.get_one(
                StripeCommand, command.id, with_for_update=True, populate_existing=True
            )
            if kept.state is CommandState.SENT:
                await give_up_for_now(
                    session,
                    payment,
                    kept,
                    _named(error),
                    operators=self._operators,
                    at=self._clock(),
                )

    async def _put_back(
        self, command_id: UUID, error: stripe.StripeError, *, is_undone: bool = False
    ) -> None:
        log.warning("stripe_is_away", command_id=str(command_id), error=_named(error))
        note = note_undone if is_undone else note_unknown
        async with self._db.begin() as session:
            kept = await session.get_one(StripeCommand, command_id, with_for_update=True)
            note(kept, _named(error), at=self._clock())


async def _with_payment(session: AsyncSession, command_id: UUID) -> tuple[StripeCommand, bool]:
    """Lock a command after its payment, as everywhere, and tell whether it must wait."""
    seen = await session.get_one(StripeCommand, command_id)
    payment = await locked_payment(session, seen.about)
    command = await session.get_one(
        StripeCommand, command_id, with_for_update=True, populate_existing=True
    )
    # Stripe refuses to refund what is disputed; what a bank only asks about it may refund.
    is_stopped = payment.dispute_state is DisputeState.OPEN or payment.frozen_reason is not None
    waits = {CommandKind.TRANSFER: payment.is_frozen, CommandKind.REFUND: is_stopped}
    return command, waits.get(command.kind, False)


_Names = tuple[tuple[str, Any], ...]
"""What an event is about, without what happened to it."""


def _names_in(payload: dict[str, Any]) -> _Names:
    return tuple(sorted((name, value) for name, value in payload.items() if name != "type"))


async def _side_by_side(
    work: Callable[[WishT], Awaitable[ResultT]], wishes: Iterable[WishT]
) -> list[ResultT]:
    """Do so many at once that Stripe's answer to one is waited for while others are at work."""
    gate = asyncio.Semaphore(_SIDE_BY_SIDE)

    async def one(wish: WishT) -> ResultT:
        async with gate:
            return await work(wish)

    return await asyncio.gather(*(one(wish) for wish in wishes))


async def _payment_of(session: AsyncSession, payload: dict[str, Any]) -> UUID | None:
    """Find the payment that an event is about; none when it is none of ours."""
    with suppress(ValueError):
        if (named := payload.get("payment")) is not None:
            return UUID(named)
    charge_id = payload.get("charge")
    payment = None if charge_id is None else await payment_with_charge(session, charge_id)
    return None if payment is None else payment.id


def _kind_of(error: stripe.StripeError) -> str | None:
    """Find Stripe's own type of an error, which the SDK gives for some classes alone."""
    body: Any = error.json_body
    told = body.get("error") if isinstance(body, dict) else None
    return told.get("type") if isinstance(told, dict) else None


def _named(error: stripe.StripeError) -> str:
    """Name an error without its words, which may quote what a person wrote."""
    return " ".join(
        str(part)
        for part in (type(error).__name__, error.http_status, error.code, error.request_id)
        if part is not None
    )
