"""What a program says and the guard holds: its writer decides, and nobody else can tell."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from core.messages.models import LinkMessage
from core.messages.states import HeldFor
from core.wiring import Services
from tests.lines import MASKED, NUMBER
from tests.webhooks.api.chatting import Chat, Talker, a_chat
from tests.webhooks.api.posts import Json, problem


@pytest.fixture
async def chat(services: Services) -> AsyncIterator[Chat]:
    async with a_chat(services) as chat:
        yield chat


async def test_a_contact_is_held_and_nobody_but_its_writer_sees_it(chat: Chat) -> None:
    held = await chat.carla.say(NUMBER)
    assert held["state"] == "held"
    assert "•••" in held["held"].pop("detail")
    assert held["held"] == {"why": "contact", "text": NUMBER, "kinds": ["phone"]}
    assert await chat.ravi.reads() == []
    (seen,) = await chat.carla.reads()
    assert (seen["held"]["text"], seen["held"]["kinds"]) == (NUMBER, None)
    hidden = await chat.ravi.http.get(chat.ravi.address(held))
    assert problem(hidden)[:2] == (404, "message-missing")


async def test_the_other_side_cannot_count_what_is_held(chat: Chat) -> None:
    await chat.carla.say("Hello")
    before = await _line_of(chat.ravi)
    kept, gone = [await chat.carla.say(NUMBER) for _ in range(2)]
    await chat.carla.http.patch(chat.carla.address(kept), json={"text": f"{NUMBER}!"})
    await chat.carla.http.post(chat.carla.address(gone, "let-go"))
    assert await _line_of(chat.ravi) == before
    answer = await chat.ravi.say("Hello to you")
    assert answer["change"] == before["change"] + 1
    mine = await chat.carla.reads()
    assert [one["state"] for one in mine] == ["sent", "held", "dropped", "sent"]


async def test_a_change_that_is_held_or_let_go_is_news_for_its_writer_alone(chat: Chat) -> None:
    said = await chat.carla.say("Hello")
    held = await chat.carla.http.patch(chat.carla.address(said), json={"text": NUMBER})
    (news,) = await chat.carla.reads(after=said["change"])
    assert (news["held"]["text"], news["change"]) == (NUMBER, held.json()["change"])
    await chat.carla.http.post(chat.carla.address(said, "let-go"))
    (news,) = await chat.carla.reads(after=news["change"])
    assert news["held"] is None
    assert [one["change"] for one in await chat.ravi.reads()] == [1]


async def test_what_is_held_passes_masked_changed_or_not_at_all(chat: Chat) -> None:
    masked, mended, gone = [await chat.carla.say(NUMBER) for _ in range(3)]
    for _ in range(2):
        passed = await chat.carla.http.post(chat.carla.address(masked, "pass"))
        assert (passed.json()["state"], passed.json()["text"]) == ("sent", MASKED)
    changed = await chat.carla.http.patch(chat.carla.address(mended), json={"text": "Fine"})
    assert (changed.json()["state"], changed.json()["held"]) == ("sent", None)
    dropped = await chat.carla.http.post(chat.carla.address(gone, "let-go"))
    assert (dropped.json()["state"], dropped.json()["held"]) == ("dropped", None)
    assert [one["text"] for one in await chat.ravi.reads()] == [MASKED, "Fine"]


async def test_how_often_what_was_held_was_rewritten_is_its_writers_business(chat: Chat) -> None:
    held = await chat.carla.say(NUMBER)
    for text in (f"{NUMBER}!", "Then here"):
        await chat.carla.http.patch(chat.carla.address(held), json={"text": text})
    (seen,) = await chat.ravi.reads()
    assert (seen["text"], seen["version"]) == ("Then here", 1)
    assert [one["version"] for one in await chat.carla.reads()] == [3]
    await chat.carla.http.patch(chat.carla.address(held), json={"text": "Then there"})
    assert [one["version"] for one in await chat.ravi.reads()] == [2]


async def test_a_code_that_is_passed_too_early_is_a_conflict(chat: Chat) -> None:
    held = await chat.carla.say(NUMBER)
    async with chat.services.db.begin() as session:
        (await session.scalars(select(LinkMessage))).one().held_for = HeldFor.CODE
    answer = await chat.carla.http.post(chat.carla.address(held, "pass"))
    assert problem(answer)[:2] == (409, "code-too-early")


async def test_a_change_is_no_way_past_the_guard(chat: Chat) -> None:
    said = await chat.carla.say("Hello")
    answer = await chat.carla.http.patch(chat.carla.address(said), json={"text": NUMBER})
    assert (answer.status_code, answer.json()["text"]) == (200, "Hello")
    held = answer.json()["held"]
    assert (held["why"], held["text"], held["kinds"]) == ("contact", NUMBER, ["phone"])
    (seen,) = await chat.ravi.reads()
    assert (seen["text"], seen["held"], seen["version"]) == ("Hello", None, 1)
    await chat.carla.http.post(chat.carla.address(said, "pass"))
    (seen,) = await chat.ravi.reads()
    assert (seen["text"], seen["version"]) == (MASKED, 2)


async def test_once_it_is_paid_a_contact_passes(chat: Chat) -> None:
    await chat.is_paid()
    assert (await chat.carla.say(NUMBER))["state"] == "sent"
    assert [one["text"] for one in await chat.ravi.reads()] == [NUMBER]


async def _line_of(talker: Talker) -> Json:
    line: Json = (await talker.http.get(f"/chat/{talker.line_id}")).json()
    return line
