"""Who asks by himself: a Requester who picks a trip, and a Carrier who finds a parcel."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.errors import Refused
from core.events.states import Event, EventName
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import GlidePathMissing
from core.ids import new_id
from core.market.service import ask_for, hear_market, invite, offer_parcel
from core.money import Money
from core.offers.models import Offer
from core.offers.queries import cards_since, open_offers_on
from core.offers.service import decline_offer, withdraw_offer
from core.offers.states import (
    AnswerWasNo,
    AskedOftenEnough,
    ManyCarriersWait,
    NoCountersLeft,
    NotYourTurn,
    OfferState,
    PriceFarOff,
    Reason,
    Side,
)
from core.outbox.models import OutboxRow
from core.parcels.models import DropParcel
from core.parcels.queries import ParcelMissing
from core.parcels.service import cancel_parcel
from core.peers.models import Peer
from core.quests.service import accept_offer
from core.quests.states import FitsNoLonger
from core.tending.service import expire_offers
from core.trust.service import block, demand
from tests.conftest import NOON
from tests.market import RULES, posted_parcel, posted_trip
from tests.posts import a_peer

HOUR = timedelta(hours=1)
RACES = 10


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


@dataclass
class Two:
    """A trip and a parcel that fit, and of which nobody has been told."""

    carrier: Peer
    requester: Peer
    path: GlidePath
    parcel: DropParcel

    async def ask(self, session: AsyncSession, minor: int = 1000) -> Offer:
        return await ask_for(
            session, self.carrier, self.path.id, self.parcel.id, eur(minor), rules=RULES, at=NOON
        )

    async def invite(self, session: AsyncSession) -> Offer:
        return await invite(
            session, self.requester, self.parcel.id, self.path.id, rules=RULES, at=NOON
        )


async def two_of(session: AsyncSession, mark: str = "", **facts: Any) -> Two:
    carrier = await a_peer(session, f"Carla{mark}")
    requester = await a_peer(session, f"Ravi{mark}")
    path = await posted_trip(session, carrier, **facts)
    return Two(carrier, requester, path, await posted_parcel(session, requester))


@pytest.fixture
async def two(session: AsyncSession) -> Two:
    return await two_of(session)


async def _cards(session: AsyncSession) -> list[tuple[str, str]]:
    rows = await session.scalars(select(OutboxRow.content).where(OutboxRow.notice == "offer"))
    return sorted((one["side"], one["awaits"]) for one in rows)


async def test_a_carrier_offers_to_carry_at_the_promised_price(
    session: AsyncSession, two: Two
) -> None:
    offer = await two.ask(session)
    assert (offer.awaits, offer.price, offer.carrier_counters) == (Side.REQUESTER, eur(1000), 0)
    assert await _cards(session) == [("carrier", "other"), ("requester", "me")]
    quest = await accept_offer(session, two.requester, offer.id, rules=RULES, at=NOON)
    assert quest.carrier_id == two.carrier.id


async def test_another_price_counts_among_those_he_may_propose(
    session: AsyncSession, two: Two
) -> None:
    offer = await two.ask(session, 1300)
    assert (offer.price, offer.asked, offer.carrier_counters) == (eur(1300), eur(1000), 1)
    rules = RULES.model_copy(update={"counters": 0})
    other = await posted_parcel(session, two.requester)
    with pytest.raises(NoCountersLeft):
        await ask_for(session, two.carrier, two.path.id, other.id, eur(1300), rules=rules, at=NOON)


@pytest.mark.parametrize("price", [Money(0, "EUR"), Money(10_001, "EUR"), Money(1000, "USD")])
async def test_a_first_price_is_one_that_somebody_would_pay(
    session: AsyncSession, two: Two, price: Money
) -> None:
    with pytest.raises(PriceFarOff):
        await ask_for(session, two.carrier, two.path.id, two.parcel.id, price, rules=RULES, at=NOON)
    assert await open_offers_on(session, parcel_id=two.parcel.id) == []


async def test_asking_is_no_card_that_the_market_sends(session: AsyncSession, two: Two) -> None:
    await two.ask(session)
    assert await cards_since(session, two.carrier.id, NOON - HOUR) == 0


async def test_what_he_is_asked_already_is_not_taken_unseen(
    session: AsyncSession, two: Two
) -> None:
    (offer,) = await offer_parcel(session, two.parcel.id, rules=RULES, at=NOON)
    same = await two.ask(session)
    assert (same.id, same.state, same.awaits) == (offer.id, OfferState.OPEN, Side.CARRIER)
    countered = await two.ask(session, 1200)
    assert (countered.id, countered.awaits) == (offer.id, Side.REQUESTER)
    assert (await two.ask(session, 1200)).id == offer.id
    with pytest.raises(NotYourTurn):
        await two.ask(session, 1100)


async def test_he_may_change_his_mind_after_he_has_passed(session: AsyncSession, two: Two) -> None:
    (offer,) = await offer_parcel(session, two.parcel.id, rules=RULES, at=NOON)
    await decline_offer(session, two.carrier, offer.id, rules=RULES, at=NOON, reason=Reason.OTHER)
    assert (await two.ask(session)).awaits is Side.REQUESTER


async def test_a_no_of_the_requester_holds_until_something_changes(
    session: AsyncSession, two: Two
) -> None:
    offer = await two.ask(session)
    await decline_offer(session, two.requester, offer.id, rules=RULES, at=NOON)
    with pytest.raises(AnswerWasNo):
        await two.ask(session)
    # His own no does not bind the Requester.
    assert (await two.invite(session)).awaits is Side.CARRIER


async def test_nobody_rings_again_and_again(session: AsyncSession, two: Two) -> None:
    for _ in range(RULES.counters):
        offer = await two.ask(session)
        await withdraw_offer(session, two.carrier, offer.id, rules=RULES, at=NOON)
    with pytest.raises(AskedOftenEnough):
        await two.ask(session)
    for _ in range(RULES.counters):
        offer = await two.invite(session)
        await withdraw_offer(session, two.requester, offer.id, rules=RULES, at=NOON)
    with pytest.raises(AskedOftenEnough):
        await two.invite(session)


async def test_no_more_carriers_wait_for_one_answer_than_one_can_look_at(
    session: AsyncSession, two: Two
) -> None:
    for number in range(RULES.offers_at_once):
        carrier = await a_peer(session, f"Carrier {number}")
        path = await posted_trip(session, carrier)
        await ask_for(session, carrier, path.id, two.parcel.id, eur(1000), rules=RULES, at=NOON)
    with pytest.raises(ManyCarriersWait):
        await two.ask(session)
    assert await offer_parcel(session, two.parcel.id, rules=RULES, at=NOON) == []


async def test_who_is_blocked_or_rated_too_low_asks_in_vain(
    session: AsyncSession, two: Two
) -> None:
    await demand(session, two.requester, 45)
    with pytest.raises(FitsNoLonger):
        await two.ask(session)
    await demand(session, two.requester, None)
    await block(session, two.requester, two.carrier.id, at=NOON)
    with pytest.raises(FitsNoLonger):
        await two.ask(session)


async def test_nobody_asks_for_what_his_room_does_not_hold(session: AsyncSession) -> None:
    two = await two_of(session, capacity_grams=1_000)
    first = await two.ask(session)
    await accept_offer(session, two.requester, first.id, rules=RULES, at=NOON)
    two.parcel = await posted_parcel(session, two.requester)
    with pytest.raises(FitsNoLonger):
        await two.ask(session)


async def test_one_asks_on_ones_own_trip_for_what_is_open(session: AsyncSession, two: Two) -> None:
    with pytest.raises(GlidePathMissing):
        await ask_for(
            session, two.requester, two.path.id, two.parcel.id, eur(1000), rules=RULES, at=NOON
        )
    await cancel_parcel(session, two.requester, two.parcel.id, at=NOON)
    with pytest.raises(ParcelMissing):
        await two.ask(session)


async def test_an_invitation_that_ran_out_may_come_again(session: AsyncSession, two: Two) -> None:
    first = await two.invite(session)
    await expire_offers(session, rules=RULES, at=NOON + 4 * HOUR)
    again = await invite(
        session, two.requester, two.parcel.id, two.path.id, rules=RULES, at=NOON + 4 * HOUR
    )
    assert again.id != first.id


async def test_whom_the_market_has_asked_silently_rings_when_he_is_picked(
    session: AsyncSession, two: Two
) -> None:
    rules = RULES.model_copy(update={"cards_a_day": 0})
    (offer,) = await offer_parcel(session, two.parcel.id, rules=rules, at=NOON)
    assert await _cards(session) == []
    picked = await two.invite(session)
    assert (picked.id, picked.is_invited, picked.is_quiet) == (offer.id, True, False)
    assert await _cards(session) == [("carrier", "me")]
    await two.invite(session)
    assert len(await _cards(session)) == 1


async def test_a_no_to_the_like_of_it_is_a_no_to_an_invitation(
    session: AsyncSession, two: Two
) -> None:
    offer = await two.invite(session)
    await decline_offer(session, two.carrier, offer.id, rules=RULES, at=NOON, reason=Reason.KIND)
    two.parcel = await posted_parcel(session, two.requester)
    with pytest.raises(AnswerWasNo):
        await two.invite(session)


async def test_what_was_asked_after_a_change_outlives_the_news_of_it(
    session: AsyncSession, two: Two
) -> None:
    offer = await two.ask(session)
    for minutes, state in ((-1, OfferState.OPEN), (0, OfferState.LAPSED)):
        changed = Event(
            id=new_id(NOON),
            name=EventName.PARCEL_CHANGED,
            about=two.parcel.id,
            by_peer_id=None,
            at=NOON + timedelta(minutes=minutes),
            facts={},
        )
        await hear_market(session, changed, rules=RULES, at=NOON + HOUR)
        await session.refresh(offer)
        assert offer.state is state


@pytest.mark.fresh_db
async def test_when_both_ask_at_once_there_is_one_offer(db: Db) -> None:
    async with db.begin() as session:
        pairs = [await two_of(session, f" {number}") for number in range(RACES)]

    async def ask(two: Two) -> Offer:
        async with db.begin() as session:
            return await two.ask(session)

    async def pick(two: Two) -> Offer:
        async with db.begin() as session:
            return await two.invite(session)

    for two in pairs:
        asked, picked = await asyncio.gather(ask(two), pick(two))
        assert asked.id == picked.id
        async with db.begin() as session:
            (offer,) = await open_offers_on(session, parcel_id=two.parcel.id)
            assert offer.is_invited == (offer.awaits is Side.CARRIER)


@pytest.mark.fresh_db
async def test_of_many_who_ask_at_once_as_many_get_in_as_may(db: Db) -> None:
    async with db.begin() as session:
        requester = await a_peer(session, "Ravi")
        parcel = await posted_parcel(session, requester)
        carriers = [await a_peer(session, f"Carla {number}") for number in range(12)]
        paths = [await posted_trip(session, one) for one in carriers]

    async def ask(carrier: Peer, path: GlidePath) -> Offer | Refused:
        try:
            async with db.begin() as session:
                return await ask_for(
                    session, carrier, path.id, parcel.id, eur(1000), rules=RULES, at=NOON
                )
        except Refused as refusal:
            return refusal

    ends = await asyncio.gather(*map(ask, carriers, paths))
    assert sum(isinstance(one, ManyCarriersWait) for one in ends) == 12 - RULES.offers_at_once
    async with db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Offer)) == RULES.offers_at_once
