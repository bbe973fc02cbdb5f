"""Taking over what was seen at Stripe, and what follows a refusal, inside one transaction."""

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from core.chargebacks.service import adopt_disputes
from core.commands.models import StripeCommand
from core.commands.queries import live_command, newest_command
from core.commands.service import note_done, note_rejected, note_undone, wish
from core.commands.states import CommandKind, CommandState, pause_after
from core.money import Money
from core.outbox.service import tell_operators
from core.payments.models import Payment, Refund
from core.payments.service import (
    note_closed,
    note_link,
    note_paid,
    note_processing_fee,
    note_refund_failed,
    note_refunded,
    note_transferred,
)
from core.payments.states import NotWhatWasAsked, PaymentState
from core.reversals.models import Reversal
from core.reversals.service import note_reversed
from core.sightings.states import (
    Capture,
    Link,
    LinkStatus,
    RefundStatus,
    Seen,
    SeenRefund,
    SeenReversal,
    SeenStray,
    StrayKind,
)
from core.strays.models import Stray
from core.strays.service import note_returned, take_in

_PATIENT = 4
"""What was refused for good is tried again after so many steps of the usual pauses, and slower."""

log = structlog.get_logger(__name__)


async def adopt(
    session: AsyncSession,
    payment: Payment,
    seen: Seen,
    *,
    operators: int | None = None,
    at: datetime,
) -> None:
    """Take over how a locked payment stands; what is known already changes nothing."""
    if seen.link is not None:
        await _adopt_link(session, payment, seen.link, at=at)
    if seen.capture is not None:
        await _adopt_capture(session, payment, seen.capture, operators=operators, at=at)
    for one in seen.refunds:
        await _adopt_refund(session, payment, one, operators=operators, at=at)
    if seen.transfer_id is not None:
        await _done(session, f"transfer:{payment.id}", seen.transfer_id)
        await note_transferred(session, payment, seen.transfer_id, at=at)
    for back in seen.reversals:
        await _adopt_reversal(session, payment, back, at=at)
    for one in seen.returned:
        await _adopt_returned(session, payment, one, at=at)
    for kept in seen.kept:
        await note_processing_fee(session, kept.transaction_id, kept.fee, at=at)
    for stray in seen.strays:
        is_double = stray.kind is StrayKind.CHARGE
        await take_in(session, payment, stray, is_double=is_double, operators=operators, at=at)
    # What has moved is noted first, for what a bank keeps is borne by whoever has it now.
    await adopt_disputes(session, payment, seen.disputes, operators=operators, at=at)


async def close_unless_asked(session: AsyncSession, payment: Payment, *, at: datetime) -> None:
    """End a payment that was cancelled, and for which no link is there nor will be."""
    is_over = payment.state is PaymentState.EXPIRING and payment.session_id is None
    if is_over and await live_command(session, f"checkout:{payment.id}") is None:
        await note_closed(session, payment, at=at)


async def _adopt_link(session: AsyncSession, payment: Payment, link: Link, *, at: datetime) -> None:
    await _done(session, f"checkout:{payment.id}", link.id)
    if link.status is LinkStatus.OPEN and link.url is not None:
        await note_link(session, payment, link.id, link.url, at=at)
        return
    payment.session_id = link.id
    # It cannot be paid any more, which is all that closing it is for.
    await _done(session, f"expire:{payment.id}", link.id)
    if link.status is LinkStatus.EXPIRED:
        await note_closed(session, payment, at=at)


async def _adopt_capture(
    session: AsyncSession,
    payment: Payment,
    capture: Capture,
    *,
    operators: int | None,
    at: datetime,
) -> None:
    try:
        await note_paid(
            session,
            payment,
            intent_id=capture.intent_id,
            charge_id=capture.charge_id,
            paid=capture.paid,
            at=at,
        )
    except NotWhatWasAsked:
        # Another sum by our own link: whether it goes back or is made good a person says.
        stray = SeenStray(StrayKind.CHARGE, capture.charge_id, capture.paid)
        await take_in(session, payment, stray, operators=operators, at=at)
    if capture.transaction_id is not None and capture.kept is not None:
        await note_processing_fee(session, capture.transaction_id, capture.kept, at=at)


