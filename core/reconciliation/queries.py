"""Looking for what does not agree."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, exists, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.ext.asyncio import AsyncSession

from core.ledger.models import LedgerAccount, LedgerEntry, LedgerTxn
from core.ledger.states import AccountKind
from core.money import Money
from core.payments.models import Payment, Refund
from core.payments.states import PaymentState
from core.reconciliation.models import BalanceRow, ReadMark
from core.reconciliation.states import (
    HELD_LONG,
    HELD_TOO_LONG,
    MOST_CORRECTIONS,
    OWED_LONG,
    Booked,
    Finding,
    FindingKind,
    Row,
    found_key,
)
from core.reversals.models import Reversal

_STRIPE = AccountKind.STRIPE_BALANCE
_FOR_PEOPLE = (AccountKind.QUEST_HOLD, AccountKind.CARRIER_PAYABLE, AccountKind.REFUND_CLEARING)


async def read_through(session: AsyncSession, name: str) -> datetime | None:
    mark = await session.get(ReadMark, name)
    return None if mark is None else mark.through


async def booked_for(session: AsyncSession, rows: Sequence[Row]) -> dict[str, Booked]:
    """Say what our books have of each of these rows of one currency, all of them at once."""
    keys = {
        row.id: (*row.keys, *(found_key(row.id, number) for number in range(MOST_CORRECTIONS)))
        for row in rows
    }
    query = (
        select(LedgerTxn.dedupe_key, func.sum(LedgerEntry.minor))
        .join(LedgerEntry, LedgerEntry.txn_id == LedgerTxn.id)
        .join(LedgerAccount, LedgerAccount.id == LedgerEntry.account_id)
        .where(
            LedgerAccount.kind == _STRIPE,
            LedgerAccount.currency.in_({row.net.currency for row in rows}),
            LedgerTxn.dedupe_key.in_([one for several in keys.values() for one in several]),
        )
        .group_by(LedgerTxn.dedupe_key)
    )
    sums: dict[str, int] = {key: int(minor) for key, minor in (await session.execute(query)).all()}
    return {
        row.id: Booked(
            minor=sum(sums.get(one, 0) for one in keys[row.id]),
            corrections=sum(one in sums for one in keys[row.id][len(row.keys) :]),
        )
        for row in rows
    }


async def currencies_booked(session: AsyncSession) -> list[str]:
    query = select(LedgerAccount.currency).where(LedgerAccount.kind == _STRIPE)
    return sorted(await session.scalars(query))


async def unseen_bookings(session: AsyncSession, currency: str) -> list[tuple[str, int, datetime]]:
    """List what our books say Stripe's balance has done, and no row of it has."""
    is_seen = exists().where(
        BalanceRow.keys.contains(cast(array([LedgerTxn.dedupe_key]), ARRAY(Text)))
    )
    query = (
        select(LedgerTxn.dedupe_key, func.sum(LedgerEntry.minor), LedgerTxn.at)
        .join(LedgerEntry, LedgerEntry.txn_id == LedgerTxn.id)
        .join(LedgerAccount, LedgerAccount.id == LedgerEntry.account_id)
        .where(
            LedgerAccount.kind == _STRIPE,
            LedgerTxn.currency == currency,
            ~LedgerTxn.dedupe_key.startswith("found:"),
            ~is_seen,
        )
        .group_by(LedgerTxn.id)
        .order_by(LedgerTxn.at)
    )
    return [(key, int(minor), at) for key, minor, at in (await session.execute(query)).all()]


async def sum_of_rows(session: AsyncSession, currency: str) -> int:
    query = select(func.sum(BalanceRow.net_minor)).where(BalanceRow.currency == currency)
    return int(await session.scalar(query) or 0)


async def first_payment_at(session: AsyncSession) -> datetime | None:
    """Tell since when there is anything to keep books about."""
    at: datetime | None = await session.scalar(select(func.min(Payment.opened_at)))
    return at


