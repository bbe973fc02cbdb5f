"""Two phones talk through the bot: what one writes is what the other reads, and nothing more."""

import pytest
from sqlalchemy import select

from core.messages.models import LinkMessage, LinkRevision
from tests.bot.bargaining import Pair
from tests.bot.conftest import pay_for
from tests.bot.lines import ASK, HERE, TICK, chat_of, said
from tests.phones import buttons, words

pytestmark = pytest.mark.fresh_db


async def test_a_question_reaches_the_other_phone_under_a_pseudonym(pair: Pair) -> None:
    await pair.offer()
    await pair.carla.press(ASK)
    card = await pair.carla.hears(HERE)
    await pair.carla.text("Is it fragile?")
    heard = await pair.ravi.hears("Is it fragile?")
    alias = words(card).split("you as ")[1].split(".")[0]
    assert words(heard).startswith(f"🪶 {alias} · Delhi")
    assert "Carla" not in str(heard)
    assert str(pair.carla.id) not in str(heard)
    assert any("Answer" in one for one in buttons(heard))


async def test_the_card_of_the_line_is_pinned(pair: Pair) -> None:
    await pair.offer()
    await pair.carla.press(ASK)
    card = await pair.carla.hears(HERE)
    pinned = await pair.carla.wait_for(lambda event: event["event"] == "pinned")
    assert pinned["data"]["pinned"] == [card["message_id"]]


async def test_what_arrived_is_marked_and_nothing_before(talking: Pair) -> None:
    sent = await talking.ravi.text("A little")
    await talking.carla.hears("A little")
    marked = await talking.ravi.wait_for(lambda event: TICK in str(event["data"]))
    assert marked["data"]["message_id"] == sent["message_id"]


async def test_looks_pass_and_what_leads_somewhere_does_not(talking: Pair) -> None:
    await talking.ravi.text(
        "very fragile mug",
        entities=[
            {"type": "bold", "offset": 0, "length": 4},
            {"type": "text_link", "offset": 13, "length": 3, "url": "https://t.me/ravi"},
        ],
    )
    heard = await talking.carla.hears("very fragile mug")
    bold = [one for one in heard["entities"] if one["type"] == "bold"]
    assert len(bold) == 2  # the pseudonym, and the word
    assert "t.me" not in str(heard)


async def test_an_answer_and_its_quote_point_at_the_same_message(talking: Pair) -> None:
    question = next(one for one in await talking.ravi.messages() if "fragile?" in words(one))
    await talking.ravi.text("Not at all", reply_to=question["message_id"])
    heard = await talking.carla.hears("Not at all")
    asked = next(one for one in await talking.carla.messages() if words(one) == "Is it fragile?")
    assert heard["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_change_is_read_on_the_other_phone_and_what_stood_before_is_kept(
    talking: Pair,
) -> None:
    sent = await talking.ravi.text("At noon")
    await talking.carla.hears("At noon")
    await talking.ravi.edit(sent, text="At one")
    await talking.carla.hears("At one")
    assert await chat_of(talking.carla) == ["At one"]
    async with talking.services.db.begin() as session:
        kept = (await session.scalars(select(LinkRevision))).all()
    assert [one.content["text"] for one in kept] == ["At noon"]


async def test_a_change_overtakes_nothing_and_is_not_lost_while_the_first_is_under_way(
    talking: Pair,
) -> None:
    await talking.ravi.phones.fault("slow", method="sendMessage", seconds=1.0, count=1)
    sent = await talking.ravi.text("One")
    await talking.ravi.edit(sent, text="Two")
    await talking.ravi.edit(sent, text="Three")
    await talking.carla.hears("Three")
    assert await chat_of(talking.carla) == ["Three"]


async def test_what_is_taken_back_is_gone_from_both_phones(talking: Pair) -> None:
    sent = await talking.ravi.text("Oh no")
    await talking.carla.hears("Oh no")
    await talking.ravi.text("/unsend", reply_to=sent["message_id"])
    await talking.carla.wait_for(lambda event: event["event"] == "deleted")
    assert "Oh no" not in await chat_of(talking.carla)
    for _ in ("the message", "the command"):
        await talking.ravi.wait_for(lambda event: event["event"] == "deleted")
        await talking.ravi.catch_up()
    left = [words(one) for one in await talking.ravi.messages()]
    assert "Oh no" not in left
    assert "/unsend" not in left


