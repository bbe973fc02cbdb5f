"""Deciding what happens to the money of a quest, and noting what came of it.

Everything joins the caller's transaction, which has locked the payment (`locked_payment`) before
its accounts. Nothing here asks Stripe: what it is to do is wished for, and what it has done is
noted as often as it is told.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.queries import live_command
from core.commands.service import take_back, wish
from core.commands.states import CommandKind
from core.events.service import publish
from core.events.states import EventName, Fact
from core.ids import new_id
from core.ledger.service import book
from core.ledger.states import AccountKind, Line, moved
from core.money import Money
from core.payments.models import Payment, PaymentStep, Refund
from core.payments.states import (
    ENDED,
    DisputeState,
    FrozenReason,
    MoneyIsFrozen,
    MoneyIsNotHeld,
    NotWhatWasAsked,
    PaymentEvent,
    PaymentState,
    Shares,
    after,
    fee_on,
    smallest_step,
    to_stripe,
)
from core.rules import Rules

_HOLD, _STRIPE = AccountKind.QUEST_HOLD, AccountKind.STRIPE_BALANCE
_PAYABLE, _CLEARING = AccountKind.CARRIER_PAYABLE, AccountKind.REFUND_CLEARING


async def open_payment(
    session: AsyncSession,
    quest_id: UUID,
    *,
    payer_id: UUID,
    payee_id: UUID,
    price: Money,
    rules: Rules,
    at: datetime,
) -> Payment:
    """Ask for the link by which the Requester pays; fee and currency are what they are now."""
    payment = Payment(
        id=new_id(at),
        quest_id=quest_id,
        payer_id=payer_id,
        payee_id=payee_id,
        state=PaymentState.CHECKOUT_PENDING,
        dispute_state=DisputeState.NONE,
        price_minor=price.minor,
        fee_minor=fee_on(price, rules.fee_percent).minor,
        currency=price.currency,
        opened_at=at,
        pay_by=at + timedelta(minutes=rules.pay_minutes),
    )
    session.add(payment)
    await session.flush()
    params = {
        "amount": to_stripe(payment.total),
        "currency": payment.currency.lower(),
        "expires_at": int(payment.pay_by.timestamp()),
        **found_by(payment),
    }
    await wish(session, CommandKind.CHECKOUT, f"checkout:{payment.id}", payment.id, params, at=at)
    _step(session, payment, PaymentEvent.ASK, None, at=at)
    return payment


async def note_link(
    session: AsyncSession, payment: Payment, session_id: str, url: str, *, at: datetime
) -> bool:
    """Note the link; false when it was known. A payment that was cancelled meanwhile closes it."""
    is_new = payment.session_id is None
    payment.session_id, payment.checkout_url = session_id, url
    if advance_payment(session, payment, PaymentEvent.LINK, at=at):
        return True
    if is_new and payment.state is PaymentState.EXPIRING:
        await _wish_to_expire(session, payment, at=at)
    return False


async def expire_payment(
    session: AsyncSession, payment: Payment, *, at: datetime, by: UUID | None = None
) -> bool:
    """Close the link, so that it cannot be paid any more; false when it is too late for that.

    Stripe has the last word: it may say that it was paid in the meantime.
    """
    if not advance_payment(session, payment, PaymentEvent.EXPIRE, at=at, by=by):
        return False
    asked = await live_command(session, f"checkout:{payment.id}")
    if asked is not None and take_back(asked):
        advance_payment(session, payment, PaymentEvent.CLOSE, at=at)
    elif payment.session_id is not None:
        await _wish_to_expire(session, payment, at=at)
    return True


async def note_closed(session: AsyncSession, payment: Payment, *, at: datetime) -> bool:
    """Note that the link is closed and nothing was paid."""
    return advance_payment(session, payment, PaymentEvent.CLOSE, at=at)


async def note_paid(
    session: AsyncSession,
    payment: Payment,
    *,
    intent_id: str,
    charge_id: str,
    paid: Money,
    at: datetime,
) -> bool:
    """Hold what was paid; false when that was known. Raises `NotWhatWasAsked`."""
    if paid != payment.total or payment.intent_id not in {None, intent_id}:
        raise NotWhatWasAsked(intent_id)
    if not advance_payment(session, payment, PaymentEvent.PAY, at=at):
        return False
    payment.intent_id, payment.charge_id, payment.held_at = intent_id, charge_id, at
    payment.captured_minor = paid.minor
    await session.flush()
    lines = moved(paid, _HOLD, _STRIPE, owner=payment.quest_id)
    await book(session, f"capture:{charge_id}", lines, currency=payment.currency, at=at)
    return True


async def share_out(
    session: AsyncSession,
    payment: Payment,
    shares: Shares,
    *,
    at: datetime,
    by: UUID | None = None,
) -> None:
    """Decide who gets what of all that is held, once. Refuses `MoneyIsNotHeld`, `MoneyIsFrozen`.

    The shares are everything that was paid; what is not shared out would belong to nobody. What a
    bank has kept of it is left out of them (`Shares.less`).
    """
    if payment.is_frozen:
        raise MoneyIsFrozen
    if payment.state is not PaymentState.HELD or shares.total != payment.captured_minor:
        raise MoneyIsNotHeld(state=payment.state.value)
    shares = shares.less(payment.charged_back_minor, step=smallest_step(payment.currency))
    event = PaymentEvent.RELEASE if shares.carrier else PaymentEvent.REFUND
    advance_payment(session, payment, event, at=at, by=by)
    payment.release_reserved_minor = shares.carrier
    payment.refund_reserved_minor = shares.requester
    payment.fee_taken_minor = shares.fee
    await session.flush()
    lines = [
        Line(_HOLD, shares.total, payment.quest_id),
        Line(_PAYABLE, -shares.carrier, payment.payee_id),
        Line(_CLEARING, -shares.requester, payment.quest_id),
        Line(AccountKind.PLATFORM_FEE, -shares.fee),
    ]
    await book(session, f"share:{payment.id}", lines, currency=payment.currency, at=at)
    if shares.requester:
        refund = await promise_refund(session, payment, shares.requester, at=at)
        await wish_to_refund(session, payment, refund, at=at)


async def wish_to_transfer(
    session: AsyncSession, payment: Payment, account_id: str, *, at: datetime
) -> None:
    """Send the Carrier's share to his account at Stripe, which is ready to take it."""
    params = {
        "amount": to_stripe(Money(payment.release_reserved_minor, payment.currency)),
        "currency": payment.currency.lower(),
        "destination": account_id,
        "source_transaction": payment.charge_id,
        **found_by(payment),
    }
    await wish(session, CommandKind.TRANSFER, f"transfer:{payment.id}", payment.id, params, at=at)


