"""Bargaining over one parcel on one trip."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.models import EventRow
from core.money import Money
from core.offers.models import OfferStep
from core.offers.queries import OfferMissing, offer_for, offers_of
from core.offers.service import (
    counter_offer,
    decline_offer,
    withdraw_offer,
)
from core.offers.states import (
    NoCountersLeft,
    NotYourTurn,
    OfferEvent,
    OfferIsOver,
    OfferState,
    PriceFarOff,
    PriceUnchanged,
    Reason,
    Side,
)
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState
from tests.conftest import NOON
from tests.market import RULES, a_deal, offered, posted_parcel, posted_trip
from tests.posts import a_peer

HOUR = timedelta(hours=1)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


async def test_an_offer_waits_for_the_carrier_at_the_promised_reward(
    session: AsyncSession,
) -> None:
    deal = await a_deal(session)
    assert (deal.offer.state, deal.offer.awaits) == (OfferState.OPEN, Side.CARRIER)
    assert deal.offer.price == deal.parcel.reward
    assert deal.offer.expires_at == NOON + 3 * HOUR


async def test_a_stranger_meets_no_offer(session: AsyncSession) -> None:
    deal = await a_deal(session)
    with pytest.raises(OfferMissing):
        await offer_for(session, await a_peer(session, "Stranger"), deal.offer.id)


async def test_prices_go_to_and_fro_and_each_waits_for_the_other(session: AsyncSession) -> None:
    deal = await a_deal(session)
    soon = NOON + timedelta(minutes=1)
    await counter_offer(session, deal.carrier, deal.offer.id, eur(1500), rules=RULES, at=soon)
    with pytest.raises(NotYourTurn):
        await counter_offer(session, deal.carrier, deal.offer.id, eur(1600), rules=RULES, at=NOON)
    offer = await counter_offer(
        session, deal.requester, deal.offer.id, eur(1200), rules=RULES, at=NOON + HOUR
    )
    assert (offer.price, offer.awaits) == (eur(1200), Side.CARRIER)
    assert offer.expires_at == NOON + 4 * HOUR
    events = await session.scalars(
        select(OfferStep.event).where(OfferStep.offer_id == offer.id).order_by(OfferStep.id)
    )
    assert list(events) == [OfferEvent.OFFER, OfferEvent.COUNTER, OfferEvent.COUNTER]


async def test_each_side_proposes_three_prices_at_most(session: AsyncSession) -> None:
    deal = await a_deal(session)
    sides = [deal.carrier, deal.requester] * RULES.counters
    for number, peer in enumerate(sides):
        await counter_offer(session, peer, deal.offer.id, eur(1100 + number), rules=RULES, at=NOON)
    with pytest.raises(NoCountersLeft):
        await counter_offer(session, deal.carrier, deal.offer.id, eur(1300), rules=RULES, at=NOON)


@pytest.mark.parametrize(
    ("price", "refusal"),
    [
        (Money(0, "EUR"), PriceFarOff),
        (Money(-5, "EUR"), PriceFarOff),
        (Money(10_001, "EUR"), PriceFarOff),
        (Money(1100, "USD"), PriceFarOff),
        (Money(1000, "EUR"), PriceUnchanged),
    ],
)
async def test_prices_that_nobody_means_are_refused(
    session: AsyncSession, price: Money, refusal: type[Exception]
) -> None:
    deal = await a_deal(session)
    with pytest.raises(refusal):
        await counter_offer(session, deal.carrier, deal.offer.id, price, rules=RULES, at=NOON)


async def test_an_offer_that_is_over_takes_no_answer(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await decline_offer(
        session, deal.carrier, deal.offer.id, rules=RULES, at=NOON, reason=Reason.PRICE
    )
    with pytest.raises(OfferIsOver):
        await counter_offer(session, deal.carrier, deal.offer.id, eur(1500), rules=RULES, at=NOON)
    with pytest.raises(OfferIsOver):
        await withdraw_offer(session, deal.requester, deal.offer.id, rules=RULES, at=NOON)


async def test_an_answer_after_the_deadline_is_too_late_before_the_clock_has_ticked(
    session: AsyncSession,
) -> None:
    deal = await a_deal(session)
    with pytest.raises(OfferIsOver):
        await decline_offer(
            session, deal.carrier, deal.offer.id, rules=RULES, at=deal.offer.expires_at
        )


async def test_one_takes_back_what_the_other_has_not_answered(session: AsyncSession) -> None:
    deal = await a_deal(session)
    with pytest.raises(NotYourTurn):
        await withdraw_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    offer = await withdraw_offer(session, deal.requester, deal.offer.id, rules=RULES, at=NOON)
    assert offer.state is OfferState.WITHDRAWN


async def test_a_trip_that_leaves_soon_leaves_less_time(session: AsyncSession) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    path = await posted_trip(session, carrier, departs_at=NOON + timedelta(hours=20))
    offer = await offered(session, path, await posted_parcel(session, requester))
    assert offer.expires_at == NOON + timedelta(minutes=30)


async def test_no_offer_outlives_the_departure(session: AsyncSession) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    departs_at = NOON + timedelta(minutes=10)
    path = await posted_trip(session, carrier, departs_at=departs_at)
    offer = await offered(session, path, await posted_parcel(session, requester))
    assert offer.expires_at == departs_at


async def test_a_card_comes_once_and_then_changes_in_place(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await counter_offer(session, deal.carrier, deal.offer.id, eur(1500), rules=RULES, at=NOON)
    rows = await session.scalars(
        select(OutboxRow).where(OutboxRow.notice == "offer", OutboxRow.state == OutboxState.QUEUED)
    )
    # The Carrier's card had not been sent yet, so it was reworded where it stood.
    said = sorted((one.content["side"], one.content["awaits"]) for one in rows)
    assert said == [("carrier", "other"), ("requester", "me")]


async def test_a_sent_card_is_edited(session: AsyncSession) -> None:
    deal = await a_deal(session)
    card = (await session.scalars(select(OutboxRow).where(OutboxRow.notice == "offer"))).one()
    card.state = OutboxState.SENT
    await session.flush()
    await counter_offer(session, deal.carrier, deal.offer.id, eur(1500), rules=RULES, at=NOON)
    edits = (
        await session.scalars(
            select(OutboxRow.content["edits"].as_integer()).where(
                OutboxRow.notice == "offer", OutboxRow.content.has_key("edits")
            )
        )
    ).all()
    assert edits == [card.id]


async def test_what_waits_for_me_comes_first(session: AsyncSession) -> None:
    deal = await a_deal(session)
    other = await posted_parcel(session, deal.requester)
    mine = await offered(session, deal.path, other)
    await counter_offer(session, deal.carrier, deal.offer.id, eur(1500), rules=RULES, at=NOON)
    assert [one.id for one in await offers_of(session, deal.carrier)] == [mine.id, deal.offer.id]
    assert [one.id for one in await offers_of(session, deal.requester)] == [
        deal.offer.id,
        mine.id,
    ]


async def test_every_offer_is_told_of(session: AsyncSession) -> None:
    deal = await a_deal(session)
    await withdraw_offer(session, deal.requester, deal.offer.id, rules=RULES, at=NOON)
    names = await session.scalars(select(EventRow.name).where(EventRow.about == deal.offer.id))
    assert sorted(names) == ["offer_closed", "offer_made"]
