"""Pictures on a line: they pass once they were looked into, and a code in one is no way out."""

import pytest

from tests.bot.bargaining import Pair
from tests.bot.conftest import pay_for
from tests.bot.lines import chat_of, photos_of
from tests.phones import Person, buttons, words
from tests.pictures import a_code, a_picture

pytestmark = pytest.mark.fresh_db


async def _photograph(person: Person, picture: bytes, **facts: str) -> None:
    await person.send("photo", files_sent={"photo.jpg": picture}, **facts)


async def test_a_photo_arrives_before_anything_is_paid(talking: Pair) -> None:
    await _photograph(talking.ravi, a_picture(), caption="This is it")
    heard = await talking.carla.hears("This is it")
    assert heard["photo"]


async def test_an_album_arrives_as_one_in_its_order_before_anything_is_paid(talking: Pair) -> None:
    sent = await talking.ravi.album("red", "green", "blue", caption="The three")
    await talking.ravi.text("That is all")
    await talking.carla.hears("That is all")
    mine = await photos_of(talking.carla)
    assert len({one["media_group_id"] for one in mine}) == 1
    theirs = [one["photo"][-1]["file_unique_id"] for one in sent]
    assert [one["photo"][-1]["file_unique_id"] for one in mine] == theirs


async def test_a_link_in_a_code_stays_with_its_writer_until_it_is_paid(talking: Pair) -> None:
    await _photograph(talking.ravi, a_code("https://t.me/ravi_kumar"))
    asked = await talking.ravi.hears("There is a code in this picture")
    assert buttons(asked) == ["✖️ Do not send"]
    await talking.ravi.text("Hello")
    await talking.carla.hears("Hello")
    assert await photos_of(talking.carla) == []
    await talking.carla.press("Take €10.00")
    await talking.carla.hears("You carry a parcel")
    await pay_for(talking)
    await talking.hear_all()
    again = await talking.ravi.hears("It is paid now")
    await talking.ravi.press("Yes, send", on=again)
    await talking.carla.hears(lambda message: "photo" in message)


async def test_a_file_that_telegram_does_not_hand_out_is_told_of(talking: Pair) -> None:
    too_big = {"error_code": 400, "description": "Bad Request: file is too big"}
    await talking.ravi.phones.fault("refused", method="getFile", count=1, **too_big)
    await _photograph(talking.ravi, a_picture(), caption="This is it")
    told = await talking.ravi.hears("files over 20 MB")
    assert words(told["reply_to_message"]) == "This is it"
    assert "This is it" not in await chat_of(talking.carla)


async def test_telegram_that_stumbles_delays_a_photo_and_no_more(talking: Pair) -> None:
    await talking.ravi.phones.fault("bad_gateway", method="getFile", count=2)
    await _photograph(talking.ravi, a_picture(), caption="This is it")
    await talking.carla.hears("This is it")
