"""Files on a line go once it is paid, made anew and under no name of their own."""

from http import HTTPStatus
from io import BytesIO

import aiohttp
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.bot.bargaining import Pair
from tests.bot.lines import said
from tests.enclosed import a_pdf, an_mp3
from tests.phones import Json, Person, words
from tests.pictures import a_telling_picture
from tests.sandboxes import TOKEN

pytestmark = pytest.mark.fresh_db


async def _content(url: str, file_id: str) -> bytes:
    """Fetch what has arrived."""
    async with aiohttp.ClientSession(url) as http:
        asked = {"file_id": file_id}
        async with http.post(f"/bot{TOKEN}/getFile", json=asked) as told:
            path = (await told.json())["result"]["file_path"]
        async with http.get(f"/file/bot{TOKEN}/{path}") as sent:
            assert sent.status == HTTPStatus.OK
            return await sent.read()


async def _hears_file(person: Person, kind: str) -> Json:
    return await person.hears(lambda message: kind in message)


async def test_a_file_is_refused_kindly_before_anything_is_paid(talking: Pair) -> None:
    await talking.ravi.document("ravi kumar.pdf", a_pdf())
    await talking.ravi.hears("Files can be sent once the delivery is paid")


async def test_a_pdf_arrives_without_its_author_and_its_name(paid: Pair, sandbox_url: str) -> None:
    await paid.ravi.document("ravi kumar.pdf", a_pdf(), caption="The ticket")
    heard = await _hears_file(paid.carla, "document")
    assert said(heard) == "The ticket"
    assert heard["document"]["file_name"] == "document.pdf"
    content = await _content(sandbox_url, heard["document"]["file_id"])
    assert b"Ravi" not in content
    assert "Ticket to Mumbai" in PdfReader(BytesIO(content)).pages[0].extract_text()


async def test_another_caption_is_read_below_the_same_file(paid: Pair, sandbox_url: str) -> None:
    sent = await paid.ravi.document("ravi kumar.pdf", a_pdf(), caption="The ticket")
    heard = await _hears_file(paid.carla, "document")
    await paid.ravi.edit(sent, caption="My ticket")
    changed = await paid.carla.hears("My ticket")
    assert changed["message_id"] == heard["message_id"]
    content = await _content(sandbox_url, changed["document"]["file_id"])
    assert "Ticket to Mumbai" in PdfReader(BytesIO(content)).pages[0].extract_text()


async def test_a_picture_as_a_file_goes_as_a_photo_after_a_yes(
    paid: Pair, sandbox_url: str
) -> None:
    await paid.ravi.document("IMG_1.jpg", a_telling_picture((400, 300)), caption="The parcel")
    asked = await paid.ravi.hears("Send this as a photo?")
    assert words(asked["reply_to_message"]) == "The parcel"
    await paid.ravi.press("Send as a photo", on=asked)
    heard = await _hears_file(paid.carla, "photo")
    content = await _content(sandbox_url, heard["photo"][-1]["file_id"])
    assert b"Camera" not in content
    with Image.open(BytesIO(content)) as seen:
        assert seen.size == (300, 400), "it is upright"


async def test_music_arrives_without_its_tags(talking: Pair, sandbox_url: str) -> None:
    await talking.ravi.send("audio", files_sent={"Ravi - My number.mp3": an_mp3()})
    heard = await _hears_file(talking.carla, "audio")
    assert "Ravi" not in str(heard)
    content = await _content(sandbox_url, heard["audio"]["file_id"])
    assert b"Ravi" not in content


async def test_a_program_is_refused_with_the_reason(paid: Pair) -> None:
    sent = await paid.ravi.document("ticket.pdf", b"MZ\x90\x00" + b"\x00" * 100)
    told = await paid.ravi.hears("of files I pass on pictures")
    assert told["reply_to_message"]["message_id"] == sent["message_id"]
