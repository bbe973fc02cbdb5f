"""A Carrier posts a trip by pressing and typing, changes it, shares it, and takes it back."""

from typing import Any

import pytest
from sqlalchemy import select

from core.glidepaths.models import GlidePath, GlidePathSeries
from core.glidepaths.states import Mode, PathState
from core.wiring import Services
from tests.bot.parcel_form import choose_a_day_ahead
from tests.phones import Person, buttons, words

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def carrier(maya: Person) -> Person:
    """Maya at the first question of a new trip."""
    await maya.press("GlidePaths")
    await maya.hears("GlidePath is a trip")
    await maya.press("Post a trip")
    await maya.hears("Where does your trip start?")
    return maya


async def _trips(services: Services) -> list[GlidePath]:
    async with services.db.begin() as session:
        return list(await session.scalars(select(GlidePath).order_by(GlidePath.departs_at)))


async def _fill_in(carrier: Person) -> dict[str, Any]:
    """Answer every question; give the review."""
    await carrier.press("Delhi")
    await carrier.hears("Where does it lead?")
    await carrier.text("Mumbai")
    await carrier.hears("How do you travel?")
    await carrier.press("Plane")
    await choose_a_day_ahead(carrier, await carrier.hears("On which day"))
    await carrier.hears("At what time?")
    await carrier.text("18:45")
    await carrier.hears("How much room")
    await carrier.press("Cabin bag")
    await carrier.hears("What may it be?")
    await carrier.press("Food")
    await carrier.hears(lambda message: "▫️ Food" in buttons(message))
    await carrier.press("Done")
    return await carrier.hears("Does this look right?")


async def test_a_trip_is_posted_in_eight_answers(carrier: Person, bot_services: Services) -> None:
    review = await _fill_in(carrier)
    assert "Delhi, India → Mumbai, India" in words(review)
    assert "8 kg · 40 L" in words(review)
    assert "Food" not in words(review)
    await carrier.press("Post this trip")
    await carrier.hears("Your trip is up")
    path = (await _trips(bot_services))[0]
    assert (path.mode, path.capacity_grams) == (Mode.FLIGHT, 8_000)
    await carrier.press("Show my trip")
    card = await carrier.hears("Open: senders find it")
    assert "18:45" in words(card) or "6:45" in words(card)


async def test_any_line_of_the_review_can_be_changed(
    carrier: Person, bot_services: Services
) -> None:
    await _fill_in(carrier)
    await carrier.press("How", on=(await carrier.messages())[-1])
    await carrier.hears("How do you travel?")
    await carrier.press("Car")
    drive = await carrier.hears("Does this look right?")
    assert "🚗" in words(drive)
    await carrier.press("Detour")
    await carrier.hears("How far may a detour be")
    await carrier.text("25 km")
    assert "25 km" in words(await carrier.hears("detour up to"))
    await carrier.press("Price")
    await carrier.hears("price for a kilogram")
    await carrier.text("10 dec")
    await carrier.hears("I do not know “DEC” as money")
    await carrier.text("350 INR")
    assert "₹350.00 a kilogram" in words(await carrier.hears("Does this look right?"))
    await carrier.press("Note")
    await carrier.hears("Anything a sender should know?")
    await carrier.text("Only <small> things")
    assert "Only <small> things" in words(await carrier.hears("Does this look right?"))
    await carrier.press("Arrival")
    await carrier.hears("When do you arrive?")
    await carrier.press("+1 h")
    await carrier.hears("When do you arrive?")
    await carrier.press("Keep this")
    await carrier.hears("Does this look right?")
    await carrier.press("Post this trip")
    await carrier.hears("Your trip is up")
    path = (await _trips(bot_services))[0]
    assert (path.detour_km, path.price_minor_per_kg, path.currency) == (25, 35_000, "INR")
    assert path.note == "Only <small> things"


async def test_what_cannot_be_read_is_asked_again_with_an_example(carrier: Person) -> None:
    await carrier.text("Xyzzyqwv")
    await carrier.hears("no such place")
    await carrier.text("Delhi")
    await carrier.hears("Where does it lead?")
    await carrier.text("Springfield")
    choices = await carrier.hears("Which one do you mean?")
    assert len([text for text in buttons(choices) if "Springfield" in text]) >= 4
    await carrier.press(buttons(choices)[0])
    await carrier.hears("How do you travel?")
    await carrier.press("Bus")
    await carrier.hears("On which day")
    await carrier.text("whenever")
    await carrier.hears("could not read a day")
    await carrier.text("yesterday")
    await carrier.hears("cannot be chosen")
    await carrier.text("tomorrow 7pm")
    await carrier.hears("How much room")
    await carrier.text("lots")
    await carrier.hears("could not read a weight")
    await carrier.text("9999 kg")
    await carrier.hears("Between 10 g and 500 kg")
    await carrier.text("7,5 kg")
    await carrier.hears("What may it be?")


async def test_a_draft_is_left_and_gone_on_with(carrier: Person) -> None:
    await carrier.press("Delhi")
    await carrier.hears("Where does it lead?")
    await carrier.text("/menu")
    await carrier.hears("What would you like to do")
    await carrier.press("GlidePaths")
    await carrier.hears("GlidePath is a trip")
    await carrier.press("Go on with my draft")
    await carrier.hears("Where does it lead?")
    await carrier.press("Back")
    await carrier.hears("Where does your trip start?")


