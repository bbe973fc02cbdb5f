"""Giving money back that was released, inside the caller's transaction, which has locked it.

The Carrier owes his part from the decision on, and what the Requester is to get is promised to him.
His refund is wished for when the Carrier's part is back, so that it is paid from no other quest.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.service import wish
from core.commands.states import CommandKind
from core.ids import new_id
from core.ledger.service import book
from core.ledger.states import AccountKind, Line, moved
from core.money import Money
from core.payments.models import Payment, Refund
from core.payments.service import (
    advance_payment,
    finish_payment,
    found_by,
    promise_refund,
    wish_to_refund,
)
from core.payments.states import (
    MoneyIsFrozen,
    PaymentEvent,
    PaymentState,
    Shares,
    to_stripe,
)
from core.reversals.models import Reversal
from core.reversals.states import MoneyIsNotReleased, MoreThanWasReleased


async def refund_released(
    session: AsyncSession,
    payment: Payment,
    minor_from_carrier: int,
    minor_from_fee: int,
    *,
    at: datetime,
    by: UUID | None = None,
) -> Refund:
    """Give the Requester these parts of what the Carrier was sent and the platform has earned.

    The sums are multiples of the currency's `smallest_step`, and not both 0. Refuses
    `MoneyIsFrozen`, `MoneyIsNotReleased`, `MoreThanWasReleased`.
    """
    if payment.is_frozen:
        raise MoneyIsFrozen
    if payment.state is not PaymentState.RELEASED:
        raise MoneyIsNotReleased(state=payment.state.value)
    left = Shares(carrier=_still_with_carrier(payment), fee=payment.fee_taken_minor)
    if not 0 <= minor_from_carrier <= left.carrier or not 0 <= minor_from_fee <= left.fee:
        raise MoreThanWasReleased(left=Money(left.total, payment.currency))
    minor = minor_from_carrier + minor_from_fee
    if not minor:
        raise ValueError("nothing is to be given back")
    advance_payment(session, payment, PaymentEvent.RECLAIM, at=at, by=by)
    payment.reversal_reserved_minor += minor_from_carrier
    payment.fee_taken_minor -= minor_from_fee
    payment.refund_reserved_minor += minor
    await session.flush()
    refund = await promise_refund(session, payment, minor, at=at)
    lines = [
        Line(AccountKind.CARRIER_RECEIVABLE, minor_from_carrier, payment.payee_id),
        Line(AccountKind.PLATFORM_FEE, minor_from_fee),
        Line(AccountKind.REFUND_CLEARING, -minor, payment.quest_id),
    ]
    await book(session, f"refund_req:{refund.id}", lines, currency=payment.currency, at=at)
    if minor_from_carrier:
        await wish_to_reverse(session, payment, minor_from_carrier, refund_id=refund.id, at=at)
    else:
        await wish_to_refund(session, payment, refund, at=at)
    return refund


def _still_with_carrier(payment: Payment) -> int:
    return payment.released_minor - payment.reversed_minor - payment.reversal_reserved_minor


async def wish_to_reverse(
    session: AsyncSession,
    payment: Payment,
    minor: int,
    *,
    refund_id: UUID | None = None,
    at: datetime,
) -> Reversal:
    """Have a part of the Carrier's transfer brought back, which the caller has reserved."""
    reversal = Reversal(
        id=new_id(at), payment_id=payment.id, refund_id=refund_id, minor=minor, wanted_at=at
    )
    session.add(reversal)
    await session.flush()
    params = {
        "transfer": payment.transfer_id,
        "amount": to_stripe(Money(minor, payment.currency)),
        **found_by(payment, reversal=str(reversal.id)),
    }
    key = f"reversal:{reversal.id}"
    await wish(session, CommandKind.REVERSAL, key, payment.id, params, at=at)
    return reversal


async def note_reversed(
    session: AsyncSession, payment: Payment, reversal: Reversal, stripe_id: str, *, at: datetime
) -> bool:
    """Note that a part is back from the Carrier, and send it on; false when that was known."""
    if reversal.done_at is not None:
        return False
    reversal.stripe_id, reversal.done_at = stripe_id, at
    payment.reversal_reserved_minor -= reversal.minor
    payment.reversed_minor += reversal.minor
    await session.flush()
    lines = moved(
        Money(reversal.minor, payment.currency),
        AccountKind.CARRIER_RECEIVABLE,
        AccountKind.STRIPE_BALANCE,
        owner=payment.payee_id,
    )
    await book(session, f"trr:{stripe_id}", lines, currency=payment.currency, at=at)
    if reversal.refund_id is not None:
        refund = await session.get_one(Refund, reversal.refund_id)
        await wish_to_refund(session, payment, refund, at=at)
    finish_payment(session, payment, at=at)
    return True
