"""Reading operators: by address, by link, all of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.operators.models import Operator, RecoveryCode
from core.operators.states import OperatorMissing, Role, hash_of, plain_email


async def operators(session: AsyncSession) -> Sequence[Operator]:
    query = select(Operator).order_by(Operator.disabled_at.is_not(None), Operator.email)
    return (await session.scalars(query)).all()


async def operator_for(session: AsyncSession, operator_id: UUID, *, lock: bool = False) -> Operator:
    """Fetch an operator, or raise `OperatorMissing`; with `lock`, as he stays for now."""
    query = select(Operator).where(Operator.id == operator_id)
    found = await session.scalar(
        query.with_for_update().execution_options(populate_existing=True) if lock else query
    )
    if found is None:
        raise OperatorMissing
    return found


async def operator_at(session: AsyncSession, email: str) -> Operator | None:
    return await session.scalar(select(Operator).where(Operator.email == plain_email(email)))


async def operator_of_link(
    session: AsyncSession, link: str, *, at: datetime, lock: bool = False
) -> Operator | None:
    """Find whose link this is, while it is good."""
    query = select(Operator).where(
        Operator.link_hash == hash_of(link),
        Operator.link_until > at,
        Operator.disabled_at.is_(None),
    )
    return await session.scalar(query.with_for_update() if lock else query)


async def recovery_codes_left(session: AsyncSession, operator: Operator) -> int:
    query = select(func.count()).where(
        RecoveryCode.operator_id == operator.id, RecoveryCode.used_at.is_(None)
    )
    return await session.scalar(query) or 0


async def owners_left(session: AsyncSession, *, besides: UUID) -> int:
    """Count the owners who may come in, besides one; they stay so until the transaction ends."""
    query = select(Operator.id).where(
        Operator.role == Role.OWNER, Operator.disabled_at.is_(None), Operator.id != besides
    )
    return len((await session.scalars(query.with_for_update())).all())
