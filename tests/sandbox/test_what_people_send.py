"""What a person's message may hold beside a few words, as bots see it."""

import io
from typing import Any

import pytest
from PIL import Image

from sandbox.media.samples import COLORS, picture, sample
from sandbox.media.sniff import picture_in
from tests.phones import Json, Person, Phones, PlaneError
from tests.sandbox.conftest import RawBot

FILM = sample("video", "film").body
WHERE_IT_WAS = {0x8825: {1: "N", 2: (48.0, 51.0, 30.0)}}


async def heard(bot: RawBot) -> Json:
    """Fetch what waits, and show the last of it."""
    message: Json = (await bot.updates())[-1]["message"]
    return message


def with_exif(size: tuple[int, int] = (60, 40)) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Maya"
    exif[0x0112] = 6
    exif._ifds.update(WHERE_IT_WAS)
    drawn = io.BytesIO()
    Image.new("RGB", size, "red").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


async def downloaded(bot: RawBot, file_id: str) -> bytes:
    file = await bot("getFile", file_id=file_id)
    return await bot.download(file["file_path"])


async def test_a_photo_loses_what_the_camera_wrote_and_a_document_keeps_it(
    bot: RawBot, maya: Person
) -> None:
    body = with_exif()
    assert b"Camera of Maya" in body
    await maya.send("photo", files_sent={"holiday.jpg": body})
    await maya.document("holiday.jpg", body)
    photo, document = (update["message"] for update in await bot.updates())
    (size,) = photo["photo"]
    drawn = await downloaded(bot, size["file_id"])
    assert (size["width"], size["height"]) == (40, 60), "it is drawn upright"
    assert picture_in(drawn) == ("image/jpeg", 40, 60)
    assert b"Exif" not in drawn
    assert await downloaded(bot, document["document"]["file_id"]) == body
    assert document["document"]["file_name"] == "holiday.jpg"
    assert document["document"]["mime_type"] == "image/jpeg"


async def test_a_large_photo_is_made_smaller_and_an_odd_one_is_none(
    bot: RawBot, maya: Person
) -> None:
    await maya.send("photo", files_sent={"a.jpg": with_exif((2000, 3000))})
    assert (await heard(bot))["photo"][0]["width"] == 1280
    with pytest.raises(PlaneError, match=r"400: a\.jpg is no picture"):
        await maya.send("photo", files_sent={"a.jpg": with_exif((2100, 100))})


async def test_whoever_sends_a_file_says_what_it_is(bot: RawBot, maya: Person) -> None:
    song: Json = {"performer": "Ann", "title": "Home", "duration": 31}
    await maya.send("audio", **song)
    assert (await heard(bot))["audio"].items() >= song.items()
    await maya.send("document", file_name="card.vcf", mime_type="text/vcard")
    card = (await heard(bot))["document"]
    assert (card["file_name"], card["mime_type"]) == ("card.vcf", "text/vcard")
    await maya.sticker("🙂", set_name="maya_by_bot", custom_emoji_id="5368324170671202286")
    sticker = (await heard(bot))["sticker"]
    assert (sticker["emoji"], sticker["set_name"]) == ("🙂", "maya_by_bot")
    assert sticker["custom_emoji_id"] == "5368324170671202286"


async def test_a_live_photo_is_a_photo_too_and_goes_out_again(bot: RawBot, maya: Person) -> None:
    await maya.send("live_photo", caption="alive")
    message = await heard(bot)
    live = message["live_photo"]
    assert message["photo"] == live["photo"]
    sent = await bot(
        "sendLivePhoto",
        chat_id=maya.id,
        live_photo=live["file_id"],
        photo=message["photo"][0]["file_id"],
    )
    assert sent["live_photo"]["file_unique_id"] == live["file_unique_id"]


async def test_a_bot_sends_live_photos_in_albums(bot: RawBot, maya: Person) -> None:
    await maya.send("live_photo")
    message = await heard(bot)
    photo = message["photo"][0]["file_id"]
    live = {"type": "live_photo", "media": message["live_photo"]["file_id"], "photo": photo}
    media = [live, {"type": "photo", "media": photo}]
    first, second = await bot("sendMediaGroup", chat_id=maya.id, media=media)
    assert ("live_photo" in first, "live_photo" in second) == (True, False)
    where = {"chat_id": maya.id, "message_id": second["message_id"]}
    assert "live_photo" in await bot("editMessageMedia", **where, media=live)


async def test_pictures_and_films_share_an_album_and_documents_have_their_own(
    bot: RawBot, maya: Person
) -> None:
    await maya.album("red", {"sample": "film", "media": "video"}, caption="c")
    first, second = (update["message"] for update in await bot.updates())
    assert ("photo" in first, "video" in second) == (True, True)
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("c", False)
    await maya.send("album", media="document", files_sent={"a.txt": b"a", "b.txt": b"b"})
    named = [update["message"]["document"]["file_name"] for update in await bot.updates()]
    assert named == ["a.txt", "b.txt"]
    await maya.send("album", files_sent={"a.png": picture(COLORS["red"]), "b.mp4": FILM})
    assert "video" in await heard(bot)
    for wrong in ("voice", "sticker"):
        with pytest.raises(PlaneError, match=f"400: there is no album of {wrong}"):
            await maya.album("red", "blue", media=wrong)
    with pytest.raises(PlaneError, match="400: there is no album of document, photo"):
        await maya.album("red", {"sample": "b", "media": "document"})


