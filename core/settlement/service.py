"""Ending quests, and letting them follow their money, inside the caller's transaction.

Locks are taken in one order: trip, parcel, quest, payment.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.commands.queries import newest_command
from core.complaints.queries import live_complaint
from core.complaints.service import move
from core.complaints.states import ComplaintEvent
from core.events.service import publish
from core.events.states import EventName, Fact
from core.handover.service import drop_code
from core.offers.states import Side
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.parcels.service import end_carried, free_parcel
from core.parcels.states import ParcelEvent
from core.payments.models import Payment
from core.payments.queries import locked_payment, payment_of
from core.payments.service import expire_payment, share_out, wish_to_transfer
from core.payments.states import (
    QUIET,
    UNPAID,
    MoneyIsFrozen,
    MoneyIsNotHeld,
    PaymentState,
    shares_back,
    shares_for_hand_over,
)
from core.payouts.queries import account_of
from core.peers.models import Peer
from core.pulse.queries import time_away
from core.quests.models import Quest
from core.quests.queries import quest_for
from core.quests.service import advance, locked_quest, restate_quest, show_other, show_quest
from core.quests.states import (
    ENDED,
    UNDER_WAY,
    QuestEvent,
    QuestHasMovedOn,
    QuestIsOver,
    QuestState,
)
from core.reservations.service import free
from core.reversals.queries import owed_by
from core.rules import Rules
from core.settlement.queries import shares_now
from core.settlement.states import CostHasChanged, ForTheRequester
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

    Refuses `QuestMissing`, `QuestIsOver`, `QuestHasMovedOn`, `CostHasChanged`, `MoneyIsFrozen`.
    """
    quest = await locked_for(session, peer, quest_id)
    payment = await payment_of(session, quest.id, lock=True)
    mine = quest.side_of(peer)
    advance(session, quest, QuestEvent.CANCEL, by=peer.id, at=at)
    shares = shares_now(quest, payment, mine, rules=rules, at=at)
    gone = 0 if payment is None else payment.charged_back_minor
    if seen_back_minor not in {None, shares.less(gone).requester}:
        raise CostHasChanged
    if payment is not None and shares.total:
        await share_out(session, payment, shares, at=at, by=peer.id)
        await send_share(session, payment, at=at)
    elif payment is not None:
        await expire_payment(session, payment, at=at, by=peer.id)
    await count_cancelled(session, peer.id)
    await let_go(session, quest, EventName.QUEST_CANCELLED, by=peer.id, at=at)
    await show_other(session, quest, mine, at=at)
    return quest


async def release_early(
    session: AsyncSession, peer: Peer, quest_id: UUID, *, at: datetime
) -> Quest:
    """Release the money before its time, because the Requester says that all is well.

    Refuses `QuestMissing`, `ForTheRequester`, `QuestIsOver`, `QuestHasMovedOn`, `MoneyIsFrozen`.
    """
    quest = await locked_for(session, peer, quest_id)
    if quest.side_of(peer) is not Side.REQUESTER:
        raise ForTheRequester
    await release(session, quest, by=peer.id, at=at)
    return quest


async def release_due(session: AsyncSession, *, at: datetime, most: int = 100) -> int:
    """Release what nobody has complained about in time; answer how many."""
    return await _each(session, release, Quest.release_at <= at, at=at, most=most)


async def give_up_silent(
    session: AsyncSession, *, rules: Rules, at: datetime, most: int = 100
) -> int:
    """Give back all of what was paid where a Carrier has long been silent; answer how many.

    In the time in which we were away ourselves he could not say anything.
    """
    since = at - timedelta(days=rules.silent_days)
    since -= await time_away(session, since=since, until=at)
    is_silent = Quest.state.in_(UNDER_WAY) & (Quest.handed_over_at <= since)
    return await _each(session, _give_up, is_silent, at=at, most=most)


