"""An operator sends a picture with what he says: it is drawn anew, kept, and goes to the Peer."""

import re

import httpx
import orjson
import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.messages.states import Content, MessageKind
from core.operators.states import Role
from core.pictures import MOST_BYTES
from core.tickets.models import TicketFile, TicketMessage
from core.tokens.service import make_token
from core.tokens.states import Scope
from core.wiring import Services
from tests.admin.console import Console, an_operator
from tests.helpdesk import Helpdesk, a_helpdesk
from tests.pictures import a_picture, a_telling_picture
from webhooks.app import build_web

pytestmark = pytest.mark.fresh_db

WORDS = "It should look like this"


@pytest.fixture
async def helpdesk(house: Services) -> Helpdesk:
    return await a_helpdesk(house.db)


@pytest.fixture
async def page(house: Services, console: Console, helpdesk: Helpdesk) -> str:
    """Let Sami sit before a ticket of Noor's."""
    operator, _ = await an_operator(house, Role.SUPPORT, name="Sami")
    await console.sits_as(operator)
    said = await helpdesk.write("My lamp came broken")
    return f"/tickets/{said.ticket_id}"


async def _says(console: Console, page: str, file: bytes, **said: str) -> httpx.Response:
    fields = {"words": WORDS, "seen": "1", "is_note": "0", **said}
    return await console.send_with(f"{page}/say", on=page, file=file, **fields)


async def _messages(house: Services) -> list[TicketMessage]:
    async with house.db.begin() as session:
        return list(await session.scalars(select(TicketMessage).order_by(TicketMessage.place)))


def _stored(house: Services) -> list[str]:
    folder = house.settings.cargo_data_dir / "files"
    return [one.name for one in folder.rglob("*") if one.is_file()]


async def test_a_picture_goes_with_the_words_and_tells_nothing_of_its_maker(
    house: Services, console: Console, helpdesk: Helpdesk, page: str
) -> None:
    sent = await _says(console, page, a_telling_picture())
    assert sent.headers["location"] == f"/admin{page}"
    _, message = await _messages(house)
    assert (message.shown.kind, message.shown.text) == (MessageKind.PHOTO, WORDS)
    assert message.shown.kept_id == message.id
    shown = (await console.get(page)).text
    found = re.search(r'<img src="/admin(/tickets/[^"]+/files/[^"]+)"', shown)
    assert found is not None
    assert WORDS in shown
    picture = await console.get(found[1])
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert picture.content.startswith(b"\xff\xd8")
    assert b"Camera of Carla" not in picture.content
    (row,) = await helpdesk.told("ticket-message")
    assert row.channel_id == helpdesk.channel_id
    assert Content.unpacked(orjson.loads(row.content["content"])) == message.shown


async def test_it_stands_in_the_log_with_what_the_ticket_became(
    house: Services, console: Console, page: str
) -> None:
    await _says(console, page, a_picture(kind="PNG"))
    async with house.db.begin() as session:
        acts = await session.scalars(select(AuditEntry).where(AuditEntry.is_act.is_(True)))
        (act,) = [one for one in acts if one.name == "ticket_answered_by_operator"]
    assert act.after is not None
    assert (f"/tickets/{act.about}", act.after["state"]) == (page, "waiting_for_peer")


