"""People as the control plane plays them, and what bots hear of it."""

from typing import Any

import pytest

from tests.phones import Person, Phones, PlaneError, buttons
from tests.sandbox.conftest import USERNAME, RawBot

KINDS: list[tuple[str, dict[str, Any], str]] = [
    ("text", {"text": "hello"}, "text"),
    ("photo", {"caption": "c"}, "photo"),
    ("video", {}, "video"),
    ("animation", {}, "animation"),
    ("audio", {}, "audio"),
    ("voice", {}, "voice"),
    ("video_note", {}, "video_note"),
    ("document", {}, "document"),
    ("sticker", {"emoji": "🙂"}, "sticker"),
    ("location", {"latitude": 1.5, "longitude": 2}, "location"),
    ("live_location", {"latitude": 1, "longitude": 2, "live_period": 60}, "location"),
    ("venue", {"latitude": 1, "longitude": 2, "title": "Dock"}, "venue"),
    ("contact", {}, "contact"),
    ("dice", {"emoji": "🎯", "value": 6}, "dice"),
    ("poll", {"question": "Which?", "options": ["a", "b"]}, "poll"),
]


@pytest.mark.parametrize(("kind", "facts", "field"), KINDS)
async def test_whatever_a_person_sends_the_bot_receives_as_described(
    bot: RawBot, maya: Person, kind: str, facts: dict[str, Any], field: str
) -> None:
    (sent,) = await maya.send(kind, **facts)
    (update,) = await bot.updates()
    assert field in update["message"]
    assert update["message"]["from"]["language_code"] == "en"
    assert update["message"]["message_id"] == sent["message_id"]
    assert sent["outgoing"]


async def test_start_carries_a_deep_link(bot: RawBot, phones: Phones) -> None:
    diego = await phones.person("Diego", language_code="es")
    await diego.start("quest_12-a")
    (update,) = await bot.updates()
    assert update["message"]["text"] == "/start quest_12-a"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert update["message"]["from"]["language_code"] == "es"


async def test_a_faulty_deep_link_is_refused(maya: Person) -> None:
    for payload in ("with space", "x" * 65, "ñ"):
        with pytest.raises(PlaneError, match="400: a deep link carries at most 64"):
            await maya.start(payload)


async def test_an_album_is_several_messages_of_one_group(bot: RawBot, maya: Person) -> None:
    await maya.album("red", "green", "blue", caption="three")
    updates = await bot.updates()
    assert len(updates) == 3
    assert len({u["message"]["media_group_id"] for u in updates}) == 1
    assert [u["message"].get("caption") for u in updates] == ["three", None, None]


