"""Words on a line: they arrive as they were written, and what surrounds them stays behind."""

import pytest

from tests.bot.bargaining import Pair
from tests.bot.lines import HERE, chat_of, heard_by, said
from tests.phones import Json, words

pytestmark = pytest.mark.fresh_db


async def test_looks_stand_where_they_stood_behind_the_pseudonym(talking: Pair) -> None:
    text = "👩\u200d👩\u200d👧 नमस्ते 𝄞 bold"
    at = len(text[: text.index("bold")].encode("utf-16-le")) // 2
    bold = {"type": "bold", "offset": at, "length": 4}
    await talking.ravi.text(text, entities=[bold])
    heard = await talking.carla.hears("नमस्ते")
    whole = words(heard).encode("utf-16-le")
    looks = [one for one in heard["entities"] if one["type"] == "bold"]
    cut = [whole[2 * one["offset"] : 2 * (one["offset"] + one["length"])] for one in looks]
    assert [one.decode("utf-16-le") for one in cut][1:] == ["bold"]
    assert said(heard) == text


async def test_markup_and_writing_from_right_to_left_arrive_as_they_are(talking: Pair) -> None:
    for text in ("<b>not bold</b> & _so_ *on*", "שלום, متى نلتقي؟", "one\n\ntwo"):
        await talking.ravi.text(text)
        heard = await talking.carla.hears(text.splitlines()[-1])
        assert said(heard) == text


async def test_what_is_too_long_is_refused_with_the_number_and_nothing_is_cut(
    talking: Pair,
) -> None:
    sent = await talking.ravi.text("🙂" * 2048)
    refused = await talking.ravi.hears("4,000")
    assert "Shortening this one sends nothing" in words(refused)
    await talking.ravi.edit(sent, text="Shorter")
    await talking.ravi.text("🙂" * 2000)
    heard = await talking.carla.hears("🙂")
    assert said(heard) == "🙂" * 2000


async def test_a_caption_that_is_too_long_is_refused_with_the_number(paid: Pair) -> None:
    await paid.ravi.photo("red", caption="x" * 1024)
    await paid.ravi.hears("950")
    await paid.ravi.photo("red", caption="x" * 950)
    heard = await paid.carla.hears(lambda message: "photo" in message)
    assert said(heard) == "x" * 950


async def test_what_was_forwarded_says_so_and_not_from_whom(talking: Pair) -> None:
    await talking.ravi.text("Good price", forward_from={"channel": "Uncle's news"})
    heard = await talking.carla.hears("Good price")
    assert "forwarded" in words(heard).splitlines()[0]
    assert "Uncle" not in str(heard)
    assert "forward_origin" not in heard


async def test_of_a_message_by_way_of_a_bot_only_the_words_pass(talking: Pair) -> None:
    fields: Json = {
        "via_bot": {"id": 9, "is_bot": True, "first_name": "Phish", "username": "phish_bot"},
        "reply_markup": {"inline_keyboard": [[{"text": "Win", "url": "https://phish.example"}]]},
        "effect_id": "5104841245755180586",
        "sender_tag": "boss",
    }
    await talking.ravi.text("Look here", fields=fields)
    heard = await talking.carla.hears("Look here")
    assert said(heard) == "Look here"
    assert not {"via_bot", "effect_id", "sender_tag", "reply_markup"} & heard.keys()
    assert "phish" not in str(heard).lower()


async def test_an_answer_to_another_chat_passes_without_it(talking: Pair) -> None:
    elsewhere: Json = {
        "external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Al"}},
        "quote": {"text": "secret", "position": 0},
    }
    await talking.ravi.text("As he says", fields=elsewhere)
    heard = await talking.carla.hears("As he says")
    assert not {"external_reply", "quote"} & heard.keys()


async def test_an_answer_to_what_is_no_message_of_a_line_goes_to_the_line_one_is_on(
    talking: Pair,
) -> None:
    menu = next(one for one in await talking.ravi.messages() if "What would you like" in words(one))
    await talking.ravi.reply(menu, "Hello there")
    heard = await talking.carla.hears("Hello there")
    assert "reply_to_message" not in heard


async def test_an_answer_to_the_card_of_a_line_goes_to_that_line(talking: Pair) -> None:
    card = next(one for one in await talking.ravi.messages() if HERE in words(one))
    await talking.ravi.text("/leave")
    await talking.ravi.hears("You have left the chat")
    await talking.ravi.reply(card, "Still there?")
    await talking.carla.hears("Still there?")


async def test_a_quote_keeps_its_words_and_its_looks(talking: Pair) -> None:
    looks = [{"type": "bold", "offset": 3, "length": 4}]
    mine = await talking.carla.text("At noon or at one?", entities=looks)
    heard = await talking.ravi.hears("At noon or at one?")
    await talking.ravi.reply(heard, "That", quote="noon or")
    answer = await talking.carla.hears("That")
    assert answer["reply_to_message"]["message_id"] == mine["message_id"]
    assert answer["quote"]["text"] == "noon or"
    assert answer["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_ones_own_words_are_quoted_on_the_other_phone_behind_the_pseudonym(
    talking: Pair,
) -> None:
    looks = [{"type": "italic", "offset": 3, "length": 4}]
    mine = await talking.ravi.text("At noon, then", entities=looks)
    heard = await talking.carla.hears("At noon, then")
    await talking.ravi.reply(mine, "Sharp", quote="noon")
    answer = await talking.carla.hears("Sharp")
    assert answer["reply_to_message"]["message_id"] == heard["message_id"]
    assert answer["quote"]["text"] == "noon"


async def test_a_quote_of_the_pseudonym_is_left_out_and_the_answer_arrives(talking: Pair) -> None:
    question = next(one for one in await heard_by(talking.ravi) if said(one) == "Is it fragile?")
    head = words(question).partition(" · ")[0]
    await talking.ravi.reply(question, "Who is that?", quote=head)
    answer = await talking.carla.hears("Who is that?")
    assert "quote" not in answer
    assert answer["reply_to_message"]["text"] == "Is it fragile?"


async def test_a_quote_that_telegram_does_not_find_costs_no_answer(talking: Pair) -> None:
    await talking.ravi.phones.fault(
        "refused", method="sendMessage", count=1, description="Bad Request: QUOTE_TEXT_INVALID"
    )
    question = next(one for one in await heard_by(talking.ravi) if said(one) == "Is it fragile?")
    await talking.ravi.reply(question, "Not at all", quote="fragile")
    answer = await talking.carla.hears("Not at all")
    assert "quote" not in answer
    assert "Not at all" in await chat_of(talking.carla)
