"""A program asks a person for help, reads the answer, and says how it was."""

from typing import Any

from core.casework.service import close, solve
from core.messages.states import Content, MessageKind
from core.support.service import Spoken, answer
from core.tickets.models import SupportAgent
from core.tickets.service import agent_met
from core.tickets.states import AgentSource
from core.tokens.states import Scope
from core.wiring import Services
from tests.conftest import NOON
from tests.market import RULES
from tests.webhooks.api.conftest import Program, Programs
from tests.webhooks.api.posts import Json, problem

WAYS: Any = {"desk": None, "rules": RULES, "at": NOON}


async def _agent(services: Services) -> SupportAgent:
    async with services.db.begin() as session:
        return await agent_met(session, AgentSource.CONSOLE, "1", "Asha", at=NOON)


async def _opened(noor: Program, **more: object) -> Json:
    answer = await noor.http.post("/tickets", json={"text": "Where is it?\nSince Monday", **more})
    assert answer.status_code == 201
    found: Json = answer.json()
    assert answer.headers["location"].endswith(f"/tickets/{found['id']}")
    return found


async def test_a_ticket_is_opened_answered_and_rated(noor: Program, services: Services) -> None:
    ticket = await _opened(noor, category="money")
    assert (ticket["state"], ticket["subject"]) == ("open", "Where is it?")
    assert ticket["answer_by"] is not None
    agent = await _agent(services)
    async with services.db.begin() as session:
        said = Content(MessageKind.TEXT, "At your door")
        await answer(session, agent, ticket["id"], said, Spoken(), **WAYS)
        note = Content(MessageKind.TEXT, "Writes often")
        await answer(session, agent, ticket["id"], note, Spoken(), is_note=True, **WAYS)
    address = f"/tickets/{ticket['id']}"
    messages = (await noor.http.get(f"{address}/messages")).json()["items"]
    assert [(one["author"], one["text"]) for one in messages] == [
        ("peer", "Where is it?\nSince Monday"),
        ("operator", "At your door"),
    ]
    assert "Asha" not in str(messages)
    early = await noor.http.put(f"{address}/rating", json={"stars": 5})
    assert problem(early)[:2] == (409, "not-ratable")
    async with services.db.begin() as session:
        await solve(session, agent, ticket["id"], **WAYS)
    rated = await noor.http.put(f"{address}/rating", json={"stars": 4})
    assert (rated.json()["stars"], rated.json()["state"]) == (4, "solved")
    wrong = await noor.http.put(f"{address}/rating", json={"stars": 6})
    assert problem(wrong)[:2] == (422, "stars-out-of-range")


async def test_who_asks_again_goes_on_and_a_closed_ticket_stays_closed(
    noor: Program, services: Services
) -> None:
    ticket = await _opened(noor)
    assert (await _opened(noor))["id"] == ticket["id"]
    agent = await _agent(services)
    async with services.db.begin() as session:
        await close(session, agent, ticket["id"], **WAYS)
    late = await noor.http.post(f"/tickets/{ticket['id']}/messages", json={"text": "Hello?"})
    assert problem(late)[:2] == (409, "ticket-is-closed")
    assert (await _opened(noor))["id"] != ticket["id"]
    page = (await noor.http.get("/tickets", params={"limit": 1})).json()
    assert [one["state"] for one in page["items"]] == ["open"]
    rest = (await noor.http.get(page["next"].removeprefix("/api/v1"))).json()
    assert [one["state"] for one in rest["items"]] == ["closed"]


async def test_a_message_that_comes_twice_is_said_once(noor: Program) -> None:
    ticket = await _opened(noor)
    headers = {"Idempotency-Key": "again"}
    where = f"/tickets/{ticket['id']}/messages"
    for _ in range(2):
        said = await noor.http.post(where, json={"text": "More"}, headers=headers)
        assert said.status_code == 201
    items = (await noor.http.get(where, params={"after": 1})).json()["items"]
    assert [one["text"] for one in items] == ["More"]


async def test_a_stranger_finds_nothing(noor: Program, programs: Programs) -> None:
    ticket = await _opened(noor)
    ravi = await programs("Ravi")
    address = f"/tickets/{ticket['id']}"
    for answered in (
        await ravi.http.get(address),
        await ravi.http.get(f"{address}/messages"),
        await ravi.http.post(f"{address}/messages", json={"text": "Hello"}),
        await ravi.http.put(f"{address}/rating", json={"stars": 1}),
    ):
        assert problem(answered)[:2] == (404, "ticket-missing")
    assert (await ravi.http.get("/tickets")).json()["items"] == []


async def test_a_program_that_may_only_read_asks_nobody(programs: Programs) -> None:
    reader = await programs("Noor", scope=Scope.READ)
    refused = await reader.http.post("/tickets", json={"text": "Hello"})
    assert problem(refused)[:2] == (403, "token-only-reads")
