"""Topics in private chats: who opens them, what lands there, and what goes wrong with them."""

import pytest

from tests.phones import Json, Person, Phones, PlaneError
from tests.sandbox.conftest import RawBot, Refusal


@pytest.fixture
async def topic(bot: RawBot, maya: Person, phones: Phones) -> Json:
    """Open a topic in Maya's chat; the bot has heard of it."""
    await phones.switch(has_topics_enabled=True)
    made: Json = await bot("createForumTopic", chat_id=maya.id, name="Quest 12")
    await bot.updates()
    return made


async def test_a_private_chat_has_topics_when_the_bot_enables_them(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    assert not (await bot("getMe"))["has_topics_enabled"]
    with pytest.raises(Refusal, match="the chat is not a forum"):
        await bot("createForumTopic", chat_id=maya.id, name="Quest 12")
    await phones.switch(has_topics_enabled=True)
    assert (await bot("getMe"))["has_topics_enabled"]
    topic = await bot("createForumTopic", chat_id=maya.id, name="Quest 12")
    (told,) = await bot.updates()
    assert told["message"]["forum_topic_created"]["name"] == "Quest 12"
    assert told["message"]["from"]["is_bot"], "a bot hears of the topics it opens itself"
    assert [shown["name"] for shown in await maya.topics()] == ["Quest 12"]
    await maya.in_topic(topic).text("in the topic")
    (update,) = await bot.updates()
    assert update["message"]["message_thread_id"] == topic["message_thread_id"]
    assert update["message"]["is_topic_message"]


async def test_whatever_a_bot_sends_goes_to_the_topic_it_names(
    bot: RawBot, maya: Person, topic: Json
) -> None:
    thread_id = topic["message_thread_id"]
    where = {"chat_id": maya.id, "message_thread_id": thread_id}
    await maya.in_topic(topic).album("red", "blue")
    first, second = (update["message"] for update in await bot.updates())
    media = [{"type": "photo", "media": one["photo"][0]["file_id"]} for one in (first, second)]
    ids = [first["message_id"], second["message_id"]]
    sent = [
        await bot("sendMessage", **where, text="x"),
        await bot("sendPhoto", **where, photo=media[0]["media"]),
        await bot("sendLocation", **where, latitude=1, longitude=2),
        await bot("sendVenue", **where, latitude=1, longitude=2, title="Dock", address="Pier 4"),
        await bot("sendDice", **where),
        *await bot("sendMediaGroup", **where, media=media),
        await bot("forwardMessage", **where, from_chat_id=maya.id, message_id=ids[0]),
    ]
    assert {message["message_thread_id"] for message in sent} == {thread_id}
    assert all(message["is_topic_message"] for message in sent)
    copies = await bot("copyMessages", **where, from_chat_id=maya.id, message_ids=ids)
    shown = {message["message_id"]: message for message in await maya.messages()}
    assert {shown[one["message_id"]]["message_thread_id"] for one in copies} == {thread_id}


async def test_an_answer_goes_to_the_topic_of_what_it_answers(
    bot: RawBot, maya: Person, topic: Json
) -> None:
    said = await maya.in_topic(topic).text("here")
    reply = {"message_id": said["message_id"]}
    sent = await bot("sendMessage", chat_id=maya.id, text="x", reply_parameters=reply)
    assert sent["message_thread_id"] == topic["message_thread_id"]
    other = await bot("createForumTopic", chat_id=maya.id, name="Quest 13")
    where = {"chat_id": maya.id, "message_thread_id": other["message_thread_id"]}
    sent = await bot("sendMessage", **where, text="x", reply_parameters=reply)
    assert "reply_to_message" not in sent
    assert sent["external_reply"]["origin"]["sender_user"]["id"] == maya.id
    answer = await maya.reply(sent, "y")
    assert answer["message_thread_id"] == other["message_thread_id"]


async def test_a_change_of_a_message_leaves_it_in_its_topic(
    bot: RawBot, maya: Person, topic: Json
) -> None:
    said = await maya.in_topic(topic).text("one")
    await maya.edit(said, text="two")
    edited = (await bot.updates())[-1]["edited_message"]
    assert edited["message_thread_id"] == topic["message_thread_id"]


async def test_a_topic_is_renamed_but_not_closed(bot: RawBot, maya: Person, topic: Json) -> None:
    where = {"chat_id": maya.id, "message_thread_id": topic["message_thread_id"]}
    await bot("editForumTopic", **where, name="Quest 12, done")
    assert [shown["name"] for shown in await maya.topics()] == ["Quest 12, done"]
    assert (await maya.messages())[-1]["forum_topic_edited"] == {"name": "Quest 12, done"}
    for method in ("closeForumTopic", "reopenForumTopic"):
        with pytest.raises(Refusal, match="the chat is not a forum"):
            await bot(method, **where)


async def test_a_topic_that_was_deleted_is_not_found(
    bot: RawBot, maya: Person, topic: Json
) -> None:
    said = await maya.in_topic(topic).text("gone soon")
    await bot.updates()
    await maya.delete_topic(topic)
    assert await bot.updates() == []
    assert said["message_id"] not in {one["message_id"] for one in await maya.messages()}
    where = {"chat_id": maya.id, "message_thread_id": topic["message_thread_id"]}
    with pytest.raises(Refusal, match="Bad Request: message thread not found"):
        await bot("sendMessage", **where, text="x")
    with pytest.raises(Refusal, match="TOPIC_ID_INVALID"):
        await bot("deleteForumTopic", **where)
    assert await bot("sendChatAction", **where, action="typing"), "nobody looks whether it is there"
    with pytest.raises(PlaneError, match="404: there is no topic"):
        await maya.in_topic(topic).text("x")


async def test_what_is_sent_to_a_deleted_topic_may_land_in_the_chat_itself(
    bot: RawBot, maya: Person, phones: Phones, topic: Json
) -> None:
    await phones.switch(topic_trouble="ignored")
    where = {"chat_id": maya.id, "message_thread_id": topic["message_thread_id"]}
    assert "message_thread_id" in await bot("sendMessage", **where, text="there")
    await maya.delete_topic(topic)
    sent = await bot("sendMessage", **where, text="lost")
    assert sent.keys() & {"message_thread_id", "is_topic_message"} == set()


async def test_topics_may_take_nothing_while_people_still_write_from_them(
    bot: RawBot, maya: Person, phones: Phones, topic: Json
) -> None:
    await phones.switch(topic_trouble="not_found")
    await maya.in_topic(topic).text("still here")
    (update,) = await bot.updates()
    assert update["message"]["message_thread_id"] == topic["message_thread_id"]
    where = {"chat_id": maya.id, "message_thread_id": topic["message_thread_id"]}
    with pytest.raises(Refusal, match="message thread not found"):
        await bot("sendMessage", **where, text="x")
    await phones.switch(topic_trouble="")
    await bot("sendMessage", **where, text="x")


async def test_topics_may_take_no_albums(
    bot: RawBot, maya: Person, phones: Phones, topic: Json
) -> None:
    await phones.switch(topic_trouble="albums_not_found")
    await maya.in_topic(topic).photo()
    (update,) = await bot.updates()
    media = [{"type": "photo", "media": update["message"]["photo"][0]["file_id"]}] * 2
    where = {"chat_id": maya.id, "message_thread_id": topic["message_thread_id"]}
    with pytest.raises(Refusal, match="message thread not found"):
        await bot("sendMediaGroup", **where, media=media)
    await bot("sendMessage", **where, text="x")


async def test_topics_that_are_switched_off_are_found_no_more(
    bot: RawBot, maya: Person, phones: Phones, topic: Json
) -> None:
    await phones.switch(has_topics_enabled=False)
    assert await maya.topics() == []
    where = {"chat_id": maya.id, "message_thread_id": topic["message_thread_id"]}
    with pytest.raises(Refusal, match="message thread not found"):
        await bot("sendMessage", **where, text="x")


async def test_people_open_topics_where_the_bot_lets_them(
    bot: RawBot, maya: Person, phones: Phones, topic: Json
) -> None:
    with pytest.raises(PlaneError, match="409: this bot does not let people open topics"):
        await maya.open_topic("Mine")
    await phones.switch(allows_users_to_create_topics=True)
    assert (await bot("getMe"))["allows_users_to_create_topics"]
    opened = await maya.open_topic("Mine")
    (update,) = await bot.updates()
    assert update["message"]["forum_topic_created"]["name"] == "Mine"
    assert update["message"]["from"]["id"] == maya.id
    assert [one["name"] for one in await maya.topics()] == ["Quest 12", "Mine"]
    await maya.in_topic(opened).text("x")
    with pytest.raises(PlaneError, match="400: a topic's name has 1 to 128 characters"):
        await maya.open_topic("")


async def test_a_bot_unpins_what_is_pinned_in_one_topic(
    bot: RawBot, maya: Person, topic: Json
) -> None:
    inside = await maya.in_topic(topic).text("inside")
    outside = await maya.text("outside")
    await maya.pin(inside)
    await maya.pin(outside)
    told = (await bot.updates())[-2]["message"]
    assert told["pinned_message"]["text"] == "inside"
    where = {"chat_id": maya.id, "message_thread_id": topic["message_thread_id"]}
    await bot("unpinAllForumTopicMessages", **where)
    assert (await bot("getChat", chat_id=maya.id))["pinned_message"]["text"] == "outside"


async def test_topics_know_no_other_trouble(phones: Phones) -> None:
    with pytest.raises(PlaneError, match="400: topics know no trouble bad weather"):
        await phones.switch(topic_trouble="bad weather")
    with pytest.raises(PlaneError, match="404: there is no bot nobody"):
        await phones.ask("PATCH", "/bots/nobody", {})
