"""Finding trips, being told of new ones, passing links on, and posting in one line."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.links import Kind, Target, payload_of
from core.background import groups_of
from core.clock import utc_now
from core.db import Db
from core.events.flows import deliver_all, hear_one
from core.glidepaths.models import GlidePath
from core.glidepaths.service import cancel_glidepath, post_glidepath
from core.peers.models import Peer
from core.settings import CargoEnv, Settings
from core.wiring import Services
from tests.bot.conftest import join
from tests.phones import Person, Phones, buttons, words
from tests.posts import NO_PAUSE, a_peer, a_trip

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def omars_trip(bot_services: Services) -> GlidePath:
    """Give a trip from Delhi to Mumbai that somebody has posted who has no phone here."""
    at = utc_now()
    async with bot_services.db.begin() as session:
        omar = await a_peer(session, "999", at=at)
        wish = await a_trip(session, departs_at=at + timedelta(days=3))
        return await post_glidepath(session, omar, wish, rules=NO_PAUSE, at=at)


async def test_a_trip_is_found_and_looked_at(maya: Person, omars_trip: GlidePath) -> None:
    await maya.text("/find")
    await maya.hears("Find trips: from where?")
    await maya.press("Delhi")
    await maya.hears("Find trips: to where?")
    await maya.text("Mumbai")
    found = await maya.hears("One trip goes this way")
    await maya.press(next(text for text in buttons(found) if text.startswith("✈️")))
    card = await maya.hears("10 kg · 40 L")
    assert not {"✏️ Change", "🗑 Take back"} & set(buttons(card))
    await maya.press("Back")
    await maya.hears("One trip goes this way")
    await maya.press("Day")
    await maya.hears("Around which day?")
    await maya.text("in 12 days")
    await maya.hears("Nobody has posted such a trip")
    await maya.press("Day")
    await maya.hears("Around which day?")
    await maya.press("Any day")
    await maya.hears("One trip goes this way")
    await maya.press("The other way")
    await maya.hears("Mumbai, India → Delhi, India")


async def _hear_all(db: Db) -> None:
    groups = groups_of(Settings(cargo_env=CargoEnv.TEST))
    await deliver_all(db, groups)
    for group in groups:
        while await hear_one(db, group, clock=utc_now):
            pass


async def test_an_alert_rings_and_its_button_opens_the_trip(
    maya: Person, bot_services: Services
) -> None:
    await maya.text("/alerts")
    await maya.hears("No alert yet")
    await maya.press("New alert")
    await maya.hears("From where shall somebody go?")
    await maya.press("Delhi")
    await maya.hears("And to where?")
    await maya.text("Mumbai")
    await maya.hears("You hear of every new trip")
    at = utc_now()
    async with bot_services.db.begin() as session:
        omar = await a_peer(session, "999", at=at)
        wish = await a_trip(session, departs_at=at + timedelta(days=3))
        await post_glidepath(session, omar, wish, rules=NO_PAUSE, at=at)
    await maya.catch_up()
    await _hear_all(bot_services.db)
    await maya.hears("Somebody travels Delhi, India → Mumbai, India")
    await maya.press("Show this trip")
    await maya.hears("10 kg · 40 L")


async def test_a_stranger_who_opens_a_link_registers_and_lands_on_the_card(
    phones: Phones, omars_trip: GlidePath
) -> None:
    ravi = await phones.person("Ravi", language_code="en")
    payload = payload_of(Target(Kind.TRIP, omars_trip.id))
    await ravi.start(payload)
    for _ in ("language", "rules"):
        screen = await ravi.hears(lambda message: bool(buttons(message)))
        await ravi.press(buttons(screen)[0])
    await ravi.hears("Where is home?")
    await ravi.text("Delhi")
    money = await ravi.hears("In which money")
    await ravi.press(next(text for text in buttons(money) if "Euro" in text))
    await ravi.hears("10 kg · 40 L")
    await ravi.press("Back")
    await ravi.hears("What would you like to do")


async def test_a_link_to_what_is_gone_says_so_and_leads_on(
    maya: Person, omars_trip: GlidePath, bot_services: Services
) -> None:
    async with bot_services.db.begin() as session:
        omar = await session.get_one(Peer, omars_trip.peer_id)
        await cancel_glidepath(session, omar, omars_trip.id, at=utc_now())
    await maya.start(payload_of(Target(Kind.TRIP, omars_trip.id)))
    await maya.hears("This trip is not there any more")
    await maya.start("promo-2026")
    await maya.hears("What would you like to do")


async def test_a_card_whose_trip_ends_meanwhile_says_so(
    maya: Person, omars_trip: GlidePath, bot_services: Services
) -> None:
    await maya.start(payload_of(Target(Kind.TRIP, omars_trip.id)))
    await maya.hears("10 kg · 40 L")
    async with bot_services.db.begin() as session:
        closed = {"state": "expired", "closed_at": utc_now()}
        await session.execute(update(GlidePath).values(**closed))
    await maya.text("/find")
    await maya.hears("Find trips: from where?")
    await maya.press("Delhi")
    await maya.hears("Find trips: to where?")
    await maya.text("Mumbai")
    await maya.hears("Nobody has posted such a trip")


async def _review(person: Person) -> dict[str, Any]:
    return await person.hears("Does this look right?")


async def test_a_whole_trip_in_one_line_opens_the_review(phones: Phones, maya: Person) -> None:
    await maya.text("/trip Delhi Mumbai tomorrow 18:00 10kg flight")
    review = words(await _review(maya))
    assert "Delhi, India → Mumbai, India" in review
    assert "✈️" in review
    assert "10 kg · 40 L" in review


async def test_of_half_a_line_the_rest_is_asked(maya: Person) -> None:
    await maya.text("/trip DEL -> Springfield 10 kg train")
    await maya.hears("Where does it lead?")
    await maya.text("Jaipur")
    await maya.hears("On which day")
    await maya.text("tomorrow 9am")
    review = words(await _review(maya))
    assert "(DEL) → Jaipur, India" in review
    assert "🚆" in review


async def test_who_has_not_joined_joins_first(phones: Phones) -> None:
    ravi = await phones.person("Ravi", language_code="en")
    await ravi.start()
    await ravi.hears("Welcome")
    for command in ("/trip Delhi Mumbai", "/find", "/alerts"):
        await ravi.text(command)
        await ravi.hears("let us finish this first")
    await join(ravi, home="Delhi")


async def _asks_inline(person: Person, query: str) -> dict[str, Any]:
    body = {"bot": person.phones.bot, "query": query, "wait": 10}
    asked: dict[str, Any] = await person.phones.ask("POST", f"/people/{person.id}/inline", body)
    answer: dict[str, Any] = asked["answer"]
    return answer


async def test_a_card_is_shown_in_another_chat_with_a_link_that_leads_here(
    maya: Person, omars_trip: GlidePath
) -> None:
    payload = payload_of(Target(Kind.TRIP, omars_trip.id))
    [card] = (await _asks_inline(maya, payload))["results"]
    assert card["title"] == "Delhi, India → Mumbai, India"
    assert "10 kg · 40 L" in card["text"]
    [[button]] = card["reply_markup"]["inline_keyboard"]
    assert button["url"] == f"https://t.me/{maya.phones.bot}?start={payload}"


async def test_without_a_link_ones_own_open_trips_are_offered(
    maya: Person, omars_trip: GlidePath
) -> None:
    """Maya has none: another Peer's trips are not hers to show."""
    assert (await _asks_inline(maya, ""))["results"] == []
    await maya.text("/trip Delhi Chennai tomorrow 18:00 10kg flight")
    await _review(maya)
    await maya.press("Post this trip")
    await maya.hears("Your trip is up")
    [card] = (await _asks_inline(maya, ""))["results"]
    assert card["title"] == "Delhi, India → Chennai, India"


