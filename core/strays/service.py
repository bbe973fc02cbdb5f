"""Taking strays in, inside the caller's transaction, which has locked the payment."""

from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.service import wish
from core.commands.states import CommandKind
from core.ids import new_id
from core.ledger.queries import is_booked
from core.ledger.service import book
from core.ledger.states import AccountKind, moved
from core.money import Money
from core.outbox.service import tell_operators
from core.payments.models import Payment
from core.payments.service import found_by, freeze_payment
from core.payments.states import FrozenReason, to_stripe
from core.sightings.states import RefundStatus, SeenRefund, SeenStray, StrayKind
from core.strays.models import Stray

_STRIPE, _SUSPENSE = AccountKind.STRIPE_BALANCE, AccountKind.SUSPENSE

log = structlog.get_logger(__name__)


async def take_in(
    session: AsyncSession,
    payment: Payment,
    seen: SeenStray,
    *,
    is_double: bool = False,
    operators: int | None = None,
    at: datetime,
) -> bool:
    """Put a stray into suspense; false when it is known, or none. A double payment goes back."""
    known = select(Stray.id).where(Stray.stripe_id == seen.id)
    if await session.scalar(known) is not None or await is_booked(session, seen.dedupe_key):
        return False
    stray = Stray(
        id=new_id(at),
        stripe_id=seen.id,
        kind=seen.kind,
        payment_id=payment.id,
        minor=seen.effect.minor,
        currency=seen.effect.currency,
        found_at=at,
    )
    session.add(stray)
    lines = moved(seen.effect, _SUSPENSE, _STRIPE)
    await book(session, seen.dedupe_key, lines, currency=stray.currency, at=at)
    log.critical("stray", payment_id=str(payment.id), stripe_id=seen.id, kind=seen.kind.value)
    if is_double:
        await _wish_to_return(session, payment, stray, at=at)
    elif seen.kind is not StrayKind.CHARGE:
        await freeze_payment(session, payment, FrozenReason.STRAY, at=at)
    if operators is not None:
        facts = {
            "id": seen.id,
            "kind": seen.kind.value,
            "amount": Money(abs(stray.minor), stray.currency),
            "payment": str(payment.id),
            "is_returned": int(is_double),
            "is_frozen": int(payment.frozen_reason is not None),
        }
        await tell_operators(session, str(operators), "operators-stray", facts, at=at)
    return True


async def _wish_to_return(
    session: AsyncSession, payment: Payment, stray: Stray, *, at: datetime
) -> None:
    params = {
        "amount": to_stripe(Money(stray.minor, stray.currency)),
        "charge": stray.stripe_id,
        **found_by(payment, stray=str(stray.id)),
    }
    await session.flush()
    await wish(session, CommandKind.REFUND, f"stray:{stray.id}", payment.id, params, at=at)


async def note_returned(
    session: AsyncSession, stray: Stray, seen: SeenRefund, *, at: datetime
) -> bool:
    """Note that what was paid twice has gone back, or has come back from there."""
    if seen.status in {RefundStatus.PENDING, RefundStatus.REQUIRES_ACTION}:
        return False
    money = Money(stray.minor, stray.currency)
    has_gone = stray.returned_at is None
    if has_gone:
        stray.refund_id, stray.returned_at = seen.id, at
        lines = moved(money, _STRIPE, _SUSPENSE)
        await book(session, f"refund:{seen.id}", lines, currency=stray.currency, at=at)
    if seen.status is RefundStatus.SUCCEEDED or stray.failed_at is not None:
        return has_gone
    stray.failed_at = at
    lines = moved(money, _SUSPENSE, _STRIPE)
    return await book(session, f"refund_failed:{seen.id}", lines, currency=stray.currency, at=at)
