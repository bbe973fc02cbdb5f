"""Accepting an offer, alone and against others who press in the same moment."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.errors import Refused
from core.glidepaths.models import GlidePath
from core.glidepaths.service import cancel_glidepath, change_glidepath
from core.glidepaths.states import Mode, RoomIsPromised, TripIsPromised
from core.ids import new_id
from core.money import Money
from core.offers.queries import offer_for
from core.offers.service import counter_offer
from core.offers.states import NotYourTurn, OfferState, ParcelAlreadyTaken
from core.parcels.models import DropParcel
from core.parcels.service import cancel_parcel
from core.parcels.states import ParcelIsPromised, ParcelState
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import QuestMissing, quest_for
from core.quests.service import accept_offer
from core.quests.states import FitsNoLonger, QuestIsOver, QuestState
from core.reservations.models import Reservation
from core.reservations.service import reserve
from core.reservations.states import Reserved
from core.settlement.service import cancel_quest
from core.trust.queries import standings_of
from tests.conftest import NOON
from tests.market import RULES, a_deal, offered, posted_parcel, posted_trip
from tests.posts import a_peer, a_trip, city

RACES = 5


async def test_the_carrier_takes_the_promised_reward(session: AsyncSession) -> None:
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    assert (quest.state, quest.price) == (QuestState.ACCEPTED, deal.parcel.reward)
    assert deal.offer.state is OfferState.ACCEPTED
    assert deal.parcel.state is ParcelState.PROMISED
    reserved = await session.get_one(Reservation, quest.id)
    assert (reserved.grams, reserved.begins_at) == (900, deal.path.departs_at)


async def test_only_whose_answer_is_awaited_may_accept(session: AsyncSession) -> None:
    deal = await a_deal(session)
    with pytest.raises(NotYourTurn):
        await accept_offer(session, deal.requester, deal.offer.id, rules=RULES, at=NOON)
    price = Money(1500, "EUR")
    await counter_offer(session, deal.carrier, deal.offer.id, price, rules=RULES, at=NOON)
    quest = await accept_offer(session, deal.requester, deal.offer.id, rules=RULES, at=NOON)
    assert quest.price == price


async def test_rivals_lapse_and_read_that_the_parcel_is_taken(session: AsyncSession) -> None:
    deal = await a_deal(session)
    rival = await a_peer(session, "Rival")
    path = await posted_trip(session, rival)
    lost = await offered(session, path, deal.parcel)
    await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    assert lost.state is OfferState.LAPSED
    with pytest.raises(ParcelAlreadyTaken):
        await accept_offer(session, rival, lost.id, rules=RULES, at=NOON)


async def test_offers_for_which_no_room_is_left_lapse(session: AsyncSession) -> None:
    deal = await a_deal(session)
    heavy = await posted_parcel(session, deal.requester, weight_grams=9_500)
    light = await posted_parcel(session, deal.requester, weight_grams=500)
    too_heavy, still_fits = (
        await offered(session, deal.path, heavy),
        await offered(session, deal.path, light),
    )
    await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    assert (too_heavy.state, still_fits.state) == (OfferState.LAPSED, OfferState.OPEN)


async def test_two_parcels_share_the_room_where_they_do_not_meet(session: AsyncSession) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    berlin, braunschweig, dortmund = [
        await city(session, name, "DE") for name in ("Berlin", "Braunschweig", "Dortmund")
    ]
    path = await posted_trip(
        session,
        carrier,
        from_place_id=berlin.id,
        to_place_id=dortmund.id,
        mode=Mode.CAR,
        arrives_at=NOON + timedelta(days=2, hours=6),
        capacity_grams=5_000,
        detour_km=40,
    )
    whole: dict[str, Any] = {"weight_grams": 5_000, "volume_millilitres": 3_000}
    first = await posted_parcel(
        session, requester, from_place_id=berlin.id, to_place_id=braunschweig.id, **whole
    )
    second = await posted_parcel(
        session, requester, from_place_id=braunschweig.id, to_place_id=dortmund.id, **whole
    )
    third = await posted_parcel(
        session, requester, from_place_id=berlin.id, to_place_id=dortmund.id, **whole
    )
    offers = [await offered(session, path, one) for one in (first, second, third)]
    for offer in offers[:2]:
        await accept_offer(session, carrier, offer.id, rules=RULES, at=NOON)
    assert offers[2].state is OfferState.LAPSED


async def test_a_promised_trip_stays_as_it_is(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    with pytest.raises(TripIsPromised):
        await cancel_glidepath(session, deal.carrier, deal.path.id, at=NOON)
    later = await a_trip(session, departs_at=NOON + timedelta(days=3))
    with pytest.raises(TripIsPromised):
        await change_glidepath(session, deal.carrier, deal.path.id, later, rules=RULES, at=NOON)
    smaller = await a_trip(session, capacity_grams=500)
    with pytest.raises(RoomIsPromised):
        await change_glidepath(session, deal.carrier, deal.path.id, smaller, rules=RULES, at=NOON)
    with pytest.raises(ParcelIsPromised):
        await cancel_parcel(session, deal.requester, deal.parcel.id, at=NOON)


async def test_what_was_cancelled_is_free_again(session: AsyncSession) -> None:
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    await cancel_quest(session, deal.carrier, quest.id, rules=RULES, at=NOON)
    assert deal.parcel.state is ParcelState.OPEN
    assert await session.get(Reservation, quest.id) is None
    standing = (await standings_of(session, [deal.carrier.id]))[deal.carrier.id]
    assert standing.cancelled == 1
    with pytest.raises(QuestIsOver):
        await cancel_quest(session, deal.requester, quest.id, rules=RULES, at=NOON)


async def test_a_stranger_meets_no_quest(session: AsyncSession) -> None:
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    with pytest.raises(QuestMissing):
        await quest_for(session, await a_peer(session, "Stranger"), quest.id)


async def test_a_trip_that_was_made_smaller_fits_no_longer(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await session.execute(
        update(GlidePath).where(GlidePath.id == deal.path.id).values(capacity_grams=100)
    )
    with pytest.raises(FitsNoLonger):
        await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)


async def test_the_database_itself_refuses_to_overbook(session: AsyncSession) -> None:
    deal = await a_deal(session)
    room = Reserved(deal.path.departs_at, deal.path.arrives_at, 6_000, 1_000)
    await reserve(session, new_id(NOON), deal.path.id, room)
    with pytest.raises(IntegrityError, match="promised more"):
        async with session.begin_nested():
            await reserve(session, new_id(NOON), deal.path.id, room)
    with pytest.raises(IntegrityError, match="promised more"):
        async with session.begin_nested():
            await session.execute(
                update(GlidePath).where(GlidePath.id == deal.path.id).values(capacity_grams=1_000)
            )


async def _accept(db: Db, peer: Peer, offer_id: UUID) -> str:
    try:
        async with db.begin() as session:
            await accept_offer(session, peer, offer_id, rules=RULES, at=NOON)
    except Refused as refusal:
        return type(refusal).__name__
    return "accepted"


@pytest.mark.fresh_db
async def test_of_many_carriers_who_press_at_once_exactly_one_wins(db: Db) -> None:
    for race in range(RACES):
        async with db.begin() as session:
            requester = await a_peer(session, f"Ravi {race}")
            parcel = await posted_parcel(session, requester)
            presses = []
            for number in range(10):
                carrier = await a_peer(session, f"Carla {race}.{number}")
                path = await posted_trip(session, carrier)
                presses.append((carrier, (await offered(session, path, parcel)).id))
        ends = await asyncio.gather(*(_accept(db, *press) for press in presses))
        assert sorted(ends) == ["ParcelAlreadyTaken"] * 9 + ["accepted"]


@pytest.mark.fresh_db
async def test_fifty_who_want_the_last_five_kilograms_get_no_more_than_five(db: Db) -> None:
    for race in range(RACES):
        async with db.begin() as session:
            carrier = await a_peer(session, f"Carla {race}")
            path = await posted_trip(session, carrier, capacity_grams=5_000)
            offers = []
            for number in range(50):
                requester = await a_peer(session, f"Ravi {race}.{number}")
                parcel = await posted_parcel(
                    session, requester, weight_grams=2_000, volume_millilitres=1_000
                )
                offers.append((await offered(session, path, parcel)).id)
        ends = await asyncio.gather(*(_accept(db, carrier, one) for one in offers))
        assert ends.count("accepted") == 2
        assert set(ends) <= {"accepted", "OfferIsOver", "FitsNoLonger"}
        async with db.begin() as session:
            promised = await session.scalar(
                select(func.sum(Reservation.grams)).where(Reservation.path_id == path.id)
            )
            states = await session.scalars(
                select(DropParcel.state)
                .join(Quest, Quest.parcel_id == DropParcel.id)
                .where(Quest.path_id == path.id)
            )
        assert promised == 4_000
        assert set(states) == {ParcelState.PROMISED}


@pytest.mark.fresh_db
async def test_fifty_connections_cannot_overbook_past_all_our_own_checks(db: Db) -> None:
    async with db.begin() as session:
        path = await posted_trip(session, await a_peer(session), capacity_grams=5_000)
    room = Reserved(path.departs_at, path.arrives_at, 1_000, 100)

    async def take() -> bool:
        try:
            async with db.begin() as session:
                await reserve(session, new_id(NOON), path.id, room)
        except IntegrityError:
            return False
        return True

    ends = await asyncio.gather(*(take() for _ in range(50)))
    assert ends.count(True) == 5


async def test_an_accepted_offer_is_found_by_both(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    for peer in (deal.carrier, deal.requester):
        assert (await offer_for(session, peer, deal.offer.id)).state is OfferState.ACCEPTED