async def test_only_ones_own_card_bears_ones_own_id(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    diego = await phones.person("Diego", last_name="Paz")
    await maya.share_contact()
    own = await heard(bot)
    assert own["contact"]["user_id"] == own["from"]["id"]
    await maya.share_contact(diego, vcard="BEGIN:VCARD")
    other = (await heard(bot))["contact"]
    assert (other["user_id"], other["last_name"]) == (diego.id, "Paz")
    assert other["vcard"] == "BEGIN:VCARD"
    await maya.share_contact(phone_number="+34600000000", first_name="Nobody")
    assert "user_id" not in (await heard(bot))["contact"]


async def test_a_forward_tells_who_said_it_first_unless_they_hide(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    said = await maya.text("bold", entities=[{"type": "bold", "offset": 0, "length": 4}])
    again = await maya.forward(said)
    first = await heard(bot)
    assert first["forward_origin"]["sender_user"]["id"] == maya.id
    assert first["entities"][0]["type"] == "bold"
    await phones.ask("PATCH", f"/people/{maya.id}", {"hides_forwards": True})
    await maya.forward(said)
    hidden = (await heard(bot))["forward_origin"]
    assert (hidden["type"], hidden["sender_user_name"]) == ("hidden_user", "Maya")
    await maya.forward(again)
    assert (await heard(bot))["forward_origin"] == first["forward_origin"]
    kept = await bot("sendMessage", chat_id=maya.id, text="x", protect_content=True)
    with pytest.raises(PlaneError, match="409: this message cannot be forwarded"):
        await maya.forward({**kept, "chat_key": await maya.chat_key()})


ORIGINS: list[tuple[Json, str, tuple[str, ...]]] = [
    ({"name": "A friend"}, "hidden_user", ("sender_user_name",)),
    ({"channel": "News", "username": "news", "message_id": 7}, "channel", ("chat", "title")),
    ({"supergroup": "Crew"}, "chat", ("sender_chat", "title")),
]


@pytest.mark.parametrize(("told", "kind", "path"), ORIGINS)
async def test_a_forward_may_come_from_anywhere(
    bot: RawBot, maya: Person, told: Json, kind: str, path: tuple[str, ...]
) -> None:
    await maya.photo(forward_from=told)
    origin: Any = (await heard(bot))["forward_origin"]
    assert origin["type"] == kind
    for step in path:
        origin = origin[step]
    assert origin in told.values()


async def test_telegram_finds_what_leads_to_people_in_plain_words(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    diego = await phones.person("Diego")
    text = "me: @maya_k maya@mail.example https://t.me/maya_k +34 600 12 34 56 Diego 🙂"
    marked = [
        {
            "type": "text_mention",
            "offset": text.index("Diego"),
            "length": 5,
            "user": {"id": diego.id},
        },
        {"type": "custom_emoji", "offset": text.index("🙂"), "length": 2, "custom_emoji_id": "5"},
    ]
    await maya.text(text, entities=marked)
    entities = (await heard(bot))["entities"]
    assert [entity["type"] for entity in entities] == [
        *("mention", "email", "url", "phone_number", "text_mention", "custom_emoji")
    ]
    assert entities[-2]["user"]["first_name"] == "Diego"


CHANNEL = {"id": -5, "type": "channel"}
RARE: list[tuple[str, Any]] = [
    ("story", {"chat": {"id": 5, "type": "private", "first_name": "A"}, "id": 3}),
    ("paid_media", {"star_count": 5, "paid_media": [{"type": "preview"}]}),
    ("checklist", {"title": "Pack", "tasks": [{"id": 1, "text": "Books"}]}),
    ("giveaway", {"chats": [CHANNEL], "winners_selection_date": 1, "winner_count": 1}),
    ("users_shared", {"request_id": 1, "users": [{"user_id": 5}]}),
    ("web_app_data", {"data": "x", "button_text": "y"}),
    ("rich_message", {"blocks": [{"type": "paragraph", "text": "Hello"}]}),
    ("game", {"title": "G", "description": "d", "photo": []}),
    ("passport_data", {"data": [], "credentials": {"data": "", "hash": "", "secret": ""}}),
    ("message_auto_delete_timer_changed", {"message_auto_delete_time": 86400}),
    ("effect_id", "5104841245755180586"),
    ("via_bot", {"id": 9, "is_bot": True, "first_name": "Gif", "username": "gif"}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "content"), RARE)
async def test_the_rest_of_what_telegram_describes_is_sent_as_it_is(
    bot: RawBot, maya: Person, field: str, content: Any
) -> None:
    await maya.raw(**{field: content})
    assert (await heard(bot))[field] == content


async def test_what_telegram_does_not_describe_is_not_sent(maya: Person) -> None:
    for fields, reason in (
        ({"thought": 1}, "a person's message has no field thought"),
        ({"from": {}}, "a person's message has no field from"),
        ({"story": {"id": 3}}, r"fields: story\.chat"),
        ({}, "fields is missing or empty"),
    ):
        with pytest.raises(PlaneError, match=f"400: {reason}"):
            await maya.raw(**fields)


async def test_media_in_rare_places_have_ids_that_work(bot: RawBot, maya: Person) -> None:
    shown = {"type": "photo", "photo": {"sample": "red"}}
    await maya.raw(paid_media={"star_count": 1, "paid_media": [shown]})
    (size,) = (await heard(bot))["paid_media"]["paid_media"][0]["photo"]
    assert picture_in(await downloaded(bot, size["file_id"])) == ("image/jpeg", 320, 240)
