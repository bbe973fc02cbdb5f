"""Reading what a change would do to the money."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.handover.queries import code_of
from core.money import Money
from core.offers.states import Side
from core.payments.models import Payment
from core.payments.queries import payment_of
from core.payments.states import NotPayableNow, PaymentState, Shares
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import quest_for
from core.quests.states import QuestEvent
from core.rules import Rules
from core.settlement.states import ForTheRequester, shares_if_cancelled


async def cost_of_cancelling(
    session: AsyncSession, quest: Quest, side: Side, *, rules: Rules, at: datetime
) -> Shares:
    """Say who would get what of that which was paid; refuse `QuestIsOver`, `QuestHasMovedOn`."""
    quest.after(QuestEvent.CANCEL)
    payment = await payment_of(session, quest.id)
    shares = shares_now(quest, payment, side, rules=rules, at=at)
    return shares if payment is None else shares.less(payment.charged_back_minor)


def shares_now(
    quest: Quest, payment: Payment | None, side: Side, *, rules: Rules, at: datetime
) -> Shares:
    """Say the same of a payment that is at hand; nobody gets anything of what was not paid."""
    if payment is None or payment.state is not PaymentState.HELD:
        return Shares()
    price = Money(payment.price_minor, payment.currency)
    return shares_if_cancelled(
        side, price, payment.fee, picked_up_at=quest.picked_up_at, rules=rules, at=at
    )


async def payment_to_make(
    session: AsyncSession, peer: Peer, quest_id: UUID, *, at: datetime
) -> Payment:
    """Give the payment that the Requester can make now, by its link.

    Refuses `QuestMissing`, `ForTheRequester`, and `NotPayableNow` when there is no link, or not any
    more.
    """
    quest = await quest_for(session, peer, quest_id)
    if quest.side_of(peer) is not Side.REQUESTER:
        raise ForTheRequester
    payment = await payment_of(session, quest.id)
    is_open = payment is not None and payment.state is PaymentState.CHECKOUT_OPEN
    if payment is None or not is_open or payment.checkout_url is None or payment.pay_by <= at:
        raise NotPayableNow
    return payment


async def code_for(session: AsyncSession, peer: Peer, quest_id: UUID) -> str:
    """Give the code that the recipient is to hold, between pick-up and hand-over.

    Refuses `QuestMissing`, `ForTheRequester`, `QuestIsOver`, `QuestHasMovedOn`.
    """
    quest = await quest_for(session, peer, quest_id)
    if quest.side_of(peer) is not Side.REQUESTER:
        raise ForTheRequester
    quest.after(QuestEvent.DELIVER)
    kept = await code_of(session, quest.id)
    if kept is None or kept.code is None:
        raise LookupError(quest.id)
    return kept.code
