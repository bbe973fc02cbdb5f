"""Having a loss borne, inside the caller's transaction, which has locked the payment."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.models import StripeCommand
from core.commands.queries import newest_command
from core.commands.service import take_back_undone
from core.commands.states import LIVE, CommandState
from core.ledger.service import book
from core.ledger.states import AccountKind, Line
from core.losses.states import Borne, Standing, bear
from core.payments.models import Payment, Refund
from core.payments.queries import refunds_of
from core.payments.service import (
    advance_payment,
    finish_payment,
    promise_refund,
    wish_to_refund,
    wish_to_transfer,
)
from core.payments.states import PaymentEvent, PaymentState, smallest_step
from core.reversals.queries import reversals_of
from core.reversals.service import wish_to_reverse

_TAKEN = "the payer has it from his bank"


async def bear_loss(
    session: AsyncSession,
    payment: Payment,
    kept: int,
    dedupe_key: str,
    *,
    against: AccountKind,
    at: datetime,
) -> Borne | None:
    """Share out what a bank has kept for good, and book it `against` where it stands.

    None, and nothing done, while something that it would be taken from is on its way to somebody:
    whoever looks again later knows how that has ended.
    """
    standing = _standing(payment)
    borne = bear(kept, standing, step=smallest_step(payment.currency))
    owed = await _owed_refunds(session, payment) if borne.promised else []
    stopped = [await newest_command(session, f"refund:{one.id}") for one in owed]
    transfer = await newest_command(session, f"transfer:{payment.id}") if borne.unsent else None
    if any(_is_under_way(one) for one in (*stopped, transfer)):
        return None
    payment.release_reserved_minor -= borne.unsent
    payment.reversal_reserved_minor += borne.sent
    payment.refund_reserved_minor -= borne.promised
    payment.fee_taken_minor -= borne.fee
    payment.charged_back_minor += borne.by_others
    await session.flush()
    lines = [
        Line(AccountKind.QUEST_HOLD, borne.held, payment.quest_id),
        Line(AccountKind.REFUND_CLEARING, borne.promised, payment.quest_id),
        Line(AccountKind.CARRIER_PAYABLE, borne.unsent, payment.payee_id),
        Line(AccountKind.CARRIER_RECEIVABLE, borne.sent, payment.payee_id),
        Line(AccountKind.PLATFORM_FEE, borne.fee),
        Line(AccountKind.DISPUTE_LOSS, borne.ours),
        Line(against, -kept),
    ]
    await book(session, dedupe_key, lines, currency=payment.currency, at=at)
    await _drop_refunds(session, payment, owed, borne.promised, at=at)
    await _shorten_transfer(session, payment, transfer, at=at)
    if borne.sent:
        advance_payment(session, payment, PaymentEvent.RECLAIM, at=at)
        await wish_to_reverse(session, payment, borne.sent, at=at)
    _end(session, payment, at=at)
    return borne


def _standing(payment: Payment) -> Standing:
    given_back = payment.reversed_minor + payment.reversal_reserved_minor
    return Standing(
        held=payment.captured_minor - payment.charged_back_minor
        if payment.state is PaymentState.HELD
        else 0,
        promised=payment.refund_reserved_minor,
        unsent=payment.release_reserved_minor,
        sent=payment.released_minor - given_back,
        fee=payment.fee_taken_minor,
    )


async def _owed_refunds(session: AsyncSession, payment: Payment) -> list[Refund]:
    return [
        one
        for one in await refunds_of(session, payment.id)
        if one.dropped_at is None and (one.done_at is None or one.failed_at is not None)
    ]


def _is_under_way(command: StripeCommand | None) -> bool:
    return command is not None and command.state in {CommandState.SENT, CommandState.UNKNOWN}


async def _drop_refunds(
    session: AsyncSession, payment: Payment, owed: list[Refund], minor: int, *, at: datetime
) -> None:
    """Refund no more what the payer has from his bank; what is left of one is promised anew."""
    waiting = {one.refund_id: one for one in await reversals_of(session, payment.id)}
    for refund in owed:
        if not minor:
            return
        taken = min(minor, refund.minor)
        minor -= taken
        refund.dropped_at = at
        command = await newest_command(session, f"refund:{refund.id}")
        if command is not None:
            take_back_undone(command, _TAKEN)
        rest = None
        if taken < refund.minor:
            rest = await promise_refund(session, payment, refund.minor - taken, at=at)
        if (reversal := waiting.get(refund.id)) is not None and reversal.done_at is None:
            reversal.refund_id = None if rest is None else rest.id
        elif rest is not None:
            await wish_to_refund(session, payment, rest, at=at)


async def _shorten_transfer(
    session: AsyncSession, payment: Payment, transfer: StripeCommand | None, *, at: datetime
) -> None:
    """Send the Carrier what is left of his share, if anything."""
    if transfer is None or transfer.state not in LIVE:
        return
    take_back_undone(transfer, _TAKEN)
    await session.flush()
    if payment.release_reserved_minor:
        await wish_to_transfer(session, payment, transfer.params["destination"], at=at)


def _end(session: AsyncSession, payment: Payment, *, at: datetime) -> None:
    """End a payment of which nothing is left and nothing is on its way."""
    is_untouched = not payment.released_minor and not payment.refunded_minor
    under_way = payment.release_reserved_minor + payment.refund_reserved_minor
    held = _standing(payment).held
    if is_untouched and not under_way and not held:
        advance_payment(session, payment, PaymentEvent.CHARGE_BACK, at=at)
    elif not held:
        finish_payment(session, payment, at=at)
