"""Where Telegram has topics, each line has its own; without them all is said as before."""

import pytest

from tests.bot.bargaining import Pair
from tests.bot.lines import ASK, HERE, chat_of, heard_by, said
from tests.phones import Json, Person, buttons, words

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def apart(pair: Pair) -> Pair:
    """Give the two where the bot has topics, after Carla has asked about his books."""
    await pair.carla.phones.switch(has_topics_enabled=True)
    await pair.offer()
    await ask(pair, "Is it fragile?")
    return pair


async def ask(pair: Pair, question: str) -> Json:
    """Let Carla ask about the parcel she was offered last; give what Ravi reads."""
    await pair.carla.press(ASK)
    await pair.carla.hears(HERE)
    await pair.carla.text(question)
    return await pair.ravi.hears(question)


async def second_line(pair: Pair) -> Json:
    """Let Ravi have a second parcel, about which Carla asks."""
    await pair.carla.catch_up()
    await pair.post_parcel(pair.ravi)
    await pair.hear_all()
    await pair.carla.hears("A parcel for your trip")
    return await ask(pair, "Is this one heavy?")


async def topic_of(person: Person, message: Json) -> Json:
    found = [one for one in await person.topics()
             if one["message_thread_id"] == message.get("message_thread_id")]  # fmt: skip
    assert len(found) == 1
    return found[0]


def is_flat(message: Json) -> bool:
    return "message_thread_id" not in message and "Delhi" in words(message).splitlines()[0]


async def test_a_line_has_its_topic_which_says_with_whom_and_of_what(apart: Pair) -> None:
    (heard,) = await heard_by(apart.ravi)
    topic = await topic_of(apart.ravi, heard)
    alias = words(heard).splitlines()[0].removeprefix("🪶 ")
    assert topic["name"].startswith(f"🪶 {alias} · Delhi")
    assert "reply_markup" not in heard
    card = next(one for one in await apart.carla.messages() if HERE in words(one))
    assert await topic_of(apart.carla, card)


async def test_a_line_keeps_to_one_topic(apart: Pair) -> None:
    (heard,) = await heard_by(apart.ravi)
    inside = apart.ravi.in_topic(heard)
    for words_said in ("Not at all", "Only books"):
        await inside.text(words_said)
        await apart.carla.hears(words_said)
    assert len(await apart.ravi.topics()) == len(await apart.carla.topics()) == 1
    assert len({one["message_thread_id"] for one in await heard_by(apart.carla)}) == 1


async def test_what_is_written_in_a_topic_goes_to_its_line_and_to_no_other(apart: Pair) -> None:
    (first,) = await heard_by(apart.ravi)
    second = await second_line(apart)
    assert first["message_thread_id"] != second["message_thread_id"]
    await apart.ravi.in_topic(first).text("Made of paper")
    of_first = await apart.carla.hears("Made of paper")
    await apart.ravi.in_topic(second).text("Two kilos")
    of_second = await apart.carla.hears("Two kilos")
    topics = [(await topic_of(apart.carla, one))["message_thread_id"]
              for one in (of_first, of_second)]  # fmt: skip
    assert len(set(topics)) == 2
    cards = {one["message_thread_id"] for one in await apart.carla.messages() if HERE in words(one)}
    assert topics[1] in cards  # Carla has asked about the second from there


async def test_a_form_does_not_get_what_is_written_in_a_topic(apart: Pair) -> None:
    (heard,) = await heard_by(apart.ravi)
    await apart.ravi.text("/trip")
    await apart.ravi.hears("Where does your trip start?")
    await apart.ravi.in_topic(heard).text("Mumbai")
    await apart.carla.hears("Mumbai")


async def test_a_topic_of_ones_own_means_no_line_by_a_guess(apart: Pair) -> None:
    await apart.carla.phones.switch(allows_users_to_create_topics=True)
    mine = await apart.carla.open_topic("My notes")
    await apart.carla.in_topic(mine).text("Buy milk")
    asked = await apart.carla.hears("For whom is this?")
    assert any("🪶" in one for one in buttons(asked))
    assert "Buy milk" not in await chat_of(apart.ravi)


async def test_an_album_and_an_edit_stay_in_the_topic(apart: Pair) -> None:
    (heard,) = await heard_by(apart.ravi)
    sent = await apart.ravi.in_topic(heard).text("At noon")
    first = await apart.carla.hears("At noon")
    await apart.ravi.edit(sent, text="At one")
    changed = await apart.carla.hears("At one")
    assert changed["message_id"] == first["message_id"]
    assert words(changed).splitlines()[0] == words(first).splitlines()[0]
    assert "reply_markup" not in changed


@pytest.mark.parametrize("trouble", ["", "ignored"])
async def test_a_topic_that_was_deleted_is_made_anew_and_nothing_is_lost(
    apart: Pair, trouble: str
) -> None:
    (heard,) = await heard_by(apart.ravi)
    await apart.ravi.phones.switch(topic_trouble=trouble)
    await apart.ravi.delete_topic(await topic_of(apart.ravi, heard))
    await apart.carla.text("Still there?")
    await apart.ravi.hears(lambda one: "Still" in words(one) and "message_thread_id" in one)
    again = [one for one in await heard_by(apart.ravi) if said(one) == "Still there?"]
    assert len(again) == 1
    assert (await topic_of(apart.ravi, again[0]))["message_thread_id"] != heard["message_thread_id"]
    await apart.ravi.in_topic(again[0]).text("I am")
    await apart.carla.hears("I am")


async def test_while_topics_are_broken_all_is_said_in_the_chat_itself(apart: Pair) -> None:
    (heard,) = await heard_by(apart.ravi)
    await apart.ravi.phones.switch(topic_trouble="not_found")
    for question in ("Still there?", "Hello?"):
        await apart.carla.text(question)
        assert is_flat(await apart.ravi.hears(question))
    assert await apart.ravi.topics() == [await topic_of(apart.ravi, heard)]
    await apart.ravi.in_topic(heard).text("I am")  # people's messages still come from there
    await apart.carla.hears("I am")


async def test_while_albums_are_broken_only_they_are_said_in_the_chat_itself(apart: Pair) -> None:
    await apart.ravi.phones.switch(topic_trouble="albums_not_found")
    films = [{"sample": one, "media": "video"} for one in ("a", "b")]
    await apart.carla.album(*films, caption="Both bags")
    assert is_flat(await apart.ravi.hears("Both bags"))
    await apart.carla.text("These two")
    await topic_of(apart.ravi, await apart.ravi.hears("These two"))
    assert len(await apart.ravi.topics()) == 1


async def test_once_topics_are_switched_off_all_is_said_in_the_chat_itself(apart: Pair) -> None:
    await apart.ravi.phones.switch(has_topics_enabled=False)
    made = len(await apart.ravi.phones.requests("createForumTopic"))
    for question in ("Still there?", "Hello?"):
        await apart.carla.text(question)
        assert is_flat(await apart.ravi.hears(question))
    assert len(await apart.ravi.phones.requests("createForumTopic")) == made


async def test_who_has_blocked_the_bot_gets_his_topic_when_he_is_back(apart: Pair) -> None:
    await apart.ravi.block()
    second = apart.carla
    await second.text("Are you there?")
    await second.hears("has paused the bot")
    await apart.ravi.unblock()
    await apart.ravi.start()
    heard = await apart.ravi.hears("Are you there?")
    await topic_of(apart.ravi, heard)
