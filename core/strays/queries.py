"""Reading strays."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.sightings.states import StrayKind
from core.strays.models import Stray


async def strays_of(session: AsyncSession, payment_id: UUID) -> list[Stray]:
    query = select(Stray).where(Stray.payment_id == payment_id)
    return list(await session.scalars(query.order_by(Stray.found_at, Stray.id)))


async def stray_charges_of(session: AsyncSession, payment_id: UUID) -> tuple[str, ...]:
    """Name the charges that were not asked for."""
    strays = await strays_of(session, payment_id)
    return tuple(one.stripe_id for one in strays if one.kind is StrayKind.CHARGE)