async def test_blocking_and_unblocking_reach_the_bot(bot: RawBot, maya: Person) -> None:
    await maya.block()
    await maya.block()
    with pytest.raises(PlaneError, match="409: this person has blocked the bot"):
        await maya.text("hello?")
    await maya.start()
    gone, back, start = await bot.updates()
    assert gone["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["old_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start"


async def test_an_edit_is_heard_and_a_deletion_is_silent(bot: RawBot, maya: Person) -> None:
    said = await maya.text("one @diego")
    await maya.edit(said, text="two")
    await maya.delete(said)
    first, second = await bot.updates()
    assert first["message"]["entities"][0]["type"] == "mention"
    assert second["edited_message"]["text"] == "two"
    assert "entities" not in second["edited_message"]
    assert second["edited_message"]["edit_date"] >= first["message"]["date"]
    assert [m["text"] for m in await maya.messages()] == ["/start"]


async def test_a_live_location_moves_by_edits(bot: RawBot, maya: Person) -> None:
    (said,) = await maya.send("live_location", latitude=1, longitude=2, live_period=900)
    await maya.edit(said, latitude=3, longitude=4)
    await maya.edit(said, stop_live=True)
    _, moved, stopped = await bot.updates()
    assert moved["edited_message"]["location"] == {
        "latitude": 3,
        "longitude": 4,
        "live_period": 900,
    }
    assert "live_period" not in stopped["edited_message"]["location"]


async def test_a_reply_with_a_quote_and_a_forward_say_where_they_come_from(
    bot: RawBot, maya: Person
) -> None:
    card = await bot("sendMessage", chat_id=maya.id, text="Price: 12 EUR")
    await maya.text("too much", reply_to=card["message_id"], quote="12 EUR")
    await maya.photo(forward_from={"name": "A friend"})
    replied, forwarded = await bot.updates()
    assert replied["message"]["reply_to_message"]["text"] == "Price: 12 EUR"
    assert replied["message"]["quote"] == {"text": "12 EUR", "position": 7, "is_manual": True}
    assert forwarded["message"]["forward_origin"]["sender_user_name"] == "A friend"


async def test_buttons_of_the_reply_keyboard_send_what_they_ask_for(
    bot: RawBot, maya: Person
) -> None:
    keyboard = [
        [{"text": "Where I am", "request_location": True}],
        [{"text": "My number", "request_contact": True}, {"text": "Menu"}],
    ]
    markup = {"keyboard": keyboard, "one_time_keyboard": True}
    for button in ("Where I am", "My number", "Menu"):
        await bot("sendMessage", chat_id=maya.id, text="?", reply_markup=markup)
        await maya.press(button)
    place, contact, text = (update["message"] for update in await bot.updates())
    assert "location" in place
    assert contact["contact"]["user_id"] == maya.id
    assert text["text"] == "Menu"
    with pytest.raises(PlaneError, match="404: the keyboard has no button Menu"):
        await maya.press("Menu")


async def test_a_press_shows_the_message_and_hears_the_answer(bot: RawBot, maya: Person) -> None:
    row = [
        {"text": "Accept ✅", "callback_data": "a:1", "style": "success"},
        {"text": "Map", "url": "https://maps.example/"},
    ]
    await bot("sendMessage", chat_id=maya.id, text="?", reply_markup={"inline_keyboard": [row]})
    card = await maya.hears("?")
    assert buttons(card) == ["Accept ✅", "Map"]
    opened = await maya.press("Map")
    assert opened is not None
    assert opened["url"] == "https://maps.example/"
    assert await maya.press("Accept", wait=0) is None
    (update,) = await bot.updates()
    query = update["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("a:1", "?")
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="Done", show_alert=True)
    answered = await maya.wait_for(lambda event: event["event"] == "callback_answer")
    assert (answered["data"]["text"], answered["data"]["show_alert"]) == ("Done", True)


async def test_a_press_on_what_is_not_there_is_refused(bot: RawBot, maya: Person) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="plain")
    where = {"chat_key": f"{maya.id}:42", "message_id": sent["message_id"]}
    with pytest.raises(PlaneError, match="409: this message has no such button"):
        await maya._act("press", {**where, "data": "x"})
    with pytest.raises(PlaneError, match="409: this message has no such button"):
        await maya._act("press", {**where, "row": 0, "column": 0})


async def test_a_button_may_carry_no_data_at_all(bot: RawBot, maya: Person) -> None:
    row = [{"text": " ", "callback_data": ""}]
    await bot("sendMessage", chat_id=maya.id, text="?", reply_markup={"inline_keyboard": [row]})
    await maya.press(" ", wait=0)
    (update,) = await bot.updates()
    assert update["callback_query"]["data"] == ""


async def test_callback_data_can_be_forged(bot: RawBot, maya: Person) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="plain")
    where = {"chat_key": f"{maya.id}:42", "message_id": sent["message_id"]}
    await maya._act("press", {**where, "data": "free-money", "forged": True})
    (update,) = await bot.updates()
    assert update["callback_query"]["data"] == "free-money"


async def test_a_person_sees_the_chat_as_the_bot_describes_it_in_their_language(
    bot: RawBot, phones: Phones
) -> None:
    diego = await phones.person("Diego", language_code="es")
    await diego.start()
    for language, word in (("", "Send"), ("es", "Enviar")):
        commands = [{"command": "send", "description": word}]
        await bot("setMyCommands", commands=commands, language_code=language)
        await bot("setMyDescription", description=word, language_code=language)
    await bot("sendMessage", chat_id=diego.id, text="unread")
    (chat,) = await phones.ask("GET", f"/people/{diego.id}/chats")
    assert chat["commands"] == [{"command": "send", "description": "Enviar"}]
    assert chat["description"] == "Enviar"
    assert chat["menu_button"] == {"type": "commands"}
    assert (chat["unread"], chat["last_message"]["text"]) == (1, "unread")
    await phones.ask("POST", f"/people/{diego.id}/read", {"chat_key": chat["chat_key"]})
    (chat,) = await phones.ask("GET", f"/people/{diego.id}/chats")
    assert (chat["unread"], chat["last_message"]["read"]) == (0, True)


