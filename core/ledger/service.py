"""Booking, inside the transaction of what is booked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import new_id
from core.ledger.models import LedgerAccount, LedgerEntry, LedgerTxn
from core.ledger.states import BOUNDED, AccountKind, Line

_Key = tuple[AccountKind, UUID | None]


async def book(
    session: AsyncSession,
    dedupe_key: str,
    lines: Iterable[Line],
    *,
    currency: str,
    at: datetime,
) -> bool:
    """Book these lines once; false when what the key names is booked already.

    Lines of one account are added up, and what comes to nothing is left out. The database refuses
    (`IntegrityError`) what does not add up to zero, and what takes more than an account holds.
    """
    sums: dict[_Key, int] = defaultdict(int)
    for line in lines:
        sums[line.kind, line.owner] += line.minor
    sums = {key: minor for key, minor in sums.items() if minor}
    txn_id = await session.scalar(
        insert(LedgerTxn)
        .values(id=new_id(at), dedupe_key=dedupe_key, currency=currency, at=at)
        .on_conflict_do_nothing(index_elements=["dedupe_key"])
        .returning(LedgerTxn.id)
    )
    if txn_id is None:
        return False
    accounts = await _accounts(session, sums, currency=currency, at=at)
    # Balances are locked by the insertion, in one order, so that two bookings never wait crosswise.
    for key in sorted(sums, key=lambda key: accounts[key]):
        await session.execute(
            insert(LedgerEntry).values(
                txn_id=txn_id, account_id=accounts[key], currency=currency, minor=sums[key]
            )
        )
    return True


async def _accounts(
    session: AsyncSession, keys: Iterable[_Key], *, currency: str, at: datetime
) -> dict[_Key, UUID]:
    """Give each its account, and open those that are not there yet."""
    wanted = sorted(keys, key=str)
    if not wanted:
        return {}
    await session.execute(
        insert(LedgerAccount)
        .values(
            [
                {
                    "id": new_id(at),
                    "kind": kind,
                    "owner": owner,
                    "currency": currency,
                    "balance": 0 if kind in BOUNDED else None,
                }
                for kind, owner in wanted
            ]
        )
        .on_conflict_do_nothing()
    )
    is_wanted = or_(
        *(
            (LedgerAccount.kind == kind) & LedgerAccount.owner.is_not_distinct_from(owner)
            for kind, owner in wanted
        )
    )
    rows = await session.execute(
        select(LedgerAccount.kind, LedgerAccount.owner, LedgerAccount.id).where(
            LedgerAccount.currency == currency, is_wanted
        )
    )
    return {(kind, owner): account_id for kind, owner, account_id in rows.all()}
