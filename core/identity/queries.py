"""Reading checks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.identity.models import IdentityCheck
from core.identity.states import FORM_LIVES, BeingChecked, IdentityState, VerifiedAlready

_FORM_IS_OPEN = (IdentityState.WISHED, IdentityState.REFUSED)


async def check_of(session: AsyncSession, peer_id: UUID) -> IdentityCheck | None:
    """Find how a Peer's check stands; none when he never asked for one."""
    query = select(IdentityCheck).where(IdentityCheck.peer_id == peer_id)
    check: IdentityCheck | None = await session.scalar(
        query.execution_options(populate_existing=True)
    )
    return check


async def locked_check(session: AsyncSession, peer_id: UUID) -> IdentityCheck:
    """Fetch the check of a Peer who has one, as it stays until the transaction ends."""
    query = select(IdentityCheck).where(IdentityCheck.peer_id == peer_id).with_for_update()
    return (await session.scalars(query.execution_options(populate_existing=True))).one()


async def is_verified(session: AsyncSession, peer_id: UUID) -> bool:
    check = await check_of(session, peer_id)
    return check is not None and check.state is IdentityState.VERIFIED


async def refuse_unless_open(session: AsyncSession, peer_id: UUID) -> None:
    """Refuse `VerifiedAlready` and `BeingChecked`: there is no form to be led to."""
    check = await check_of(session, peer_id)
    if check is not None and check.state is IdentityState.VERIFIED:
        raise VerifiedAlready
    if check is not None and check.state is IdentityState.CHECKING:
        raise BeingChecked


async def check_with(session: AsyncSession, session_id: str) -> IdentityCheck | None:
    """Find and lock the check that this session of Stripe's belongs to; none for a stranger's."""
    query = select(IdentityCheck).where(IdentityCheck.session_id == session_id)
    query = query.with_for_update().execution_options(populate_existing=True)
    check: IdentityCheck | None = await session.scalar(query)
    return check


async def sessions_unsettled(session: AsyncSession, *, at: datetime) -> list[str]:
    """Name the sessions that Stripe may have decided: what it looks at, and what was just open."""
    was_open = IdentityCheck.state.in_(_FORM_IS_OPEN) & (IdentityCheck.opened_at > at - FORM_LIVES)
    query = select(IdentityCheck.session_id).where(
        IdentityCheck.session_id.is_not(None),
        or_(IdentityCheck.state == IdentityState.CHECKING, was_open),
    )
    found = await session.scalars(query.order_by(IdentityCheck.id))
    return [one for one in found if one is not None]
