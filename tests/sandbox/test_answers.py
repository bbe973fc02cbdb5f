"""Answers and quotes: within one chat, from another, and what of a message may be quoted."""

import pytest

from tests.phones import Person, Phones
from tests.sandbox.conftest import USERNAME, RawBot, Refusal

BOLD = {"type": "bold", "offset": 7, "length": 2}


async def test_a_quote_is_found_where_it_stands_with_its_looks(bot: RawBot, maya: Person) -> None:
    said = await maya.text("12 and 12 EUR", entities=[BOLD])
    where = {"message_id": said["message_id"], "quote": "12"}
    looks = [{"type": "bold", "offset": 0, "length": 2}]

    async def quoted(**facts: object) -> object:
        sent = await bot("sendMessage", chat_id=maya.id, text="?", reply_parameters=where | facts)
        return sent["quote"]

    plain = {"text": "12", "position": 0, "is_manual": True}
    assert await quoted() == plain
    assert await quoted(quote_position=12) == plain, "the other is bold"
    bold = {"text": "12", "position": 7, "is_manual": True, "entities": looks}
    assert await quoted(quote_entities=looks) == bold
    for wrong in ({"quote": "12 eur"}, {"quote": "12 EUR"}, {"quote": "12 and 12 EUR, no"}):
        with pytest.raises(Refusal, match="QUOTE_TEXT_INVALID"):
            await quoted(**wrong)


async def test_a_person_quotes_with_the_looks_that_are_there(bot: RawBot, maya: Person) -> None:
    card = await bot("sendMessage", chat_id=maya.id, text="<b>12 EUR</b>", parse_mode="HTML")
    await maya.reply(card, "too much", quote="EUR")
    (update,) = await bot.updates()
    assert update["message"]["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert update["message"]["reply_to_message"]["message_id"] == card["message_id"]


async def test_an_answer_to_another_chat_shows_what_it_answers_and_names_its_origin(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    group = await phones.ask(
        "POST", "/groups", {"title": "Crew", "members": [maya.id], "bots": [USERNAME]}
    )
    words = {"chat_id": group["id"], "kind": "text", "text": "from the group"}
    (said,) = await maya._act("send", words)
    await maya.reply(said, "look", reply_in=said["chat_key"])
    message = (await bot.updates())[-1]["message"]
    assert "reply_to_message" not in message
    assert message["external_reply"]["chat"]["title"] == "Crew"
    assert message["external_reply"]["origin"]["sender_user"]["id"] == maya.id
    assert message["quote"] == {"text": "from the group", "position": 0}


async def test_an_answer_to_what_was_deleted_is_sent_alone_if_that_is_allowed(
    bot: RawBot, maya: Person
) -> None:
    said = await maya.text("gone soon")
    await maya.delete(said)
    reply = {"message_id": said["message_id"], "quote": "gone"}
    with pytest.raises(Refusal, match="message to be replied not found"):
        await bot("sendMessage", chat_id=maya.id, text="x", reply_parameters=reply)
    reply["allow_sending_without_reply"] = True
    sent = await bot("sendMessage", chat_id=maya.id, text="x", reply_parameters=reply)
    assert sent.keys() & {"reply_to_message", "quote"} == set()
