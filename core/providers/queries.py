"""Reading who is known by what name."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.providers.models import OperatorIdentity


async def identity_of(session: AsyncSession, issuer: str, subject: str) -> OperatorIdentity | None:
    return await session.get(OperatorIdentity, (issuer, subject))


async def is_known_to(session: AsyncSession, operator_id: UUID, issuer: str) -> bool:
    """Tell whether a provider knows an operator by some name already."""
    query = select(OperatorIdentity.subject).where(
        OperatorIdentity.operator_id == operator_id, OperatorIdentity.issuer == issuer
    )
    return await session.scalar(query) is not None


async def known_operators(session: AsyncSession) -> frozenset[UUID]:
    """Give the ids of all operators who come by a provider."""
    return frozenset((await session.scalars(select(OperatorIdentity.operator_id))).all())
