"""Two talk by their programs, and neither learns more of the other than on a phone."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.copies.flows import Herald
from core.linkline.models import LinkLine, LinkSide
from core.messages.models import LinkMessage
from core.messages.states import Content, MessageKind
from core.offers.states import Side
from core.outbox.models import OutboxRow
from core.peers.models import Channel
from core.relay.service import Heard, say
from core.tokens.states import Scope
from core.trust.service import block
from core.wiring import Services
from tests.conftest import NOON
from tests.webhooks.api.chatting import Chat, Talker, a_chat
from tests.webhooks.api.conftest import Programs
from tests.webhooks.api.posts import Json, problem


@pytest.fixture
async def chat(services: Services) -> AsyncIterator[Chat]:
    async with a_chat(services) as chat:
        yield chat


async def test_both_find_the_line_each_from_its_own_side(chat: Chat) -> None:
    (mine,) = (await chat.carla.http.get("/chat")).json()["items"]
    (his,) = (await chat.ravi.http.get("/chat")).json()["items"]
    assert (mine["side"], his["side"]) == ("carrier", "requester")
    assert (mine["alias"], mine["other_alias"]) == (his["other_alias"], his["alias"])
    assert (mine["from"]["name"], mine["to"]["name"]) == ("Delhi", "Mumbai")
    assert (mine["phase"], mine["change"], mine["is_muted"]) == ("talking", 0, False)
    assert (await chat.carla.http.get(f"/chat/{mine['id']}")).json() == mine
    assert "Ravi" not in str(mine)
    assert str(chat.ravi.peer.id) not in str(mine)


async def test_a_line_is_opened_from_an_offer_or_its_quest_and_is_the_same(chat: Chat) -> None:
    of_offer = await chat.ravi.http.post("/chat", json={"offer": str(chat.deal.offer.id)})
    await chat.is_paid()
    (quest,) = (await chat.ravi.http.get("/cargoquests")).json()["items"]
    of_quest = await chat.ravi.http.post("/chat", json={"quest": quest["id"]})
    assert (of_offer.status_code, of_quest.status_code) == (200, 200)
    assert of_offer.json()["id"] == of_quest.json()["id"] == str(chat.ravi.line_id)
    assert (of_offer.json()["phase"], of_quest.json()["phase"]) == ("talking", "paid")


async def test_who_names_two_things_or_none_to_talk_about_is_told(chat: Chat) -> None:
    offer = str(chat.deal.offer.id)
    for body in ({}, {"offer": offer, "quest": offer}):
        assert problem(await chat.ravi.http.post("/chat", json=body))[0] == 422
    for body, missing in (({"offer": str(chat.carla.line_id)}, "offer-missing"),
                          ({"quest": offer}, "quest-missing")):  # fmt: skip
        assert problem(await chat.ravi.http.post("/chat", json=body))[:2] == (404, missing)


async def test_what_one_says_the_other_reads(chat: Chat) -> None:
    said = await chat.carla.say("Is it fragile?")
    answer = await chat.ravi.say("A little", reply_to=said["id"])
    for reader in (chat.carla, chat.ravi):
        first, second = await reader.reads()
        assert (first["text"], first["side"], first["state"]) == (
            "Is it fragile?",
            "carrier",
            "sent",
        )
        assert (second["id"], second["reply_to"]) == (answer["id"], said["id"])
    assert answer["change"] > said["change"]


async def test_a_message_that_was_said_has_an_address_of_its_own(chat: Chat) -> None:
    answer = await chat.carla.http.post(chat.carla.address(), json={"text": "Hello"})
    where = answer.headers["location"].removeprefix("/api/v1")
    assert (await chat.carla.http.get(where)).json() == answer.json()
    (seen,) = await chat.ravi.reads()
    assert (await chat.ravi.http.get(where)).json() == seen


async def test_a_message_that_is_sent_twice_under_one_key_is_said_once(chat: Chat) -> None:
    first, again = [
        await chat.carla.http.post(
            chat.carla.address(), json={"text": "Hello"}, headers={"Idempotency-Key": "one"}
        )
        for _ in range(2)
    ]
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert len(await chat.ravi.reads()) == 1


async def test_one_reads_on_from_the_last_change_that_one_knows(chat: Chat) -> None:
    for text in ("One", "Two", "Three"):
        await chat.carla.say(text)
    page = (await chat.ravi.http.get(chat.ravi.address(), params={"limit": 2})).json()
    assert [one["text"] for one in page["items"]] == ["One", "Two"]
    rest = (await chat.ravi.http.get(page["next"].removeprefix("/api/v1"))).json()
    assert [one["text"] for one in rest["items"]] == ["Three"]
    assert rest["next"] is None
    assert await chat.ravi.reads(after=rest["change"]) == []
    nothing = await chat.ravi.http.get(chat.ravi.address(), params={"after": rest["change"]})
    assert nothing.json()["change"] == rest["change"]


async def _line_of(talker: Talker) -> Json:
    line: Json = (await talker.http.get(f"/chat/{talker.line_id}")).json()
    return line


async def test_a_change_comes_with_a_number_of_its_own(chat: Chat) -> None:
    said = await chat.carla.say("At noon")
    (heard,) = await chat.ravi.reads()
    changed = await chat.carla.http.patch(chat.carla.address(said), json={"text": "At one"})
    (news,) = await chat.ravi.reads(after=heard["change"])
    assert (news["id"], news["text"], news["version"]) == (said["id"], "At one", 2)
    assert news["change"] == changed.json()["change"] > heard["change"]


async def test_what_is_taken_back_leaves_its_place_and_nothing_it_said(chat: Chat) -> None:
    said = await chat.carla.say("Oh no")
    assert (await chat.carla.http.delete(chat.carla.address(said))).status_code == 204
    for reader in (chat.carla, chat.ravi):
        (seen,) = await reader.reads()
        assert (seen["state"], seen["text"]) == ("unsent", None)
        assert "Oh no" not in str(seen)


async def test_what_was_said_two_days_ago_stays_said(chat: Chat) -> None:
    said = await chat.carla.say("Long ago")
    async with chat.services.db.begin() as session:
        (await session.scalars(select(LinkMessage))).one().said_at = NOON - timedelta(days=3)
    answer = await chat.carla.http.delete(chat.carla.address(said))
    assert problem(answer)[:2] == (409, "too-late-to-take-back")


async def test_one_changes_and_takes_back_ones_own_words_alone(chat: Chat) -> None:
    said = await chat.carla.say("Mine")
    his = chat.ravi.address(said)
    for answer in (
        await chat.ravi.http.patch(his, json={"text": "His"}),
        await chat.ravi.http.delete(his),
        await chat.ravi.http.post(chat.ravi.address(said, "pass")),
        await chat.ravi.http.post(chat.ravi.address(said, "let-go")),
    ):
        assert problem(answer)[:2] == (404, "message-missing")
    assert (await chat.carla.reads())[0]["text"] == "Mine"


async def test_a_stranger_finds_no_line(chat: Chat, programs: Programs) -> None:
    omar = (await programs("Omar")).http
    said = await chat.carla.say("For Ravi")
    one = chat.carla.address(said)
    for answer in (
        await omar.get(f"/chat/{chat.carla.line_id}"),
        await omar.get(chat.carla.address()),
        await omar.post(chat.carla.address(), json={"text": "Hello"}),
        await omar.get(one),
        await omar.patch(one, json={"text": "Hello"}),
        await omar.delete(one),
        await omar.put(f"{one}/reaction", json={"emoji": "👍"}),
    ):
        assert problem(answer)[:2] == (404, "line-missing")
    assert (await omar.get("/chat")).json()["items"] == []


async def test_a_message_of_one_line_is_none_of_another(chat: Chat, services: Services) -> None:
    async with a_chat(services) as other:
        said = await other.carla.say("Elsewhere")
        for answer in (
            await chat.carla.http.get(chat.carla.address(said)),
            await chat.carla.http.post(
                chat.carla.address(), json={"text": "Hi", "reply_to": said["id"]}
            ),
        ):
            assert problem(answer)[:2] == (404, "message-missing")


async def test_a_token_that_reads_says_nothing(chat: Chat, programs: Programs) -> None:
    reader = await programs("Ada", Scope.READ)
    for answer in (
        await reader.http.post("/chat", json={"offer": str(chat.deal.offer.id)}),
        await reader.http.post(chat.carla.address(), json={"text": "Hello"}),
    ):
        assert problem(answer)[:2] == (403, "token-only-reads")


async def test_on_a_line_that_is_over_one_reads_and_says_nothing(chat: Chat) -> None:
    said = await chat.carla.say("Before")
    async with chat.services.db.begin() as session:
        await block(session, chat.ravi.peer, chat.carla.peer.id, at=NOON)
    over = (409, "line-is-over")
    for answer in (
        await chat.carla.http.post(chat.carla.address(), json={"text": "Hello?"}),
        await chat.carla.http.patch(chat.carla.address(said), json={"text": "After"}),
        await chat.carla.http.post("/chat", json={"offer": str(chat.deal.offer.id)}),
    ):
        assert problem(answer)[:2] == over
    assert (await chat.carla.http.get(f"/chat/{chat.carla.line_id}")).json()["phase"] == "over"
    assert [one["text"] for one in await chat.carla.reads()] == ["Before"]


@pytest.mark.parametrize(
    ("text", "said"), [(" \n", "nothing-said"), ("x" * 4001, "message-too-long")]
)
async def test_too_little_and_too_much_is_named(chat: Chat, text: str, said: str) -> None:
    answer = await chat.carla.http.post(chat.carla.address(), json={"text": text})
    assert problem(answer) == (422, said, "text")


async def test_a_reaction_is_read_by_both_and_one_takes_the_place_of_another(chat: Chat) -> None:
    said = await chat.carla.say("Thank you")
    where = chat.ravi.address(said, "reaction")
    for emoji, left in (("👍", {"requester": "👍"}), ("❤️", {"requester": "❤"}), (None, {})):
        answer = await chat.ravi.http.put(where, json={"emoji": emoji})
        assert answer.json()["reactions"] == left
        assert (await chat.carla.reads())[0]["reactions"] == left
    refused = await chat.ravi.http.put(where, json={"emoji": "🧨"})
    assert problem(refused) == (422, "not-a-reaction", "emoji")


async def test_one_learns_that_it_has_arrived_and_that_is_news(chat: Chat) -> None:
    said = await chat.carla.say("Are you there?")
    assert said["is_delivered"] is False
    await chat.has_arrived()
    await Herald(chat.services.db, chat.services.redis, clock=chat.services.clock).tell_due()
    (news,) = await chat.carla.reads(after=said["change"])
    assert news["is_delivered"] is True
    assert [one["is_delivered"] for one in await chat.ravi.reads()] == [None]


async def test_for_who_has_no_phone_it_lies_ready_at_once(chat: Chat) -> None:
    async with chat.services.db.begin() as session:
        query = select(Channel).where(Channel.peer_id == chat.ravi.peer.id)
        await session.delete((await session.scalars(query)).one())
    assert (await chat.carla.say("No phone?"))["is_delivered"] is True
    assert [one["text"] for one in await chat.ravi.reads()] == ["No phone?"]


async def test_what_is_taken_back_by_a_program_goes_from_ones_own_phone_too(chat: Chat) -> None:
    message = await _said_on_phone(chat, chat.carla, Content(MessageKind.TEXT, "Oh no"))
    await chat.carla.http.delete(chat.carla.address(message))
    async with chat.services.db.begin() as session:
        deleted = select(OutboxRow).where(OutboxRow.method == "deleteMessage")
        (row,) = (await session.scalars(deleted)).all()
    assert row.content == {"message_id": 7}


async def test_of_a_picture_its_caption_is_shown_and_how_to_find_it_is_not(chat: Chat) -> None:
    await chat.is_paid()
    photo = Content(MessageKind.PHOTO, "The box", file="AgACAgQ-secret")
    message = await _said_on_phone(chat, chat.carla, photo, album="13371337")
    for reader in (chat.carla, chat.ravi):
        (seen,) = await reader.reads()
        assert (seen["kind"], seen["text"], len(seen["album"])) == ("photo", "The box", 16)
        assert "secret" not in str(seen)
        assert "13371337" not in str(seen)
    changed = await chat.carla.http.patch(chat.carla.address(message), json={"text": "The crate"})
    assert (changed.json()["kind"], changed.json()["text"]) == ("photo", "The crate")


async def test_a_place_is_shown_and_has_no_words_to_change(chat: Chat) -> None:
    facts = {"latitude": 28.61394, "longitude": 77.20902, "title": "Gate 3", "address": "Delhi"}
    message = await _said_on_phone(chat, chat.carla, Content(MessageKind.VENUE, facts=facts))
    (mine,) = await chat.carla.reads()
    assert mine["held"]["why"] == "place"
    assert mine["point"] == {**facts, "seconds": None}
    answer = await chat.carla.http.patch(chat.carla.address(message), json={"text": "Gate 4"})
    assert problem(answer)[:2] == (422, "has-no-words")
    await chat.carla.http.post(chat.carla.address(message, "pass"))
    (seen,) = await chat.ravi.reads()
    assert seen["kind"] == "location"
    assert seen["point"]["title"] is None
    assert seen["point"]["latitude"] == pytest.approx(28.614, abs=0.0031)


async def test_a_line_that_is_mute_says_so_to_the_one_who_made_it_so(chat: Chat) -> None:
    async with chat.services.db.begin() as session:
        side = await session.get_one(LinkSide, (chat.carla.line_id, Side.CARRIER))
        side.is_muted = True
    for talker, is_muted in ((chat.carla, True), (chat.ravi, False)):
        (line,) = (await talker.http.get("/chat")).json()["items"]
        assert line["is_muted"] is is_muted


async def test_who_pauses_tells_the_other_side_and_no_moment(chat: Chat) -> None:
    where = f"/chat/{chat.carla.line_id}/pause"
    paused = await chat.carla.http.put(where, json={"is_paused": True})
    assert paused.json()["is_paused"] is True
    before = await _line_of(chat.ravi)
    assert (before["other_is_paused"], before["other_pace"]) == (True, None)
    await chat.carla.say("I am here after all")
    assert (await _line_of(chat.ravi))["other_is_paused"] is False


async def test_lines_come_in_pages_the_last_spoken_on_first(chat: Chat, services: Services) -> None:
    async with a_chat(services) as other:
        await _spoken(chat, at=NOON + timedelta(minutes=1))
        page = (await chat.carla.http.get("/chat", params={"limit": 1})).json()
        assert [one["id"] for one in page["items"]] == [str(chat.carla.line_id)]
        rest = (await chat.carla.http.get(page["next"].removeprefix("/api/v1"))).json()
        assert [one["id"] for one in rest["items"]] == [str(other.carla.line_id)]
        assert rest["next"] is None
    wrong = await chat.carla.http.get("/chat", params={"cursor": "abc"})
    assert problem(wrong)[:2] == (422, "cursor-not-ours")


async def _spoken(chat: Chat, *, at: datetime) -> None:
    async with chat.services.db.begin() as session:
        (await session.get_one(LinkLine, chat.carla.line_id)).spoken_at = at


async def _said_on_phone(chat: Chat, by: Talker, content: Content, **heard: Any) -> Json:
    """Let the bot have heard it, as the seventh message of a chat; show it as programs see it."""
    async with chat.services.db.begin() as session:
        query = select(Channel.id).where(Channel.peer_id == by.peer.id)
        channel_id = (await session.scalars(query)).one()
        how = Heard(channel_id=channel_id, chat_message_id=7, **heard)
        message = await say(
            session, by.peer, by.line_id, content, how, rules=chat.services.settings, at=NOON
        )
    shown: Json = (await by.http.get(by.address({"id": str(message.id)}))).json()
    return shown
