"""Looking at Stripe. Nothing is held open while it is asked."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import stripe
from sqlalchemy.ext.asyncio import AsyncSession

from core.payments.models import Payment
from core.sightings.states import (
    Link,
    Seen,
    SeenRefund,
    SeenReversal,
    StrayKind,
    Told,
    payment_in,
    read_capture,
    read_dispute,
    read_kept,
    read_link,
    read_refund,
    read_returned,
    read_reversal,
    read_stray,
)
from core.strays.queries import stray_charges_of

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
    strays: tuple[str, ...] = ()
    """Charges that were not asked for, and may be on their way back."""


async def what_is_known(session: AsyncSession, payment_id: UUID) -> Known | None:
    payment = await session.get(Payment, payment_id)
    if payment is None:
        return None
    return Known(
        payment.id,
        payment.session_id,
        payment.charge_id,
        int(payment.opened_at.timestamp()),
        strays=await stray_charges_of(session, payment_id),
    )


class Look:
    def __init__(self, client: stripe.StripeClient) -> None:
        self._v1 = client.v1

    async def at(self, known: Known) -> Seen:
        """Look how one payment stands. Raises `stripe.StripeError`."""
        returned = [one for charge in known.strays for one in await self._returned(charge)]
        seen = await self._at(known, await self._link_of(known))
        return replace(seen, returned=tuple(returned))

    async def at_charge(self, known: Known, charge_id: str) -> Seen:
        """Look at a charge that names a payment, and may be none that was asked for.

        It is the payment's own while nobody knows by which link it was paid.
        """
        charge = (await self._v1.charges.retrieve_async(charge_id)).to_dict()
        is_ours = payment_in(charge) == known.id and charge["status"] == "succeeded"
        if not is_ours or charge_id == known.charge_id:
            return Seen()
        wish: Any = {"payment_intent": charge["payment_intent"], "limit": 1}
        links = (await self._v1.checkout.sessions.list_async(wish)).data
        if not links or known.session_id in {None, links[0].id}:
            return Seen()
        stray = read_stray(StrayKind.CHARGE, charge)
        transaction = await self._transaction_of(charge)
        kept = None if transaction is None else read_kept(transaction)
        return Seen(strays=() if stray is None else (stray,), kept=() if kept is None else (kept,))

    async def _returned(self, charge_id: str) -> list[SeenRefund]:
        page = await self._v1.refunds.list_async({"charge": charge_id, "limit": _PAGE})
        found = [read_returned(one.to_dict()) for one in page.data]
        return [one for one in found if one is not None]

    async def _transaction_of(self, charge: Told) -> dict[str, Any] | None:
        booked = charge.get("balance_transaction")
        if booked is None:
            return None
        return (await self._v1.balance_transactions.retrieve_async(booked)).to_dict()

    async def _at(self, known: Known, link: Link | None) -> Seen:
        if link is None or link.intent_id is None:
            return Seen(link=link)
        intent = (await self._v1.payment_intents.retrieve_async(link.intent_id)).to_dict()
        charge_id = intent.get("latest_charge")
        if charge_id is None:
            return Seen(link=link)
        charge = (await self._v1.charges.retrieve_async(charge_id)).to_dict()
        transaction = await self._transaction_of(charge)
        refunds = await self._v1.refunds.list_async({"charge": charge_id, "limit": _PAGE})
        given = [one.to_dict() for one in refunds.data]
        found = [(one, read_refund(one)) for one in given]
        strays = [read_stray(StrayKind.REFUND, one) for one, ours in found if ours is None]
        moved = await self._transfers_of(known)
        disputes = await self._v1.disputes.list_async({"charge": charge_id, "limit": _PAGE})
        return Seen(
            link=link,
            capture=read_capture(intent, transaction),
            refunds=tuple(ours for _, ours in found if ours is not None),
            transfer_id=moved.transfer_id,
            reversals=moved.reversals,
            strays=(*moved.strays, *(one for one in strays if one is not None)),
            disputes=tuple(read_dispute(one.to_dict()) for one in disputes.data),
        )

    async def _transfers_of(self, known: Known) -> Seen:
        """Find the transfer of a payment, what of it has come back, and what else has moved."""
        transfers = self._v1.transfers
        page = await transfers.list_async({"transfer_group": str(known.id), "limit": _PAGE})
        # The first that was made is the one that was asked for.
        moved = [one.to_dict() for one in reversed(page.data)]
        ours = next((one for one in moved if payment_in(one) == known.id), None)
        strays = [read_stray(StrayKind.TRANSFER, one) for one in moved if one is not ours]
        backs: list[tuple[Told, SeenReversal | None]] = []
        if ours is not None and ours["amount_reversed"]:
            reversed_ = await transfers.reversals.list_async(ours["id"], {"limit": _PAGE})
            backs = [
                (one, read_reversal(one)) for one in (back.to_dict() for back in reversed_.data)
            ]
        strays += [read_stray(StrayKind.REVERSAL, one) for one, known_ in backs if known_ is None]
        return Seen(
            transfer_id=None if ours is None else ours["id"],
            reversals=tuple(one for _, one in backs if one is not None),
            strays=tuple(one for one in strays if one is not None),
        )

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