async def _adopt_refund(
    session: AsyncSession,
    payment: Payment,
    seen: SeenRefund,
    *,
    operators: int | None,
    at: datetime,
) -> None:
    refund = await session.get(Refund, seen.refund_id)
    if refund is None or refund.payment_id != payment.id:
        log.critical("strange_refund", payment_id=str(payment.id), stripe_id=seen.id)
        return
    await _done(session, f"refund:{refund.id}", seen.id)
    if seen.status in {RefundStatus.PENDING, RefundStatus.REQUIRES_ACTION}:
        return
    await note_refunded(session, payment, refund, seen.id, at=at)
    if seen.status is RefundStatus.SUCCEEDED:
        return
    is_news = await note_refund_failed(session, payment, refund, at=at)
    if is_news and operators is not None:
        facts = {
            "id": seen.id,
            "payment": str(payment.id),
            "amount": Money(refund.minor, payment.currency),
        }
        await tell_operators(session, str(operators), "operators-refund-failed", facts, at=at)


async def _adopt_returned(
    session: AsyncSession, payment: Payment, seen: SeenRefund, *, at: datetime
) -> None:
    stray = await session.get(Stray, seen.refund_id)
    if stray is None or stray.payment_id != payment.id:
        log.critical("strange_refund", payment_id=str(payment.id), stripe_id=seen.id)
        return
    await _done(session, f"stray:{stray.id}", seen.id)
    await note_returned(session, stray, seen, at=at)


async def _adopt_reversal(
    session: AsyncSession, payment: Payment, seen: SeenReversal, *, at: datetime
) -> None:
    reversal = await session.get(Reversal, seen.reversal_id)
    if reversal is None or reversal.payment_id != payment.id:
        log.critical("strange_reversal", payment_id=str(payment.id), stripe_id=seen.id)
        return
    await _done(session, f"reversal:{reversal.id}", seen.id)
    await note_reversed(session, payment, reversal, seen.id, at=at)


async def _done(session: AsyncSession, op_key: str, stripe_id: str) -> None:
    command = await newest_command(session, op_key)
    if command is not None:
        await note_done(session, command, stripe_id)


async def give_up_for_now(
    session: AsyncSession,
    payment: Payment,
    command: StripeCommand,
    error: str,
    *,
    operators: int | None = None,
    at: datetime,
) -> None:
    """Draw the consequence of a refusal, when a look has shown that nothing was done.

    A link that is not made is not paid. Money that is owed stays owed: it is wished for anew, with
    a key of its own, after a while. The operators hear of what is refused for the first time.
    """
    if command.kind is CommandKind.EXPIRE:
        note_undone(command, error, at=at)
        return
    note_rejected(command, error)
    await session.flush()
    if command.attempt == 1:
        await _report(session, "operators-stripe-refuses", command, operators=operators, at=at)
    if command.kind is CommandKind.CHECKOUT:
        await note_closed(session, payment, at=at)
        return
    log.error("stripe_refuses", op_key=command.op_key, attempt=command.attempt, error=error)
    await wish(
        session,
        command.kind,
        command.op_key,
        command.about,
        command.params,
        at=at,
        not_before=at + pause_after(command.attempt + _PATIENT),
    )


async def report_dead(
    session: AsyncSession, command_id: UUID, *, operators: int | None, at: datetime
) -> None:
    """Tell the operators of a command that is too old to be sent again."""
    command = await session.get_one(StripeCommand, command_id, populate_existing=True)
    if command.state is CommandState.DEAD:
        log.critical("stripe_command_dead", op_key=command.op_key, error=command.error)
        await _report(session, "operators-stripe-unknown", command, operators=operators, at=at)


async def _report(
    session: AsyncSession,
    notice: str,
    command: StripeCommand,
    *,
    operators: int | None,
    at: datetime,
) -> None:
    if operators is not None:
        facts = {"key": command.op_key, "error": command.error}
        await tell_operators(session, str(operators), notice, facts, at=at)
