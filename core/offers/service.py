"""Making offers, bargaining over them and ending them, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.cards.service import show_card, update_card
from core.events.service import publish
from core.events.states import EventName, Fact
from core.glidepaths.models import GlidePath
from core.ids import new_id
from core.matching.states import Match
from core.money import Money
from core.nights import Night, waking_deadline
from core.offers.models import Offer, OfferStep
from core.offers.queries import facts_for, offer_for, open_offers_on
from core.offers.states import (
    NoCountersLeft,
    NotYourTurn,
    OfferEvent,
    OfferIsOver,
    OfferState,
    Reason,
    Side,
    after,
    check_first_price,
    check_price,
    pack_terms,
)
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.peers.models import Peer
from core.rules import Rules

_SOON = timedelta(hours=24)
_REMINDED = 4
"""A reminder comes when so many parts of the time are over but one."""

CARD = "offer"
"""The notice that is the card of an offer, on either side."""


async def make_offer(
    session: AsyncSession,
    path: GlidePath,
    parcel: DropParcel,
    match: Match,
    *,
    rules: Rules,
    at: datetime,
    is_quiet: bool = False,
    by: Peer | None = None,
) -> Offer:
    """Offer a parcel to the Carrier of a trip that fits, at the reward that is promised for it.

    The caller holds the lock of the parcel, and there is no open offer of the two yet. A quiet one
    waits in the Carrier's list and has no card. `by` is the Requester who has picked the trip; by
    nobody it is the market's.
    """
    offer = _new_offer(path, parcel, match, at=at)
    offer.is_quiet, offer.is_invited = is_quiet, by is not None
    await _open(session, offer, path, by=by, rules=rules, at=at)
    if not is_quiet:
        await show_offer(session, offer, Side.CARRIER, rules=rules, at=at, urgency=Urgency.OFFER)
    return offer


async def make_request(
    session: AsyncSession,
    carrier: Peer,
    path: GlidePath,
    parcel: DropParcel,
    match: Match,
    *,
    price: Money,
    rules: Rules,
    at: datetime,
) -> Offer:
    """Offer a Requester to carry his parcel at the Carrier's price, and wait for his answer.

    A price that is not the promised one counts among those that the Carrier may propose. The caller
    holds the lock of the parcel, and there is no open offer of the two yet. Refuses `PriceFarOff`
    and `NoCountersLeft`.
    """
    offer = _new_offer(path, parcel, match, at=at)
    check_first_price(price, asked=offer.asked)
    offer.price_minor, offer.awaits = price.minor, Side.REQUESTER
    offer.carrier_counters = int(price != offer.asked)
    if offer.carrier_counters > rules.counters:
        raise NoCountersLeft(most=rules.counters)
    # It does not count among the cards that the market sends to the Carrier.
    offer.is_quiet = True
    await _open(session, offer, path, by=carrier, rules=rules, at=at)
    await show_offer(session, offer, Side.REQUESTER, rules=rules, at=at, urgency=Urgency.OFFER)
    return offer


def _new_offer(path: GlidePath, parcel: DropParcel, match: Match, *, at: datetime) -> Offer:
    return Offer(
        id=new_id(at),
        path_id=path.id,
        parcel_id=parcel.id,
        carrier_id=path.peer_id,
        requester_id=parcel.peer_id,
        state=OfferState.OPEN,
        awaits=Side.CARRIER,
        price_minor=parcel.reward_minor,
        asked_minor=parcel.reward_minor,
        currency=parcel.reward_currency,
        carrier_counters=0,
        requester_counters=0,
        is_invited=False,
        is_quiet=False,
        picked_up_at=match.fit.picked_up_at,
        handed_over_at=match.fit.handed_over_at,
        least_km=match.fit.least_km,
        most_km=match.fit.most_km,
        terms=pack_terms(match.score),
        made_at=at,
    )


async def _open(
    session: AsyncSession,
    offer: Offer,
    path: GlidePath,
    *,
    by: Peer | None,
    rules: Rules,
    at: datetime,
) -> None:
    """Let an offer begin: its clock, its first step, and the event that tells of it."""
    await _set_clock(session, offer, path, rules=rules, at=at)
    session.add(offer)
    await session.flush()
    by_id = None if by is None else by.id
    _step(session, offer, OfferEvent.OFFER, OfferState.OPEN, from_state=None, by=by_id, at=at)
    facts: dict[str, Fact] = {
        "path_id": offer.path_id,
        "parcel_id": offer.parcel_id,
        "price": offer.price,
    }
    await publish(session, EventName.OFFER_MADE, offer.id, by_peer_id=by_id, at=at, facts=facts)


async def counter_offer(
    session: AsyncSession, peer: Peer, offer_id: UUID, price: Money, *, rules: Rules, at: datetime
) -> Offer:
    """Propose another price; the other side's answer is awaited from now on.

    Refuses `OfferMissing`, `OfferIsOver`, `NotYourTurn`, `NoCountersLeft`, `PriceFarOff` and
    `PriceUnchanged`.
    """
    offer = await _offer_on_turn(session, peer, offer_id, at=at)
    side = offer.side_of(peer)
    if offer.counters_of(side) >= rules.counters:
        raise NoCountersLeft(most=rules.counters)
    check_price(price, live=offer.price, asked=offer.asked)
    offer.price_minor = price.minor
    if side is Side.CARRIER:
        offer.carrier_counters += 1
    else:
        offer.requester_counters += 1
    offer.awaits, offer.is_quiet = side.other, False
    path = await session.get_one(GlidePath, offer.path_id)
    await _set_clock(session, offer, path, rules=rules, at=at)
    advance_offer(session, offer, OfferEvent.COUNTER, by=peer.id, at=at)
    await show_offer(session, offer, side.other, rules=rules, at=at, urgency=Urgency.REPLY)
    await restate_offer(session, offer, side, rules=rules, at=at)
    return offer


async def decline_offer(
    session: AsyncSession,
    peer: Peer,
    offer_id: UUID,
    *,
    rules: Rules,
    at: datetime,
    reason: Reason | None = None,
) -> Offer:
    """Say no to the price on the table, and so to the offer.

    Refuses `OfferMissing`, `OfferIsOver` and `NotYourTurn`.
    """
    offer = await _offer_on_turn(session, peer, offer_id, at=at)
    offer.reason = reason
    await end_offers(session, [offer], OfferEvent.DECLINE, by=peer.id, rules=rules, at=at)
    return offer


async def withdraw_offer(
    session: AsyncSession, peer: Peer, offer_id: UUID, *, rules: Rules, at: datetime
) -> Offer:
    """Take back what the other side has not answered. Refuses `OfferMissing`, `OfferIsOver`.

    On one's own turn this is `NotYourTurn`: what is not wanted is declined.
    """
    offer = await offer_for(session, peer, offer_id, lock=True)
    after(offer.state, OfferEvent.WITHDRAW)
    if offer.awaits is offer.side_of(peer):
        raise NotYourTurn
    await end_offers(session, [offer], OfferEvent.WITHDRAW, by=peer.id, rules=rules, at=at)
    return offer


async def lapse_offers(
    session: AsyncSession,
    *,
    rules: Rules,
    at: datetime,
    parcel_id: UUID | None = None,
    path_id: UUID | None = None,
    changed_at: datetime | None = None,
) -> int:
    """End the open offers of what is no longer on offer; answer how many there were.

    What was offered after the change was offered as it is now, and stays.
    """
    found = await open_offers_on(session, parcel_id=parcel_id, path_id=path_id, lock=True)
    offers = [one for one in found if changed_at is None or one.made_at <= changed_at]
    await end_offers(session, offers, OfferEvent.LAPSE, by=None, rules=rules, at=at)
    return len(offers)


async def end_offers(
    session: AsyncSession,
    offers: Iterable[Offer],
    event: OfferEvent,
    *,
    by: UUID | None,
    rules: Rules,
    at: datetime,
) -> None:
    """End offers that are locked, and let every card of them say so.

    Whoever had proposed the price hears of it; on the other phones the cards change silently.
    """
    for offer in offers:
        advance_offer(session, offer, event, by=by, at=at)
        offer.closed_at = at
        facts: dict[str, Fact] = {
            "path_id": offer.path_id,
            "parcel_id": offer.parcel_id,
            "state": offer.state,
        }
        await publish(session, EventName.OFFER_CLOSED, offer.id, by_peer_id=by, at=at, facts=facts)
        proposer = offer.awaits.other
        has_bargained = offer.counters_of(proposer) > 0 or proposer is Side.CARRIER
        for side in Side:
            is_news = side is proposer and has_bargained and offer.peer_on(side) != by
            if is_news and event is not OfferEvent.ACCEPT:
                await show_offer(session, offer, side, rules=rules, at=at, urgency=Urgency.REPLY)
            else:
                await restate_offer(session, offer, side, rules=rules, at=at)


def advance_offer(
    session: AsyncSession, offer: Offer, event: OfferEvent, *, by: UUID | None, at: datetime
) -> None:
    """Change an offer's state, by the one door there is: check, move, write the step."""
    to_state = after(offer.state, event)
    _step(session, offer, event, to_state, from_state=offer.state, by=by, at=at)
    offer.state = to_state