async def test_a_refusal_leads_to_the_question_that_is_to_blame(
    carrier: Person, bot_services: Services
) -> None:
    await _fill_in(carrier)
    await carrier.press("Day", on=(await carrier.messages())[-1])
    await carrier.hears("On which day")
    await carrier.text("today 00:00")
    await carrier.hears("Does this look right?")
    await carrier.press("Post this trip")
    await carrier.hears("That moment has passed")
    await carrier.text("tomorrow")
    await carrier.hears("Does this look right?")
    await carrier.press("Post this trip")
    await carrier.hears("Your trip is up")
    assert len(await _trips(bot_services)) == 1


async def test_a_posted_trip_is_changed_copied_and_taken_back(
    carrier: Person, bot_services: Services
) -> None:
    await _fill_in(carrier)
    await carrier.press("Post this trip")
    await carrier.hears("Your trip is up")
    await carrier.press("Show my trip")
    await carrier.hears("Open: senders find it")
    await carrier.press("Change")
    await carrier.hears("Change what you like")
    await carrier.press("Room")
    await carrier.hears("How much room")
    await carrier.text("3 kg 10 l")
    await carrier.hears("3 kg · 10 L")
    await carrier.press("Save")
    await carrier.hears("Saved.")
    await carrier.press("Show my trip")
    card = await carrier.hears("3 kg · 10 L")
    assert any("Share" in text for text in buttons(card))
    await carrier.press("Copy")
    await carrier.hears("On which day")
    await carrier.text("/menu")
    await carrier.hears("What would you like to do")
    await carrier.press("GlidePaths")
    mine = await carrier.hears("Your open trips")
    await carrier.press(buttons(mine)[0])
    await carrier.hears("Open: senders find it")
    await carrier.press("Take back")
    await carrier.hears("Take this trip back?")
    await carrier.press("No, keep it")
    await carrier.hears("Open: senders find it")
    await carrier.press("Take back")
    await carrier.hears("Take this trip back?")
    await carrier.press("Yes, take it back")
    await carrier.hears("The trip is taken back")
    assert [path.state for path in await _trips(bot_services)] == [PathState.CANCELLED]
    await carrier.press("Ended")
    await carrier.hears("Your trips that have ended")


async def test_a_weekly_trip_leaves_out_the_dates_that_were_unticked(
    carrier: Person, bot_services: Services
) -> None:
    await _fill_in(carrier)
    await carrier.press("Weekly")
    await carrier.hears("every week?")
    await carrier.press("Every week")
    weeks = await carrier.hears("Press a date to leave it out")
    await carrier.press(next(text for text in buttons(weeks) if text.startswith("✅ ")))
    await carrier.hears(lambda message: any(text.startswith("▫️ ") for text in buttons(message)))
    await carrier.press("Done")
    assert "✖️ not on" in words(await carrier.hears("🔁 every week"))
    await carrier.press("Post this trip")
    await carrier.hears("Your trip is up")
    async with bot_services.db.begin() as session:
        series = (await session.scalars(select(GlidePathSeries))).one()
    assert len(series.skipped) == 1


async def test_a_way_needs_two_places_and_the_first_is_not_offered_again(carrier: Person) -> None:
    await carrier.press("Delhi")
    asked = await carrier.hears("Where does it lead?")
    assert not any("Delhi" in text for text in buttons(asked))
    await carrier.text("Delhi")
    await carrier.hears("Start and end would be the same place")
    await carrier.text("Mumbai")
    await carrier.hears("How do you travel?")


async def test_another_destination_takes_another_time(carrier: Person) -> None:
    review = await _fill_in(carrier)
    await carrier.press("Arrival")
    await carrier.hears("When do you arrive?")
    await carrier.press("Keep this")
    await carrier.hears("Does this look right?")
    await carrier.press("To")
    await carrier.hears("Where does it lead?")
    await carrier.text("JFK")
    farther = await carrier.hears("JFK")
    assert _arrival(farther) != _arrival(review)
    await carrier.press("To")
    await carrier.hears("Where does it lead?")
    await carrier.text("Mumbai")
    assert _arrival(await carrier.hears("Mumbai")) == _arrival(review)


async def test_an_arrival_typed_as_a_time_is_the_next_such_time(carrier: Person) -> None:
    review = await _fill_in(carrier)
    await carrier.press("Arrival")
    await carrier.hears("When do you arrive?")
    await carrier.text("23:55")
    later = await carrier.hears("Does this look right?")
    departs, arrives = _times(review)
    assert _times(later)[0] == departs
    assert _times(later)[1].startswith(arrives.rsplit(",", 1)[0] + ", 11:55")


async def test_a_plane_has_no_boot(carrier: Person) -> None:
    await carrier.press("Delhi")
    await carrier.hears("Where does it lead?")
    await carrier.text("Mumbai")
    await carrier.hears("How do you travel?")
    await carrier.press("Plane")
    await carrier.hears("On which day")
    await carrier.text("tomorrow 18:00")
    assert not any("Boot" in text for text in buttons(await carrier.hears("How much room")))


def _times(card: dict[str, Any]) -> tuple[str, str]:
    line = next(line for line in words(card).splitlines() if line.startswith("✈️"))
    departs, arrives = line.split(" → ")
    return departs, arrives


def _arrival(card: dict[str, Any]) -> str:
    return _times(card)[1]