async def test_what_was_written_last_is_taken_back_by_a_button(talking: Pair) -> None:
    await talking.ravi.text("Oh no")
    await talking.carla.hears("Oh no")
    await talking.ravi.press("Take back my last")
    await talking.carla.wait_for(lambda event: event["event"] == "deleted")
    assert "Oh no" not in await chat_of(talking.carla)


async def test_a_reaction_is_mirrored(talking: Pair) -> None:
    sent = await talking.ravi.text("Thank you")
    heard = await talking.carla.hears("Thank you")
    await talking.carla.react(heard, "❤")
    seen = await talking.ravi.wait_for(lambda event: "❤" in str(event["data"]))
    assert seen["data"]["message_id"] == sent["message_id"]


async def test_an_album_stays_one_in_its_order(paid: Pair) -> None:
    sent = await paid.ravi.album("red", "green", "blue", caption="The three")
    await paid.carla.hears("The three")
    mine = [one for one in await paid.carla.messages() if "photo" in one]
    assert len(mine) == len(sent) == 3
    assert len({one["media_group_id"] for one in mine}) == 1
    theirs = [one["photo"][-1]["file_unique_id"] for one in sent]
    assert [one["photo"][-1]["file_unique_id"] for one in mine] == theirs


async def test_one_picture_of_an_album_is_taken_back_alone(paid: Pair) -> None:
    sent = await paid.ravi.album("red", "green", "blue", caption="The three")
    await paid.carla.hears("The three")
    await paid.ravi.text("/unsend", reply_to=sent[1]["message_id"])
    await paid.carla.wait_for(lambda event: event["event"] == "deleted")
    left = [one for one in await paid.carla.messages() if "photo" in one]
    theirs = [one["photo"][-1]["file_unique_id"] for one in (sent[0], sent[2])]
    assert [one["photo"][-1]["file_unique_id"] for one in left] == theirs


async def test_a_contact_is_held_before_it_is_paid_and_passes_masked(talking: Pair) -> None:
    await talking.ravi.text("Call me on +49 151 23456789 please")
    asked = await talking.ravi.hears("Not sent yet")
    assert "a phone number" in words(asked)
    assert "Call me on" not in str(await chat_of(talking.carla))
    await talking.ravi.press("Send with •••", on=asked)
    heard = await talking.carla.hears("Call me on")
    assert said(heard) == "Call me on ••• please"


async def test_what_was_held_is_offered_again_once_it_is_paid_and_goes_as_it_was_written(
    talking: Pair,
) -> None:
    await talking.ravi.text("Call me on +49 151 23456789 please")
    early = await talking.ravi.hears("Not sent yet")
    await talking.carla.press("Take €10.00")
    await talking.carla.hears("You carry a parcel")
    await pay_for(talking)
    await talking.hear_all()
    asked = await talking.ravi.hears("It is paid now")
    await talking.ravi.press("Yes, send", on=asked)
    heard = await talking.carla.hears("Call me on")
    assert said(heard) == "Call me on +49 151 23456789 please"
    await talking.ravi.press("Send with •••", on=early)
    await talking.ravi.text("Thanks")
    await talking.carla.hears("Thanks")
    assert await chat_of(talking.carla) == ["Call me on +49 151 23456789 please", "Thanks"]


async def test_what_was_held_can_be_let_go(talking: Pair) -> None:
    await talking.ravi.text("Call me on +49 151 23456789 please")
    asked = await talking.ravi.hears("Not sent yet")
    await talking.ravi.press("Do not send", on=asked)
    await talking.ravi.text("Never mind")
    await talking.carla.hears("Never mind")
    assert await chat_of(talking.carla) == ["Never mind"]


async def test_a_contact_is_no_way_in_by_a_change(talking: Pair) -> None:
    sent = await talking.ravi.text("Hello")
    await talking.carla.hears("Hello")
    await talking.ravi.edit(sent, text="Call +49 151 23456789")
    asked = await talking.ravi.hears("Your change tells")
    assert await chat_of(talking.carla) == ["Hello"]
    await talking.ravi.press("Send with •••", on=asked)
    await talking.carla.hears("Call •••")
    assert await chat_of(talking.carla) == ["Call •••"]