async def show_offer(
    session: AsyncSession,
    offer: Offer,
    side: Side,
    *,
    rules: Rules,
    at: datetime,
    urgency: Urgency,
) -> None:
    """Let the card of an offer come to one side's phone, with a sound. The offer is locked."""
    facts = await facts_for(session, offer, side, rules=rules)
    await show_card(
        session, offer.peer_on(side), offer.id, CARD, facts,
        urgency=urgency, at=at,
        expires_at=offer.expires_at if offer.state is OfferState.OPEN else None,
    )  # fmt: skip


async def restate_offer(
    session: AsyncSession, offer: Offer, side: Side, *, rules: Rules, at: datetime
) -> None:
    facts = await facts_for(session, offer, side, rules=rules)
    await update_card(session, offer.peer_on(side), offer.id, CARD, facts, at=at)


async def _offer_on_turn(
    session: AsyncSession, peer: Peer, offer_id: UUID, *, at: datetime
) -> Offer:
    """Fetch and lock an open offer that waits for this Peer's answer."""
    offer = await offer_for(session, peer, offer_id, lock=True)
    refuse_unless_on_turn(offer, peer, at=at)
    return offer


def refuse_unless_on_turn(offer: Offer, peer: Peer, *, at: datetime) -> None:
    """Refuse `OfferIsOver` and `NotYourTurn`. A moment after its deadline an offer is over."""
    if offer.state is not OfferState.OPEN:
        raise OfferIsOver(state=offer.state.value)
    if offer.expires_at <= at:
        raise OfferIsOver(state=OfferState.EXPIRED.value)
    if offer.awaits is not offer.side_of(peer):
        raise NotYourTurn


