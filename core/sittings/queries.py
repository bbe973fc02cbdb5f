"""Reading sittings."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.operators.models import Operator
from core.operators.states import hash_of
from core.sittings.models import Sitting
from core.sittings.states import LONGEST, Stage


async def sitting_of(
    session: AsyncSession, token: str, *, at: datetime
) -> tuple[Sitting, Operator] | None:
    """Find the live sitting of a token, and who sits there; none for one who is disabled."""
    query = (
        select(Sitting, Operator)
        .join(Operator, Operator.id == Sitting.operator_id)
        .where(
            Sitting.token_hash == hash_of(token),
            Sitting.ended_at.is_(None),
            Operator.disabled_at.is_(None),
        )
    )
    row = (await session.execute(query)).one_or_none()
    return (row[0], row[1]) if row is not None and row[0].is_live(at) else None


async def live_sittings(
    session: AsyncSession, operator: Operator, *, at: datetime
) -> Sequence[Sitting]:
    """List where an operator is signed in, the latest first."""
    query = select(Sitting).where(
        Sitting.operator_id == operator.id,
        Sitting.stage == Stage.FULL,
        Sitting.ended_at.is_(None),
        Sitting.made_at > at - LONGEST,
    )
    found = await session.scalars(query.order_by(Sitting.made_at.desc()))
    return [one for one in found if one.is_live(at)]
