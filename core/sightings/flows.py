"""Looking at Stripe. Nothing is held open while it is asked."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import stripe
from sqlalchemy.ext.asyncio import AsyncSession

from core.payments.models import Payment
from core.sightings.states import (
    Link,
    Seen,
    SeenReversal,
    payment_in,
    read_capture,
    read_dispute,
    read_link,
    read_refund,
    read_reversal,
)

_SKEW = timedelta(hours=1)
"""How far our clock may be from Stripe's when it looks for what was made since."""

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of a payment before we look."""

    id: UUID
    session_id: str | None
    charge_id: str | None
    opened_at: int


async def what_is_known(session: AsyncSession, payment_id: UUID) -> Known | None:
    payment = await session.get(Payment, payment_id)
    if payment is None:
        return None
    return Known(
        payment.id, payment.session_id, payment.charge_id, int(payment.opened_at.timestamp())
    )


class Look:
    def __init__(self, client: stripe.StripeClient) -> None:
        self._v1 = client.v1

    async def at(self, known: Known) -> Seen:
        """Look how one payment stands. Raises `stripe.StripeError`."""
        link = await self._link_of(known)
        if link is None or link.intent_id is None:
            return Seen(link=link)
        intent = (await self._v1.payment_intents.retrieve_async(link.intent_id)).to_dict()
        charge_id = intent.get("latest_charge")
        if charge_id is None:
            return Seen(link=link)
        charge = (await self._v1.charges.retrieve_async(charge_id)).to_dict()
        booked = charge.get("balance_transaction")
        transaction = None
        if booked is not None:
            transaction = (await self._v1.balance_transactions.retrieve_async(booked)).to_dict()
        refunds = await self._v1.refunds.list_async({"charge": charge_id, "limit": _PAGE})
        found = [read_refund(one.to_dict()) for one in refunds.data]
        transfer_id, reversals = await self._transfer_of(known)
        disputes = await self._v1.disputes.list_async({"charge": charge_id, "limit": _PAGE})
        return Seen(
            link=link,
            capture=read_capture(intent, transaction),
            refunds=tuple(one for one in found if one is not None),
            transfer_id=transfer_id,
            reversals=reversals,
            disputes=tuple(read_dispute(one.to_dict()) for one in disputes.data),
        )

    async def _transfer_of(self, known: Known) -> tuple[str | None, tuple[SeenReversal, ...]]:
        """Find the transfer of a payment, and what of it has come back."""
        transfers = self._v1.transfers
        moved = (await transfers.list_async({"transfer_group": str(known.id)})).data
        if not moved:
            return None, ()
        transfer_id = moved[0].id
        if not moved[0].amount_reversed:
            return transfer_id, ()
        page = await transfers.reversals.list_async(transfer_id, {"limit": _PAGE})
        found = [read_reversal(one.to_dict()) for one in page.data]
        return transfer_id, tuple(one for one in found if one is not None)

    async def _link_of(self, known: Known) -> Link | None:
        """Find the link of a payment, also one that nobody has told us of."""
        sessions = self._v1.checkout.sessions
        if known.session_id is not None:
            return read_link((await sessions.retrieve_async(known.session_id)).to_dict())
        since = known.opened_at - int(_SKEW.total_seconds())
        page = await sessions.list_async({"created": {"gte": since}, "limit": _PAGE})
        async for one in page.auto_paging_iter():
            told = one.to_dict()
            if payment_in(told) == known.id:
                return read_link(told)
        return None
