"""The description is true, its examples can be sent, and its page loads nothing from anywhere."""

import re
from dataclasses import replace
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from core.db import connect
from core.wiring import Services
from tests.webhooks.api.conftest import Program, client
from tests.webhooks.api.posts import a_trip, problem
from webhooks.api import described, described_chat, described_quests, described_tickets
from webhooks.api.chat_forms import (
    ChatPage,
    MessageChange,
    MessagePage,
    MessageSaid,
    MessageShown,
    OfferChatSaid,
    ReactionSaid,
)
from webhooks.api.match import ParcelCandidates, TripCandidates
from webhooks.api.me import MeShown
from webhooks.api.parcel_forms import ParcelChange, ParcelPage, ParcelSaid
from webhooks.api.places import PlacesFound
from webhooks.api.quest_forms import IntentShown, OfferPage, QuestPage, QuestSaid
from webhooks.api.ticket_forms import (
    RatingSaid,
    TicketMessagePage,
    TicketMessageSaid,
    TicketPage,
    TicketSaid,
)
from webhooks.api.trip_forms import TripChange, TripPage, TripSaid


@pytest.mark.parametrize(
    ("form", "example"),
    [
        (TripSaid, described.TRIP_SAID),
        (TripChange, described.TRIP_CHANGE),
        (TripPage, described.TRIP_PAGE),
        (ParcelSaid, described.PARCEL_SAID),
        (ParcelChange, described.PARCEL_CHANGE),
        (ParcelPage, described.PARCEL_PAGE),
        (TripCandidates, described.TRIP_CANDIDATES),
        (ParcelCandidates, described.PARCEL_CANDIDATES),
        (OfferPage, described_quests.OFFER_PAGE),
        (QuestSaid, described_quests.QUEST_SAID),
        (QuestPage, described_quests.QUEST_PAGE),
        (IntentShown, described_quests.INTENT_SHOWN),
        (OfferChatSaid, described_chat.CHAT_SAID),
        (ChatPage, described_chat.CHAT_PAGE),
        (MessageSaid, described_chat.MESSAGE_SAID),
        (MessageChange, described_chat.MESSAGE_CHANGE),
        (ReactionSaid, described_chat.REACTION_SAID),
        (MessagePage, described_chat.MESSAGE_PAGE),
        (MessageShown, described_chat.HELD_SHOWN),
        (TicketSaid, described_tickets.TICKET_SAID),
        (TicketPage, described_tickets.TICKET_PAGE),
        (TicketMessageSaid, described_tickets.MESSAGE_SAID),
        (TicketMessagePage, described_tickets.MESSAGE_PAGE),
        (RatingSaid, described_tickets.RATING_SAID),
        (PlacesFound, described.PLACES),
        (MeShown, described.ME_SHOWN),
    ],
)
def test_an_example_has_the_form_it_stands_for(form: type[BaseModel], example: Any) -> None:
    read = form.model_validate(example)
    assert read.model_dump(mode="json", by_alias=True, exclude_unset=True).keys() == example.keys()


async def test_every_operation_has_an_example_and_says_its_problems(
    stranger: httpx.AsyncClient,
) -> None:
    spec = (await stranger.get("/openapi.json")).json()
    assert spec["openapi"].startswith("3.1")
    assert spec["servers"] == [{"url": "/api/v1"}]
    operations = [one for verbs in spec["paths"].values() for one in verbs.values()]
    assert len(operations) == 37
    trip = spec["paths"]["/glidepaths/{path_id}"]
    shown = trip["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert shown == described.TRIP_SHOWN, "null is kept"
    changed = trip["patch"]["requestBody"]["content"]["application/json"]["schema"]["examples"]
    assert changed == [described.TRIP_CHANGE]
    for operation in operations:
        assert operation["description"]
        assert operation["security"] == [{"token": []}]
        assert {"401", "429"} <= operation["responses"].keys()
        for status, answer in operation["responses"].items():
            examples = [
                one.get("example") or one.get("examples")
                for one in answer.get("content", {}).values()
            ]
            assert all(examples), (operation["operationId"], status)
        body = operation.get("requestBody")
        if body is not None:
            assert body["content"]["application/json"]["schema"]["examples"]


async def test_every_type_of_problem_has_a_page(stranger: httpx.AsyncClient) -> None:
    docs = (await stranger.get("/docs")).text
    types = set(re.findall(r'href="(problems/[a-z-]+)"', docs))
    assert {"problems/departs-in-the-past", "problems/token-needed"} <= types
    for one in types:
        assert (await stranger.get(f"/{one}")).status_code == 200
    assert problem(await stranger.get("/problems/none-such"))[0] == 404


async def test_the_page_shows_every_operation_and_loads_nothing(
    stranger: httpx.AsyncClient,
) -> None:
    answer = await stranger.get("/docs")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|=[\"']?https?://", answer.text)
    spec = (await stranger.get("/openapi.json")).json()
    for path in spec["paths"]:
        assert f"/api/v1{path}" in answer.text
    targets = set(re.findall(r'href="#([^"]+)"', answer.text))
    assert targets <= set(re.findall(r'id="([^"]+)"', answer.text))


async def test_what_is_not_there_is_a_problem_too(noor: Program) -> None:
    assert problem(await noor.http.get("/nothing"))[0] == 404
    wrong = await noor.http.put("/glidepaths")
    assert problem(wrong)[0] == 405
    assert wrong.headers["allow"]
    for name in ("not-an-id", "not%0Aan-id"):
        assert problem(await noor.http.get(f"/glidepaths/{name}"))[0] == 422


async def test_a_body_that_cannot_be_read_or_is_too_large_is_a_problem(noor: Program) -> None:
    headers = {"Content-Type": "application/json"}
    for body, said in (
        (b"{", (422, "not-as-described")),
        (b'"\xff"', (400, "body-unreadable")),
        (b" " * 70_000 + b"{}", (413, "body-too-large")),
    ):
        answer = await noor.http.post("/glidepaths", content=body, headers=headers)
        assert problem(answer)[:2] == said


async def test_nothing_that_was_sent_in_is_repeated(noor: Program) -> None:
    answer = await noor.http.post("/glidepaths", json=a_trip(mode="my secret"))
    assert answer.status_code == 422
    assert "my secret" not in answer.text


async def test_when_something_breaks_the_outside_learns_nothing(services: Services) -> None:
    away = connect("postgresql://nobody:hunter2@127.0.0.1:1/none")
    broken = replace(services, db=away)
    async with client(broken, "pc_any") as http:
        http._transport.raise_app_exceptions = False  # type: ignore[attr-defined]
        answer = await http.get("/me")
    await away.close()
    assert problem(answer)[:2] == (500, "something-broke")
    assert "hunter2" not in answer.text
