"""What happens on a line comes as it happens, once and whole, to whoever may read it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from core.copies.flows import Herald
from core.parting.service import shut
from core.redis import connect_redis
from core.settings import CargoEnv, Settings
from core.wiring import Services
from tests.conftest import NOON
from tests.lines import MASKED, NUMBER
from tests.webhooks.api.chatting import Chat, Talker, a_chat
from tests.webhooks.api.live_client import Server, a_server, telling
from webhooks.api.live_frames import Close

pytestmark = pytest.mark.fresh_db


_MORE_THAN_HALF_THE_POOL = 12
"""A transaction that is open while somebody does not read would keep a connection of the pool."""


@pytest.fixture
def settings() -> Settings:
    return Settings(cargo_env=CargoEnv.TEST, api_posts_a_minute=10_000)


@pytest.fixture
async def chat(services: Services) -> AsyncIterator[Chat]:
    async with a_chat(services) as chat, telling(services):
        yield chat


@pytest.fixture
async def server(services: Services) -> AsyncIterator[Server]:
    async with a_server(services) as server:
        yield server


def _word(number: int) -> str:
    """Count by letters: digits, told one after the other, might be a telephone number."""
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


async def test_a_program_reads_the_line_and_what_was_said_and_is_ready(
    chat: Chat, server: Server
) -> None:
    said = [await chat.carla.say(text) for text in ("One", "Two")]
    async with server.feed(chat.ravi.line_id, chat.ravi.secret) as feed:
        line = await feed.next("line", "message")
        assert line["line"]["side"] == "requester"
        messages = await feed.until_ready()
    assert [one["text"] for one in messages] == ["One", "Two"]
    assert messages == await chat.ravi.reads(), "as a request would show them"
    assert [one["id"] for one in messages] == [one["id"] for one in said]


async def test_what_is_said_changed_reacted_to_and_taken_back_comes_as_it_happens(
    chat: Chat, server: Server
) -> None:
    async with server.feed(chat.ravi.line_id, chat.ravi.secret) as feed:
        await feed.until_ready()
        said = await chat.carla.say("At noon")
        assert (await feed.message())["text"] == "At noon"
        await chat.carla.http.patch(chat.carla.address(said), json={"text": "At one"})
        news = await feed.message()
        assert (news["text"], news["version"]) == ("At one", 2)
        where = chat.ravi.address(said, "reaction")
        await chat.ravi.http.put(where, json={"emoji": "👍"})
        assert (await feed.message())["reactions"] == {"requester": "👍"}
        await chat.carla.http.delete(chat.carla.address(said))
        news = await feed.message()
        assert (news["state"], news["text"]) == ("unsent", None)


async def test_a_writer_learns_that_it_has_arrived(chat: Chat, server: Server) -> None:
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        await chat.carla.say("Are you there?")
        assert (await feed.message())["is_delivered"] is False
        await chat.has_arrived()
        await Herald(chat.services.db, chat.services.redis, clock=chat.services.clock).tell_due()
        assert (await feed.message())["is_delivered"] is True


async def test_what_is_said_over_the_feed_is_answered_and_read_on_the_other_side(
    chat: Chat, server: Server
) -> None:
    async with (
        server.feed(chat.carla.line_id, chat.carla.secret) as hers,
        server.feed(chat.ravi.line_id, chat.ravi.secret) as his,
    ):
        answer = await hers.say("Is it fragile?", ref="a-1")
        assert (answer["type"], answer["ref"]) == ("said", "a-1")
        assert answer["message"]["state"] == "sent"
        heard = await his.message()
        assert (heard["id"], heard["side"]) == (answer["message"]["id"], "carrier")
        assert (await hers.message())["id"] == heard["id"], "one's own other programs read it too"


async def test_what_is_sent_again_under_its_ref_is_said_once_by_whichever_way(
    chat: Chat, server: Server
) -> None:
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        first = await feed.say("Hello", ref="once")
        again = await feed.say("Hello", ref="once")
        assert again == first
        other = await feed.say("Hello to you", ref="once")
        assert other["problem"]["type"].endswith("key-reused")
    repeated = await chat.carla.http.post(
        chat.carla.address(), json={"text": "Hello"}, headers={"Idempotency-Key": "once"}
    )
    assert repeated.json()["id"] == first["message"]["id"]
    assert len(await chat.ravi.reads()) == 1


async def test_a_contact_is_held_with_words_and_the_other_side_hears_nothing(
    chat: Chat, server: Server
) -> None:
    async with (
        server.feed(chat.carla.line_id, chat.carla.secret) as hers,
        server.feed(chat.ravi.line_id, chat.ravi.secret) as his,
    ):
        await his.until_ready()
        held = (await hers.say(NUMBER))["message"]
        assert held["state"] == "held"
        assert "•••" in held["held"]["detail"]
        assert held["held"]["kinds"] == ["phone"]
        await chat.carla.http.post(chat.carla.address(held, "pass"))
        heard = await his.message()
        assert (heard["text"], heard["change"]) == (MASKED, 1)


@pytest.mark.parametrize(
    ("text", "said"), [(" \n", "nothing-said"), ("x" * 4001, "message-too-long")]
)
async def test_what_cannot_be_said_is_a_problem_and_the_connection_stays(
    chat: Chat, server: Server, text: str, said: str
) -> None:
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        answer = await feed.say(text, ref="r")
        assert (answer["type"], answer["ref"]) == ("problem", "r")
        assert answer["problem"]["type"].endswith(said)
        assert (await feed.say("Hello", ref="s"))["type"] == "said"


async def test_a_frame_that_is_not_as_described_names_its_field(chat: Chat, server: Server) -> None:
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        await feed.until_ready()
        for frame in ({"type": "say", "ref": "r", "text": 7}, {"type": "shout"}):
            await feed.send(**frame)
            answer = await feed.next("problem")
            assert answer["problem"]["type"].endswith("not-as-described")
            assert answer["ref"] == frame.get("ref")


async def test_a_line_that_ends_says_so_and_is_closed(chat: Chat, server: Server) -> None:
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        await feed.until_ready()
        async with chat.services.db.begin() as session:
            rules = chat.services.settings
            await shut(session, chat.ravi.peer, chat.ravi.line_id, rules=rules, at=NOON)
        assert (await feed.next("line"))["line"]["phase"] == "over"
        assert await feed.closed() == (Close.LINE_IS_OVER, "line-is-over")


async def test_a_server_that_stops_says_that_one_may_come_again(
    chat: Chat, services: Services
) -> None:
    async with (
        a_server(services) as server,
        server.feed(chat.ravi.line_id, chat.ravi.secret) as feed,
    ):
        await feed.until_ready()
        await server.stop()
        assert (await feed.closed())[0] == Close.RESTARTING


async def test_one_goes_on_from_the_last_change_one_knows(chat: Chat, server: Server) -> None:
    texts = [_word(number) for number in range(120)]
    for text in texts[:60]:
        await chat.carla.say(text)
    async with server.feed(chat.ravi.line_id, chat.ravi.secret) as feed:
        known = [await feed.message() for _ in range(7)]
    for text in texts[60:]:
        await chat.carla.say(text)
    after = known[-1]["change"]
    async with server.feed(chat.ravi.line_id, chat.ravi.secret, after=after) as feed:
        rest = await feed.until_ready()
    assert [one["text"] for one in (*known, *rest)] == texts


async def test_what_many_say_at_once_comes_whole_to_who_is_cut_off_again_and_again(
    chat: Chat, server: Server
) -> None:
    """Their transactions end in any order, and he reads in the middle of it."""

    async def talk(talker: Talker, name: str) -> None:
        for number in range(15):
            await talker.say(f"{name} {_word(number)}")

    async def read() -> list[str]:
        texts: list[str] = []
        change = 0
        while len(texts) < 60:
            async with server.feed(chat.ravi.line_id, chat.ravi.secret, after=change) as feed:
                for _ in range(min(3, 60 - len(texts))):
                    message = await feed.message()
                    assert message["change"] > change
                    change = message["change"]
                    texts.append(message["text"])
        return texts

    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(read())
        for talker, name in (
            (chat.carla, "red"),
            (chat.carla, "green"),
            (chat.ravi, "blue"),
            (chat.ravi, "grey"),
        ):
            tasks.create_task(talk(talker, name))
    texts = reading.result()
    assert len(set(texts)) == 60, "no gap and no double"
    for name in ("red", "green", "blue", "grey"):
        mine = [text for text in texts if text.startswith(name)]
        assert mine == [f"{name} {_word(number)}" for number in range(15)]


async def test_two_instances_serve_one_line(chat: Chat, services: Services, server: Server) -> None:
    other_services = replace(services, redis=connect_redis(_url_of(services)))
    async with (
        a_server(other_services) as other,
        server.feed(chat.carla.line_id, chat.carla.secret) as hers,
        other.feed(chat.ravi.line_id, chat.ravi.secret) as his,
    ):
        await his.until_ready()
        await hers.say("From here")
        assert (await his.message())["text"] == "From here"
        await his.say("From there")
        texts = [(await hers.message())["text"] for _ in range(2)]
        assert texts == ["From here", "From there"]
        await his.send(type="typing")
        assert (await hers.next("typing"))["side"] == "requester"
    await other_services.redis.aclose()


def _url_of(services: Services) -> str:
    pool = services.redis.connection_pool.connection_kwargs
    return f"unix://{pool['path']}?db={pool.get('db', 0)}"


async def test_without_redis_one_hears_a_little_later(chat: Chat, services: Services) -> None:
    away = replace(services, redis=connect_redis("redis://127.0.0.1:1"))
    async with (
        a_server(away) as server,
        server.feed(chat.ravi.line_id, chat.ravi.secret) as feed,
    ):
        await feed.until_ready()
        await chat.carla.say("Hello")
        assert (await feed.message())["text"] == "Hello"


async def test_ones_own_typing_is_no_news(chat: Chat, server: Server) -> None:
    async with (
        server.feed(chat.carla.line_id, chat.carla.secret) as hers,
        server.feed(chat.ravi.line_id, chat.ravi.secret) as his,
    ):
        await hers.until_ready()
        await his.until_ready()
        await hers.send(type="typing")
        assert (await his.next("typing", "message"))["side"] == "carrier"
        await chat.ravi.say("Go on")
        assert (await hers.next("typing", "message"))["type"] == "message"


async def test_who_reads_nothing_holds_nobody_up(chat: Chat, server: Server) -> None:
    async with AsyncExitStack() as stack:
        for talker in (chat.carla, chat.ravi) * _MORE_THAN_HALF_THE_POOL:
            await stack.enter_async_context(server.deaf(talker.line_id, talker.secret))
        hers = await stack.enter_async_context(server.feed(chat.carla.line_id, chat.carla.secret))
        his = await stack.enter_async_context(server.feed(chat.ravi.line_id, chat.ravi.secret))
        for number in range(20):
            await hers.send(type="say", ref=_word(number), text=_word(number))
        texts = [(await his.message())["text"] for _ in range(20)]
        assert texts == [_word(number) for number in range(20)]
