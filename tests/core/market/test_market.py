"""Who is offered what, and when somebody is asked again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.background import groups_of
from core.cargo import Category
from core.db import Db
from core.errors import Refused
from core.events.flows import deliver_all, hear_one
from core.glidepaths.models import GlidePath
from core.glidepaths.service import cancel_glidepath, change_glidepath
from core.market.service import invite, offer_parcel, offer_trip, rank_again
from core.money import Money
from core.offers.models import Offer
from core.offers.queries import open_offers_on
from core.offers.service import decline_offer
from core.offers.states import AnswerWasNo, OfferState, Reason
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState
from core.parcels.models import DropParcel
from core.parcels.queries import wish_of
from core.parcels.service import cancel_parcel, change_parcel
from core.peers.models import Peer
from core.quests.service import accept_offer
from core.quests.states import FitsNoLonger
from core.settings import CargoEnv, Settings
from core.settlement.service import cancel_quest
from core.tending.service import expire_offers
from core.trust.models import PeerStanding
from core.trust.service import block, demand, unblock
from tests.conftest import NOON
from tests.market import RULES, posted_parcel, posted_trip
from tests.posts import a_peer, a_trip, city

HOUR = timedelta(hours=1)


async def several_trips(session: AsyncSession, count: int) -> list[GlidePath]:
    return [
        await posted_trip(
            session,
            await a_peer(session, f"Carrier {number}"),
            departs_at=NOON + timedelta(days=2, hours=number),
        )
        for number in range(count)
    ]


async def test_a_parcel_is_offered_to_the_best_five(session: AsyncSession) -> None:
    paths = await several_trips(session, 7)
    parcel = await posted_parcel(session, await a_peer(session))
    made = await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    assert len(made) == 5
    assert {one.path_id for one in made} <= {one.id for one in paths}
    assert [one.terms["total"] for one in made] == sorted(
        (one.terms["total"] for one in made), reverse=True
    )
    assert await offer_parcel(session, parcel.id, rules=RULES, at=NOON) == []


async def test_when_one_declines_the_next_best_is_asked(session: AsyncSession) -> None:
    await several_trips(session, 6)
    parcel = await posted_parcel(session, await a_peer(session))
    made = await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    carrier = await session.get_one(Peer, made[0].carrier_id)
    await decline_offer(session, carrier, made[0].id, rules=RULES, at=NOON + HOUR)
    again = await offer_parcel(session, parcel.id, rules=RULES, at=NOON + HOUR)
    assert len(again) == 1
    assert again[0].path_id not in {one.path_id for one in made}


async def test_a_new_trip_is_offered_the_parcels_that_fit_it(session: AsyncSession) -> None:
    requester = await a_peer(session)
    parcels = [await posted_parcel(session, requester) for _ in range(3)]
    elsewhere = await city(session, "Madrid", "ES")
    await posted_parcel(session, requester, to_place_id=elsewhere.id, duty_payer="recipient")
    path = await posted_trip(session, await a_peer(session, "Carla"))
    made = await offer_trip(session, path.id, rules=RULES, at=NOON)
    assert {one.parcel_id for one in made} == {one.id for one in parcels}


async def test_nobody_is_asked_twice_about_the_same(session: AsyncSession) -> None:
    path = (await several_trips(session, 1))[0]
    parcel = await posted_parcel(session, await a_peer(session))
    await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    assert await offer_trip(session, path.id, rules=RULES, at=NOON) == []
    await expire_offers(session, rules=RULES, at=NOON + 4 * HOUR)
    assert await offer_parcel(session, parcel.id, rules=RULES, at=NOON + 4 * HOUR) == []


async def test_a_changed_parcel_is_another_one(session: AsyncSession) -> None:
    await several_trips(session, 1)
    requester = await a_peer(session)
    parcel = await posted_parcel(session, requester)
    await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    await expire_offers(session, rules=RULES, at=NOON + 4 * HOUR)
    wish = replace(await wish_of(session, parcel), reward=Money(2000, "EUR"))
    await change_parcel(session, requester, parcel.id, wish, rules=RULES, at=NOON + 5 * HOUR)
    made = await offer_parcel(session, parcel.id, rules=RULES, at=NOON + 5 * HOUR)
    assert [one.price for one in made] == [Money(2000, "EUR")]


@pytest.mark.parametrize(
    ("reason", "facts", "is_asked"),
    [
        (Reason.KIND, {"category": Category.BOOKS}, False),
        (Reason.KIND, {"category": Category.GIFTS}, True),
        (Reason.PRICE, {"reward": Money(1050, "EUR")}, False),
        (Reason.PRICE, {"reward": Money(1200, "EUR")}, True),
        (Reason.OTHER, {}, True),
        (None, {}, True),
    ],
)
async def test_why_a_carrier_declined_is_heeded_on_the_same_trip(
    session: AsyncSession, reason: Reason | None, facts: dict[str, Any], *, is_asked: bool
) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session)
    path = await posted_trip(session, carrier)
    await posted_parcel(session, requester)
    (offer,) = await offer_trip(session, path.id, rules=RULES, at=NOON)
    await decline_offer(session, carrier, offer.id, rules=RULES, at=NOON, reason=reason)
    await posted_parcel(session, requester, **facts)
    made = await offer_trip(session, path.id, rules=RULES, at=NOON)
    assert bool(made) is is_asked


async def test_who_has_blocked_the_other_hears_nothing_of_him(session: AsyncSession) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session)
    path = await posted_trip(session, carrier)
    parcel = await posted_parcel(session, requester)
    await block(session, requester, carrier.id, at=NOON)
    assert await offer_parcel(session, parcel.id, rules=RULES, at=NOON) == []
    assert await offer_trip(session, path.id, rules=RULES, at=NOON) == []
    await unblock(session, requester, carrier.id)
    assert len(await offer_trip(session, path.id, rules=RULES, at=NOON)) == 1


async def test_each_side_meets_only_whom_it_asks_for(session: AsyncSession) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session)
    path = await posted_trip(session, carrier)
    await posted_parcel(session, requester)
    await demand(session, carrier, 45)
    assert await offer_trip(session, path.id, rules=RULES, at=NOON) == []
    session.add(PeerStanding(peer_id=requester.id, stars=100, ratings=20))
    await session.flush()
    assert len(await offer_trip(session, path.id, rules=RULES, at=NOON)) == 1


async def test_a_better_record_comes_first(session: AsyncSession) -> None:
    good, bad = await several_trips(session, 2)
    session.add(PeerStanding(peer_id=good.peer_id, stars=100, ratings=20))
    session.add(PeerStanding(peer_id=bad.peer_id, stars=20, ratings=10))
    parcel = await posted_parcel(session, await a_peer(session))
    made = await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    assert [one.path_id for one in made] == [good.id, bad.id]


async def test_what_is_promised_already_is_no_room(session: AsyncSession) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session)
    path = await posted_trip(session, carrier, capacity_grams=1_000)
    parcel = await posted_parcel(session, requester)
    (offer,) = await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    quest = await accept_offer(session, carrier, offer.id, rules=RULES, at=NOON)
    await posted_parcel(session, requester)
    assert await offer_trip(session, path.id, rules=RULES, at=NOON) == []
    await cancel_quest(session, requester, quest.id, rules=RULES, at=NOON + HOUR)
    assert len(await offer_trip(session, path.id, rules=RULES, at=NOON + HOUR)) >= 1


async def test_a_carrier_is_rung_three_times_a_day_and_then_gets_a_digest(
    session: AsyncSession,
) -> None:
    requester = await a_peer(session)
    for _ in range(5):
        await posted_parcel(session, requester)
    path = await posted_trip(session, await a_peer(session, "Carla"))
    made = await offer_trip(session, path.id, rules=RULES, at=NOON)
    assert [one.is_quiet for one in made] == [False] * 3 + [True] * 2
    digests = await session.scalars(
        select(OutboxRow).where(
            OutboxRow.notice == "offer-digest", OutboxRow.state == OutboxState.QUEUED
        )
    )
    (digest,) = digests.all()
    assert digest.content == {"count": 5}
    assert digest.not_before == NOON + HOUR


async def test_no_more_wait_for_a_carrier_than_he_can_look_at(session: AsyncSession) -> None:
    requester = await a_peer(session)
    for _ in range(4):
        await posted_parcel(session, requester)
    path = await posted_trip(session, await a_peer(session, "Carla"))
    rules = RULES.model_copy(update={"offers_waiting": 2})
    assert len(await offer_trip(session, path.id, rules=rules, at=NOON)) == 2


async def test_an_unmatched_parcel_is_looked_at_every_hour(session: AsyncSession) -> None:
    parcel = await posted_parcel(session, await a_peer(session))
    await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    await several_trips(session, 1)
    assert await rank_again(session, rules=RULES, at=NOON + HOUR / 2) == 0
    assert await rank_again(session, rules=RULES, at=NOON + HOUR) == 1
    assert len(await open_offers_on(session, parcel_id=parcel.id)) == 1
    assert await rank_again(session, rules=RULES, at=NOON + HOUR) == 0


async def test_what_is_closed_is_looked_at_no_more(session: AsyncSession) -> None:
    requester = await a_peer(session)
    parcel = await posted_parcel(session, requester)
    await offer_parcel(session, parcel.id, rules=RULES, at=NOON)
    await cancel_parcel(session, requester, parcel.id, at=NOON)
    assert await rank_again(session, rules=RULES, at=NOON + HOUR) == 1
    assert await rank_again(session, rules=RULES, at=NOON + 3 * HOUR) == 0


async def test_a_requester_invites_whom_he_chooses(session: AsyncSession) -> None:
    (path,) = await several_trips(session, 1)
    requester = await a_peer(session)
    parcel = await posted_parcel(session, requester)
    offer = await invite(session, requester, parcel.id, path.id, rules=RULES, at=NOON)
    assert offer.is_invited
    again = await invite(session, requester, parcel.id, path.id, rules=RULES, at=NOON)
    assert again.id == offer.id
    carrier = await session.get_one(Peer, path.peer_id)
    await decline_offer(session, carrier, offer.id, rules=RULES, at=NOON)
    with pytest.raises(AnswerWasNo):
        await invite(session, requester, parcel.id, path.id, rules=RULES, at=NOON)


async def test_nobody_is_invited_to_what_does_not_fit(session: AsyncSession) -> None:
    (path,) = await several_trips(session, 1)
    requester = await a_peer(session)
    parcel = await posted_parcel(session, requester, weight_grams=20_000)
    with pytest.raises(FitsNoLonger):
        await invite(session, requester, parcel.id, path.id, rules=RULES, at=NOON)


async def _hear_all(db: Db) -> None:
    groups = groups_of(Settings(cargo_env=CargoEnv.TEST), clock=lambda: NOON)
    (market,) = [one for one in groups if one.name == "market"]
    heard = True
    while heard:
        await deliver_all(db, [market])
        heard = await hear_one(db, market, clock=lambda: NOON)


@pytest.mark.fresh_db
async def test_posts_find_each_other_through_their_events(db: Db) -> None:
    async with db.begin() as session:
        carrier, requester = await a_peer(session, "Carla"), await a_peer(session)
        path = await posted_trip(session, carrier)
        await posted_parcel(session, requester)
    await _hear_all(db)
    async with db.begin() as session:
        (offer,) = await open_offers_on(session, path_id=path.id)
        later = await a_trip(session, departs_at=NOON + timedelta(days=3))
        await change_glidepath(session, carrier, path.id, later, rules=RULES, at=NOON + HOUR)
    await _hear_all(db)
    async with db.begin() as session:
        old = await session.get_one(Offer, offer.id)
        assert old.state is OfferState.LAPSED
        (anew,) = await open_offers_on(session, path_id=path.id)
        assert anew.picked_up_at == later.departs_at
        await cancel_glidepath(session, carrier, path.id, at=NOON + HOUR)
    await _hear_all(db)
    async with db.begin() as session:
        assert await open_offers_on(session, path_id=path.id) == []


@pytest.mark.fresh_db
async def test_a_cancelled_quest_puts_the_parcel_before_the_next_best(db: Db) -> None:
    async with db.begin() as session:
        paths = await several_trips(session, 2)
        requester = await a_peer(session)
        parcel = await posted_parcel(session, requester)
    await _hear_all(db)
    async with db.begin() as session:
        offers = await open_offers_on(session, parcel_id=parcel.id)
        carrier = await session.get_one(Peer, offers[0].carrier_id)
        quest = await accept_offer(session, carrier, offers[0].id, rules=RULES, at=NOON)
    await _hear_all(db)
    async with db.begin() as session:
        assert await open_offers_on(session, parcel_id=parcel.id) == []
        await cancel_quest(session, carrier, quest.id, rules=RULES, at=NOON + HOUR)
    await _hear_all(db)
    async with db.begin() as session:
        asked = {one.path_id for one in await open_offers_on(session, parcel_id=parcel.id)}
        assert asked == {one.id for one in paths} - {quest.path_id}


async def test_every_refusal_of_an_invitation_leaves_the_parcel_alone(
    session: AsyncSession,
) -> None:
    (path,) = await several_trips(session, 1)
    parcel = await posted_parcel(session, await a_peer(session))
    with pytest.raises(Refused):
        await invite(
            session, await a_peer(session, "Other"), parcel.id, path.id, rules=RULES, at=NOON
        )
    assert (await session.get_one(DropParcel, parcel.id)).closed_at is None