async def _each(
    session: AsyncSession,
    work: Callable[..., Awaitable[None]],
    is_due: ColumnElement[bool],
    *,
    at: datetime,
    most: int,
) -> int:
    """Do to each quest that is due what a button would; what a bank looks into is left alone."""
    query = select(Quest.id).join(Payment, Payment.quest_id == Quest.id)
    query = query.where(is_due, Payment.dispute_state.in_(QUIET), Payment.frozen_reason.is_(None))
    due = (await session.scalars(query.order_by(Quest.id).limit(most))).all()
    done = 0
    for quest_id in due:
        quest = await locked_quest(session, quest_id)
        with suppress(QuestIsOver, QuestHasMovedOn, MoneyIsFrozen):
            if quest is not None:
                await work(session, quest, by=None, at=at)
                done += 1
    return done


async def release(session: AsyncSession, quest: Quest, *, by: UUID | None, at: datetime) -> None:
    """Give the Carrier his share of a locked quest. It is settled when he has it."""
    quest.after(QuestEvent.SETTLE)
    payment = await payment_of(session, quest.id, lock=True)
    if quest.release_at is None:
        raise QuestHasMovedOn(state=quest.state.value)
    if payment is None:
        raise MoneyIsNotHeld
    shares = shares_for_hand_over(payment.price_minor, payment.fee_minor)
    await share_out(session, payment, shares, at=at, by=by)
    await send_share(session, payment, at=at)
    quest.release_at = None
    await show_quest(session, quest, Side.CARRIER, urgency=Urgency.MONEY, at=at)
    await restate_quest(session, quest, Side.REQUESTER, at=at)


async def _give_up(session: AsyncSession, quest: Quest, *, by: UUID | None, at: datetime) -> None:
    """End a locked quest whose Carrier is silent; all of the money goes back."""
    quest.after(QuestEvent.GIVE_UP)
    payment = await payment_of(session, quest.id, lock=True)
    if payment is None:
        raise MoneyIsNotHeld
    back = shares_back(payment.price_minor, payment.fee_minor)
    await share_out(session, payment, back, at=at, by=by)
    await count_cancelled(session, quest.carrier_id)
    await _call_off(session, quest, QuestEvent.GIVE_UP, by=by, at=at)


async def call_off(session: AsyncSession, quest: Quest, *, at: datetime) -> None:
    """End a locked quest before its pick-up because an operator says so.

    All that was paid goes back, and nobody has it on his record.
    Refuses `QuestIsOver`, `QuestHasMovedOn`, `MoneyIsFrozen`.
    """
    quest.after(QuestEvent.CANCEL)
    payment = await payment_of(session, quest.id, lock=True)
    if payment is not None and payment.captured_minor:
        back = shares_back(payment.price_minor, payment.fee_minor)
        await share_out(session, payment, back, at=at)
    elif payment is not None:
        await expire_payment(session, payment, at=at)
    await _call_off(session, quest, QuestEvent.CANCEL, by=None, at=at)


async def _call_off(
    session: AsyncSession, quest: Quest, event: QuestEvent, *, by: UUID | None, at: datetime
) -> None:
    """End a locked quest that nobody has cancelled, with what hangs on it."""
    was = quest.disputed_from or quest.state
    if quest.disputed_from is not None:
        move(await live_complaint(session, quest.id), ComplaintEvent.MOOT, at=at)
    advance(session, quest, event, by=by, at=at)
    quest.release_at = None
    if was in {QuestState.ACCEPTED, QuestState.FUNDED}:
        await let_go(session, quest, EventName.QUEST_CANCELLED, by=by, at=at)
    else:
        if was is QuestState.PICKED_UP:
            await drop_code(session, quest.id)
            await end_carrying(session, quest, ParcelEvent.LOSE, by=by, at=at)
        await tell_of(session, EventName.QUEST_CANCELLED, quest, by=by, at=at)
    await show_both(session, quest, at=at)