async def test_the_peers_program_is_shown_it(
    house: Services, console: Console, helpdesk: Helpdesk, page: str
) -> None:
    await _says(console, page, a_picture())
    async with house.db.begin() as session:
        _, secret = await make_token(
            session, helpdesk.noor, name="laptop", scope=Scope.READ, rules=house.settings,
            at=house.clock(),
        )  # fmt: skip
    transport = httpx.ASGITransport(build_web(house))
    headers = {"Authorization": f"Bearer {secret}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        listed = await http.get(f"/api/v1{page}/messages", headers=headers)
        message = listed.json()["items"][-1]
        assert (message["author"], message["kind"], message["text"]) == ("operator", "photo", WORDS)
        assert message["file"]["name"] == "photo.jpg"
        path = message["file"]["url"].partition("/files/")[2]
        assert (await http.get(f"/files/{path}")).content.startswith(b"\xff\xd8")


async def test_a_picture_may_go_without_words_and_words_without_a_picture(
    house: Services, console: Console, page: str
) -> None:
    assert (await _says(console, page, a_picture(), words="")).status_code == 303
    mark = await console.mark(page)
    fields = {"_mark": mark, "words": WORDS, "seen": "2", "is_note": "0"}
    nothing = {"picture": ("", b"", "application/octet-stream")}
    bare = await console.client.post(f"/admin{page}/say", data=fields, files=nothing)
    assert bare.status_code == 303
    kinds = [one.shown.kind for one in await _messages(house)]
    assert kinds == [MessageKind.TEXT, MessageKind.PHOTO, MessageKind.TEXT]


async def test_a_picture_in_a_note_is_seen_by_our_own_people_alone(
    house: Services, console: Console, helpdesk: Helpdesk, page: str
) -> None:
    await _says(console, page, a_picture(), is_note="1")
    assert await helpdesk.told("ticket-message") == []
    assert "/files/" in (await console.get(page)).text


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"%PDF-1.7 no picture", "That is no picture that can be read"),
        (b"MZ\x90\x00" + b"\x00" * 100, "That is no picture that can be read"),
        (a_picture()[:300], "That is no picture that can be read"),
        (a_picture(kind="GIF"), "That is no picture that can be read"),
        (b"<svg onload='alert(1)'/>", "That is no picture that can be read"),
        (a_picture() + b"\0" * MOST_BYTES, "more than 10 MB"),
        (a_picture() + b"\0" * (2 * MOST_BYTES), "more than 10 MB"),
    ],
    ids=("pdf", "program", "broken", "gif", "svg", "large", "very-large"),
)
async def test_what_is_no_picture_or_too_large_is_refused_and_the_words_stay(
    house: Services, console: Console, page: str, file: bytes, words: str
) -> None:
    refused = await _says(console, page, file)
    assert (refused.status_code, words in refused.text) == (409, True)
    assert "Choose the picture again" in refused.text
    assert f">{WORDS}</textarea>" in refused.text
    assert len(await _messages(house)) == 1
    assert _stored(house) == []


async def test_what_is_not_said_leaves_no_picture_behind(
    house: Services, console: Console, helpdesk: Helpdesk, page: str
) -> None:
    long = await _says(console, page, a_picture(), words="x" * 951)
    assert "950 beside a picture" in long.text
    await helpdesk.write("Hello?")
    late = await _says(console, page, a_picture())
    assert "Something was said while you wrote" in late.text
    nowhere = page.replace(page[-12:], "0" * 12)
    gone = await console.send_with(f"{nowhere}/say", on=page, file=a_picture(), words=WORDS)
    assert gone.status_code == 404
    assert _stored(house) == []
    async with house.db.begin() as session:
        assert (await session.scalars(select(TicketFile))).all() == []


async def test_a_picture_from_elsewhere_or_without_its_mark_is_not_taken(
    house: Services, console: Console, page: str
) -> None:
    files = {"picture": ("a.jpg", a_picture(), "image/jpeg")}
    said = {"words": WORDS, "seen": "1", "is_note": "0"}
    address = f"/admin{page}/say"
    for fields, headers in (
        (said, {}),
        ({**said, "_mark": "0" * 64}, {}),
        ({**said, "_mark": await console.mark(page)}, {"Origin": "https://evil.example"}),
        ({**said, "_mark": await console.mark(page)}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        refused = await console.client.post(address, data=fields, files=files, headers=headers)
        assert refused.status_code == 403
    cut = b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nHello'
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    odd = await console.client.post(address, content=cut, headers=broken)
    assert odd.status_code == 400
    assert len(await _messages(house)) == 1
    assert _stored(house) == []


async def test_when_the_phone_has_it_it_is_ticked(
    console: Console, helpdesk: Helpdesk, page: str
) -> None:
    await _says(console, page, a_picture())
    (row,) = await helpdesk.told("ticket-message")
    await helpdesk.arrive(row, 77)
    assert "✓ arrived" in (await console.get(page)).text
