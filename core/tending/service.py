"""Reminding those who are to answer, and ending what nobody has answered, by the clock."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.glidepaths.models import GlidePath
from core.offers.models import Offer, OfferStep
from core.offers.queries import open_offers_on
from core.offers.service import answer_by, end_offers, restate_offer
from core.offers.states import OfferEvent, OfferState, Side
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.rules import Rules

_EARLY = timedelta(minutes=2)
"""More than the minute between two looks."""


async def expire_offers(
    session: AsyncSession, *, rules: Rules, at: datetime, most: int = 200
) -> int:
    """End the offers that nobody has answered in time; answer how many.

    One that was in a hurry is given all of its time instead, unless somebody waits for its place.
    That is looked at a little early, so that nobody who presses in the last moment reads otherwise.
    """
    due = await session.scalars(
        select(Offer)
        .where(Offer.state == OfferState.OPEN, Offer.expires_at <= at + _EARLY)
        .order_by(Offer.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    offers = [one for one in due.all() if not await _prolong(session, one, rules=rules, at=at)]
    overdue = [one for one in offers if one.expires_at <= at]
    await end_offers(session, overdue, OfferEvent.EXPIRE, by=None, rules=rules, at=at)
    return len(overdue)


async def _prolong(session: AsyncSession, offer: Offer, *, rules: Rules, at: datetime) -> bool:
    """Leave an offer its full time, if it was given less and has kept nobody from being asked.

    Before a departure time is short, so that others can be asked as well. While the parcel has a
    place free, everybody who could be asked has been.
    """
    began_at = await session.scalar(
        select(func.max(OfferStep.at)).where(
            OfferStep.offer_id == offer.id,
            OfferStep.event.in_((OfferEvent.OFFER, OfferEvent.COUNTER)),
        )
    )
    path = await session.get_one(GlidePath, offer.path_id)
    span = timedelta(minutes=rules.offer_minutes)
    ends_at = await answer_by(session, offer, path, began_at or offer.made_at, span, rules=rules)
    if ends_at <= max(at, offer.expires_at):
        return False
    if len(await open_offers_on(session, parcel_id=offer.parcel_id)) >= rules.offers_at_once:
        return False
    offer.expires_at = ends_at
    for side in Side:
        await restate_offer(session, offer, side, rules=rules, at=at)
    return True


async def remind_of_offers(session: AsyncSession, *, at: datetime, most: int = 200) -> int:
    """Tell those whose answer is awaited that the time is nearly over; answer how many."""
    due = await session.scalars(
        select(Offer)
        .where(Offer.state == OfferState.OPEN, Offer.remind_at <= at, Offer.expires_at > at)
        .order_by(Offer.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    offers = due.all()
    for offer in offers:
        offer.remind_at = None
        peer = await session.get_one(Peer, offer.peer_on(offer.awaits))
        minutes = max(1, (offer.expires_at - at) // timedelta(minutes=1))
        facts = {"id": str(offer.id), "price": offer.price, "minutes": minutes}
        await tell(
            session, peer, "offer-reminder", facts,
            urgency=Urgency.OFFER, expires_at=offer.expires_at, at=at,
        )  # fmt: skip
    return len(offers)
