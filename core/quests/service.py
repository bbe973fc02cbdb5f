"""Accepting an offer, and the one door to what came of it, inside the caller's transaction."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.candidates.queries import candidate_between
from core.cards.service import show_card, update_card
from core.events.service import publish
from core.events.states import EventName, Fact
from core.glidepaths.models import GlidePath
from core.glidepaths.states import PathState
from core.ids import new_id
from core.matching.states import Match
from core.offers.models import Offer
from core.offers.queries import offer_for, open_offers_on
from core.offers.service import end_offers, refuse_unless_on_turn
from core.offers.states import OfferEvent, ParcelAlreadyTaken, PriceHasChanged, Side
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.parcels.service import promise_parcel
from core.parcels.states import ParcelState
from core.payments.service import open_payment
from core.peers.models import Peer
from core.quests.models import Quest, QuestStep
from core.quests.queries import facts_for, quest_for
from core.quests.states import ENDED, FitsNoLonger, QuestEvent, QuestState
from core.ratings.service import rate
from core.ratings.states import Said
from core.reservations.service import reserve
from core.reservations.states import Reserved
from core.rules import Rules
from core.trust.queries import refuse_halted

Post = TypeVar("Post", GlidePath, DropParcel)

CARD = "quest"
"""The notice that is the card of a quest, on either side."""


async def accept_offer(
    session: AsyncSession,
    peer: Peer,
    offer_id: UUID,
    *,
    rules: Rules,
    at: datetime,
    seen_minor: int | None = None,
) -> Quest:
    """Take the price on the table: the room is reserved, and a link to pay is asked for.

    The trip is locked, then the parcel, then its offers, so that of two who press in one moment the
    second sees what the first has done. `seen_minor` is the price that the Peer has seen; nobody
    agrees to another. Refuses `OfferMissing`, `OfferIsOver`, `NotYourTurn`, `PriceHasChanged`,
    `ParcelAlreadyTaken`, `FitsNoLonger`, `PeerIsHalted`.
    """
    seen = await offer_for(session, peer, offer_id)
    await refuse_halted(session, peer)
    path = await _locked(session, GlidePath, seen.path_id)
    parcel = await _locked(session, DropParcel, seen.parcel_id)
    rivals = await open_offers_on(session, parcel_id=parcel.id, lock=True)
    offer = await offer_for(session, peer, offer_id)
    if parcel.state is not ParcelState.OPEN:
        raise ParcelAlreadyTaken
    refuse_unless_on_turn(offer, peer, at=at)
    if seen_minor not in {None, offer.price_minor}:
        raise PriceHasChanged(price=offer.price)
    match = await _still_fitting(session, path, parcel, rules=rules)
    quest = await _make(session, offer, match, by=peer.id, parcel=parcel, at=at)
    await open_payment(
        session,
        quest.id,
        payer_id=quest.requester_id,
        payee_id=quest.carrier_id,
        price=quest.price,
        rules=rules,
        at=at,
    )
    await end_offers(session, [offer], OfferEvent.ACCEPT, by=peer.id, rules=rules, at=at)
    others = [one for one in rivals if one.id != offer.id]
    await end_offers(session, others, OfferEvent.LAPSE, by=None, rules=rules, at=at)
    await lapse_what_fits_no_longer(session, path, rules=rules, at=at)
    for side in Side:
        await show_quest(session, quest, side, urgency=Urgency.MONEY, at=at)
    return quest


async def locked_quest(session: AsyncSession, quest_id: UUID) -> Quest | None:
    """Lock the trip of a quest, its parcel, then itself; what is its money's comes after that."""
    seen = await session.get(Quest, quest_id)
    if seen is None:
        return None
    await _locked(session, GlidePath, seen.path_id)
    await _locked(session, DropParcel, seen.parcel_id)
    return await session.get_one(Quest, quest_id, populate_existing=True, with_for_update=True)


def advance(
    session: AsyncSession, quest: Quest, event: QuestEvent, *, by: UUID | None, at: datetime
) -> None:
    """Change a locked quest's state, by the one door there is: check, move, write the step."""
    from_state, to_state = quest.state, quest.after(event)
    _step(session, quest, event, to_state, from_state=from_state, by=by, at=at)
    quest.state = to_state
    quest.disputed_from = from_state if to_state is QuestState.DISPUTED else None
    quest.ended_at = at if to_state in ENDED else None


