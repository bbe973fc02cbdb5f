"""Whatever the description allows, and much that it does not, is answered as the description says.

Schemathesis makes the requests and judges the answers. The requests carry the token of a Peer who
has a trip and a parcel, and half of those that post or change differ from a good one in one field,
so that they come past the first door.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis.asyncio import Redis
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from core.db import Db, connect
from core.linkline.service import line_of_quest
from core.messages.states import Content, MessageKind
from core.peers.models import Peer
from core.quests.service import accept_offer
from core.relay.service import Heard, say
from core.settings import CargoEnv, Settings
from core.tokens.service import make_token
from core.tokens.states import Scope
from core.wiring import Services, open_storage
from tests.conftest import NOON
from tests.market import offered, posted_parcel, posted_trip
from tests.posts import a_peer
from tests.servers import TestServers, cloned_database
from tests.webhooks.api.posts import Json, a_parcel, a_trip
from webhooks.api.app import build_api
from webhooks.app import build_web

_EXAMPLES = 40
_CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
_SETTINGS = Settings(
    cargo_env=CargoEnv.TEST,
    post_pause_minutes=0,
    open_posts=100_000,
    api_reads_a_minute=1_000_000,
    api_posts_a_minute=1_000_000,
)
AnyCase: TypeAlias = Case[Any]
T = TypeVar("T")


def _noon() -> datetime:
    return NOON


def _described() -> list[Any]:
    """List the operations. The description needs no servers behind it."""
    nothing: Any = None
    described: Any = schemathesis.openapi.from_dict(build_api(nothing).openapi())
    return [one.ok() for one in described.get_all_operations()]


OPERATIONS = _described()


@dataclass(frozen=True, slots=True)
class Caller:
    """Asks the application in a loop of its own, because Hypothesis calls plain functions."""

    loop: asyncio.AbstractEventLoop
    http: httpx.AsyncClient
    secret: str
    trip: Json
    parcel: Json
    quest: Json
    said: Json
    line: Json
    message: Json
    ticket: Json

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def ask(self, case: AnyCase) -> httpx.Response:
        given = case.as_transport_kwargs(base_url="http://cargo/api/v1")
        given["headers"] = dict(given["headers"]) | {"Authorization": f"Bearer {self.secret}"}
        asked: Any = requests.Request(**given)
        ready = asked.prepare()
        body = ready.body.encode() if isinstance(ready.body, str) else ready.body
        request = httpx.Request(
            str(ready.method), str(ready.url), headers=dict(ready.headers), content=body
        )
        return self.wait(self.http.send(request))


@pytest.fixture(scope="module")
def caller(servers: TestServers) -> Iterator[Caller]:
    loop = asyncio.new_event_loop()
    opened = _open(servers, loop)
    yield loop.run_until_complete(anext(opened))
    loop.run_until_complete(opened.aclose())
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


async def _open(servers: TestServers, loop: asyncio.AbstractEventLoop) -> Any:
    async with cloned_database(servers) as url:
        db, redis = connect(url), Redis.from_url(servers.redis_url)
        services = Services(_SETTINGS, db, redis, _noon, open_storage(_SETTINGS, clock=_noon))
        async with db.begin() as session:
            peer = await a_peer(session)
            _, secret = await make_token(
                session, peer, name="", scope=Scope.POST, rules=_SETTINGS, at=NOON
            )
        transport = httpx.ASGITransport(build_web(services))
        async with httpx.AsyncClient(transport=transport) as http:
            caller = Caller(loop, http, secret, {}, {}, {}, {}, {}, {}, {})
            headers = {"Authorization": f"Bearer {secret}"}
            for path, wish, posted in (
                ("glidepaths", a_trip(), caller.trip),
                ("dropparcels", a_parcel(), caller.parcel),
                ("tickets", {"text": "Hello"}, caller.ticket),
            ):
                address = f"http://cargo/api/v1/{path}"
                answer = await http.post(address, json=wish, headers=headers)
                assert answer.status_code == 201
                posted.update(answer.json())
            await _deal(db, caller, peer)
            await _talk(db, caller, peer)
            yield caller
        await redis.aclose()
        await db.close()


async def _deal(db: Db, caller: Caller, requester: Peer) -> None:
    """Let somebody carry for the Peer, and an offer of another wait for the Peer's answer."""
    async with db.begin() as session:
        other = await a_peer(session, "Carla")
        path = await posted_trip(session, other)
        for is_taken in (True, False):
            parcel = await posted_parcel(session, requester)
            offer = await offered(session, path, parcel)
            if is_taken:
                quest = await accept_offer(session, other, offer.id, rules=_SETTINGS, at=NOON)
                caller.quest.update(id=str(quest.id))
            else:
                price = {"minor": offer.price_minor, "currency": offer.currency}
                caller.said.update(offer=str(offer.id), price=price)


async def _talk(db: Db, caller: Caller, peer: Peer) -> None:
    """Let the Peer have said something about the quest."""
    async with db.begin() as session:
        quest_id = UUID(caller.quest["id"])
        line = await line_of_quest(session, peer, quest_id, rules=_SETTINGS, at=NOON)
        content = Content(MessageKind.TEXT, "Hello")
        message = await say(session, peer, line.id, content, Heard(), rules=_SETTINGS, at=NOON)
        caller.line.update(id=str(line.id))
        caller.message.update(id=str(message.id))


def _made_good(case: AnyCase, caller: Caller, draw: st.DataObject) -> None:
    """Leave one field of a made-up request as it is, and point it at what is there."""
    path, method = case.operation.path, case.operation.method.upper()
    ids = {
        "path_id": caller.trip,
        "parcel_id": caller.parcel,
        "quest_id": caller.quest,
        "chat_id": caller.line,
        "ticket_id": caller.ticket,
        "message_id": caller.message,
    }
    for name, row in ids.items():
        # What is taken back is closed for good, so those requests keep the id they have.
        if name in case.path_parameters and method != "DELETE":
            case.path_parameters[name] = row["id"]
    if isinstance(case.body, dict) and case.body:
        good: Json = {}
        if method == "POST":
            goods = {"/glidepaths": a_trip(), "/dropparcels": a_parcel()}
            goods["/chat"] = {"quest": caller.quest["id"]}
            goods["/chat/{chat_id}/message"] = {"text": "Hello"}
            goods["/tickets"] = goods["/tickets/{ticket_id}/messages"] = {"text": "Hello"}
            good = goods.get(path, caller.said)
        field = draw.draw(st.sampled_from(sorted(case.body)))
        case.body = good | {field: case.body[field]}
    if "from" in (case.query or {}):
        case.query |= {"from": "DEL", "to": "BOM"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda one: one.value)
def test_every_request_gets_an_answer_that_is_described(
    caller: Caller, operation: Any, mode: GenerationMode
) -> None:
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), is_good=st.booleans(), draw=st.data())
    def ask(case: AnyCase, draw: st.DataObject, *, is_good: bool) -> None:
        if is_good:
            _made_good(case, caller, draw)
        answer = caller.ask(case)
        assert answer.status_code < 500
        case.validate_response(answer, checks=_CHECKS)

    ask()