async def test_a_message_is_read_by_the_bot_once_it_was_fetched(bot: RawBot, maya: Person) -> None:
    said = await maya.text("hello")
    assert not said["read"]
    await bot.updates()
    assert (await maya.messages())[-1]["read"]


async def test_pins_actions_and_reactions_show_on_the_phone(bot: RawBot, maya: Person) -> None:
    said = await maya.text("hello")
    where = {"chat_id": maya.id, "message_id": said["message_id"]}
    await bot("sendChatAction", chat_id=maya.id, action="typing")
    await bot("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    await bot("pinChatMessage", **where)
    action = await maya.wait_for(lambda event: event["event"] == "action")
    reaction = await maya.wait_for(lambda event: event["event"] == "reaction")
    pinned = await maya.wait_for(lambda event: event["event"] == "pinned")
    assert action["data"]["action"] == "typing"
    assert reaction["data"]["emoji"] == "👍"
    assert pinned["data"]["pinned"] == [said["message_id"]]
    assert (await maya.messages())[-2]["reactions"] == {"42": "👍"}


async def test_in_a_group_every_member_sees_what_one_says(bot: RawBot, phones: Phones) -> None:
    maya, diego = await phones.person("Maya"), await phones.person("Diego")
    group = await phones.ask(
        "POST", "/groups", {"title": "Crew", "members": [maya.id, diego.id], "bots": [USERNAME]}
    )
    joined = [update for update in await bot.updates() if "my_chat_member" in update]
    assert joined[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    await maya._act("send", {"chat_id": group["id"], "kind": "text", "text": "hi all"})
    heard = await diego.wait_for(
        lambda event: event["data"].get("message", {}).get("text") == "hi all"
    )
    assert heard["data"]["chat_key"] == str(group["id"])
    update = (await bot.updates())[-1]
    assert update["message"]["chat"] == {
        "id": group["id"],
        "type": "supergroup",
        "title": "Crew",
    }
    await phones.ask("POST", f"/groups/{group['id']}/members", {"remove": [diego.id]})
    update = (await bot.updates())[-1]
    assert update["message"]["left_chat_member"]["id"] == diego.id


async def test_a_topic_deleted_by_a_person_is_not_found_by_the_bot(
    bot: RawBot, phones: Phones, maya: Person
) -> None:
    body = {"title": "Crew", "members": [maya.id], "bots": [USERNAME], "forum": True}
    group = await phones.ask("POST", "/groups", body)
    topic = await bot("createForumTopic", chat_id=group["id"], name="Quest 12")
    thread = {"message_thread_id": topic["message_thread_id"]}
    await phones.ask("POST", f"/topics/{group['id']}/delete", thread)
    with pytest.raises(Exception, match="message thread not found"):
        await bot("sendMessage", chat_id=group["id"], text="x", **thread)


async def test_people_change_their_names_and_languages(phones: Phones, maya: Person) -> None:
    changed = {"first_name": "María", "language_code": "es", "color": "#112233"}
    told = await phones.ask("PATCH", f"/people/{maya.id}", changed)
    assert told["first_name"] == "María"
    assert (await phones.ask("GET", f"/people/{maya.id}"))["language_code"] == "es"


async def test_a_reset_forgets_everything_but_the_bots(phones: Phones, maya: Person) -> None:
    await maya.photo()
    await phones.switch(topic_trouble="ignored")
    await phones.ask("POST", "/reset")
    assert await phones.ask("GET", "/people") == []
    health = await phones.ask("GET", "/health")
    assert [bot["username"] for bot in health["bots"]] == [USERNAME]
    assert health["bots"][0]["topic_trouble"] == "", "a trouble is no part of a bot"
    assert await phones.requests() == []
