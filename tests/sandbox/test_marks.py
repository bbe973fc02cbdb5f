"""Reactions and pins, by people and by bots."""

import pytest

from sandbox.reactions import EMOJI
from tests.phones import Json, Person, Phones, PlaneError
from tests.sandbox.conftest import RawBot, Refusal

ASKED_FOR = {"allowed_updates": ["message", "message_reaction"]}
THUMB = {"type": "emoji", "emoji": "👍"}


async def test_a_reaction_reaches_a_bot_that_asks_for_it_and_no_other(
    bot: RawBot, maya: Person
) -> None:
    said = await maya.text("hello")
    await maya.react(said, "👍")
    assert [update.keys() - {"update_id"} for update in await bot.updates()] == [{"message"}]
    await bot.updates(**ASKED_FOR)
    await maya.react(said, "❤️")
    await maya.react(said, "❤️")
    await maya.react(said, None)
    changed, taken = (update["message_reaction"] for update in await bot.updates())
    assert (changed["old_reaction"], changed["new_reaction"]) == (
        [THUMB],
        [{"type": "emoji", "emoji": "❤"}],
    )
    assert (taken["message_id"], taken["user"]["id"]) == (said["message_id"], maya.id)
    assert taken["new_reaction"] == []


async def test_whether_reactions_arrive_from_private_chats_is_a_switch(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    said = await maya.text("hello")
    await bot.updates(**ASKED_FOR)
    assert (await phones.switch(hears_private_reactions=False))["hears_private_reactions"] is False
    await maya.react(said, "👍")
    assert await bot.updates() == []
    assert (await maya.messages())[-1]["reactions"] == {str(maya.id): "👍"}


async def test_a_bot_reacts_with_what_telegram_lists_and_with_nothing_else(
    bot: RawBot, maya: Person
) -> None:
    said = await maya.text("hello")
    where = {"chat_id": maya.id, "message_id": said["message_id"]}
    for wrong in ("🧦", "❤️", "x", ""):
        with pytest.raises(Refusal, match="Bad Request: REACTION_INVALID"):
            await bot("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": wrong}])
    custom = {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"}
    with pytest.raises(Refusal, match="REACTION_INVALID"):
        await bot("setMessageReaction", **where, reaction=[custom])
    body = {"chat_key": said["chat_key"], "message_id": said["message_id"]}
    await maya._act("react", {**body, "custom_emoji_id": custom["custom_emoji_id"]})
    await bot("setMessageReaction", **where, reaction=[custom])
    await bot("setMessageReaction", **where, reaction=[THUMB])
    assert (await maya.messages())[-1]["reactions"]["42"] == "👍"
    assert len(EMOJI) == 73


async def test_people_react_with_the_same_emoji(maya: Person) -> None:
    said = await maya.text("hello")
    with pytest.raises(PlaneError, match="404: there is no reaction 🧦"):
        await maya.react(said, "🧦")


async def test_a_reaction_to_an_album_lands_on_its_first_message(bot: RawBot, maya: Person) -> None:
    first, second = await maya.album("red", "blue")
    await maya.react(second, "👍")
    where = {"chat_id": maya.id, "message_id": second["message_id"]}
    await bot("setMessageReaction", **where, reaction=[THUMB])
    shown = {message["message_id"]: message for message in await maya.messages()}
    assert shown[first["message_id"]]["reactions"] == {str(maya.id): "👍", "42": "👍"}
    assert "reactions" not in shown[second["message_id"]]


def service(update: Json) -> Json:
    message: Json = update["message"]
    return message


async def test_a_pin_is_told_in_the_chat_and_to_the_bot_even_its_own(
    bot: RawBot, maya: Person
) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="card")
    where = {"chat_id": maya.id, "message_id": sent["message_id"]}
    await bot("pinChatMessage", **where)
    await bot("pinChatMessage", **where)
    await maya.unpin(sent)
    await maya.pin(sent)
    own, hers = (service(update) for update in await bot.updates())
    assert (own["from"]["id"], hers["from"]["id"]) == (42, maya.id)
    assert own["pinned_message"]["text"] == hers["pinned_message"]["text"] == "card"
    told = (await maya.messages())[-1]
    assert told["pinned_message"]["message_id"] == sent["message_id"]
    with pytest.raises(Refusal, match="message can't be pinned"):
        await bot("pinChatMessage", chat_id=maya.id, message_id=told["message_id"])


async def test_what_is_not_pinned_cannot_be_unpinned(maya: Person) -> None:
    said = await maya.text("hello")
    with pytest.raises(PlaneError, match="404: message 2 is not pinned"):
        await maya.unpin(said)
