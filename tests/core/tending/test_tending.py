"""What waits for an answer has its time: short before a departure, and only if others wait."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.money import Money
from core.offers.models import Offer
from core.offers.service import counter_offer
from core.offers.states import OfferState
from core.tending.service import expire_offers, remind_of_offers
from tests.conftest import NOON
from tests.market import RULES, Deal, a_deal, offered, posted_parcel, posted_trip
from tests.posts import a_peer

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CROWDED = RULES.model_copy(update={"offers_at_once": 1})


async def _hurried(session: AsyncSession) -> Deal:
    """Give an offer on a trip that leaves in twenty hours."""
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    path = await posted_trip(session, carrier, departs_at=NOON + 20 * HOUR)
    parcel = await posted_parcel(session, requester)
    deal = Deal(carrier, requester, path, parcel, await offered(session, path, parcel))
    assert deal.offer.expires_at == NOON + 30 * MINUTE
    return deal


async def test_the_clock_ends_what_nobody_answers_and_reminds_before(
    session: AsyncSession,
) -> None:
    deal = await a_deal(session)
    assert await remind_of_offers(session, at=NOON + 2 * HOUR) == 0
    assert await remind_of_offers(session, at=NOON + 135 * MINUTE) == 1
    assert await remind_of_offers(session, at=NOON + 140 * MINUTE) == 0
    assert await expire_offers(session, rules=RULES, at=NOON + 179 * MINUTE) == 0
    assert await expire_offers(session, rules=RULES, at=NOON + 3 * HOUR) == 1
    assert await _state(session, deal.offer) is OfferState.EXPIRED
    assert await expire_offers(session, rules=RULES, at=NOON + 4 * HOUR) == 0


async def test_a_hurried_offer_stays_while_nobody_waits_for_its_place(
    session: AsyncSession,
) -> None:
    deal = await _hurried(session)
    assert await expire_offers(session, rules=RULES, at=NOON + 29 * MINUTE) == 0
    assert deal.offer.expires_at == NOON + 3 * HOUR
    assert await expire_offers(session, rules=RULES, at=NOON + 3 * HOUR) == 1
    assert await _state(session, deal.offer) is OfferState.EXPIRED


async def test_a_hurried_offer_gives_way_where_every_place_is_taken(session: AsyncSession) -> None:
    deal = await _hurried(session)
    assert await expire_offers(session, rules=CROWDED, at=NOON + 29 * MINUTE) == 0
    assert deal.offer.expires_at == NOON + 30 * MINUTE
    assert await expire_offers(session, rules=CROWDED, at=NOON + 30 * MINUTE) == 1


async def test_another_price_begins_the_time_anew(session: AsyncSession) -> None:
    deal = await _hurried(session)
    at = NOON + 20 * MINUTE
    price = Money(1_500, "EUR")
    await counter_offer(session, deal.carrier, deal.offer.id, price, rules=RULES, at=at)
    assert deal.offer.expires_at == NOON + 50 * MINUTE
    await expire_offers(session, rules=RULES, at=NOON + 50 * MINUTE)
    assert deal.offer.expires_at == at + 3 * HOUR


async def test_a_prolonged_offer_still_ends_with_the_departure(session: AsyncSession) -> None:
    carrier, requester = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
    path = await posted_trip(session, carrier, departs_at=NOON + 2 * HOUR)
    offer = await offered(session, path, await posted_parcel(session, requester))
    await expire_offers(session, rules=RULES, at=NOON + 30 * MINUTE)
    assert offer.expires_at == NOON + 2 * HOUR
    assert await expire_offers(session, rules=RULES, at=NOON + 2 * HOUR) == 1


async def _state(session: AsyncSession, offer: Offer) -> OfferState:
    await session.refresh(offer)
    return offer.state