async def note_transferred(
    session: AsyncSession, payment: Payment, transfer_id: str, *, at: datetime
) -> bool:
    """Note that the Carrier's share has left; false when that was known."""
    share = Money(payment.release_reserved_minor, payment.currency)
    if payment.transfer_id is not None or not share.minor:
        return False
    payment.transfer_id = transfer_id
    payment.released_minor += share.minor
    payment.release_reserved_minor = 0
    await session.flush()
    lines = moved(share, _STRIPE, _PAYABLE, new_owner=payment.payee_id)
    await book(session, f"transfer:{transfer_id}", lines, currency=payment.currency, at=at)
    finish_payment(session, payment, at=at)
    return True


async def note_refunded(
    session: AsyncSession, payment: Payment, refund: Refund, stripe_id: str, *, at: datetime
) -> bool:
    """Note that a refund is with the Requester's bank; false when that was known."""
    if refund.done_at is not None:
        return False
    refund.stripe_id, refund.done_at = stripe_id, at
    payment.refund_reserved_minor -= refund.minor
    payment.refunded_minor += refund.minor
    await session.flush()
    lines = moved(
        Money(refund.minor, payment.currency), _STRIPE, _CLEARING, new_owner=payment.quest_id
    )
    await book(session, f"refund:{stripe_id}", lines, currency=payment.currency, at=at)
    finish_payment(session, payment, at=at)
    return True


async def note_refund_failed(
    session: AsyncSession, payment: Payment, refund: Refund, *, at: datetime
) -> bool:
    """Note that the bank has sent a refund back, as it may after weeks: it is owed once more.

    Nothing is wished for: a person finds another way. False when that was known.
    """
    if refund.done_at is None or refund.failed_at is not None:
        return False
    refund.failed_at = at
    payment.refunded_minor -= refund.minor
    payment.refund_reserved_minor += refund.minor
    await session.flush()
    lines = moved(Money(refund.minor, payment.currency), _CLEARING, _STRIPE, owner=payment.quest_id)
    key = f"refund_failed:{refund.stripe_id}"
    return await book(session, key, lines, currency=payment.currency, at=at)


