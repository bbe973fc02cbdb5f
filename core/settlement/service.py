"""Ending quests and following their money, inside the caller's transaction.

Locks are taken in one order: trip, parcel, quest, payment.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.service import publish
from core.events.states import EventName, Fact
from core.offers.states import Side
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.parcels.service import free_parcel
from core.payments.models import Payment
from core.payments.queries import locked_payment, payment_of
from core.payments.service import expire_payment, share_out
from core.payments.states import QUIET, UNPAID, PaymentState, shares_back
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import quest_for
from core.quests.service import advance, locked_quest, restate_quest, show_quest
from core.quests.states import ENDED, QuestEvent, QuestState
from core.reservations.service import free
from core.rules import Rules
from core.settlement.queries import shares_now
from core.settlement.states import CostHasChanged
from core.trust.service import count_cancelled


async def cancel_quest(
    session: AsyncSession,
    peer: Peer,
    quest_id: UUID,
    *,
    rules: Rules,
    at: datetime,
    seen_back_minor: int | None = None,
) -> Quest:
    """End a quest before the pick-up: the room is free and the parcel is on offer again.

    What was paid is shared out by who cancels and when; `seen_back_minor` is what the Peer has read
    that the Requester gets back, and nobody pays more than he has read.

    Refuses `QuestMissing`, `QuestIsOver`, `CostHasChanged`, `MoneyIsFrozen`.
    """
    seen = await quest_for(session, peer, quest_id)
    await locked_quest(session, seen.id)
    quest = await quest_for(session, peer, quest_id)
    payment = await payment_of(session, quest.id, lock=True)
    mine = quest.side_of(peer)
    advance(session, quest, QuestEvent.CANCEL, by=peer.id, at=at)
    shares = shares_now(quest, payment, mine, rules=rules, at=at)
    if seen_back_minor not in {None, shares.requester}:
        raise CostHasChanged
    if payment is not None and shares.total:
        await share_out(session, payment, shares, at=at, by=peer.id)
    elif payment is not None:
        await expire_payment(session, payment, at=at, by=peer.id)
    await count_cancelled(session, peer.id)
    await _let_go(session, quest, EventName.QUEST_CANCELLED, by=peer.id, at=at)
    await show_quest(session, quest, mine.other, urgency=Urgency.MONEY, at=at)
    await restate_quest(session, quest, mine, at=at)
    return quest


async def follow_payment(
    session: AsyncSession, payment: Payment, *, was: PaymentState, at: datetime
) -> None:
    """Let the quest of a payment follow it; both are locked, and `was` is how the payment stood.

    Money that comes for a quest that is over goes back, all of it.
    """
    quest = await session.get(Quest, payment.quest_id)
    if quest is None or payment.state is was:
        return
    match payment.state, quest.state:
        case PaymentState.HELD, QuestState.ACCEPTED:
            advance(session, quest, QuestEvent.FUND, by=payment.payer_id, at=at)
            await _tell_of(session, EventName.QUEST_FUNDED, quest, by=payment.payer_id, at=at)
            await _show_both(session, quest, at=at)
        case PaymentState.EXPIRED, QuestState.ACCEPTED:
            advance(session, quest, QuestEvent.LAPSE, by=None, at=at)
            await _let_go(session, quest, EventName.QUEST_LAPSED, by=None, at=at)
            await _show_both(session, quest, at=at)
        case PaymentState.HELD, state if state in ENDED and payment.dispute_state in QUIET:
            back = shares_back(payment.price_minor, payment.fee_minor)
            await share_out(session, payment, back, at=at)
            await show_quest(session, quest, Side.REQUESTER, urgency=Urgency.MONEY, at=at)
        case _:
            await restate_quest(session, quest, Side.REQUESTER, at=at)


async def end_unpaid(session: AsyncSession, *, at: datetime, most: int = 100) -> int:
    """Close the links whose time is over; answer how many. Whether one was paid Stripe says."""
    due = await session.scalars(
        select(Payment.id)
        .where(Payment.state.in_(UNPAID), Payment.pay_by <= at)
        .order_by(Payment.id)
        .limit(most)
    )
    payment_ids = due.all()
    for payment_id in payment_ids:
        payment = await locked_with_quest(session, payment_id)
        was = payment.state
        await expire_payment(session, payment, at=at)
        await follow_payment(session, payment, was=was, at=at)
    return len(payment_ids)


async def locked_with_quest(session: AsyncSession, payment_id: UUID) -> Payment:
    """Lock all that money moves, in the order of record 8, and fetch the payment as it is now."""
    seen = await session.get_one(Payment, payment_id)
    await locked_quest(session, seen.quest_id)
    return await locked_payment(session, payment_id)


async def _let_go(
    session: AsyncSession, quest: Quest, name: EventName, *, by: UUID | None, at: datetime
) -> None:
    """Free what was promised for a quest that has ended before its pick-up."""
    await free(session, quest.id)
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    await free_parcel(session, parcel, by=by, at=at)
    await _tell_of(session, name, quest, by=by, at=at)


async def _tell_of(
    session: AsyncSession, name: EventName, quest: Quest, *, by: UUID | None, at: datetime
) -> None:
    facts: dict[str, Fact] = {"path_id": quest.path_id, "parcel_id": quest.parcel_id}
    await publish(session, name, quest.id, by_peer_id=by, at=at, facts=facts)


async def _show_both(session: AsyncSession, quest: Quest, *, at: datetime) -> None:
    for side in Side:
        await show_quest(session, quest, side, urgency=Urgency.MONEY, at=at)
