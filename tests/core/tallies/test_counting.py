"""What is heard is counted once for each thing, and what there is is measured."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.queries import oldest_published
from core.events.states import Event, EventName
from core.ids import new_id
from core.quests.service import accept_offer
from core.settlement.service import cancel_quest
from core.tallies.queries import balances, by_day, levels, sums, unmet_ways
from core.tallies.service import COUNTED, count_event, measure_levels
from core.tallies.states import FUNNEL, Level, Span, Tally, cell_of, outline_of, way_of
from tests.conftest import NOON
from tests.market import RULES, a_deal, offered, posted_parcel
from tests.posts import a_peer

TODAY = Span(NOON.date(), NOON.date())


async def hear_all(session: AsyncSession) -> None:
    await session.flush()
    for _, event in await oldest_published(session, most=1_000):
        if event.name in COUNTED:
            await count_event(session, event)


async def test_a_market_is_counted_from_what_is_heard_of_it(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    await hear_all(session)
    found = await sums(session, TODAY)
    assert [found.counts.get(step, 0) for step in FUNNEL] == [1, 1, 1, 0, 0, 0, 0]
    assert found.counts[Tally.TRIP] == 1
    assert found.share(Tally.OFFERED, Tally.PARCEL) == 1.0
    category = deal.parcel.category.value
    (one, *_) = await balances(
        session, TODAY, wanted=Tally.PARCEL_CATEGORY, there=Tally.TRIP_CATEGORY
    )
    assert (one.key, one.wanted, one.there) == (category, 1, 1)


async def test_the_first_offer_tells_how_long_a_parcel_waited(session: AsyncSession) -> None:
    deal = await a_deal(session)
    other = await posted_parcel(session, deal.requester, at=NOON, deliver_by=deal.parcel.deliver_by)
    await offered(session, deal.path, other, at=NOON + timedelta(seconds=90))
    await hear_all(session)
    found = await sums(session, TODAY)
    assert found.counts[Tally.OFFERED] == 2
    assert found.mean(Tally.OFFERED) == 45.0


async def test_a_parcel_that_finds_another_carrier_is_accepted_once(session: AsyncSession) -> None:
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    later = NOON + timedelta(minutes=5)
    await cancel_quest(session, deal.carrier, quest.id, rules=RULES, at=later)
    again = await offered(session, deal.path, deal.parcel, at=later)
    await accept_offer(
        session, deal.carrier, again.id, rules=RULES, at=later + timedelta(minutes=1)
    )
    await hear_all(session)
    found = await sums(session, TODAY)
    assert (found.counts[Tally.ACCEPTED], found.counts[Tally.CANCELLED]) == (1, 1)
    assert found.counts[Tally.OFFERED] == 1


async def test_ways_without_carriers_are_named_with_how_many_are_missing(
    session: AsyncSession,
) -> None:
    deal = await a_deal(session)
    await hear_all(session)
    (way,) = await unmet_ways(session, TODAY)
    assert way.key == way_of(deal.parcel.from_place_id, deal.parcel.to_place_id)
    assert (way.wanted, way.there, way.unmet) == (1, 0, 1)


async def test_each_day_of_a_span_is_there(session: AsyncSession) -> None:
    await a_deal(session)
    await hear_all(session)
    week = Span(NOON.date() - timedelta(days=6), NOON.date())
    days = await by_day(session, week, [Tally.PARCEL])
    assert days == {Tally.PARCEL: [0, 0, 0, 0, 0, 0, 1]}


async def test_levels_follow_what_there_is(session: AsyncSession) -> None:
    assert (await levels(session)).at is None
    await a_deal(session)
    await measure_levels(session, at=NOON)
    before = await levels(session)
    assert [before.of(one) for one in (Level.PEERS, Level.TRIPS, Level.PARCELS)] == [2, 1, 1]
    await a_peer(session, "Noor")
    await measure_levels(session, at=NOON + timedelta(seconds=15))
    after = await levels(session)
    assert after.of(Level.PEERS) == 3
    assert after.at == NOON + timedelta(seconds=15)


def test_a_cell_holds_the_point_it_was_named_for() -> None:
    corners = outline_of(cell_of((52.52, 13.4)))
    assert len(corners) == 6
    assert min(latitude for latitude, _ in corners) < 52.52 < max(one for one, _ in corners)


@pytest.mark.parametrize("name", COUNTED)
async def test_an_event_about_what_is_gone_upsets_nobody(
    session: AsyncSession, name: EventName
) -> None:
    await count_event(session, Event(new_id(NOON), name, new_id(NOON), None, NOON, {}))
