"""Who may listen to a line, and how much he may send."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

import pytest

from core.settings import CargoEnv, Settings
from core.tokens.queries import tokens_of
from core.tokens.service import make_token, revoke_tokens_of
from core.tokens.states import Scope
from core.wiring import Services
from tests.conftest import NOON
from tests.webhooks.api.chatting import Chat, a_chat
from tests.webhooks.api.conftest import Programs
from tests.webhooks.api.live_client import Server, a_server, telling
from tests.webhooks.api.posts import Json
from webhooks.api.conversations import MOST_FRAMES
from webhooks.api.ears import MOST_OF_ONE_PEER
from webhooks.api.live_frames import Close
from webhooks.api.sizes import MOST_BYTES

pytestmark = pytest.mark.fresh_db


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


async def test_a_token_that_reads_listens_and_says_nothing(chat: Chat, server: Server) -> None:
    async with chat.services.db.begin() as session:
        _, secret = await make_token(
            session,
            chat.ravi.peer,
            name="reader",
            scope=Scope.READ,
            rules=chat.services.settings,
            at=NOON,
        )
    async with server.feed(chat.ravi.line_id, secret) as feed:
        await feed.until_ready()
        answer = await feed.say("Hello")
        assert answer["problem"]["type"].endswith("token-only-reads")
        await chat.carla.say("Hello")
        assert (await feed.message())["text"] == "Hello"


async def test_the_token_may_stand_in_the_header_and_never_in_the_address(
    chat: Chat, server: Server
) -> None:
    async with server.connection(chat.ravi.line_id, header=chat.ravi.secret) as feed:
        await feed.send(type="hello")
        assert await feed.until_ready() == []
    query = f"?token={chat.ravi.secret}"
    async with server.connection(chat.ravi.line_id, query=query) as feed:
        await feed.send(type="hello")
        assert await feed.closed() == (Close.TOKEN_NEEDED, "token-needed")


async def test_strangers_find_no_line(chat: Chat, server: Server, programs: Programs) -> None:
    async with chat.services.db.begin() as session:
        omar = (await programs("Omar")).peer
        _, secret = await make_token(
            session, omar, name="o", scope=Scope.POST, rules=chat.services.settings, at=NOON
        )
    async with server.feed(chat.ravi.line_id, secret) as feed:
        assert await feed.closed() == (Close.LINE_MISSING, "line-missing")
    async with server.feed(omar.id, chat.ravi.secret) as feed:
        assert await feed.closed() == (Close.LINE_MISSING, "line-missing")


async def test_without_a_token_or_a_hello_one_is_hung_up_on(chat: Chat, server: Server) -> None:
    cases: list[tuple[Json, Close]] = [
        ({"type": "hello"}, Close.TOKEN_NEEDED),
        ({"type": "hello", "token": "pc_wrong"}, Close.TOKEN_NEEDED),
        ({"type": "typing"}, Close.NOT_AS_DESCRIBED),
        ({"type": "hello", "token": chat.ravi.secret, "after": 7}, Close.NOT_AS_DESCRIBED),
    ]
    for frame, why in cases:
        async with server.connection(chat.ravi.line_id) as feed:
            await feed.send(**frame)
            assert await feed.closed() == (why, why.reason)


async def test_whose_token_is_revoked_hears_nothing_more(chat: Chat, server: Server) -> None:
    async with server.feed(chat.ravi.line_id, chat.ravi.secret) as feed:
        await feed.until_ready()
        async with chat.services.db.begin() as session:
            await revoke_tokens_of(session, chat.ravi.peer, at=NOON)
        await chat.carla.say("A secret")
        frame = await feed.socket.receive()
        assert (frame.data, frame.extra) == (Close.TOKEN_NEEDED, "token-needed")


def _broken_clock() -> datetime:
    raise RuntimeError("a secret of ours")


async def test_when_something_breaks_one_hears_that_and_no_more(
    chat: Chat, services: Services
) -> None:
    broken = replace(services, clock=_broken_clock)
    async with (
        a_server(broken) as server,
        server.feed(chat.ravi.line_id, chat.ravi.secret) as feed,
    ):
        assert await feed.closed() == (Close.BROKEN, "broken")


async def test_who_sends_too_much_is_hung_up_on(chat: Chat, server: Server) -> None:
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        for _ in range(MOST_FRAMES + 1):
            await feed.send(type="typing")
        assert await feed.closed() == (Close.TOO_MANY, "too-many")
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        await feed.until_ready()
        await feed.socket.send_str("x" * (MOST_BYTES + 1))
        assert (await feed.closed())[0] == 1009


async def test_what_is_said_is_counted_with_the_requests_of_the_same_peer(
    services: Services,
) -> None:
    few = replace(services, settings=services.settings.model_copy(update={"api_posts_a_minute": 3}))
    async with a_chat(few) as chat, a_server(few) as server:
        await chat.carla.say("One")
        async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
            for ref in ("two", "three"):
                assert (await feed.say(ref, ref=ref))["type"] == "said"
            refused = await feed.say("Four", ref="four")
            assert refused["problem"]["type"].endswith("too-many-requests")
            assert refused["problem"]["facts"]["seconds"] > 0


async def test_a_peer_has_so_many_connections_and_no_more(chat: Chat, server: Server) -> None:
    feeds = [server.feed(chat.carla.line_id, chat.carla.secret) for _ in range(MOST_OF_ONE_PEER)]
    opened = [await one.__aenter__() for one in feeds]
    for feed in opened:
        await feed.until_ready()
    async with server.feed(chat.carla.line_id, chat.carla.secret) as one_more:
        assert await one_more.closed() == (Close.TOO_MANY, "too-many")
    async with server.feed(chat.ravi.line_id, chat.ravi.secret) as his:
        assert await his.until_ready() == []
    for feed in opened:
        await feed.socket.close()


async def test_a_token_of_hers_is_noted_as_used(chat: Chat, server: Server) -> None:
    async with server.feed(chat.carla.line_id, chat.carla.secret) as feed:
        await feed.until_ready()
    async with chat.services.db.begin() as session:
        (token,) = await tokens_of(session, chat.carla.peer)
    assert token.used_at == NOON
