"""What a bot may not do to people and messages, though its request is well made."""

import pytest

from tests.phones import Person, Phones
from tests.sandbox.conftest import RawBot, Refusal, Served

KEYBOARD = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}


async def test_who_never_started_the_bot_cannot_be_written_to(bot: RawBot, phones: Phones) -> None:
    stranger = await phones.person("Stranger")
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=stranger.id, text="hello")
    assert refused.value.code == 403
    assert refused.value.description == "Forbidden: bot can't initiate conversation with a user"


async def test_who_blocked_the_bot_cannot_be_written_to(bot: RawBot, maya: Person) -> None:
    await maya.block()
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=maya.id, text="hello")
    assert refused.value.code == 403
    assert refused.value.description == "Forbidden: bot was blocked by the user"


async def test_a_deleted_account_is_deactivated(bot: RawBot, maya: Person, phones: Phones) -> None:
    await phones.ask("DELETE", f"/people/{maya.id}")
    with pytest.raises(Refusal) as refused:
        await bot("sendMessage", chat_id=maya.id, text="hello")
    assert refused.value.description == "Forbidden: user is deactivated"


async def test_an_edit_that_changes_nothing_is_refused(bot: RawBot, maya: Person) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="same", reply_markup=KEYBOARD)
    where = {"chat_id": maya.id, "message_id": sent["message_id"], "text": "same"}
    with pytest.raises(Refusal) as refused:
        await bot("editMessageText", **where, reply_markup=KEYBOARD)
    assert refused.value.description == (
        "Bad Request: message is not modified: specified new message content and reply markup are"
        " exactly the same as a current content and reply markup of the message"
    )
    edited = await bot("editMessageText", **where)
    assert "reply_markup" not in edited


async def test_a_text_is_no_caption_and_a_caption_no_text(bot: RawBot, maya: Person) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="x")
    with pytest.raises(Refusal, match="there is no caption in the message to edit"):
        await bot("editMessageCaption", chat_id=maya.id, message_id=sent["message_id"], caption="y")
    place = await bot("sendLocation", chat_id=maya.id, latitude=1, longitude=2)
    with pytest.raises(Refusal, match="there is no text in the message to edit"):
        await bot("editMessageText", chat_id=maya.id, message_id=place["message_id"], text="y")


async def test_nobody_outlives_forty_eight_hours_of_delete_rights(
    bot: RawBot, maya: Person, served: Served
) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="x")
    served.inside.clock.advance(48 * 3600 + 1)
    with pytest.raises(Refusal, match="message can't be deleted"):
        await bot("deleteMessage", chat_id=maya.id, message_id=sent["message_id"])


async def test_dice_are_deleted_only_after_a_day(bot: RawBot, maya: Person, served: Served) -> None:
    sent = await bot("sendDice", chat_id=maya.id)
    where = {"chat_id": maya.id, "message_id": sent["message_id"]}
    with pytest.raises(Refusal, match="message can't be deleted"):
        await bot("deleteMessage", **where)
    served.inside.clock.advance(24 * 3600 + 1)
    assert await bot("deleteMessage", **where)
