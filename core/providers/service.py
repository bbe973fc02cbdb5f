"""Linking an operator with what a provider calls him, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.operators.models import Operator
from core.providers.models import OperatorIdentity
from core.providers.queries import is_known_to
from core.providers.states import Doubt, NotVouchedFor, Vouched


async def link_operator(
    session: AsyncSession, operator: Operator, vouched: Vouched, *, at: datetime
) -> None:
    """Let an operator be known by this name from now on.

    Whoever the provider knows by another name already is not taken over by an address that somebody
    else has there now: refuses `NotVouchedFor`.
    """
    if await is_known_to(session, operator.id, vouched.issuer):
        raise NotVouchedFor(Doubt.NOT_LISTED)
    session.add(
        OperatorIdentity(
            issuer=vouched.issuer,
            subject=vouched.subject,
            operator_id=operator.id,
            linked_at=at,
        )
    )
    # He has come by another way than the link that was made for him.
    operator.link_hash = operator.link_until = None
    await session.flush()
    await note_act(session, Act.OPERATOR_LINKED, operator.id, by=operator.id, at=at)


async def unlink_operator(session: AsyncSession, operator_id: UUID) -> None:
    """Let no provider's name lead to an operator any more."""
    known = delete(OperatorIdentity).where(OperatorIdentity.operator_id == operator_id)
    await session.execute(known.execution_options(synchronize_session=False))
