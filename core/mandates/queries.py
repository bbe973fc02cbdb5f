"""Reading mandates: one's own, and what a token may do now."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.mandates.models import Mandate
from core.operators.models import Operator
from core.operators.states import hash_of


async def live_mandates(
    session: AsyncSession, operator_id: UUID, *, at: datetime
) -> Sequence[Mandate]:
    """List an operator's mandates that have not ended, the newest first."""
    query = select(Mandate).where(
        Mandate.operator_id == operator_id, Mandate.ended_at.is_(None), Mandate.until > at
    )
    return (await session.scalars(query.order_by(Mandate.id.desc()))).all()


async def mandate_of(
    session: AsyncSession, secret: str, *, at: datetime
) -> tuple[Mandate, Operator] | None:
    """Find the live mandate of a token, and whom it acts for; none for one who is disabled."""
    return await _live(session, Mandate.secret_hash == hash_of(secret), at=at)


async def mandate_still(
    session: AsyncSession, mandate_id: UUID, *, at: datetime
) -> tuple[Mandate, Operator] | None:
    """Find a mandate again that was live a moment ago, with the role as it is now."""
    return await _live(session, Mandate.id == mandate_id, at=at)


async def _live(
    session: AsyncSession, which: object, *, at: datetime
) -> tuple[Mandate, Operator] | None:
    query = (
        select(Mandate, Operator)
        .join(Operator, Operator.id == Mandate.operator_id)
        .where(which, Operator.disabled_at.is_(None))  # type: ignore[arg-type]  # a condition
        .execution_options(populate_existing=True)
    )
    row = (await session.execute(query)).one_or_none()
    return (row[0], row[1]) if row is not None and row[0].is_live(at) else None