async def test_a_stranger_who_asks_inline_is_asked_in(phones: Phones) -> None:
    ravi = await phones.person("Ravi", language_code="en")
    assert (await _asks_inline(ravi, "trips"))["results"] == []


async def test_a_parcel_is_begun_in_one_line_and_its_contents_are_asked(maya: Person) -> None:
    await maya.text("/send Delhi Mumbai 2kg books by tomorrow 500 INR")
    await maya.hears("What is inside?")


async def test_a_line_of_which_nothing_is_understood_says_so_and_keeps_the_draft(
    maya: Person,
) -> None:
    await maya.text("/send qwertzuiop")
    first = await maya.hears("From where does it go?")
    assert "could not read that line" in words(first)
    await maya.text("/send Delhi Mumbai 2kg books")
    await maya.hears("What is inside?")
    await maya.text("/send qwertzuiop")
    again = await maya.hears("What is inside?")
    assert "could not read that line" in words(again)
    await maya.text("/trip qwertzuiop")
    trip = await maya.hears("Where does your trip start?")
    assert "could not read that line" in words(trip)


async def test_in_a_line_a_place_one_knows_is_sure_though_it_has_namesakes(phones: Phones) -> None:
    carmen = await phones.person("Carmen", language_code="en")
    await carmen.start()
    for _ in ("language", "rules"):
        screen = await carmen.hears(lambda message: bool(buttons(message)))
        await carmen.press(buttons(screen)[0])
    await carmen.hears("Where is home?")
    await carmen.text("Madrid")
    await carmen.hears("Which one do you mean?")
    await carmen.press("Madrid, Spain")
    money = await carmen.hears("💱")
    await carmen.press(buttons(money)[0])
    await carmen.hears("🧭")
    await carmen.text("/trip Madrid Lima tomorrow 18:00 10kg flight")
    assert "Madrid, Spain → Lima, Peru" in words(await _review(carmen))
