"""A script sends a picture with an answer, as its operator does on the page of the ticket."""

from base64 import b64encode
from typing import Any

import pytest
from sqlalchemy import select

from core.operators.states import Role
from core.pictures import MOST_BYTES
from core.tickets.models import TicketFile, TicketMessage
from core.wiring import Services
from tests.helpdesk import a_helpdesk
from tests.pictures import a_picture, a_telling_picture
from tests.webhooks.admin.scripts import WHY, a_client, a_script

WORDS = "It should look like this"


def _packed(picture: bytes) -> str:
    return b64encode(picture).decode()


def _stored(house: Services) -> list[str]:
    folder = house.settings.cargo_data_dir / "files"
    return [one.name for one in folder.rglob("*.jpg")]


async def test_a_picture_goes_with_the_words_and_is_fetched_again(house: Services) -> None:
    helpdesk = await a_helpdesk(house.db)
    asked = await helpdesk.write("My lamp came broken")
    path = f"/tickets/{asked.ticket_id}"
    async with a_script(house, Role.SUPPORT) as script:
        done = await script.done(
            f"{path}/messages", text=WORDS, seen=1, picture=_packed(a_telling_picture())
        )
        assert (done["state"], done["said"]) == ("waiting_for_peer", 2)
        message = (await script.get(path))["messages"][-1]
        assert (message["kind"], message["text"]) == ("photo", WORDS)
        assert message["file"]["name"] == "photo.jpg"
        shown = await script.http.get(f"{path}/files/{message['id']}")
        assert shown.headers["Content-Type"] == "image/jpeg"
        assert len(shown.content) == message["file"]["size"]
        assert b"Camera of Carla" not in shown.content
    (row,) = await helpdesk.told("ticket-message")
    assert row.channel_id == helpdesk.channel_id


async def test_a_repeated_request_sends_and_keeps_it_once(house: Services) -> None:
    helpdesk = await a_helpdesk(house.db)
    asked = await helpdesk.write("My lamp came broken")
    path = f"/tickets/{asked.ticket_id}/messages"
    async with a_script(house, Role.SUPPORT) as script:
        said = {"text": WORDS, "picture": _packed(a_picture())}
        first, again = [await script.does(path, key="once", **said) for _ in range(2)]
        other = await script.does(path, key="once", text=WORDS, picture=_packed(a_picture("red")))
    assert (first.status_code, again.json()) == (201, first.json())
    assert other.status_code == 422
    assert len(await helpdesk.told("ticket-message")) == len(_stored(house)) == 1


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"picture": _packed(b"%PDF-1.7")}, 422, "picture"),
        ({"picture": _packed(a_picture(kind="GIF"))}, 422, "picture"),
        ({"picture": ""}, 422, "picture"),
        ({"picture": "no base64!"}, 422, "picture"),
        ({"picture": _packed(a_picture() + b"\0" * (MOST_BYTES - 600))}, 413, "picture"),
        ({"picture": "A" * (2 * MOST_BYTES)}, 413, None),
        ({"picture": _packed(a_picture()), "text": "x" * 951}, 422, "text"),
        ({"picture": _packed(a_picture()), "seen": 7}, 409, "seen"),
        ({"text": ""}, 422, "text"),
    ],
    ids=("pdf", "gif", "empty", "no-base64", "large", "vast", "long", "overtaken", "nothing"),
)
async def test_what_is_not_sent_says_why_and_leaves_nothing(
    house: Services, said: dict[str, Any], status: int, field: str | None
) -> None:
    helpdesk = await a_helpdesk(house.db)
    asked = await helpdesk.write("My lamp came broken")
    async with a_script(house, Role.SUPPORT) as script:
        path = f"/tickets/{asked.ticket_id}/messages"
        refused = await script.does(path, **{"text": WORDS, **said})
        assert (refused.status_code, refused.json().get("field")) == (status, field), refused.text
        assert await script.acts() == []
    async with house.db.begin() as session:
        assert (await session.scalars(select(TicketFile))).all() == []
        assert len((await session.scalars(select(TicketMessage))).all()) == 1
    assert _stored(house) == []


async def test_only_an_answer_may_be_so_large(house: Services) -> None:
    async with a_script(house, Role.SUPPORT) as script:
        large = "x" * 70_000
        for path in ("/canned", "/tickets/1/messages/1", "/tickets/1/tags"):
            answer = await script.http.post(path, json={"why": WHY, "name": large})
            assert answer.status_code in (404, 413), path
        assert (await script.http.post("/canned", json={"name": large})).status_code == 413


async def test_the_description_says_how_a_picture_is_sent(house: Services) -> None:
    async with a_client(house) as http:
        spec = (await http.get("/openapi.json")).json()
    said = spec["components"]["schemas"]["AnswerSaid"]["properties"]["picture"]
    assert "base64" in said["description"]
    assert "413" in spec["paths"]["/tickets/{ticket_id}/messages"]["post"]["responses"]
