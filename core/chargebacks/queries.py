"""Reading chargebacks."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.chargebacks.models import Chargeback


async def chargebacks_of(session: AsyncSession, payment_id: UUID) -> list[Chargeback]:
    query = select(Chargeback).where(Chargeback.payment_id == payment_id)
    return list(await session.scalars(query.order_by(Chargeback.seen_at, Chargeback.stripe_id)))
