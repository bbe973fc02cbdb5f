"""What becomes of messages when their authors change them."""

import pytest

from sandbox.media.samples import COLORS, picture
from tests.phones import Json, Person, Phones, PlaneError
from tests.sandbox.conftest import RawBot, Refusal

BLUE = picture(COLORS["blue"])
ITALIC = {"type": "italic", "offset": 0, "length": 3}
TWO_DAYS = 48 * 3600


async def edited(bot: RawBot) -> Json:
    message: Json = (await bot.updates())[-1]["edited_message"]
    return message


async def test_words_and_their_looks_are_changed_together(bot: RawBot, maya: Person) -> None:
    said = await maya.text("one two", entities=[{**ITALIC, "type": "bold"}])
    await maya.edit(said, text="two", entities=[ITALIC])
    assert (await edited(bot))["entities"] == [ITALIC]
    shown = await maya.photo(caption="one")
    await maya.edit(shown, caption="two", entities=[ITALIC])
    assert (await edited(bot))["caption_entities"] == [ITALIC]
    await maya.edit(shown, caption="")
    assert "caption" not in await edited(bot)


async def test_a_picture_is_put_in_anothers_place(bot: RawBot, maya: Person) -> None:
    shown = await maya.photo("red", caption="kept")
    before = shown["photo"][0]["file_unique_id"]
    await maya.edit(shown, files_sent={"b.png": BLUE})
    after = await edited(bot)
    assert after["caption"] == "kept"
    assert after["photo"][0]["file_unique_id"] != before
    await maya.edit(shown, media="video", files=[{"sample": "film"}], caption="a film")
    film = await edited(bot)
    assert ("photo" in film, "video" in film, film["caption"]) == (False, True, "a film")


async def test_an_album_keeps_to_its_kind_when_a_person_changes_it(maya: Person) -> None:
    first, _ = await maya.album("red", "blue")
    assert "video" in await maya.edit(first, media="video", files=[{"sample": "film"}])
    with pytest.raises(PlaneError, match="409: an album keeps to its kind of media"):
        await maya.edit(first, media="document", files=[{"sample": "a"}])


async def test_what_cannot_be_changed_is_not(maya: Person, phones: Phones) -> None:
    voice = (await maya.send("voice"))[0]
    with pytest.raises(PlaneError, match="400: nothing in this message can be edited so"):
        await maya.edit(voice, files=[{"sample": "a"}])
    forward = await maya.text("x", forward_from={"name": "A friend"})
    with pytest.raises(PlaneError, match="409: what somebody else has said"):
        await maya.edit(forward, text="y")
    said = await maya.text("old")
    await phones.advance(TWO_DAYS + 1)
    with pytest.raises(PlaneError, match="409: after 48 hours a message stays as it is"):
        await maya.edit(said, text="new")


async def test_a_live_location_moves_until_it_is_over(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    live = await maya.go_live(1, 2, live_period=TWO_DAYS // 2, heading=90)
    await maya.move_live(live, 3, 4)
    assert (await edited(bot))["location"] == {
        "latitude": 3,
        "longitude": 4,
        "live_period": TWO_DAYS // 2,
    }
    await maya.stop_live(live)
    assert (await edited(bot))["location"] == {"latitude": 3, "longitude": 4}
    with pytest.raises(PlaneError, match="400: nothing in this message"):
        await maya.move_live(live, 5, 6)
    other = await maya.go_live(1, 2, live_period=60)
    await phones.advance(61)
    with pytest.raises(PlaneError, match="409: this live location is over"):
        await maya.move_live(other, 3, 4)


async def test_what_is_to_vanish_does_so_without_a_word(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    kept = await maya.text("kept")
    await maya.let_vanish(60)
    told = (await bot.updates())[-1]["message"]
    assert told["message_auto_delete_timer_changed"] == {"message_auto_delete_time": 60}
    assert (await bot("getChat", chat_id=maya.id))["message_auto_delete_time"] == 60
    await maya.text("hers")
    own = await bot("sendMessage", chat_id=maya.id, text="its own")
    await bot.updates()
    await phones.advance(61)
    assert await bot.updates() == []
    assert [one["text"] for one in await maya.messages() if "text" in one] == ["/start", "kept"]
    with pytest.raises(Refusal, match="message to edit not found"):
        await bot("editMessageText", chat_id=maya.id, message_id=own["message_id"], text="x")
    await maya.let_vanish(0)
    await maya.text("stays")
    await phones.advance(61)
    assert (await maya.messages())[-1]["text"] == "stays"
    assert kept["message_id"] in {one["message_id"] for one in await maya.messages()}


@pytest.mark.parametrize("kind", ["voice", "video_note", "sticker"])
async def test_what_is_heard_or_stuck_on_has_no_media_to_change(
    bot: RawBot, maya: Person, kind: str
) -> None:
    (said,) = await maya.send(kind)
    (update,) = await bot.updates()
    medium = update["message"][kind]["file_id"]
    methods = {"voice": "sendVoice", "video_note": "sendVideoNote", "sticker": "sendSticker"}
    sent = await bot(methods[kind], chat_id=maya.id, **{kind: medium})
    assert sent[kind]["file_unique_id"] == said[kind]["file_unique_id"]
    await maya.photo()
    (update,) = await bot.updates()
    photo = {"type": "photo", "media": update["message"]["photo"][0]["file_id"]}
    where = {"chat_id": maya.id, "message_id": sent["message_id"]}
    with pytest.raises(Refusal, match="there is no media in the message to edit"):
        await bot("editMessageMedia", **where, media=photo)
    if kind == "voice":
        assert (await bot("editMessageCaption", **where, caption="c"))["caption"] == "c"
        return
    with pytest.raises(Refusal, match="there is no caption in the message to edit"):
        await bot("editMessageCaption", **where, caption="c")


async def test_media_take_the_place_of_a_text(bot: RawBot, maya: Person) -> None:
    await maya.photo()
    (update,) = await bot.updates()
    photo = {"type": "photo", "media": update["message"]["photo"][0]["file_id"], "caption": "c"}
    sent = await bot("sendMessage", chat_id=maya.id, text="words")
    where = {"chat_id": maya.id, "message_id": sent["message_id"]}
    shown = await bot("editMessageMedia", **where, media=photo)
    assert (shown["caption"], "text" in shown) == ("c", False)