async def _set_clock(
    session: AsyncSession, offer: Offer, path: GlidePath, *, rules: Rules, at: datetime
) -> None:
    """Give whoever is to answer his time, less his nights, and never beyond the departure."""
    is_soon = path.departs_at - at < _SOON
    minutes = rules.late_offer_minutes if is_soon else rules.offer_minutes
    span = timedelta(minutes=minutes)
    offer.expires_at = await answer_by(session, offer, path, at, span, rules=rules)
    early = span * (_REMINDED - 1) / _REMINDED
    remind_at = await answer_by(session, offer, path, at, early, rules=rules)
    offer.remind_at = remind_at if remind_at < offer.expires_at else None


async def answer_by(
    session: AsyncSession,
    offer: Offer,
    path: GlidePath,
    at: datetime,
    span: timedelta,
    *,
    rules: Rules,
) -> datetime:
    """Tell when whoever is to answer has been awake for so long, or the trip departs."""
    peer = await session.get_one(Peer, offer.peer_on(offer.awaits))
    night = Night(rules.night_begins, rules.night_ends)
    return min(waking_deadline(at, span, peer.time_zone, night=night), path.departs_at)


def _step(
    session: AsyncSession,
    offer: Offer,
    event: OfferEvent,
    to_state: OfferState,
    *,
    from_state: OfferState | None,
    by: UUID | None,
    at: datetime,
) -> None:
    session.add(
        OfferStep(
            id=new_id(at),
            offer_id=offer.id,
            at=at,
            event=event,
            from_state=from_state,
            to_state=to_state,
            price_minor=offer.price_minor,
            by_peer_id=by,
        )
    )
