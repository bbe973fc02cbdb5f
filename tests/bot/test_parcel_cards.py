"""The card of a parcel: its photos, change, copy, taking back, and what a stranger sees."""

import pytest
from sqlalchemy import select

from bot.links import Kind, Target, payload_of
from core.parcels.models import DropParcel, ParcelPhoto
from core.parcels.states import ParcelState
from core.wiring import Services
from tests.bot.conftest import join
from tests.bot.parcel_form import (
    agree_on_terms,
    fill_in_parcel,
    list_things,
    measure,
    name_ends,
    post_parcel,
)
from tests.phones import Person, Phones, buttons, words

pytestmark = pytest.mark.fresh_db


async def _parcels(services: Services) -> list[DropParcel]:
    async with services.db.begin() as session:
        return list(await session.scalars(select(DropParcel).order_by(DropParcel.posted_at)))


async def test_an_album_of_photos_is_kept_and_shown_again(
    requester: Person, bot_services: Services
) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester)
    await measure(requester)
    await requester.album("red", "green", "blue")
    await requester.hears("3 of 5 photos")
    await requester.press("Remove all")
    await requester.hears("Show what it is")
    await requester.photo("red")
    await requester.hears("1 of 5 photos")
    await requester.album("green", "blue")
    await requester.hears("3 of 5 photos")
    await requester.press("Done")
    assert "3 photos" in words(await agree_on_terms(requester))
    await post_parcel(requester)
    async with bot_services.db.begin() as session:
        assert len((await session.scalars(select(ParcelPhoto))).all()) == 3
    await requester.press("Show photos")
    await requester.hears("Open: travelers find it")
    chat = await requester.messages()
    assert [bool(message.get("photo")) for message in chat[-4:]] == [True, True, True, False]
    assert len({message["media_group_id"] for message in chat[-4:-1]}) == 1


async def test_an_album_moves_the_screen_once_and_a_full_list_asks_for_no_more(
    requester: Person, phones: Phones
) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester)
    await measure(requester)
    before = len(await phones.requests("sendMessage"))
    await requester.album("red", "green", "blue", "yellow", "violet", "orange")
    full = await requester.hears("At most 5 photos")
    assert "5 of 5 photos" in words(full)
    assert "Send more" not in words(full)
    assert len(await phones.requests("sendMessage")) == before + 1


async def test_one_photo_is_shown_by_itself(requester: Person) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester)
    await measure(requester)
    await requester.photo("red")
    await requester.hears("1 of 5 photos")
    await requester.press("Done")
    await agree_on_terms(requester)
    await post_parcel(requester)
    await requester.press("Show photos")
    await requester.hears("Open: travelers find it")
    assert [bool(one.get("photo")) for one in (await requester.messages())[-2:]] == [True, False]


async def test_a_posted_parcel_is_changed_copied_and_taken_back(
    requester: Person, bot_services: Services
) -> None:
    await fill_in_parcel(requester)
    await post_parcel(requester)
    await requester.press("Change")
    await requester.hears("Change what you like")
    await requester.press("Weight")
    await requester.hears("How heavy is it")
    await requester.press("2 kg")
    await requester.hears("2 kg · 8 L")
    await requester.press("save it")
    await requester.hears("Saved.")
    await requester.press("Show my parcel")
    card = await requester.hears("2 kg · 8 L")
    assert any("Share" in text for text in buttons(card))
    await requester.press("Copy")
    await requester.hears("From which day")
    await requester.text("/menu")
    await requester.hears("What would you like to do")
    await requester.press("DropParcels")
    mine = await requester.hears("Your open parcels")
    await requester.press(buttons(mine)[0])
    await requester.hears("Open: travelers find it")
    await requester.press("Take back")
    await requester.hears("Take this parcel back?")
    await requester.press("No, keep it")
    await requester.hears("Open: travelers find it")
    await requester.press("Take back")
    await requester.hears("Take this parcel back?")
    await requester.press("Yes, take it back")
    await requester.hears("The parcel is taken back")
    assert [one.state for one in await _parcels(bot_services)] == [ParcelState.CANCELLED]
    await requester.press("Ended")
    await requester.hears("Your parcels that have ended")


async def test_a_stranger_sees_the_parcel_and_not_who_receives_it(
    phones: Phones, requester: Person, bot_services: Services
) -> None:
    await fill_in_parcel(requester)
    await requester.press("Recipient")
    await requester.hears("Who receives it?")
    await requester.text("Aunt Rosa")
    assert "for Aunt Rosa" in words(await requester.hears("Does this look right?"))
    await post_parcel(requester)
    parcel = (await _parcels(bot_services))[0]
    arun = await phones.person("Arun", language_code="en")
    await join(arun, home="Delhi")
    await arun.start(payload_of(Target(Kind.PARCEL, parcel.id)))
    shown = await arun.hears("Delhi, India → Mumbai, India")
    assert "novels" in words(shown)
    assert "Rosa" not in words(shown)
    assert "Maya" not in words(shown)
    assert not any("Change" in text or "Take back" in text for text in buttons(shown))
