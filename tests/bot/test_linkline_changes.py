"""What is changed, taken back or thought of later is kept in step on the other phone."""

import pytest
from sqlalchemy import func, select

from core.messages.models import LinkMessage, LinkRevision
from tests.bot.bargaining import Pair
from tests.bot.lines import TICK, chat_of, said
from tests.killing import until
from tests.phones import Json, Person, words

pytestmark = pytest.mark.fresh_db

CANNOT = "Bad Request: message can't be edited"


async def pictures(person: Person) -> list[Json]:
    return [one for one in await person.messages() if {"photo", "video"} & one.keys()]


def unique(message: Json, kind: str = "photo") -> str:
    medium = message[kind][-1] if kind == "photo" else message[kind]
    return str(medium["file_unique_id"])


async def test_a_change_that_changes_nothing_is_none(talking: Pair) -> None:
    sent = await talking.ravi.text("At noon")
    await talking.carla.hears("At noon")
    await talking.ravi.edit(sent, text="At noon")
    await talking.ravi.text("Sharp")
    await talking.carla.hears("Sharp")
    async with talking.services.db.begin() as session:
        assert await session.scalar(select(func.count()).select_from(LinkRevision)) == 0
    assert await talking.ravi.phones.requests("editMessageText") == [] or all(
        "At noon" not in str(one) for one in await talking.ravi.phones.requests("editMessageText")
    )


async def test_what_cannot_be_changed_in_place_is_corrected_by_an_answer(talking: Pair) -> None:
    sent = await talking.ravi.text("At noon")
    first = await talking.carla.hears("At noon")
    await talking.ravi.phones.fault(
        "refused", method="editMessageText", count=1, chat_id=talking.carla.id, description=CANNOT
    )
    await talking.ravi.edit(sent, text="At one")
    heard = await talking.carla.hears("At one")
    assert "corrected" in words(heard).splitlines()[0]
    assert heard["reply_to_message"]["message_id"] == first["message_id"]


async def test_with_a_message_its_correction_is_taken_back(talking: Pair) -> None:
    sent = await talking.ravi.text("At noon")
    await talking.carla.hears("At noon")
    await talking.ravi.phones.fault(
        "refused", method="editMessageText", count=1, chat_id=talking.carla.id, description=CANNOT
    )
    await talking.ravi.edit(sent, text="At one")
    await talking.carla.hears("At one")
    await talking.ravi.text("/unsend", reply_to=sent["message_id"])
    for _ in ("the message", "the correction"):
        await talking.carla.wait_for(lambda event: event["event"] == "deleted")
        await talking.carla.catch_up()
    assert await chat_of(talking.carla) == []


async def test_a_correction_that_is_under_way_is_taken_back_when_it_lands(talking: Pair) -> None:
    sent = await talking.ravi.text("At noon")
    await talking.carla.hears("At noon")
    phones = talking.ravi.phones
    await phones.fault(
        "refused", method="editMessageText", count=1, chat_id=talking.carla.id, description=CANNOT
    )
    await phones.fault("held", method="sendMessage", chat_id=talking.carla.id)
    await talking.ravi.edit(sent, text="At one")

    async def is_under_way() -> bool:
        return any(one.get("under_way") for one in await phones.faults())

    await until(is_under_way)
    await talking.ravi.text("/unsend", reply_to=sent["message_id"])
    await talking.ravi.wait_for(lambda event: event["event"] == "deleted")
    await phones.clear_faults()
    for _ in ("the message", "the correction"):
        await talking.carla.wait_for(lambda event: event["event"] == "deleted")
        await talking.carla.catch_up()
    assert await chat_of(talking.carla) == []


async def test_a_picture_gives_way_to_another_and_to_a_film(paid: Pair) -> None:
    sent = await paid.ravi.photo("red", caption="Here")
    await paid.carla.hears("Here")
    edited = await paid.ravi.edit(sent, files=[{"sample": "green"}])
    await paid.carla.hears(lambda one: "photo" in one and unique(one) == unique(edited))
    film = await paid.ravi.edit(sent, files=[{"sample": "blue"}], media="video", caption="Moving")
    heard = await paid.carla.hears("Moving")
    assert unique(heard, "video") == unique(film, "video")
    assert len(await pictures(paid.carla)) == 1