async def held_for_people(session: AsyncSession, currency: str) -> int:
    """Add up what is owed to anybody, in minor units.

    The fee of what is still held is left out: it is the platform's if all goes well, and what
    Stripe has taken for itself comes out of it.
    """
    fees = select(func.coalesce(func.sum(Payment.fee_minor), 0)).where(
        Payment.state == PaymentState.HELD, Payment.currency == currency
    )
    query = (
        select(func.coalesce(func.sum(LedgerEntry.minor), 0))
        .join(LedgerAccount, LedgerAccount.id == LedgerEntry.account_id)
        .where(LedgerAccount.kind.in_(_FOR_PEOPLE), LedgerAccount.currency == currency)
    )
    owed = -int(await session.scalar(query) or 0)
    return max(0, owed - int(await session.scalar(fees) or 0))


async def wrong_holds(session: AsyncSession) -> list[tuple[UUID, Money]]:
    """Name the payments of which not as much is held as they count, and by how much it differs."""
    counted = (
        Payment.captured_minor
        - Payment.refund_reserved_minor
        - Payment.refunded_minor
        - Payment.release_reserved_minor
        - Payment.released_minor
        + Payment.reversal_reserved_minor
        + Payment.reversed_minor
        - Payment.fee_taken_minor
        - Payment.charged_back_minor
    )
    held = -func.coalesce(LedgerAccount.balance, 0)
    is_hold = (
        (LedgerAccount.owner == Payment.quest_id)
        & (LedgerAccount.kind == AccountKind.QUEST_HOLD)
        & (LedgerAccount.currency == Payment.currency)
    )
    query = (
        select(Payment.id, held - counted, Payment.currency)
        .outerjoin(LedgerAccount, is_hold)
        .where(held != counted)
        .order_by(Payment.id)
    )
    rows = (await session.execute(query)).all()
    return [(payment_id, Money(int(minor), currency)) for payment_id, minor, currency in rows]


async def what_lies_too_long(session: AsyncSession, *, at: datetime) -> list[Finding]:
    """Find what is held for weeks, and what Carriers owe for days."""
    held = await session.scalars(
        select(Payment)
        .where(Payment.state == PaymentState.HELD, Payment.held_at < at - HELD_LONG)
        .order_by(Payment.held_at)
    )
    found = []
    for one in held:
        is_urgent = one.held_at is not None and one.held_at < at - HELD_TOO_LONG
        kind = FindingKind.TOO_OLD if is_urgent else FindingKind.OLD
        found.append(Finding(kind, f"payment {one.id}", one.total))
    owed = await session.execute(
        select(Reversal, Payment.currency)
        .join(Payment, Payment.id == Reversal.payment_id)
        .where(Reversal.done_at.is_(None), Reversal.wanted_at < at - OWED_LONG)
        .order_by(Reversal.wanted_at)
    )
    for reversal, currency in owed.all():
        money = Money(reversal.minor, currency)
        found.append(Finding(FindingKind.OWED, f"payment {reversal.payment_id}", money))
    return found


async def payment_of_key(session: AsyncSession, key: str) -> UUID | None:
    """Find whose a booking is, by what it names of Stripe's."""
    kind, _, named = key.partition(":")
    query: Any
    match kind:
        case "capture":
            query = select(Payment.id).where(Payment.charge_id == named)
        case "transfer":
            query = select(Payment.id).where(Payment.transfer_id == named)
        case "refund" | "refund_failed":
            query = select(Refund.payment_id).where(Refund.stripe_id == named)
        case "trr":
            query = select(Reversal.payment_id).where(Reversal.stripe_id == named)
        case _:
            query = select(literal(None))
    found: UUID | None = await session.scalar(query)
    return found


async def payment_of_row(session: AsyncSession, keys: Sequence[str]) -> UUID | None:
    """Find whose a row is, by the bookings that it may be."""
    for key in keys:
        found = await payment_of_key(session, key)
        if found is not None:
            return found
    return None
