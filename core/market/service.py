"""Offering parcels to Carriers, inside the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.candidates.queries import candidate_between, candidate_parcels, candidate_trips
from core.events.states import Event, EventName
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import glidepath_for, glidepath_shown_to
from core.glidepaths.states import PathState
from core.market.models import Ranking
from core.market.queries import parcels_by_id, past_of, paths_by_id, proposal_of
from core.market.states import is_unwelcome, is_wanted
from core.matching.states import Match
from core.money import Money
from core.offers.models import Offer
from core.offers.queries import (
    cards_since,
    has_declined,
    offer_for,
    open_offers_of_two,
    open_offers_on,
    times_asked,
    waiting_for,
)
from core.offers.service import (
    counter_offer,
    end_offers,
    lapse_offers,
    make_offer,
    make_request,
    show_offer,
)
from core.offers.states import (
    AnswerWasNo,
    AskedOftenEnough,
    ManyCarriersWait,
    OfferEvent,
    Side,
)
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.parcels.queries import parcel_for, parcel_shown_to
from core.parcels.states import ParcelState
from core.peers.models import Peer
from core.peers.states import PeerState
from core.quests.states import FitsNoLonger
from core.rules import Rules
from core.trust.queries import refuse_halted
from core.trust.service import block

_HOUR = timedelta(hours=1)

_OF_PARCELS = (EventName.PARCEL_POSTED, EventName.PARCEL_CHANGED, EventName.PARCEL_CLOSED)
_OF_TRIPS = (EventName.GLIDEPATH_POSTED, EventName.GLIDEPATH_CHANGED, EventName.GLIDEPATH_CLOSED)
_OF_BOTH = (
    EventName.OFFER_CLOSED,
    EventName.QUEST_LAPSED,
    EventName.QUEST_CANCELLED,
    EventName.QUEST_RESOLVED,
)

MOVING = (*_OF_PARCELS, *_OF_TRIPS, *_OF_BOTH)
"""What happens that may leave somebody to ask, or somebody asked in vain."""


async def hear_market(session: AsyncSession, event: Event, *, rules: Rules, at: datetime) -> None:
    """Look again at what an event has moved: first what is out of date goes, then what fits comes.

    A changed post is another one: who was asked about it as it was is asked anew.
    """
    if event.name in _OF_BOTH:
        await offer_parcel(session, UUID(event.facts["parcel_id"]), rules=rules, at=at)
        await offer_trip(session, UUID(event.facts["path_id"]), rules=rules, at=at)
    elif event.name in _OF_PARCELS:
        if event.name != EventName.PARCEL_POSTED:
            await lapse_offers(
                session, parcel_id=event.about, changed_at=event.at, rules=rules, at=at
            )
        await offer_parcel(session, event.about, rules=rules, at=at)
    elif event.name in _OF_TRIPS:
        if event.name != EventName.GLIDEPATH_POSTED:
            await lapse_offers(
                session, path_id=event.about, changed_at=event.at, rules=rules, at=at
            )
        await offer_trip(session, event.about, rules=rules, at=at)


async def offer_parcel(
    session: AsyncSession, parcel_id: UUID, *, rules: Rules, at: datetime
) -> list[Offer]:
    """Offer an open parcel to the best Carriers, as many as may have it at once."""
    parcel = (await parcels_by_id(session, [parcel_id], lock=True)).get(parcel_id)
    if parcel is None or parcel.state is not ParcelState.OPEN:
        return []
    await _note_looked_at(session, parcel.id, at=at)
    room = rules.offers_at_once - len(await open_offers_on(session, parcel_id=parcel.id))
    if room <= 0:
        return []
    found = await candidate_trips(session, parcel, rules=rules, at=at)
    paths = await paths_by_id(session, [one.trip_id for one in found])
    past = await past_of(session, list(paths))
    made: list[Offer] = []
    for match in found:
        if len(made) == room:
            break
        path = paths[match.trip_id]
        if is_wanted(proposal_of(match, path, parcel), past):
            offer = await _offer(session, path, parcel, match, rules=rules, at=at)
            made += [] if offer is None else [offer]
    return made


async def offer_trip(
    session: AsyncSession, path_id: UUID, *, rules: Rules, at: datetime
) -> list[Offer]:
    """Offer the Carrier of an open trip the best parcels, as many as may wait for him at once."""
    path = await session.get(GlidePath, path_id, populate_existing=True)
    if path is None or path.state is not PathState.OPEN:
        return []
    found = await candidate_parcels(session, path, rules=rules, at=at)
    seen = await parcels_by_id(session, [one.parcel_id for one in found])
    past = await past_of(session, [path.id])
    wanted = [one for one in found if is_wanted(proposal_of(one, path, seen[one.parcel_id]), past)]
    parcels = await parcels_by_id(session, [one.parcel_id for one in wanted], lock=True)
    made: list[Offer] = []
    for match in wanted:
        parcel = parcels[match.parcel_id]
        asked = await open_offers_on(session, parcel_id=parcel.id)
        if parcel.state is not ParcelState.OPEN or len(asked) >= rules.offers_at_once:
            continue
        offer = await _offer(session, path, parcel, match, rules=rules, at=at)
        if offer is None:
            break
        made.append(offer)
    return made


async def invite(
    session: AsyncSession,
    peer: Peer,
    parcel_id: UUID,
    path_id: UUID,
    *,
    rules: Rules,
    at: datetime,
) -> Offer:
    """Ask one Carrier, because his trip is the one the Requester has chosen.

    It is beyond the number that the market asks by itself. Whom the market has asked already hears
    that he is chosen, once. Refuses `ParcelMissing`, `GlidePathMissing`, `FitsNoLonger`,
    `AskedOftenEnough`, `PeerIsHalted`, and `AnswerWasNo` when he has said no to this parcel as it
    is.
    """
    await refuse_halted(session, peer)
    path = await glidepath_shown_to(session, peer, path_id)
    parcel = await parcel_for(session, peer, parcel_id, lock=True)
    match = await _fitting(session, path, parcel, rules=rules, at=at)
    asked = await open_offers_on(session, parcel_id=parcel.id, path_id=path.id, lock=True)
    if asked:
        return await _choose(session, asked[0], rules=rules, at=at)
    changed_at = max(path.changed_at, parcel.changed_at)
    is_declined = await has_declined(session, path.peer_id, parcel.id, path.id, since=changed_at)
    if is_declined or is_unwelcome(
        proposal_of(match, path, parcel), await past_of(session, [path.id])
    ):
        raise AnswerWasNo
    await _refuse_if_asked_often(session, peer, path, parcel, rules=rules)
    return await make_offer(session, path, parcel, match, rules=rules, at=at, by=peer)


async def ask_for(
    session: AsyncSession,
    peer: Peer,
    path_id: UUID,
    parcel_id: UUID,
    price: Money,
    *,
    rules: Rules,
    at: datetime,
) -> Offer:
    """Offer to carry a parcel that a Carrier has found himself, on a trip of his, at his price.

    It is beyond the number that the market asks by itself; but no more than `offers_at_once` wait
    for the Requester's answer about one parcel. When the two have an open offer already, it is the
    next word in that; a price that he may take at a press is not taken unseen, but shown.

    Refuses `PeerIsHalted`, `GlidePathMissing`, `ParcelMissing`, `FitsNoLonger`, `PriceFarOff`,
    `NotYourTurn`, `NoCountersLeft`, `ManyCarriersWait`, `AskedOftenEnough`, and `AnswerWasNo` when
    the Requester has said no to him since either was changed.
    """
    await refuse_halted(session, peer)
    path = await glidepath_for(session, peer, path_id)
    await parcel_shown_to(session, peer, parcel_id)
    parcel = (await parcels_by_id(session, [parcel_id], lock=True))[parcel_id]
    match = await _fitting(session, path, parcel, rules=rules, at=at)
    open_offers = await open_offers_on(session, parcel_id=parcel.id)
    asked = next((one for one in open_offers if one.path_id == path.id), None)
    if asked is None:
        changed_at = max(path.changed_at, parcel.changed_at)
        if await has_declined(session, parcel.peer_id, parcel.id, path.id, since=changed_at):
            raise AnswerWasNo
        if sum(one.awaits is Side.REQUESTER for one in open_offers) >= rules.offers_at_once:
            raise ManyCarriersWait
        await _refuse_if_asked_often(session, peer, path, parcel, rules=rules)
        asked = await make_request(
            session, peer, path, parcel, match, price=price, rules=rules, at=at
        )
    elif asked.price != price:
        await counter_offer(session, peer, asked.id, price, rules=rules, at=at)
    await show_offer(session, asked, Side.CARRIER, rules=rules, at=at, urgency=Urgency.REPLY)
    return asked


async def _fitting(
    session: AsyncSession, path: GlidePath, parcel: DropParcel, *, rules: Rules, at: datetime
) -> Match:
    """Say how a locked parcel would travel on a trip, or refuse `FitsNoLonger`."""
    is_open = parcel.state is ParcelState.OPEN and path.state is PathState.OPEN
    match = await candidate_between(session, path, parcel, rules=rules)
    if not is_open or path.departs_at <= at or match is None:
        raise FitsNoLonger
    return match


async def _choose(session: AsyncSession, offer: Offer, *, rules: Rules, at: datetime) -> Offer:
    """Let the Carrier of an open offer know that the Requester has picked him."""
    if not offer.is_invited and offer.awaits is Side.CARRIER:
        offer.is_invited, offer.is_quiet = True, False
        await show_offer(session, offer, Side.CARRIER, rules=rules, at=at, urgency=Urgency.OFFER)
    return offer


async def _refuse_if_asked_often(
    session: AsyncSession, peer: Peer, path: GlidePath, parcel: DropParcel, *, rules: Rules
) -> None:
    """Let nobody ring at the other's as often as he likes by asking and taking it back."""
    most = max(1, rules.counters)
    since = max(path.changed_at, parcel.changed_at)
    if await times_asked(session, peer.id, parcel.id, path.id, since=since) >= most:
        raise AskedOftenEnough(most=most)


