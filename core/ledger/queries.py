"""Reading the ledger."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ledger.models import LedgerAccount, LedgerEntry, LedgerTxn
from core.ledger.states import AccountKind


async def balance_of(
    session: AsyncSession, kind: AccountKind, currency: str, *, owner: UUID | None = None
) -> int:
    """Add up the lines of an account, in minor units; 0 when there is none."""
    query = (
        select(func.coalesce(func.sum(LedgerEntry.minor), 0))
        .join(LedgerAccount, LedgerAccount.id == LedgerEntry.account_id)
        .where(
            LedgerAccount.kind == kind,
            LedgerAccount.currency == currency,
            LedgerAccount.owner.is_not_distinct_from(owner),
        )
    )
    return int(await session.scalar(query) or 0)


async def is_booked(session: AsyncSession, dedupe_key: str) -> bool:
    booked = select(LedgerTxn.id).where(LedgerTxn.dedupe_key == dedupe_key)
    return await session.scalar(booked) is not None


async def sums_by_kind(session: AsyncSession) -> dict[tuple[AccountKind, str], int]:
    """Add up every kind of account in every currency."""
    query = (
        select(LedgerAccount.kind, LedgerAccount.currency, func.sum(LedgerEntry.minor))
        .join(LedgerEntry, LedgerEntry.account_id == LedgerAccount.id)
        .group_by(LedgerAccount.kind, LedgerAccount.currency)
    )
    rows = await session.execute(query)
    return {(kind, currency): int(minor) for kind, currency, minor in rows.all()}


async def drifted_accounts(session: AsyncSession) -> list[UUID]:
    """Name the accounts whose running balance is not the sum of their lines: there are none."""
    query = (
        select(LedgerAccount.id)
        .outerjoin(LedgerEntry, LedgerEntry.account_id == LedgerAccount.id)
        .where(LedgerAccount.balance.is_not(None))
        .group_by(LedgerAccount.id)
        .having(LedgerAccount.balance != func.coalesce(func.sum(LedgerEntry.minor), 0))
    )
    return list(await session.scalars(query))
