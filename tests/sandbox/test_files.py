"""Files up and down, and their ids."""

import io

import aiohttp
import pytest

from sandbox.media.samples import COLORS, picture, sample
from sandbox.media.sniff import picture_in
from sandbox.people.roster import add_bot
from tests.phones import Person, Phones, PlaneError
from tests.sandbox.conftest import RawBot, Refusal, Served

RED = picture(COLORS["red"])
MEGABYTE = 1024 * 1024


def form_with(chat_id: int, field: str, body: bytes, name: str) -> aiohttp.FormData:
    form = aiohttp.FormData({"chat_id": str(chat_id)})
    form.add_field(field, io.BytesIO(body), filename=name)
    return form


async def test_what_a_person_sends_a_bot_downloads_byte_for_byte(bot: RawBot, maya: Person) -> None:
    await maya.send("document", files_sent={"notes.txt": b"bring the parcel"})
    (update,) = await bot.updates()
    document = update["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("notes.txt", 16)
    file = await bot("getFile", file_id=document["file_id"])
    assert file["file_path"].startswith("documents/")
    assert await bot.download(file["file_path"]) == b"bring the parcel"


async def test_a_strange_name_or_type_does_not_stand_in_the_way(
    bot: RawBot, maya: Person, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData({"chat_id": str(maya.id)})
    form.add_field(
        "document", "ñ".encode(), filename="what?.t#t", content_type="text/plain; charset=utf-8"
    )
    sent = await bot.form("sendDocument", form)
    assert sent["document"]["mime_type"] == "text/plain"
    file = await bot("getFile", file_id=sent["document"]["file_id"])
    assert await bot.download(file["file_path"]) == "ñ".encode()
    (shown,) = [message for message in await maya.messages() if "document" in message]
    async with http.get(shown["document"]["url"]) as response:
        assert response.status == 200


async def test_a_file_id_sends_again_and_the_unique_id_stays(bot: RawBot, maya: Person) -> None:
    await maya.photo()
    (update,) = await bot.updates()
    size = update["message"]["photo"][-1]
    again = await bot("sendPhoto", chat_id=maya.id, photo=size["file_id"])
    assert again["photo"][-1] == size


async def test_a_file_id_is_good_for_one_bot_only(
    bot: RawBot, maya: Person, served: Served, http: aiohttp.ClientSession
) -> None:
    add_bot(served.inside, "43:other", "other_bot", None)
    other = RawBot(http, "43:other")
    await maya.photo()
    (update,) = await bot.updates()
    with pytest.raises(Refusal, match="invalid file_id"):
        await other("getFile", file_id=update["message"]["photo"][0]["file_id"])


async def test_a_photo_is_not_sent_as_a_document(bot: RawBot, maya: Person) -> None:
    await maya.photo()
    (update,) = await bot.updates()
    file_id = update["message"]["photo"][0]["file_id"]
    with pytest.raises(Refusal, match="can't use file of type Photo as Document"):
        await bot("sendDocument", chat_id=maya.id, document=file_id)


async def test_an_animation_is_a_document_too(bot: RawBot, maya: Person) -> None:
    await maya.send("animation")
    (update,) = await bot.updates()
    message = update["message"]
    assert message["document"]["file_id"] == message["animation"]["file_id"]
    await bot("sendAnimation", chat_id=maya.id, animation=message["document"]["file_id"])


async def test_a_file_over_twenty_megabytes_is_too_big_to_download(
    bot: RawBot, maya: Person
) -> None:
    form = form_with(maya.id, "document", bytes(20 * MEGABYTE + 1), "big.bin")
    sent = await bot.form("sendDocument", form)
    with pytest.raises(Refusal, match="Bad Request: file is too big"):
        await bot("getFile", file_id=sent["document"]["file_id"])


@pytest.mark.parametrize(
    ("field", "size", "expected"),
    [
        ("document", 52 * MEGABYTE, (413, "Request Entity Too Large")),
        (
            "photo",
            10 * MEGABYTE + 1,
            (
                400,
                (
                    "Bad Request: file of size 10485761 bytes is too big for a photo;"
                    " the maximum size is 10485760 bytes"
                ),
            ),
        ),
        ("photo", 8, (400, "Bad Request: IMAGE_PROCESS_FAILED")),
        ("document", 0, (400, "Bad Request: file must be non-empty")),
    ],
)
async def test_an_upload_out_of_bounds_is_refused(
    bot: RawBot, maya: Person, field: str, size: int, expected: tuple[int, str]
) -> None:
    with pytest.raises(Refusal) as refused:
        await bot.form(
            f"send{field.capitalize()}", form_with(maya.id, field, bytes(size), "file.bin")
        )
    assert (refused.value.code, refused.value.description) == expected


async def test_who_forbids_voice_gets_neither_voice_nor_round_video(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    (sent,) = await maya.send("voice")
    await maya.send("video_note")
    voice, note = (update["message"] for update in await bot.updates())
    assert voice["voice"]["file_unique_id"] == sent["voice"]["file_unique_id"]
    await phones.ask("PATCH", f"/people/{maya.id}", {"forbids_voice": True})
    for method, field, medium in (
        ("sendVoice", "voice", voice["voice"]),
        ("sendVideoNote", "video_note", note["video_note"]),
    ):
        with pytest.raises(Refusal, match="Bad Request: VOICE_MESSAGES_FORBIDDEN"):
            await bot(method, chat_id=maya.id, **{field: medium["file_id"]})
    there = {"chat_id": maya.id, "from_chat_id": maya.id}
    for method in ("copyMessage", "forwardMessage"):
        with pytest.raises(Refusal, match="VOICE_MESSAGES_FORBIDDEN"):
            await bot(method, **there, message_id=sent["message_id"])
    assert await bot("copyMessages", **there, message_ids=[sent["message_id"]]) == []
    assert (await bot("getChat", chat_id=maya.id))["has_restricted_voice_and_video_messages"]


async def test_an_unknown_path_is_not_found(bot: RawBot, http: aiohttp.ClientSession) -> None:
    async with http.get(f"/file/bot{bot.token}/photos/nothing.png") as response:
        assert response.status == 404
    async with http.get("/file/bot42:wrong/photos/nothing.png") as response:
        assert response.status == 401


async def test_the_page_loads_media_by_their_url(
    bot: RawBot, maya: Person, http: aiohttp.ClientSession
) -> None:
    sent = await maya.photo("red")
    async with http.get(sent["photo"][-1]["url"]) as response:
        assert response.content_type == "image/jpeg"
        assert picture_in(await response.read()) == ("image/jpeg", 320, 240)


async def test_a_person_may_send_the_same_file_again(bot: RawBot, maya: Person) -> None:
    sent = await maya.photo()
    same = {"file_unique_id": sent["photo"][0]["file_unique_id"]}
    await maya.send("photo", files=[same])
    first, second = await bot.updates()
    assert first["message"]["photo"] == second["message"]["photo"]


async def test_what_is_no_picture_is_no_photo(maya: Person) -> None:
    with pytest.raises(PlaneError, match=r"notes\.txt is no picture"):
        await maya.send("photo", files_sent={"notes.txt": b"no picture"})


async def test_protected_content_does_not_leave_its_chat(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    sent = await bot("sendMessage", chat_id=maya.id, text="x", protect_content=True)
    where = {"chat_id": maya.id, "from_chat_id": maya.id, "message_id": sent["message_id"]}
    for deed, past in (("copy", "copied"), ("forward", "forwarded")):
        with pytest.raises(Refusal, match=f"message can't be {past}"):
            await bot(f"{deed}Message", **where)


async def test_copied_albums_stay_albums_and_what_is_missing_is_skipped(
    bot: RawBot, maya: Person
) -> None:
    sent = await maya.album("red", "blue")
    ids = [message["message_id"] for message in sent]
    copied = await bot(
        "copyMessages", chat_id=maya.id, from_chat_id=maya.id, message_ids=[*ids, 999]
    )
    assert len(copied) == 2
    copies = (await maya.messages())[-2:]
    assert len({message["media_group_id"] for message in copies}) == 1
    assert copies[0]["media_group_id"] != sent[0]["media_group_id"]
    assert all(message["from"]["is_bot"] for message in copies)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (RED, ("image/png", 320, 240)),
        (b"GIF89a\x05\x00\x06\x00", ("image/gif", 5, 6)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x07\x00\x09", ("image/jpeg", 9, 7)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x04\0\0\x05\0\0", ("image/webp", 5, 6)),
        (b"\xff\xd8", None),
        (b"no picture", None),
    ],
)
def test_a_pictures_size_is_read_from_its_first_bytes(
    body: bytes, expected: tuple[str, int, int] | None
) -> None:
    assert picture_in(body) == expected


def test_a_sample_tone_can_be_played() -> None:
    assert sample("voice", "tone").body.startswith(b"RIFF")
