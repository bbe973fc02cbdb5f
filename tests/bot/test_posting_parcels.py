"""A Requester posts a parcel by pressing, typing and photographing, changes it, takes it back."""

from typing import Any

import pytest
from sqlalchemy import select

from core.parcels.models import DropParcel, ParcelItem
from core.parcels.states import DutyPayer, ParcelState
from core.wiring import Services
from tests.bot.parcel_form import (
    agree_on_terms,
    choose_days,
    fill_in_parcel,
    list_things,
    measure,
    name_ends,
    post_parcel,
)
from tests.phones import Person, buttons, words

MORE, LESS = "\N{HEAVY PLUS SIGN}", "\N{HEAVY MINUS SIGN}"

pytestmark = pytest.mark.fresh_db


async def _parcels(services: Services) -> list[DropParcel]:
    async with services.db.begin() as session:
        return list(await session.scalars(select(DropParcel).order_by(DropParcel.posted_at)))


async def _rows(services: Services, table: type[Any]) -> list[Any]:
    async with services.db.begin() as session:
        return list(await session.scalars(select(table).order_by(table.position)))


async def test_a_parcel_is_posted_question_by_question(
    requester: Person, bot_services: Services
) -> None:
    review = await fill_in_parcel(requester)
    assert "Delhi, India → Mumbai, India" in words(review)
    assert "worth €50.00" in words(review)
    assert "novels · €15.00 each" in words(review)
    assert "700 g · 8 L · Books" in words(review)
    assert "Never inside" in words(review)
    card = await post_parcel(requester)
    assert "you receive it yourself" in words(card)
    parcel = (await _parcels(bot_services))[0]
    assert (parcel.state, parcel.value_minor) == (ParcelState.OPEN, 5_000)
    assert [one.title for one in await _rows(bot_services, ParcelItem)] == ["novels", "Scarf"]


async def test_a_prohibited_thing_is_named_and_can_be_taken_out(requester: Person) -> None:
    await name_ends(requester, "Mumbai")
    await requester.text("Scarf 20\nOld pistol 5")
    stopped = await requester.hears("This may not travel")
    assert "Weapons: “pistol” in “Old pistol”" in words(stopped)
    await requester.press("Change the list")
    await requester.hears("Inside, worth €25.00")
    await requester.press("Old pistol")
    assert "pistol" not in words(await requester.hears("Inside, worth €20.00"))
    await requester.press("Done")
    await requester.hears("What is it most of all?")


async def test_who_is_sure_asks_a_person_who_looks_before_anybody_sees_it(
    requester: Person, bot_services: Services
) -> None:
    await name_ends(requester, "Mumbai")
    await requester.text("Old pistol 5")
    await requester.hears("This may not travel")
    await requester.press("Ask a person to look")
    await requester.hears("What is it most of all?")
    await measure(requester)
    await requester.press("Without photos")
    assert "A person looks at it first" in words(await agree_on_terms(requester))
    await requester.press("Nothing prohibited inside: post it")
    await requester.hears("Nobody sees your parcel until then")
    await requester.press("Show my parcel")
    await requester.hears("nobody else sees it yet")
    assert (await _parcels(bot_services))[0].state is ParcelState.IN_REVIEW


async def test_what_a_note_says_is_screened_too(requester: Person) -> None:
    await fill_in_parcel(requester)
    await requester.press("Note")
    await requester.hears("Anything the traveler should know?")
    await requester.text("There is a bottle of whisky with it")
    assert "your note" in words(await requester.hears("This may not travel"))
    await requester.press("Change the note")
    await requester.hears("Anything the traveler should know?")
    await requester.text("Ring twice")
    await requester.hears("Ring twice")
    await post_parcel(requester)


async def test_whoever_sends_abroad_to_another_says_who_pays_duty(
    requester: Person, bot_services: Services
) -> None:
    await name_ends(requester, "Dubai")
    await list_things(requester)
    await measure(requester)
    await requester.press("Without photos")
    reward = await choose_days(requester)
    await requester.press(next(text for text in buttons(reward) if text.startswith("✅")))
    await requester.hears("Who receives it?")
    await requester.text("Aunt Rosa")
    await requester.hears("Who pays duty")
    await requester.press("Aunt Rosa pays")
    review = await requester.hears("Does this look right?")
    assert "the recipient pays duty" in words(review)
    await post_parcel(requester)
    parcel = (await _parcels(bot_services))[0]
    assert (parcel.duty_payer, parcel.recipient) == (DutyPayer.RECIPIENT, "Aunt Rosa")
    await requester.press("Change")
    await requester.hears("Change what you like")
    await requester.press("To")
    await requester.hears("Where to?")
    await requester.text("Mumbai")
    assert "duty" not in words(await requester.hears("Change what you like"))
    await requester.press("save it")
    await requester.hears("Saved.")
    assert (await _parcels(bot_services))[0].duty_payer is None