async def show_quest(
    session: AsyncSession, quest: Quest, side: Side, *, urgency: Urgency, at: datetime
) -> None:
    """Let the card of a quest come to one side's phone, with a sound."""
    facts = await facts_for(session, quest, side)
    await show_card(session, quest.peer_on(side), quest.id, CARD, facts, urgency=urgency, at=at)


async def show_other(session: AsyncSession, quest: Quest, mine: Side, *, at: datetime) -> None:
    """Let the card come to the other side with a sound, and change on this one silently."""
    await show_quest(session, quest, mine.other, urgency=Urgency.MONEY, at=at)
    await restate_quest(session, quest, mine, at=at)


async def restate_quest(session: AsyncSession, quest: Quest, side: Side, *, at: datetime) -> None:
    """Let the card that one side has say how things stand, silently."""
    facts = await facts_for(session, quest, side)
    await update_card(session, quest.peer_on(side), quest.id, CARD, facts, at=at)


async def rate_quest(
    session: AsyncSession, peer: Peer, quest_id: UUID, said: Said, *, at: datetime
) -> bool:
    """Say how the other side was; true when both have, and read it now.

    Refuses `QuestMissing`, `NothingToRate`, `RatingsAreShown`, `RatingNeedsStars`, `RatingTooLong`.
    """
    quest = await quest_for(session, peer, quest_id)
    is_shown = await rate(session, quest.id, quest.side_of(peer), said, at=at)
    for side in Side:
        await restate_quest(session, quest, side, at=at)
    return is_shown


async def lapse_what_fits_no_longer(
    session: AsyncSession, path: GlidePath, *, rules: Rules, at: datetime
) -> int:
    """End the open offers of a locked trip that it cannot carry any more; answer how many."""
    offers = await open_offers_on(session, path_id=path.id)
    parcels = {one.parcel_id: await session.get_one(DropParcel, one.parcel_id) for one in offers}
    stale = [
        one
        for one in offers
        if path.state is not PathState.OPEN
        or await candidate_between(session, path, parcels[one.parcel_id], rules=rules) is None
    ]
    await end_offers(session, stale, OfferEvent.LAPSE, by=None, rules=rules, at=at)
    return len(stale)


async def _still_fitting(
    session: AsyncSession, path: GlidePath, parcel: DropParcel, *, rules: Rules
) -> Match:
    match = await candidate_between(session, path, parcel, rules=rules)
    if path.state is not PathState.OPEN or match is None:
        raise FitsNoLonger
    return match


async def _make(
    session: AsyncSession,
    offer: Offer,
    match: Match,
    *,
    by: UUID,
    parcel: DropParcel,
    at: datetime,
) -> Quest:
    quest = Quest(
        id=new_id(at),
        offer_id=offer.id,
        path_id=offer.path_id,
        parcel_id=offer.parcel_id,
        carrier_id=offer.carrier_id,
        requester_id=offer.requester_id,
        state=QuestState.ACCEPTED,
        price_minor=offer.price_minor,
        currency=offer.currency,
        picked_up_at=match.fit.picked_up_at,
        handed_over_at=match.fit.handed_over_at,
        accepted_at=at,
    )
    session.add(quest)
    await session.flush()
    room = Reserved(
        match.fit.picked_up_at,
        match.fit.handed_over_at,
        parcel.weight_grams,
        parcel.volume_millilitres,
    )
    await reserve(session, quest.id, offer.path_id, room)
    await promise_parcel(session, parcel, by=by, at=at)
    _step(session, quest, QuestEvent.ACCEPT, QuestState.ACCEPTED, from_state=None, by=by, at=at)
    facts: dict[str, Fact] = {
        "path_id": quest.path_id,
        "parcel_id": quest.parcel_id,
        "price": quest.price,
    }
    await publish(session, EventName.QUEST_ACCEPTED, quest.id, by_peer_id=by, at=at, facts=facts)
    return quest


async def _locked(session: AsyncSession, table: type[Post], row_id: UUID) -> Post:
    """Fetch what is known to be there, as it is now."""
    return await session.get_one(table, row_id, populate_existing=True, with_for_update=True)


def _step(
    session: AsyncSession,
    quest: Quest,
    event: QuestEvent,
    to_state: QuestState,
    *,
    from_state: QuestState | None,
    by: UUID | None,
    at: datetime,
    why: str | None = None,
) -> None:
    session.add(
        QuestStep(
            id=new_id(at),
            quest_id=quest.id,
            at=at,
            event=event,
            from_state=from_state,
            to_state=to_state,
            by_peer_id=by,
            why=why,
        )
    )