async def test_a_caption_is_changed_alone(paid: Pair) -> None:
    sent = await paid.ravi.photo("red", caption="Here")
    await paid.carla.hears("Here")
    await paid.ravi.edit(sent, caption="There")
    heard = await paid.carla.hears("There")
    assert unique(heard) == unique(sent)


async def test_the_words_of_a_voice_are_changed(talking: Pair) -> None:
    sent = (await talking.ravi.send("voice", files=[{"sample": "a"}], caption="Listen"))[0]
    await talking.carla.hears("Listen")
    await talking.ravi.edit(sent, caption="Listen closely")
    heard = await talking.carla.hears("Listen closely")
    assert "voice" in heard


async def test_one_picture_of_an_album_is_changed_and_the_others_stay(paid: Pair) -> None:
    sent = await paid.ravi.album("red", "green", "blue", caption="The three")
    await paid.carla.hears("The three")
    edited = await paid.ravi.edit(sent[1], files=[{"sample": "black"}], caption="This one")
    await paid.carla.hears("This one")
    shown = await pictures(paid.carla)
    assert [unique(one) for one in shown] == [unique(sent[0]), unique(edited), unique(sent[2])]
    assert words(shown[1]) == "This one"  # the pseudonym stands above the first
    assert all("reply_markup" not in one for one in shown)


async def test_what_waits_for_its_line_is_changed_before_it_goes(talking: Pair) -> None:
    await talking.ravi.text("/leave")
    await talking.ravi.hears("You have left the chat")
    sent = await talking.ravi.text("At noon?")
    asked = await talking.ravi.hears("For whom is this?")
    await talking.ravi.edit(sent, text="At one?")
    await talking.ravi.press("🪶", on=asked)
    heard = await talking.carla.hears("At ")
    assert said(heard) == "At one?"


async def test_what_is_taken_from_a_message_leaves_the_tick(talking: Pair) -> None:
    await talking.ravi.text("Thank you")
    heard = await talking.carla.hears("Thank you")
    await talking.carla.react(heard, "❤")
    await talking.ravi.wait_for(lambda event: "❤" in str(event["data"]))
    await talking.ravi.catch_up()
    await talking.carla.react(heard, None)
    await talking.ravi.wait_for(lambda event: TICK in str(event["data"]))


async def test_a_reaction_of_ones_own_pack_is_not_shown_and_takes_the_place_of_one(
    talking: Pair,
) -> None:
    await talking.ravi.text("Thank you")
    heard = await talking.carla.hears("Thank you")
    await talking.carla.react(heard, "❤")
    await talking.ravi.wait_for(lambda event: "❤" in str(event["data"]))
    await talking.ravi.catch_up()
    custom = {"message_id": heard["message_id"], "custom_emoji_id": "5368324170671202286"}
    await talking.carla._act("react", {"chat_key": await talking.carla.chat_key(), **custom})
    await talking.ravi.wait_for(lambda event: TICK in str(event["data"]))
    assert "5368324170671202286" not in str(await talking.ravi.messages())


async def test_where_reactions_are_not_told_all_else_goes_on(talking: Pair) -> None:
    await talking.ravi.phones.switch(hears_private_reactions=False)
    sent = await talking.ravi.text("Thank you")
    heard = await talking.carla.hears("Thank you")
    await talking.ravi.wait_for(lambda event: TICK in str(event["data"]))
    await talking.carla.react(heard, "❤")
    await talking.carla.reply(heard, "You are welcome")
    answer = await talking.ravi.hears("You are welcome")
    assert answer["reply_to_message"]["message_id"] == sent["message_id"]
    async with talking.services.db.begin() as session:
        kept = (await session.scalars(select(LinkMessage.reactions))).all()
    assert not any(kept)