async def test_duty_becomes_a_question_when_somebody_else_shall_receive_it(
    requester: Person, bot_services: Services
) -> None:
    await fill_in_parcel(requester, to="Dubai")
    await post_parcel(requester)
    assert (await _parcels(bot_services))[0].duty_payer is DutyPayer.REQUESTER
    await requester.press("Change")
    await requester.hears("Change what you like")
    await requester.press("Recipient")
    await requester.hears("Who receives it?")
    await requester.text("Aunt Rosa")
    await requester.hears("Who pays duty")
    await requester.press("I pay")
    assert "the sender pays duty" in words(await requester.hears("Change what you like"))


async def test_a_reward_is_hinted_at_and_moved_or_typed(
    requester: Person, bot_services: Services
) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester)
    await measure(requester)
    await requester.press("Without photos")
    hinted = await choose_days(requester)
    assert "two meetings, 700 g to carry" in words(hinted)
    offered = next(text for text in buttons(hinted) if text.startswith("✅"))
    await requester.press(MORE)
    await requester.hears(lambda message: offered not in buttons(message))
    await requester.press(LESS)
    await requester.hears(lambda message: offered in buttons(message))
    await requester.text("12.50")
    await requester.hears("Who receives it?")
    await requester.press("I do")
    await requester.hears("€12.50 for the traveler")
    await post_parcel(requester)
    assert (await _parcels(bot_services))[0].reward_minor == 1_250


async def test_what_cannot_be_read_is_asked_again_with_an_example(requester: Person) -> None:
    await name_ends(requester, "Mumbai")
    await requester.text("something nice")
    assert "“something nice”" in words(await requester.hears("could not read"))
    await requester.text("Scarf 20\nwhatever")
    mixed = await requester.hears("Inside, worth €20.00")
    assert "“whatever”" in words(mixed)
    await requester.text("Watch 500")
    await requester.hears("at most €100.00 may travel")
    await requester.press("Watch")
    await requester.hears("Inside, worth €20.00")
    await requester.press("Done")
    await requester.hears("What is it most of all?")
    await requester.press("Clothes")
    await requester.hears("How heavy is it")
    await requester.text("light")
    await requester.hears("could not read a weight")
    await requester.text("2 kg")
    await requester.hears("How large is it")
    await requester.text("huge")
    await requester.hears("could not read a size")
    await requester.text("40x30x20")
    await requester.hears("Show what it is")


async def test_what_needs_care_is_said_on_the_review(requester: Person) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester, "Power bank 20\nPerfume 30")
    await measure(requester)
    await requester.press("Without photos")
    review = words(await agree_on_terms(requester))
    assert "🔋" in review
    assert "💧" in review


async def test_a_draft_is_left_and_gone_on_with(requester: Person) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester)
    await requester.text("/menu")
    await requester.hears("What would you like to do")
    await requester.press("DropParcels")
    await requester.hears("DropParcel is a thing")
    await requester.press("Go on with my draft")
    await requester.hears("What is it most of all?")
    await requester.press("Back")
    await requester.hears("Inside, worth €50.00")


async def test_today_is_today_also_where_the_parcel_is_ready_later(requester: Person) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester)
    await measure(requester)
    await requester.press("Without photos")
    await requester.hears("From which day")
    await requester.text("tomorrow")
    await requester.hears("By which day")
    await requester.text("today")
    await requester.hears("That day cannot be chosen")


async def test_a_reward_in_no_money_is_refused_where_it_is_typed(requester: Person) -> None:
    await name_ends(requester, "Mumbai")
    await list_things(requester)
    await measure(requester)
    await requester.press("Without photos")
    await choose_days(requester)
    await requester.text("10 dec")
    await requester.hears("I do not know “DEC” as money")
    await requester.text("12 usd")
    await requester.hears("Who receives it?")
