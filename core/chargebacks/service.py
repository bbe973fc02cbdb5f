"""Taking over what a payer's bank does, inside the caller's transaction, which has locked all.

What was taken and given back is booked by the bank's own numbers, in their own currency, as often
as it is told. What the bank keeps is borne once it has decided.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.chargebacks.models import Chargeback
from core.chargebacks.queries import chargebacks_of
from core.chargebacks.states import (
    CLOSED,
    MOST_WARNINGS,
    BankStatus,
    is_to_be_borne,
    standing_of,
    warnings_due,
    worst_of,
)
from core.ledger.service import book
from core.ledger.states import AccountKind, Line, moved
from core.losses.service import bear_loss
from core.money import Money
from core.offers.states import Side
from core.outbox.service import tell, tell_operators
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.payments.models import Payment
from core.payments.service import note_dispute
from core.payments.states import DisputeState
from core.peers.models import Peer
from core.places.queries import two_places
from core.quests.models import Quest
from core.reversals.queries import owed_by
from core.sightings.states import Move, SeenDispute

_RECEIVABLE, _SUSPENSE = AccountKind.DISPUTE_RECEIVABLE, AccountKind.SUSPENSE

log = structlog.get_logger(__name__)


async def adopt_disputes(
    session: AsyncSession,
    payment: Payment,
    disputes: Sequence[SeenDispute],
    *,
    operators: int | None = None,
    at: datetime,
) -> None:
    """Take over how a bank's questions about a locked payment stand; what is known is no change.

    Both sides hear of a change of the whole, and the operators of each.
    """
    if not disputes:
        return
    was = payment.dispute_state
    for seen in disputes:
        await _adopt(session, payment, seen, operators=operators, at=at)
    standings = [
        standing_of(one.status, kept=one.kept_minor, borne=one.borne_minor)
        for one in await chargebacks_of(session, payment.id)
    ]
    if await note_dispute(session, payment, worst_of(standings), at=at):
        await _tell_both(session, payment, was=was, at=at)


async def _adopt(
    session: AsyncSession,
    payment: Payment,
    seen: SeenDispute,
    *,
    operators: int | None,
    at: datetime,
) -> None:
    kept = await _book_moves(session, seen.moves, at=at)
    if not seen.is_complete:
        log.critical("odd_sum_disputed", payment_id=str(payment.id), stripe_id=seen.id)
    row = await session.get(Chargeback, seen.id)
    was = None if row is None else row.status
    if row is None:
        row = Chargeback(
            stripe_id=seen.id,
            payment_id=payment.id,
            kept_minor=0,
            borne_minor=0,
            warnings=0,
            seen_at=at,
        )
        session.add(row)
    row.status, row.reason, row.due_by = BankStatus(seen.status), seen.reason, seen.due_by
    row.minor, row.currency = seen.disputed.minor, seen.disputed.currency
    row.kept_minor = _kept_of(payment, seen, kept)
    row.closed_at = (row.closed_at or at) if row.status in CLOSED else None
    await session.flush()
    ours = await _bear(session, payment, row, kept, at=at)
    if row.status is not was:
        await _report(session, row, ours=ours, operators=operators, at=at)


async def _book_moves(
    session: AsyncSession, moves: Sequence[Move], *, at: datetime
) -> dict[str, int]:
    """Book each by its own numbers; answer what the bank has kept so far, by currency."""
    kept: dict[str, int] = defaultdict(int)
    for move in moves:
        minor, fee = move.amount.minor, move.fee.minor
        kept[move.amount.currency] -= minor
        lines = [
            Line(AccountKind.STRIPE_BALANCE, minor - fee),
            Line(_RECEIVABLE, -minor),
            Line(AccountKind.DISPUTE_FEE, fee),
        ]
        key = f"{'disp_w' if minor < 0 else 'disp_r'}:{move.transaction_id}"
        await book(session, key, lines, currency=move.amount.currency, at=at)
    return {currency: minor for currency, minor in kept.items() if minor}


def _kept_of(payment: Payment, seen: SeenDispute, kept: dict[str, int]) -> int:
    """Say in the payment's currency what the bank has kept.

    Where it was taken in another one, it is what is disputed: that the quest owes, whatever the
    exchange has made of it.
    """
    if set(kept) - {payment.currency} and seen.disputed.currency == payment.currency:
        return seen.disputed.minor
    return max(0, kept.get(payment.currency, 0))


async def _bear(
    session: AsyncSession, payment: Payment, row: Chargeback, kept: dict[str, int], *, at: datetime
) -> Money:
    """Have borne what the bank keeps; answer what of it is ours.

    What was taken in another currency and what the quest gives for it meet in suspense, where a
    person settles the exchange.
    """
    nothing = Money(0, payment.currency)
    minor = row.kept_minor - row.borne_minor
    if not is_to_be_borne(row.status) or minor <= 0:
        return nothing
    foreign = {one: sum_ for one, sum_ in kept.items() if one != payment.currency}
    key = f"disp_l:{row.stripe_id}"
    if row.borne_minor:
        key = f"{key}:{row.borne_minor}"
    against = _SUSPENSE if foreign else _RECEIVABLE
    borne = await bear_loss(session, payment, minor, key, against=against, at=at)
    if borne is None:
        return nothing
    row.borne_minor += minor
    for currency, sum_ in foreign.items():
        lines = moved(Money(sum_, currency), _RECEIVABLE, _SUSPENSE)
        await book(session, f"{key}:{currency}", lines, currency=currency, at=at)
    return Money(borne.ours, payment.currency)


async def _report(
    session: AsyncSession,
    row: Chargeback,
    *,
    ours: Money,
    operators: int | None,
    at: datetime,
) -> None:
    log.warning("chargeback", stripe_id=row.stripe_id, status=row.status.value)
    if operators is None:
        return
    facts = {
        "id": row.stripe_id,
        "status": row.status.value,
        "reason": row.reason,
        "amount": Money(row.minor, row.currency),
        "due_by": row.due_by,
        "has_due": int(row.due_by is not None),
        "ours": ours,
        "has_ours": int(ours.minor > 0),
    }
    await tell_operators(session, str(operators), "operators-chargeback", facts, at=at)


async def warn_of_deadlines(session: AsyncSession, *, operators: str, at: datetime) -> int:
    """Remind the operators of what a bank waits for, three days before it is due and one."""
    query = select(Chargeback).where(
        Chargeback.closed_at.is_(None), Chargeback.due_by > at, Chargeback.warnings < MOST_WARNINGS
    )
    warned = 0
    for row in await session.scalars(query.with_for_update(skip_locked=True)):
        due = warnings_due(row.due_by, at=at)
        if due > row.warnings:
            row.warnings = due
            facts = {"id": row.stripe_id, "due_by": row.due_by}
            await tell_operators(session, operators, "operators-chargeback-due", facts, at=at)
            warned += 1
    return warned


async def _tell_both(
    session: AsyncSession, payment: Payment, *, was: DisputeState, at: datetime
) -> None:
    notice = _NOTICES[payment.dispute_state]
    quest = await session.get(Quest, payment.quest_id)
    if quest is None or (notice == _ASKED and was in _ASKING):
        return
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    owes = await owed_by(session, payment.payee_id, payment.currency)
    for side in Side:
        facts = {
            "side": side.value,
            "from": start.label,
            "to": end.label,
            "total": payment.total,
            "owes": Money(owes, payment.currency),
            "has_owes": int(owes > 0),
        }
        peer = await session.get_one(Peer, quest.peer_on(side))
        await tell(session, peer, notice, facts, urgency=Urgency.MONEY, at=at)


_ASKED = "chargeback-open"
_ASKING = (DisputeState.OPEN, DisputeState.INQUIRY)
_NOTICES = {
    DisputeState.INQUIRY: _ASKED,
    DisputeState.OPEN: _ASKED,
    DisputeState.WON: "chargeback-won",
    DisputeState.NONE: "chargeback-won",
    DisputeState.LOST: "chargeback-lost",
}
