"""Reading payments."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.payments.models import Payment, PaymentStep, Refund
from core.payments.states import QUIET, PaymentState


async def payment_of(
    session: AsyncSession, quest_id: UUID, *, lock: bool = False
) -> Payment | None:
    """Find the payment of a quest."""
    query = select(Payment).where(Payment.quest_id == quest_id)
    query = query.execution_options(populate_existing=True)
    payment: Payment | None = await session.scalar(query.with_for_update() if lock else query)
    return payment


async def find_payment(
    session: AsyncSession, payment_id: UUID, *, lock: bool = False
) -> Payment | None:
    """Find a payment by its id, which an operator may have mistyped."""
    return await session.get(Payment, payment_id, populate_existing=True, with_for_update=lock)


async def locked_payment(session: AsyncSession, payment_id: UUID) -> Payment:
    """Fetch what is known to be there, as it is now, and keep others from changing it."""
    return await session.get_one(Payment, payment_id, with_for_update=True, populate_existing=True)


async def refunds_of(session: AsyncSession, payment_id: UUID) -> list[Refund]:
    query = select(Refund).where(Refund.payment_id == payment_id)
    return list(await session.scalars(query.order_by(Refund.wanted_at, Refund.id)))


async def steps_of(session: AsyncSession, payment_id: UUID) -> list[PaymentStep]:
    query = select(PaymentStep).where(PaymentStep.payment_id == payment_id)
    return list(await session.scalars(query.order_by(PaymentStep.at, PaymentStep.id)))


async def payment_with_charge(session: AsyncSession, charge_id: str) -> Payment | None:
    """Find the payment that a charge of Stripe's was made for."""
    payment: Payment | None = await session.scalar(
        select(Payment).where(Payment.charge_id == charge_id)
    )
    return payment


async def payments_waiting_to_go(session: AsyncSession, payee_id: UUID) -> list[UUID]:
    """Name those of which a share is a Carrier's, and not yet with him."""
    query = select(Payment.id).where(
        Payment.payee_id == payee_id,
        Payment.state == PaymentState.RELEASING,
        Payment.release_reserved_minor > 0,
    )
    return list(await session.scalars(query.order_by(Payment.id)))


_CLOSING = (PaymentState.CHECKOUT_PENDING, PaymentState.CHECKOUT_OPEN, PaymentState.EXPIRING)


async def payments_overdue(session: AsyncSession, *, at: datetime) -> list[UUID]:
    """Name those whose time to pay is over, and of which nobody has said how it ended."""
    query = select(Payment.id).where(Payment.state.in_(_CLOSING), Payment.pay_by <= at)
    return list(await session.scalars(query.order_by(Payment.id)))


async def payments_under_way(session: AsyncSession) -> list[UUID]:
    """Name all that have not ended, and those that a bank looks into."""
    is_asked = Payment.dispute_state.not_in(QUIET)
    query = select(Payment.id).where(Payment.ended_at.is_(None) | is_asked)
    return list(await session.scalars(query.order_by(Payment.id)))