async def test_after_payment_a_contact_passes_with_one_word_of_warning(paid: Pair) -> None:
    await paid.ravi.text("Call me on +49 151 23456789 please")
    await paid.carla.hears("+49 151 23456789")
    await paid.ravi.hears("sent with a contact")
    await paid.ravi.text("Or on +49 151 23456780")
    await paid.carla.hears("+49 151 23456780")
    warned = [one for one in await paid.ravi.messages() if "sent with a contact" in words(one)]
    assert len(warned) == 1


async def test_a_place_is_sent_after_a_yes_and_roughly_before_payment(talking: Pair) -> None:
    await talking.ravi.location(28.61394, 77.20902)
    asked = await talking.ravi.hears("Send this place")
    assert "300 m" in words(asked)
    await talking.ravi.press("Yes, send", on=asked)
    heard = await talking.carla.hears(lambda message: "location" in message)
    assert heard["location"]["latitude"] == pytest.approx(28.614, abs=0.0031)
    assert heard["location"]["latitude"] != pytest.approx(28.61394, abs=1e-6)


async def test_words_that_belong_nowhere_are_parked_until_their_line_is_known(
    talking: Pair,
) -> None:
    await talking.ravi.text("/leave")
    await talking.ravi.hears("You have left the chat")
    await talking.ravi.text("Shall we say noon?")
    asked = await talking.ravi.hears("For whom is this?")
    assert "Shall we say noon?" not in await chat_of(talking.carla)
    await talking.ravi.press("🪶", on=asked)
    await talking.carla.hears("Shall we say noon?")


@pytest.mark.parametrize("screen", ["/profile", "/privacy", "/chats", "/quests"])
async def test_what_is_written_below_a_screen_that_asks_nothing_is_for_somebody(
    talking: Pair, screen: str
) -> None:
    await talking.ravi.text("/leave")
    await talking.ravi.hears("You have left the chat")
    await talking.carla.text("When would you be there?")
    await talking.ravi.hears("When would you be there?")
    await talking.ravi.text(screen)
    await talking.ravi.text("At noon")
    asked = await talking.ravi.hears("For whom is this?")
    await talking.ravi.press("🪶", on=asked)
    await talking.carla.hears("At noon")


async def test_a_form_that_waits_for_words_gets_them(talking: Pair) -> None:
    await talking.ravi.text("/trip")
    await talking.ravi.hears("Where does your trip start?")
    await talking.ravi.text("Mumbai")
    await talking.ravi.text("/menu")
    await talking.ravi.text("And now to you")
    await talking.carla.hears("And now to you")
    assert await chat_of(talking.carla) == ["And now to you"]


async def test_who_has_blocked_the_bot_gets_it_when_he_is_back(talking: Pair) -> None:
    await talking.carla.block()
    await talking.ravi.text("Are you there?")
    await talking.ravi.hears("has paused the bot")
    await talking.carla.unblock()
    await talking.carla.start()
    await talking.carla.hears("Are you there?")
    await talking.ravi.wait_for(lambda event: TICK in str(event["data"]))


async def test_who_blocks_the_other_closes_the_line_for_both(talking: Pair) -> None:
    await talking.carla.press("Report or block")
    await talking.carla.press("🚫 Block")
    await talking.carla.press("Yes, never again")
    await talking.ravi.text("Hello?")
    await talking.ravi.hears("This chat is closed")
    assert "Hello?" not in await chat_of(talking.carla)


async def test_names_are_shown_when_both_have_asked_and_not_before(paid: Pair) -> None:
    await paid.carla.press("Show who we are")
    asked = await paid.ravi.hears("would like you to know each other's names")
    assert "Carla" not in words(asked)
    await paid.ravi.press("Show who we are")
    assert "Carla" in words(await paid.ravi.hears("You have both agreed"))
    assert "Ravi" in words(await paid.carla.hears("You have both agreed"))


async def test_somebody_elses_card_is_refused_and_ones_own_asked_about(paid: Pair) -> None:
    await paid.ravi.send("contact", phone_number="+4915123456789", first_name="Uncle")
    await paid.ravi.hears("nobody else's contact card")
    async with paid.services.db.begin() as session:
        assert (await session.scalars(select(LinkMessage))).all() == []