async def part_ways(
    session: AsyncSession, peer: Peer, offer_id: UUID, *, rules: Rules, at: datetime
) -> None:
    """Block the other side of an offer, and end every offer that the two have open.

    The other one reads that it was declined or taken back, as of any offer. Refuses `OfferMissing`.
    """
    offer = await offer_for(session, peer, offer_id)
    other_id = offer.peer_on(offer.side_of(peer).other)
    await block(session, peer, other_id, at=at)
    for one in await open_offers_of_two(session, peer.id, other_id, lock=True):
        is_mine = one.awaits is one.side_of(peer)
        event = OfferEvent.DECLINE if is_mine else OfferEvent.WITHDRAW
        await end_offers(session, [one], event, by=peer.id, rules=rules, at=at)


async def rank_again(session: AsyncSession, *, rules: Rules, at: datetime, most: int = 100) -> int:
    """Look again at open parcels that were last looked at an hour ago; answer how many."""
    due = await session.scalars(
        select(Ranking.parcel_id)
        .where(Ranking.looked_at <= at - _HOUR)
        .order_by(Ranking.looked_at)
        .limit(most)
    )
    parcel_ids = sorted(due)
    await session.execute(delete(Ranking).where(Ranking.parcel_id.in_(parcel_ids)))
    for parcel_id in parcel_ids:
        await offer_parcel(session, parcel_id, rules=rules, at=at)
    return len(parcel_ids)


