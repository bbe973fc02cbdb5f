"""Reading reversals."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ledger.queries import balance_of
from core.ledger.states import AccountKind
from core.reversals.models import Reversal


async def reversals_of(session: AsyncSession, payment_id: UUID) -> list[Reversal]:
    query = select(Reversal).where(Reversal.payment_id == payment_id)
    return list(await session.scalars(query.order_by(Reversal.wanted_at, Reversal.id)))


async def owed_by(session: AsyncSession, peer_id: UUID, currency: str) -> int:
    """Tell what a Carrier is to give back and has not, in minor units."""
    return await balance_of(session, AccountKind.CARRIER_RECEIVABLE, currency, owner=peer_id)
