"""Keeping accounts, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.payouts.models import PayoutAccount
from core.payouts.queries import account_of
from core.peers.models import Peer


async def keep_account(
    session: AsyncSession, peer_id: UUID, account_id: str, *, at: datetime
) -> str:
    """Keep the account of a Peer, unless he has one; answer which it is."""
    await session.execute(
        insert(PayoutAccount)
        .values(peer_id=peer_id, account_id=account_id, is_ready=False, made_at=at)
        .on_conflict_do_nothing()
    )
    kept = await account_of(session, peer_id)
    return account_id if kept is None else kept.account_id


def note_readiness(account: PayoutAccount, *, is_ready: bool, at: datetime) -> bool:
    """Note how a locked account stands; true when it has just become ready."""
    has_become = is_ready and not account.is_ready
    account.is_ready = is_ready
    if has_become:
        account.ready_at = at
    return has_become


async def drop_account_of(session: AsyncSession, peer: Peer) -> None:
    """Forget which account is a Peer's. What Stripe keeps of it is between the two of them."""
    await session.execute(delete(PayoutAccount).where(PayoutAccount.peer_id == peer.id))
