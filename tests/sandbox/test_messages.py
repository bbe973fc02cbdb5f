"""What a bot's messages carry, and what becomes of them."""

from typing import Any

import pytest

from tests.phones import Person, Phones
from tests.sandbox.conftest import USERNAME, RawBot, Refusal, Served


@pytest.fixture
async def forum(maya: Person, phones: Phones) -> int:
    body = {"title": "Crew", "members": [maya.id], "bots": [USERNAME], "forum": True}
    group: dict[str, int] = await phones.ask("POST", "/groups", body)
    return group["id"]


async def test_a_mention_names_a_person_the_bot_may_know(bot: RawBot, maya: Person) -> None:
    text = f'<a href="tg://user?id={maya.id}">you</a> <a href="tg://user?id=5">who</a>'
    sent = await bot("sendMessage", chat_id=maya.id, text=text, parse_mode="HTML")
    (mention,) = sent["entities"]
    assert (mention["type"], mention["user"]["first_name"]) == ("text_mention", "Maya")


async def test_a_keyboard_stays_until_it_is_removed(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    async def shown() -> Any:
        (chat,) = await phones.ask("GET", f"/people/{maya.id}/chats")
        return chat["reply_keyboard"]

    keyboard = {"keyboard": [["Menu"]], "resize_keyboard": True}
    await bot("sendMessage", chat_id=maya.id, text="a", reply_markup=keyboard)
    await bot("sendMessage", chat_id=maya.id, text="b")
    assert (await shown())["keyboard"] == [[{"text": "Menu"}]]
    gone = {"remove_keyboard": True}
    await bot("sendMessage", chat_id=maya.id, text="c", reply_markup=gone)
    assert await shown() is None


async def test_a_forced_reply_ends_with_the_answer(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    force = {"force_reply": True, "input_field_placeholder": "Name"}
    await bot("sendMessage", chat_id=maya.id, text="Name?", reply_markup=force)
    (chat,) = await phones.ask("GET", f"/people/{maya.id}/chats")
    assert chat["force_reply"] == force
    await maya.text("Maya")
    (chat,) = await phones.ask("GET", f"/people/{maya.id}/chats")
    assert chat["force_reply"] is None


async def test_a_reply_to_what_is_gone_may_be_sent_without_it(bot: RawBot, maya: Person) -> None:
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    sent = await bot("sendMessage", chat_id=maya.id, text="x", reply_parameters=reply)
    assert "reply_to_message" not in sent


async def test_a_message_inside_another_carries_none_itself(bot: RawBot, maya: Person) -> None:
    first = await maya.text("one")
    reply = {"message_id": first["message_id"]}
    second = await bot("sendMessage", chat_id=maya.id, text="two", reply_parameters=reply)
    await maya.text("three", reply_to=second["message_id"])
    update = (await bot.updates())[-1]
    assert "reply_to_message" not in update["message"]["reply_to_message"]


async def test_the_newest_pin_goes_first_and_a_deleted_message_is_unpinned(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    ids = []
    for word in ("a", "b", "c"):
        sent = await bot("sendMessage", chat_id=maya.id, text=word)
        ids.append(sent["message_id"])
        await bot("pinChatMessage", chat_id=maya.id, message_id=sent["message_id"])
    await bot("unpinChatMessage", chat_id=maya.id)
    await bot("deleteMessage", chat_id=maya.id, message_id=ids[0])
    (chat,) = await phones.ask("GET", f"/people/{maya.id}/chats")
    assert chat["pinned"] == [ids[1]]
    assert (await bot("getChat", chat_id=maya.id))["pinned_message"]["text"] == "b"


async def test_many_are_deleted_at_once_and_the_missing_are_skipped(
    bot: RawBot, maya: Person
) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="x")
    assert await bot("deleteMessages", chat_id=maya.id, message_ids=[sent["message_id"], 999])
    assert len(await maya.messages()) == 1


async def test_a_live_location_that_is_over_is_not_edited(
    bot: RawBot, maya: Person, served: Served
) -> None:
    place = {"latitude": 1, "longitude": 2}
    sent = await bot("sendLocation", chat_id=maya.id, **place, live_period=60)
    where = {"chat_id": maya.id, "message_id": sent["message_id"]}
    await bot("editMessageLiveLocation", **where, latitude=3, longitude=4)
    served.inside.clock.advance(61)
    with pytest.raises(Refusal, match="message can't be edited"):
        await bot("editMessageLiveLocation", **where, latitude=5, longitude=6)


async def test_an_album_keeps_to_its_kind(bot: RawBot, maya: Person) -> None:
    await maya.album("red", "blue")
    first, _ = await bot.updates()
    file_id = first["message"]["photo"][0]["file_id"]
    media = [{"type": "photo", "media": file_id, "caption": "x" * 1024}] * 2
    sent = await bot("sendMediaGroup", chat_id=maya.id, media=media)
    (document,) = await maya.send("document")
    assert document["document"]["file_name"] == "blue.txt"
    update = (await bot.updates())[-1]
    other = {"type": "document", "media": update["message"]["document"]["file_id"]}
    with pytest.raises(Refusal, match="message can't be edited: an album keeps to its kind"):
        await bot(
            "editMessageMedia", chat_id=maya.id, message_id=sent[0]["message_id"], media=other
        )


async def test_a_caption_is_shorter_than_a_text(bot: RawBot, maya: Person) -> None:
    await maya.photo()
    (update,) = await bot.updates()
    file_id = update["message"]["photo"][0]["file_id"]
    with pytest.raises(Refusal, match="Bad Request: message caption is too long"):
        await bot("sendPhoto", chat_id=maya.id, photo=file_id, caption="x" * 1025)


@pytest.mark.parametrize(
    "params",
    [
        {"business_connection_id": "b"},
        {"allow_paid_broadcast": True},
        {"reply_parameters": {"message_id": 1, "chat_id": 5}},
    ],
)
async def test_what_would_be_pretended_is_not_done(
    bot: RawBot, maya: Person, params: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=maya.id, text="x", **params)
    assert refused.value.code == 501


async def test_a_quiz_needs_its_answer_and_a_closed_poll_stays_closed(
    bot: RawBot, maya: Person
) -> None:
    poll = {"question": "Which?", "options": [{"text": "a"}, {"text": "b"}]}
    with pytest.raises(Refusal, match="wrong correct option ID specified"):
        await bot("sendPoll", chat_id=maya.id, **poll, type="quiz")
    sent = await bot("sendPoll", chat_id=maya.id, **poll)
    where = {"chat_id": maya.id, "message_id": sent["message_id"]}
    await bot("stopPoll", **where)
    with pytest.raises(Refusal, match="poll has already been closed"):
        await bot("stopPoll", **where)


async def test_a_closed_topic_takes_nothing_and_a_missing_one_is_invalid(
    bot: RawBot, forum: int
) -> None:
    topic = await bot("createForumTopic", chat_id=forum, name="Quest 12")
    where = {"chat_id": forum, "message_thread_id": topic["message_thread_id"]}
    await bot("closeForumTopic", **where)
    with pytest.raises(Refusal, match="TOPIC_CLOSED"):
        await bot("sendMessage", **where, text="x")
    for method in ("closeForumTopic", "editForumTopic"):
        with pytest.raises(Refusal, match="TOPIC_NOT_MODIFIED"):
            await bot(method, **where)
    with pytest.raises(Refusal, match="TOPIC_ID_INVALID"):
        await bot("deleteForumTopic", chat_id=forum, message_thread_id=999)
    with pytest.raises(Refusal, match="invalid forum topic icon color"):
        await bot("createForumTopic", chat_id=forum, name="x", icon_color=1)


async def test_a_bot_that_left_is_no_member(bot: RawBot, forum: int) -> None:
    await bot("leaveChat", chat_id=forum)
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=forum, text="x")
    assert refused.value.description == "Forbidden: bot is not a member of the supergroup chat"


async def test_who_logs_out_comes_back_after_ten_minutes(bot: RawBot, served: Served) -> None:
    await bot("logOut")
    with pytest.raises(Refusal, match="Logged out"):
        await bot("getMe")
    served.inside.clock.advance(601)
    assert (await bot("getMe"))["id"] == 42
