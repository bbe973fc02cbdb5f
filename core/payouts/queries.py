"""Reading accounts."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.payouts.models import PayoutAccount


async def account_of(session: AsyncSession, peer_id: UUID) -> PayoutAccount | None:
    return await session.get(PayoutAccount, peer_id, populate_existing=True)


async def is_ready(session: AsyncSession, peer_id: UUID) -> bool:
    """Tell whether money can be sent to this Peer."""
    account = await account_of(session, peer_id)
    return account is not None and account.is_ready


async def account_with(
    session: AsyncSession, account_id: str, *, lock: bool = False
) -> PayoutAccount | None:
    """Find whose account this is; none when it is none of ours."""
    query = select(PayoutAccount).where(PayoutAccount.account_id == account_id)
    query = query.execution_options(populate_existing=True)
    account: PayoutAccount | None = await session.scalar(query.with_for_update() if lock else query)
    return account


async def accounts_unready(session: AsyncSession) -> list[str]:
    """Name the accounts to which nothing can be sent, as far as we know."""
    query = select(PayoutAccount.account_id).where(PayoutAccount.is_ready.is_(False))
    return list(await session.scalars(query.order_by(PayoutAccount.account_id)))