async def _offer(
    session: AsyncSession,
    path: GlidePath,
    parcel: DropParcel,
    match: Match,
    *,
    rules: Rules,
    at: datetime,
) -> Offer | None:
    """Make one offer, with a card or for the digest; none when too many wait for the Carrier."""
    carrier = await session.get_one(Peer, path.peer_id)
    if carrier.state is not PeerState.ACTIVE:
        return None
    waiting = await waiting_for(session, carrier.id)
    if waiting.as_carrier >= rules.offers_waiting:
        return None
    today = at.astimezone(ZoneInfo(carrier.time_zone)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    is_quiet = await cards_since(session, carrier.id, today) >= rules.cards_a_day
    offer = await make_offer(session, path, parcel, match, rules=rules, at=at, is_quiet=is_quiet)
    if is_quiet:
        await _tell_digest(session, carrier, waiting.as_carrier + 1, at=at)
    return offer


async def _tell_digest(session: AsyncSession, carrier: Peer, count: int, *, at: datetime) -> None:
    """Say once an hour at most how many offers there are to page through."""
    next_hour = at.replace(minute=0, second=0, microsecond=0) + _HOUR
    await tell(
        session, carrier, "offer-digest", {"count": count},
        urgency=Urgency.DIGEST, coalesce_key="offer digest", not_before=next_hour,
        expires_at=next_hour + timedelta(hours=12), at=at,
    )  # fmt: skip


async def _note_looked_at(session: AsyncSession, parcel_id: UUID, *, at: datetime) -> None:
    await session.execute(
        insert(Ranking)
        .values(parcel_id=parcel_id, looked_at=at)
        .on_conflict_do_update(index_elements=["parcel_id"], set_={"looked_at": at})
    )
