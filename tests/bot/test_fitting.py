"""Two phones find each other by themselves: invited by the one, offered to by the other."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.clock import utc_now
from core.glidepaths.states import Mode
from core.parcels.models import DropParcel
from core.trust.models import PeerDemand
from core.wiring import Services
from tests.bot.bargaining import Pair
from tests.phones import Json, Person, Phones, buttons, words
from tests.posts import city

pytestmark = pytest.mark.fresh_db

CARRIERS, REQUESTERS = "A parcel for your trip", "A Carrier for your parcel"
TRIPS, PARCELS = "Trips that fit", "Parcels that fit"
BACK, BEFORE, NEXT = "\u2039 Back", "\u2039", "\u203a"


async def _open_card(person: Person, tab: str, title: str) -> Json:
    """Open the card of the only post on a tab."""
    await person.text("/menu")
    await person.hears("What would you like to do")
    await person.press(tab)
    shown = await person.hears(lambda message: any("→" in one for one in buttons(message)))
    await person.press(next(one for one in buttons(shown) if "→" in one))
    return await person.hears(title)


async def _trips_of(person: Person) -> Json:
    await _open_card(person, "DropParcels", "DropParcel")
    await person.press(TRIPS)
    return await person.hears(lambda message: words(message).startswith("🧭 Trips that fit"))


async def _parcels_of(person: Person) -> Json:
    await _open_card(person, "GlidePaths", "GlidePath")
    await person.press(PARCELS)
    return await person.hears(lambda message: words(message).startswith("📦 Parcels that fit"))


async def test_a_requester_finds_a_trip_and_invites_its_carrier(pair: Pair) -> None:
    await pair.post_trip(pair.carla, note="Only by day")
    await pair.post_parcel(pair.ravi)
    await pair.carla.catch_up()
    listed = await _trips_of(pair.ravi)
    for part in ("One trip fits", "1. ✈️", "Delhi, India → Mumbai, India", "👤 new here", "💡"):
        assert part in words(listed)
    await pair.ravi.press("✈️ 1")
    card = await pair.ravi.hears("A trip that fits")
    for part in ("Only by day", "The Carrier: new here", "pick-up about", "you have picked"):
        assert part in words(card)
    await pair.ravi.press("Invite")
    invited = await pair.ravi.hears("Invited.")
    assert "€10.00 is on the table" in words(invited)
    assert buttons(invited) == ["🤝 Show the offer", BACK]
    asked = await pair.carla.hears(CARRIERS)
    assert "The sender has picked your trip" in words(asked)
    await pair.ravi.press("Back")
    again = await pair.ravi.hears("you have invited")
    assert "⏳ 1" in buttons(again)
    await pair.ravi.press("Back")
    await pair.ravi.hears("Open: travelers find it")
    await pair.carla.press("Take €10.00")
    await pair.ravi.hears("Your parcel has a Carrier")


async def test_an_invitation_is_shown_and_taken_back(pair: Pair) -> None:
    await pair.post_trip(pair.carla)
    await pair.post_parcel(pair.ravi)
    await pair.carla.catch_up()
    await _trips_of(pair.ravi)
    await pair.ravi.press("✈️ 1")
    await pair.ravi.hears("A trip that fits")
    await pair.ravi.press("Invite")
    screen = await pair.ravi.hears("Invited.")
    await pair.ravi.press("Show the offer")
    await pair.ravi.hears("€10.00 is on the table")
    await pair.ravi.hears(REQUESTERS)
    await pair.carla.hears(CARRIERS)
    await pair.carla.catch_up()
    await pair.ravi.press("Take back")
    await pair.carla.hears("The other side has taken this back")
    await pair.ravi.press("Show the offer", on=screen)
    await pair.ravi.hears("This offer is not there any more")


async def test_nothing_fits_and_the_screen_says_what_to_do(pair: Pair) -> None:
    await pair.post_trip(pair.carla)
    await pair.post_parcel(pair.ravi, weight_grams=20_000)
    assert "No trip fits just now" in words(await _trips_of(pair.ravi))
    assert "No parcel fits just now" in words(await _parcels_of(pair.carla))


async def test_what_was_taken_meanwhile_says_so(pair: Pair, bot_services: Services) -> None:
    await pair.post_trip(pair.carla)
    parcel = await pair.post_parcel(pair.ravi)
    await _trips_of(pair.ravi)
    await pair.ravi.press("✈️ 1")
    await pair.ravi.hears("A trip that fits")
    async with bot_services.db.begin() as session:
        await session.execute(
            update(DropParcel).where(DropParcel.id == parcel.id).values(weight_grams=20_000)
        )
    await pair.ravi.press("Invite")
    gone = await pair.ravi.hears("do not fit each other any more")
    assert "do not fit any more" in words(gone)
    assert buttons(gone) == [BACK]


async def test_a_carrier_offers_to_carry_at_the_promised_price(pair: Pair) -> None:
    await pair.post_trip(pair.carla)
    await pair.post_parcel(pair.ravi, note="Handle with care")
    await pair.ravi.catch_up()
    listed = await _parcels_of(pair.carla)
    for part in ("One parcel fits", "1. 📦 Books · 900 g · €10.00", "👤 new here"):
        assert part in words(listed)
    await pair.carla.press("📦 1")
    card = await pair.carla.hears("A parcel that fits")
    for part in ("Handle with care", "The sender: new here", "Offer to carry it"):
        assert part in words(card)
    assert buttons(card)[:2] == ["🙋 Carry it for €10.00", "✏️ Another price"]
    await pair.carla.press("Carry it for €10.00")
    await pair.carla.hears("You offer to carry it for €10.00")
    await pair.carla.hears(CARRIERS)
    asked = await pair.ravi.hears(REQUESTERS)
    assert "€10.00, as you promised" in words(asked)
    await pair.ravi.press("Agree to €10.00")
    await pair.carla.hears("You carry a parcel")


async def test_a_carrier_names_his_own_price(pair: Pair) -> None:
    await pair.post_trip(pair.carla)
    await pair.post_parcel(pair.ravi)
    await pair.ravi.catch_up()
    await _parcels_of(pair.carla)
    await pair.carla.press("📦 1")
    await pair.carla.hears("A parcel that fits")
    await pair.carla.press("Another price")
    prices = await pair.carla.hears("What would you carry it for?")
    assert buttons(prices) == ["€9.00", "€11.00", "€12.00", BACK]
    await pair.carla.press("Back")
    await pair.carla.hears("A parcel that fits")
    await pair.carla.press("Another price")
    await pair.carla.hears("What would you carry it for?")
    for typed, answer in (("dear", "could not read a sum"), ("5000", "somebody would really pay")):
        await pair.carla.text(typed)
        await pair.carla.hears(answer)
    await pair.carla.text("12,50")
    await pair.carla.hears("You offer to carry it for €12.50")
    asked = await pair.ravi.hears(REQUESTERS)
    assert "€12.50 · you had promised €10.00" in words(asked)
    await pair.ravi.press("Not for me")
    await pair.ravi.hears(lambda message: "🙅 Yes, not for me" in buttons(message))
    await pair.carla.catch_up()
    await pair.ravi.press("Yes, not for me")
    await pair.carla.hears("Not this time")
    listed = await _parcels_of(pair.carla)
    assert "has said no" in words(listed)
    await pair.carla.press("🙅 1")
    refused = await pair.carla.hears("The answer was no")
    assert buttons(refused) == [BACK]


async def test_both_ask_and_the_slower_is_told_to_answer(pair: Pair) -> None:
    await pair.post_trip(pair.carla)
    await pair.post_parcel(pair.ravi)
    await _parcels_of(pair.carla)
    await pair.carla.press("📦 1")
    await pair.carla.hears("A parcel that fits")
    await _trips_of(pair.ravi)
    await pair.ravi.press("✈️ 1")
    await pair.ravi.hears("A trip that fits")
    await pair.carla.catch_up()
    await pair.ravi.press("Invite")
    await pair.ravi.hears("Invited.")
    await pair.carla.hears(CARRIERS)
    await pair.carla.press("Carry it for €10.00")
    told = await pair.carla.hears("The other side was quicker")
    assert "waits for your answer" in words(told)
    await pair.carla.press("Take €10.00")
    await pair.ravi.hears("Your parcel has a Carrier")


async def test_many_trips_are_paged_and_a_drive_says_its_detour(
    pair: Pair, bot_services: Services
) -> None:
    async with bot_services.db.begin() as session:
        thane = await city(session, "Thāne", "IN")
    for hours in range(7):
        departs_at = utc_now() + timedelta(days=2, hours=hours)
        await pair.post_trip(
            pair.carla,
            mode=Mode.CAR,
            detour_km=300,
            departs_at=departs_at,
            arrives_at=departs_at + timedelta(days=1),
        )
    await pair.post_parcel(pair.ravi, to_place_id=thane.id)
    first = await _trips_of(pair.ravi)
    assert "7 trips fit" in words(first)
    assert words(first).count("↪️ detour") == 5
    assert buttons(first)[:8] == [
        *(f"🚗 {number}" for number in range(1, 6)),
        BEFORE,
        "1 / 2",
        NEXT,
    ]
    await pair.ravi.press(NEXT)
    second = await pair.ravi.hears("7. 🚗")
    assert buttons(second)[:2] == ["🚗 6", "🚗 7"]
    await pair.ravi.press("🚗 7")
    await pair.ravi.hears("A trip that fits")
    await pair.ravi.press(BACK)
    await pair.ravi.hears("7. 🚗")


async def test_who_asks_for_a_better_record_sees_nobody_else(
    pair: Pair, phones: Phones, bot_services: Services
) -> None:
    trip = await pair.post_trip(pair.carla)
    await pair.post_parcel(pair.ravi)
    async with bot_services.db.begin() as session:
        session.add(PeerDemand(peer_id=trip.peer_id, least_stars=45))
    assert "No trip fits just now" in words(await _trips_of(pair.ravi))


async def test_a_promised_parcel_has_a_card(pair: Pair) -> None:
    await pair.offer()
    await pair.carla.press("Take €10.00")
    await pair.ravi.hears("Your parcel has a Carrier")
    card = await _open_card(pair.ravi, "DropParcels", "DropParcel")
    assert "Promised" in words(card)
    assert not any(TRIPS in one for one in buttons(card))
