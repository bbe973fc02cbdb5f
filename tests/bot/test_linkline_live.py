"""One side of a line has a phone, and the other a program: each reads what the other says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from core.clock import utc_now
from core.linkline.models import LinkLine
from core.messages.models import LinkMessage
from core.outbox.models import OutboxRow
from core.peers.models import Channel, Peer
from core.tokens.service import make_token
from core.tokens.states import Scope
from tests.bot.bargaining import Pair
from tests.bot.lines import chat_of
from tests.lines import MASKED, NUMBER
from tests.phones import Json, Person
from tests.webhooks.api.conftest import client
from tests.webhooks.api.live_client import Feed, Server, a_server

pytestmark = pytest.mark.fresh_db


@dataclass
class Desk:
    """Carla with her phone, and the program of Ravi, who has put his phone away."""

    carla: Person
    pair: Pair
    feed: Feed
    http: httpx.AsyncClient
    line_id: UUID
    secret: str
    server: Server

    def address(self, message: Json, deed: str = "") -> str:
        parts = ["/chat", str(self.line_id), "message", message["id"], *deed.split()]
        return "/".join(parts)


@asynccontextmanager
async def _a_desk(pair: Pair) -> AsyncIterator[Desk]:
    services = pair.services
    async with services.db.begin() as session:
        line_id = (await session.scalars(select(LinkLine.id))).one()
        query = select(Peer).join(Channel, Channel.peer_id == Peer.id)
        ravi = (await session.scalars(query.where(Channel.address == str(pair.ravi.id)))).one()
        rules = services.settings
        _, secret = await make_token(
            session, ravi, name="desk", scope=Scope.POST, rules=rules, at=utc_now()
        )
    async with (
        client(services, secret) as http,
        a_server(services) as server,
        server.feed(line_id, secret) as feed,
    ):
        await feed.until_ready()
        yield Desk(pair.carla, pair, feed, http, line_id, secret, server)


@pytest.fixture
async def desk(talking: Pair) -> AsyncIterator[Desk]:
    async with _a_desk(talking) as desk:
        yield desk


async def test_what_the_phone_writes_changes_and_takes_back_the_program_reads(desk: Desk) -> None:
    sent = await desk.carla.text("At noon")
    heard = await desk.feed.message()
    assert (heard["text"], heard["side"]) == ("At noon", "carrier")
    await desk.carla.edit(sent, text="At one")
    while (news := await desk.feed.message())["version"] == 1:
        assert news["id"] == heard["id"]
    assert news["text"] == "At one"
    await desk.carla.text("/unsend", reply_to=sent["message_id"])
    while (news := await desk.feed.message())["state"] == "sent":
        assert news["id"] == heard["id"]
    assert (news["state"], news["text"]) == ("unsent", None)


async def test_what_the_program_says_changes_and_takes_back_the_phone_shows(desk: Desk) -> None:
    said = (await desk.feed.say("At noon"))["message"]
    await desk.carla.hears("At noon")
    while not (news := await desk.feed.message())["is_delivered"]:
        assert news["id"] == said["id"]
    await desk.http.patch(desk.address(said), json={"text": "At one"})
    await desk.carla.hears("At one")
    assert (await chat_of(desk.carla))[-1:] == ["At one"]
    await desk.http.delete(desk.address(said))
    await desk.carla.wait_for(lambda event: event["event"] == "deleted")
    assert "At one" not in await chat_of(desk.carla)


async def test_each_sees_what_the_other_thinks_of_it(desk: Desk) -> None:
    said = (await desk.feed.say("Thank you"))["message"]
    heard = await desk.carla.hears("Thank you")
    await desk.carla.react(heard, "❤")
    while not (news := await desk.feed.message())["reactions"]:
        assert news["id"] == said["id"]
    assert news["reactions"] == {"carrier": "❤"}
    sent = await desk.carla.text("You are welcome")
    # What has changed twice may be told of twice, as it is now.
    while (heard := await desk.feed.message())["id"] == said["id"]:
        assert heard["reactions"] == {"carrier": "❤"}
    await desk.http.put(desk.address(heard, "reaction"), json={"emoji": "👍"})
    seen = await desk.carla.wait_for(lambda event: "👍" in str(event["data"]))
    assert seen["data"]["message_id"] == sent["message_id"]


async def test_the_guard_holds_on_both_sides_and_says_so_to_its_writer_alone(desk: Desk) -> None:
    held = (await desk.feed.say(NUMBER))["message"]
    assert (held["state"], held["held"]["why"]) == ("held", "contact")
    assert "•••" in held["held"]["detail"]
    assert NUMBER not in await chat_of(desk.carla)
    await desk.http.post(desk.address(held, "pass"))
    await desk.carla.hears(MASKED)
    while (await desk.feed.message())["state"] != "sent":
        pass
    await desk.carla.text(NUMBER)
    await desk.carla.hears("•••")
    await desk.carla.text("Then here")
    while (news := await desk.feed.message())["side"] == "requester":
        assert news["id"] == held["id"], "that it has arrived"
    assert news["text"] == "Then here"


async def test_the_phone_sees_that_the_program_writes(desk: Desk) -> None:
    await desk.carla.catch_up()
    await desk.feed.send(type="typing")
    shown = await desk.carla.wait_for(lambda event: event["event"] == "action")
    assert shown["data"]["action"] == "typing"
    assert "message_thread_id" not in shown["data"]
    assert await _rows_of(desk, "sendChatAction") == 0


async def test_who_writes_on_and_on_is_shown_every_few_seconds(desk: Desk) -> None:
    async with desk.server.feed(desk.line_id, desk.secret) as other:
        await other.until_ready()
        for feed in (desk.feed, other, desk.feed):
            await feed.send(type="typing")
        await desk.feed.say("Done")
        await desk.carla.hears("Done")
    asked = await desk.carla.phones.requests("sendChatAction")
    assert len(asked) == 1


async def test_on_a_phone_that_is_elsewhere_nobody_seems_to_write(desk: Desk) -> None:
    await desk.carla.text("/leave")
    await desk.carla.hears("You have left")
    await desk.feed.send(type="typing")
    await desk.feed.say("Are you there?")
    await desk.carla.hears("Are you there?")
    assert await desk.carla.phones.requests("sendChatAction") == []


async def _rows_of(desk: Desk, method: str) -> int:
    async with desk.pair.services.db.begin() as session:
        rows = await session.scalars(select(OutboxRow).where(OutboxRow.method == method))
        return len(rows.all())


async def test_where_the_line_has_a_topic_it_is_shown_there(pair: Pair) -> None:
    await pair.carla.phones.switch(has_topics_enabled=True)
    await pair.offer()
    await pair.carla.press("💬 Ask a question")
    card = await pair.carla.hears("What you write now goes to")
    async with _a_desk(pair) as desk:
        await desk.carla.catch_up()
        await desk.feed.send(type="typing")
        shown = await desk.carla.wait_for(lambda event: event["event"] == "action")
    assert shown["data"]["message_thread_id"] == card["message_thread_id"]


async def test_nothing_of_all_that_says_who_she_is(desk: Desk) -> None:
    await desk.carla.text("Hello")
    heard = await desk.feed.message()
    async with desk.pair.services.db.begin() as session:
        message = (await session.scalars(select(LinkMessage).order_by(LinkMessage.place))).all()[-1]
    assert str(message.id) == heard["id"]
    assert str(desk.carla.id) not in str(heard)
    assert "Carla" not in str(heard)