async def send_share(session: AsyncSession, payment: Payment, *, at: datetime) -> bool:
    """Have the Carrier's share of a locked payment sent, if his account can take it.

    False when there is no share, when it is under way, or when it waits: for the account, or
    until the Carrier has given back what he owes.
    """
    is_waiting = payment.state is PaymentState.RELEASING and payment.release_reserved_minor > 0
    account = await account_of(session, payment.payee_id)
    if not is_waiting or account is None or not account.is_ready:
        return False
    if await owed_by(session, payment.payee_id, payment.currency):
        return False
    if await newest_command(session, f"transfer:{payment.id}") is not None:
        return False
    await wish_to_transfer(session, payment, account.account_id, at=at)
    quest = await session.get(Quest, payment.quest_id)
    if quest is not None:
        await restate_quest(session, quest, Side.CARRIER, at=at)
    return True


async def follow_payment(
    session: AsyncSession, payment: Payment, *, was: PaymentState, at: datetime
) -> None:
    """Let the quest of a payment follow it; both are locked, and `was` is how the payment stood.

    Money that comes for a quest that is over goes back, all of it.
    """
    quest = await session.get(Quest, payment.quest_id)
    is_late = payment.state is PaymentState.HELD and not payment.is_frozen
    if quest is None or (payment.state is was and not (is_late and quest.state in ENDED)):
        return
    match payment.state, quest.state:
        case PaymentState.CHARGED_BACK, state if state not in ENDED:
            await _call_off(session, quest, QuestEvent.CHARGE_BACK, by=None, at=at)
        case PaymentState.HELD, QuestState.ACCEPTED:
            advance(session, quest, QuestEvent.FUND, by=payment.payer_id, at=at)
            await tell_of(session, EventName.QUEST_FUNDED, quest, by=payment.payer_id, at=at)
            await show_both(session, quest, at=at)
        case PaymentState.EXPIRED, QuestState.ACCEPTED:
            advance(session, quest, QuestEvent.LAPSE, by=None, at=at)
            await let_go(session, quest, EventName.QUEST_LAPSED, by=None, at=at)
            await show_both(session, quest, at=at)
        case PaymentState.RELEASED, QuestState.DELIVERED:
            advance(session, quest, QuestEvent.SETTLE, by=None, at=at)
            await tell_of(session, EventName.QUEST_SETTLED, quest, by=None, at=at)
            await show_quest(session, quest, Side.CARRIER, urgency=Urgency.MONEY, at=at)
            await restate_quest(session, quest, Side.REQUESTER, at=at)
        case PaymentState.RELEASED, QuestState.DISPUTED:
            # The money had left before somebody complained.
            quest.disputed_from = QuestState.SETTLED
            await restate_quest(session, quest, Side.REQUESTER, at=at)
        case PaymentState.HELD, state if state in ENDED and not payment.is_frozen:
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


async def locked_for(session: AsyncSession, peer: Peer, quest_id: UUID) -> Quest:
    """Lock a quest of this Peer's, or refuse `QuestMissing`."""
    seen = await quest_for(session, peer, quest_id)
    await locked_quest(session, seen.id)
    return await quest_for(session, peer, quest_id)


async def end_carrying(
    session: AsyncSession, quest: Quest, event: ParcelEvent, *, by: UUID | None, at: datetime
) -> None:
    """Free the room of what was carried, and close its parcel."""
    await free(session, quest.id)
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    await end_carried(session, parcel, event, by=by, at=at)


async def let_go(
    session: AsyncSession, quest: Quest, name: EventName, *, by: UUID | None, at: datetime
) -> None:
    """Free what was promised for a quest that has ended before its pick-up."""
    await free(session, quest.id)
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    await free_parcel(session, parcel, by=by, at=at)
    await tell_of(session, name, quest, by=by, at=at)


async def tell_of(
    session: AsyncSession, name: EventName, quest: Quest, *, by: UUID | None, at: datetime
) -> None:
    facts: dict[str, Fact] = {"path_id": quest.path_id, "parcel_id": quest.parcel_id}
    await publish(session, name, quest.id, by_peer_id=by, at=at, facts=facts)


async def show_both(session: AsyncSession, quest: Quest, *, at: datetime) -> None:
    for side in Side:
        await show_quest(session, quest, side, urgency=Urgency.MONEY, at=at)
