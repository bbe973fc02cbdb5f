"""Reading what a change would do to the money."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.money import Money
from core.offers.states import Side
from core.payments.models import Payment
from core.payments.queries import payment_of
from core.payments.states import PaymentState, Shares
from core.quests.models import Quest
from core.quests.states import QuestEvent, after
from core.rules import Rules
from core.settlement.states import shares_if_cancelled


async def cost_of_cancelling(
    session: AsyncSession, quest: Quest, side: Side, *, rules: Rules, at: datetime
) -> Shares:
    """Say who would get what of that which was paid; refuse `QuestIsOver`."""
    after(quest.state, QuestEvent.CANCEL)
    return shares_now(quest, await payment_of(session, quest.id), side, rules=rules, at=at)


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
