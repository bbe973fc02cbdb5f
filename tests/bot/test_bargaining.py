"""Two phones agree on a price by pressing buttons, or do not."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from core.clock import utc_now
from core.glidepaths.states import Mode
from core.offers.models import Offer
from core.offers.states import OfferState, Reason
from core.parcels.states import Photo
from core.tending.service import expire_offers, remind_of_offers
from core.trust.models import PeerBlock
from core.wiring import Services
from tests.bot.bargaining import Pair, card_on
from tests.bot.conftest import join, running_bot
from tests.phones import Person, Phones, buttons, words
from tests.posts import city
from tests.sandboxes import USERNAME

pytestmark = pytest.mark.fresh_db

TAKE = "Take €10.00"
CARRIERS, REQUESTERS = "A parcel for your trip", "A Carrier for your parcel"


async def _offer(services: Services) -> Offer:
    async with services.db.begin() as session:
        return (await session.scalars(select(Offer).order_by(Offer.made_at))).one()


def _says(text: str, *, title: str) -> Any:
    return lambda message: title in words(message) and text in words(message)


async def test_the_card_says_what_there_is_to_know(pair: Pair) -> None:
    card = await pair.offer()
    said = words(card)
    for part in (
        "Delhi, India → Mumbai, India",
        "Novel (2) · worth €30.00",
        "900 g · 3 L · Books",
        "€10.00 for you, as promised",
        "The sender: new here",
        "Why you got this: it lies on your way",
        "Your answer by",
    ):
        assert part in said
    assert "detour" not in said
    assert buttons(card) == [
        "✅ Take €10.00",
        "💬 Other price",
        "🙅 Not for me",
        "🔎 Look closer",
        "💬 Ask a question",
        "🚫 Never show this person",
    ]


async def test_a_drive_says_its_detour_as_a_range(pair: Pair, bot_services: Services) -> None:
    at = utc_now()
    await pair.post_trip(
        pair.carla,
        mode=Mode.CAR,
        detour_km=300,
        departs_at=at + timedelta(days=2),
        arrives_at=at + timedelta(days=3),
    )
    await pair.carla.catch_up()
    async with bot_services.db.begin() as session:
        thane = await city(session, "Thāne", "IN")
    await pair.post_parcel(pair.ravi, to_place_id=thane.id)
    await pair.hear_all()
    said = words(await pair.carla.hears(CARRIERS))
    assert re.search(r"detour \d+\D\d+ km", said)
    assert "pick-up about" in said
    assert "on the trip Delhi, India → Mumbai, India" in said


async def test_two_bargain_and_agree_while_the_bot_restarts(
    bot_services: Services, sandbox_url: str
) -> None:
    async with Phones.at(sandbox_url, bot=USERNAME) as phones:
        async with running_bot(bot_services):
            carla = await phones.person("Carla", language_code="en")
            ravi = await phones.person("Ravi", language_code="en")
            for person in (carla, ravi):
                await join(person, home="Delhi")
            pair = Pair(carla, ravi, bot_services)
            await pair.offer()
            await carla.press("Other price")
            prices = await carla.hears(lambda message: "✏️ Type a price" in buttons(message))
            assert buttons(prices)[:3] == ["€9.00", "€11.00", "€12.00"]
            await ravi.catch_up()
            answer = await carla.press("€12.00")
            assert answer is not None
            assert "You propose €12.00" in answer["text"]
            await carla.hears(_says("€12.00 is on the table", title=CARRIERS))
            asked = await ravi.hears(REQUESTERS)
            assert "€12.00 · you had promised €10.00" in words(asked)
        async with running_bot(bot_services):
            await ravi.press("Other price")
            await ravi.hears(lambda message: "✏️ Type a price" in buttons(message))
            await carla.catch_up()
            await ravi.press("Type a price")
            await ravi.hears("Which price do you propose?")
            await ravi.text("as you like")
            await ravi.hears("I could not read a sum")
            await ravi.text("1000")
            await ravi.hears("a price that somebody would really pay")
            await ravi.text("12")
            await ravi.hears("That is the price on the table")
            await ravi.text("11,50 €")
            await ravi.hears("You propose €11.50")
            await carla.hears(_says("€11.50 for you", title=CARRIERS))
        async with running_bot(bot_services):
            await ravi.catch_up()
            await carla.press("Take €11.50")
            carried = await carla.hears("You carry a parcel")
            assert "to pay; I tell you as soon as the money is there" in words(carried)
            await ravi.hears("Your parcel has a Carrier")
            for person, title in ((carla, CARRIERS), (ravi, REQUESTERS)):
                done = await card_on(person, title)
                assert "Agreed on €11.50" in words(done)
                assert not buttons(done)


async def test_a_card_is_one_message_and_changes_in_place(pair: Pair) -> None:
    card = await pair.offer()
    await pair.carla.press("Other price")
    await pair.carla.hears(lambda message: "€9.00" in buttons(message))
    await pair.carla.press("Back")
    back = await pair.carla.hears(lambda message: "💬 Other price" in buttons(message))
    assert back["message_id"] == card["message_id"]
    await pair.carla.press("Other price")
    await pair.carla.hears(lambda message: "€11.00" in buttons(message))
    await pair.carla.press("€11.00")
    await pair.carla.hears("€11.00 is on the table")
    cards = [one for one in await pair.carla.messages() if CARRIERS in words(one)]
    assert [one["message_id"] for one in cards] == [card["message_id"]]
    assert buttons(cards[0]) == ["↩️ Take back", "🔎 Look closer", "💬 Ask a question"]


async def test_what_was_proposed_can_be_taken_back(pair: Pair) -> None:
    await pair.offer()
    await _propose(pair.carla, "€11.00")
    await pair.ravi.hears(REQUESTERS)
    await pair.ravi.catch_up()
    await pair.carla.press("Take back")
    await pair.carla.hears("You have taken this back")
    over = await pair.ravi.hears("The other side has taken this back")
    assert not buttons(over)


async def _propose(person: Person, price: str) -> None:
    await person.press("Other price")
    await person.hears(lambda message: price in buttons(message))
    await person.press(price)
    await person.hears("is on the table")


async def test_of_two_carriers_the_slower_reads_kind_words(pair: Pair, phones: Phones) -> None:
    omar = await phones.person("Omar", language_code="en")
    await join(omar, home="Delhi")
    await pair.post_trip(omar)
    await omar.catch_up()
    await pair.offer()
    await omar.hears(CARRIERS)
    answers = await asyncio.gather(pair.carla.press(TAKE), omar.press(TAKE))
    texts = sorted(answer["text"] for answer in answers if answer is not None)
    assert len(texts) == 2
    assert "a moment quicker" in texts[0]
    assert "Agreed on" in texts[1]
    for person in (pair.carla, omar):
        await person.hears(lambda message: CARRIERS in words(message) and not buttons(message))
    cards = [words(await card_on(person, CARRIERS)) for person in (pair.carla, omar)]
    assert sum("no longer on offer" in card for card in cards) == 1


async def test_a_press_that_is_sent_twice_acts_once(pair: Pair) -> None:
    await pair.offer()
    answers = await asyncio.gather(pair.carla.press(TAKE), pair.carla.press(TAKE))
    texts = [answer["text"] for answer in answers if answer is not None]
    assert len(texts) == 2
    assert None in texts
    await pair.carla.hears("You carry a parcel")


async def test_nobody_agrees_to_a_price_he_has_not_seen(pair: Pair, bot_services: Services) -> None:
    await pair.offer()
    async with bot_services.db.begin() as session:
        await session.execute(update(Offer).values(price_minor=700))
    answer = await pair.carla.press(TAKE)
    assert answer is not None
    assert "it is €7.00 now" in answer["text"]
    assert (await _offer(bot_services)).state is OfferState.OPEN


async def test_a_reason_is_asked_and_kept(pair: Pair, bot_services: Services) -> None:
    await pair.offer()
    await pair.carla.press("Not for me")
    asked = await pair.carla.hears(lambda message: "🕒 The time" in buttons(message))
    assert "↪️ The detour" not in buttons(asked)
    await pair.carla.press("The kind of thing")
    await pair.carla.hears("You passed on this one")
    offer = await _offer(bot_services)
    assert (offer.state, offer.reason) == (OfferState.DECLINED, Reason.KIND)


async def test_a_requester_declines_after_a_second_look(pair: Pair, bot_services: Services) -> None:
    await pair.offer()
    await pair.ravi.catch_up()
    await _propose(pair.carla, "€12.00")
    await pair.ravi.hears(REQUESTERS)
    await pair.ravi.press("Not for me")
    await pair.ravi.hears(lambda message: "🙅 Yes, not for me" in buttons(message))
    await pair.carla.catch_up()
    await pair.ravi.press("Yes, not for me")
    await pair.ravi.hears("You passed on this one")
    await pair.carla.hears("Not this time")
    assert (await _offer(bot_services)).state is OfferState.DECLINED


async def test_a_person_who_is_never_to_be_seen_again_is_not(
    pair: Pair, bot_services: Services
) -> None:
    await pair.offer()
    asked = await pair.carla.press("Never show this person")
    assert asked is not None
    assert "Shall it be so?" in asked["text"]
    await pair.carla.hears(lambda message: "🚫 Yes, never again" in buttons(message))
    done = await pair.carla.press("Yes, never again")
    assert done is not None
    assert "/profile" in done["text"]
    await pair.carla.hears("You passed on this one")
    await pair.post_parcel(pair.ravi)
    await pair.hear_all()
    assert (await _offer(bot_services)).state is OfferState.DECLINED
    async with bot_services.db.begin() as session:
        assert len((await session.scalars(select(PeerBlock))).all()) == 1


async def test_what_is_too_late_says_so(pair: Pair, bot_services: Services) -> None:
    await pair.offer()
    late = utc_now() + timedelta(days=2)
    async with bot_services.db.begin() as session:
        await session.execute(update(Offer).values(expires_at=utc_now() - timedelta(minutes=1)))
    answer = await pair.carla.press(TAKE)
    assert answer is not None
    assert "time is over" in answer["text"]
    async with bot_services.db.begin() as session:
        await expire_offers(session, rules=bot_services.settings, at=late)
    over = await pair.carla.hears("The time to answer is over")
    assert not buttons(over)


async def test_a_reminder_leads_to_the_card(pair: Pair, bot_services: Services) -> None:
    old = await pair.offer()
    async with bot_services.db.begin() as session:
        offer = (await session.scalars(select(Offer))).one()
        soon = offer.expires_at - timedelta(minutes=10)
        offer.remind_at = soon
        await session.flush()
        assert await remind_of_offers(session, at=soon) == 1
    await pair.carla.hears("An offer of €10.00 waits for your answer, for 10 more minutes")
    await pair.carla.press("Show the offer")
    shown = await pair.carla.hears(CARRIERS)
    assert shown["message_id"] != old["message_id"]
    await pair.carla.wait_for(lambda event: event["event"] == "deleted")


async def test_the_digest_opens_the_list_and_the_list_the_cards(
    pair: Pair, bot_services: Services
) -> None:
    await pair.post_trip(pair.carla)
    await pair.carla.catch_up()
    for _ in range(5):
        await pair.post_parcel(pair.ravi)
    await pair.hear_all()
    async with bot_services.db.begin() as session:
        quiet = await session.scalars(select(Offer).where(Offer.is_quiet))
        assert len(quiet.all()) == 2
    await pair.carla.text("/matches")
    shown = await pair.carla.hears("5 offers wait for your answer")
    row = next(text for text in buttons(shown) if text.startswith("👉"))
    assert row == "👉 €10.00 · Delhi → Mumbai"
    await pair.carla.press(row)
    await pair.carla.hears(CARRIERS)
    await pair.carla.press("Back", on=await card_on(pair.carla, "5 offers wait"))
    await pair.carla.hears("What would you like to do")


async def test_a_card_with_a_photo_is_a_photo_and_changes_in_place(
    pair: Pair, phones: Phones
) -> None:
    sent = await pair.ravi.photo()
    await pair.ravi.hears("I cannot use that here")
    file_id = sent["photo"][-1]["file_id"]
    card = await pair.offer(photos=(Photo(file_id, "unique"),))
    assert card["photo"]
    await _propose(pair.carla, "€11.00")
    changed = await card_on(pair.carla, CARRIERS)
    assert changed["message_id"] == card["message_id"]
    await pair.carla.delete(changed)
    await pair.ravi.hears(REQUESTERS)
    await pair.carla.catch_up()
    await pair.ravi.press("Agree to €11.00")
    anew = await pair.carla.hears("Agreed on €11.00")
    assert anew["photo"]


async def test_what_the_other_posted_can_be_looked_at(pair: Pair) -> None:
    await pair.offer(note="Handle with care")
    await pair.carla.press("Look closer")
    await pair.carla.hears("Handle with care")
