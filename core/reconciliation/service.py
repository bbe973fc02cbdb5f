"""Keeping what was read, and bringing our books to what Stripe's say, inside a transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.ledger.queries import balance_of, drifted_accounts
from core.ledger.service import book
from core.ledger.states import AccountKind, moved
from core.money import Money
from core.payments.queries import find_payment
from core.payments.service import freeze_payment
from core.payments.states import FrozenReason
from core.reconciliation.models import BalanceRow, ReadMark
from core.reconciliation.queries import (
    booked_for,
    held_for_people,
    payment_of_key,
    payment_of_row,
    sum_of_rows,
    unseen_bookings,
    what_lies_too_long,
    wrong_holds,
)
from core.reconciliation.states import SETTLING, Finding, FindingKind, Row, found_key

_STRIPE, _SUSPENSE = AccountKind.STRIPE_BALANCE, AccountKind.SUSPENSE


async def note_read(session: AsyncSession, name: str, through: datetime) -> None:
    """Note how far something was read; it never goes back."""
    made = insert(ReadMark).values(name=name, through=through)
    furthest = func.greatest(ReadMark.through, made.excluded.through)
    await session.execute(
        made.on_conflict_do_update(index_elements=["name"], set_={"through": furthest})
    )


async def claim_turn(session: AsyncSession, name: str, *, before: datetime, at: datetime) -> bool:
    """Take a turn that nobody has taken since; of two who come at once one gets it."""
    made = insert(ReadMark).values(name=name, through=at)
    taken = await session.scalar(
        made.on_conflict_do_update(
            index_elements=["name"], set_={"through": at}, where=ReadMark.through <= before
        ).returning(ReadMark.name)
    )
    return taken is not None


async def keep_rows(session: AsyncSession, rows: Sequence[Row], *, at: datetime) -> list[Row]:
    """Keep what was read, and book what needs no asking; answer what our books do not say."""
    if not rows:
        return []
    made = insert(BalanceRow).values([_as_kept(row) for row in rows])
    kept = {name: made.excluded[name] for name in _as_kept(rows[0]) if name != "id"}
    await session.execute(made.on_conflict_do_update(index_elements=["id"], set_=kept))
    booked = await booked_for(session, rows)
    unknown = [row for row in rows if booked[row.id].minor != row.net.minor]
    for row in unknown:
        if row.plainly is not None and not booked[row.id].minor:
            key, account = row.plainly
            lines = moved(row.net, account, _STRIPE)
            await book(session, key, lines, currency=row.net.currency, at=at)
    return [row for row in unknown if row.plainly is None]


def _as_kept(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "source": row.source,
        "currency": row.net.currency,
        "net_minor": row.net.minor,
        "created_at": row.created_at,
        "keys": list(row.keys),
    }


async def suspend(session: AsyncSession, row: Row, *, at: datetime) -> Finding | None:
    """Bring what a row says and our books do not into suspense; none when they agree by now.

    What is explained later, when our books have caught up, leaves suspense the same way.
    """
    booked = (await booked_for(session, [row]))[row.id]
    rest = Money(row.net.minor - booked.minor, row.net.currency)
    if not rest.minor:
        return None
    key = found_key(row.id, booked.corrections)
    await book(session, key, moved(rest, _SUSPENSE, _STRIPE), currency=rest.currency, at=at)
    await _freeze(session, await payment_of_row(session, row.keys), at=at)
    return Finding(FindingKind.SUSPENDED, f"{row.kind} {row.source or row.id} ({row.id})", rest)


async def _freeze(session: AsyncSession, payment_id: UUID | None, *, at: datetime) -> None:
    payment = None
    if payment_id is not None:
        payment = await find_payment(session, payment_id, lock=True)
    if payment is not None:
        await freeze_payment(session, payment, FrozenReason.MISMATCH, at=at)


async def check_currency(
    session: AsyncSession, currency: str, *, there: int, at: datetime
) -> list[Finding]:
    """Hold our books of one currency against Stripe's rows, and against what is `there`."""
    found = []
    unseen = await unseen_bookings(session, currency)
    for key, minor, booked_at in unseen:
        if booked_at < at - SETTLING:
            found.append(Finding(FindingKind.MISSING, key, Money(minor, currency)))
            await _freeze(session, await payment_of_key(session, key), at=at)
    ours = await balance_of(session, _STRIPE, currency) - sum(minor for _, minor, _ in unseen)
    uneven = ours - await sum_of_rows(session, currency)
    if uneven:
        found.append(Finding(FindingKind.UNEVEN, currency, Money(uneven, currency)))
    lacking = await held_for_people(session, currency) - there
    if lacking > 0:
        found.append(Finding(FindingKind.SHORT, currency, Money(lacking, currency)))
    return found


async def check_books(session: AsyncSession, *, at: datetime) -> list[Finding]:
    """Hold our books against themselves and against the payments."""
    found = []
    for payment_id, money in await wrong_holds(session):
        found.append(Finding(FindingKind.HOLD, f"payment {payment_id}", money))
        await _freeze(session, payment_id, at=at)
    drifted = await drifted_accounts(session)
    found += [Finding(FindingKind.DRIFT, f"account {one}") for one in drifted]
    return found + await what_lies_too_long(session, at=at)