async def freeze_payment(
    session: AsyncSession, payment: Payment, reason: FrozenReason, *, at: datetime
) -> bool:
    """Let nothing more of a locked payment move until a person thaws it; false when it was so."""
    if payment.frozen_reason is not None:
        return False
    payment.frozen_reason = reason
    await _tell_of(session, EventName.PAYMENT_FROZEN, payment, at=at, reason=reason)
    return True


async def thaw_payment(session: AsyncSession, payment: Payment, *, at: datetime) -> bool:
    """Let it move again, as far as its bank lets it; false when it was not frozen."""
    was, payment.frozen_reason = payment.frozen_reason, None
    if was is None:
        return False
    await _tell_of(session, EventName.PAYMENT_THAWED, payment, at=at, reason=was)
    return True


async def note_dispute(
    session: AsyncSession, payment: Payment, state: DisputeState, *, at: datetime
) -> bool:
    """Note what the payer's bank says of a locked payment; false when that was known."""
    was, payment.dispute_state = payment.dispute_state, state
    if was is state:
        return False
    await _tell_of(session, EventName.PAYMENT_DISPUTED, payment, at=at, was=was, state=state)
    return True


async def _tell_of(
    session: AsyncSession, name: EventName, payment: Payment, *, at: datetime, **facts: Fact
) -> None:
    told = {"payment_id": payment.id, **facts}
    await publish(session, name, payment.quest_id, by_peer_id=None, at=at, facts=told)


async def note_processing_fee(
    session: AsyncSession, transaction_id: str, fee: Money, *, at: datetime
) -> bool:
    """Book what Stripe took for itself, by the id of its balance transaction."""
    lines = moved(fee, _STRIPE, AccountKind.PROCESSOR_FEE)
    return await book(session, f"pfee:{transaction_id}", lines, currency=fee.currency, at=at)


async def _wish_to_expire(session: AsyncSession, payment: Payment, *, at: datetime) -> None:
    params = {"session": payment.session_id}
    await wish(session, CommandKind.EXPIRE, f"expire:{payment.id}", payment.id, params, at=at)


async def promise_refund(
    session: AsyncSession, payment: Payment, minor: int, *, at: datetime
) -> Refund:
    """Write down that a part goes back; it is sent when it is wished for."""
    refund = Refund(id=new_id(at), payment_id=payment.id, minor=minor, wanted_at=at)
    session.add(refund)
    await session.flush()
    return refund


async def wish_to_refund(
    session: AsyncSession, payment: Payment, refund: Refund, *, at: datetime
) -> None:
    params = {
        "amount": to_stripe(Money(refund.minor, payment.currency)),
        "charge": payment.charge_id,
        **found_by(payment, refund=str(refund.id)),
    }
    await wish(session, CommandKind.REFUND, f"refund:{refund.id}", payment.id, params, at=at)


def found_by(payment: Payment, **more: str) -> dict[str, Any]:
    """Give what every object at Stripe bears, so that it can be found without an answer."""
    return {"metadata": {"payment": str(payment.id), "quest": str(payment.quest_id), **more}}


def finish_payment(session: AsyncSession, payment: Payment, *, at: datetime) -> None:
    """End a payment of which nothing is on its way any more."""
    under_way = (
        payment.release_reserved_minor
        + payment.refund_reserved_minor
        + payment.reversal_reserved_minor
    )
    if not under_way:
        advance_payment(session, payment, PaymentEvent.FINISH, at=at)


def advance_payment(
    session: AsyncSession,
    payment: Payment,
    event: PaymentEvent,
    *,
    at: datetime,
    by: UUID | None = None,
) -> bool:
    """Change a payment's state, by the one door there is; false when nothing follows."""
    to_state = after(payment.state, event)
    if to_state is None:
        return False
    from_state, payment.state = payment.state, to_state
    payment.ended_at = at if to_state in ENDED else None
    _step(session, payment, event, from_state, at=at, by=by)
    return True


def _step(
    session: AsyncSession,
    payment: Payment,
    event: PaymentEvent,
    from_state: PaymentState | None,
    *,
    at: datetime,
    by: UUID | None = None,
) -> None:
    session.add(
        PaymentStep(
            id=new_id(at),
            payment_id=payment.id,
            at=at,
            event=event,
            from_state=from_state,
            to_state=payment.state,
            by_peer_id=by,
        )
    )
