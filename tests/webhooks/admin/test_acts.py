"""A script does what an operator does: about Peers, tickets, parcels, broadcasts, operators."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core.idempotency.models import AnsweredRequest
from core.mandates.states import Scope
from core.money import Money
from core.operators.queries import operator_at, operator_of_link
from core.operators.states import Role
from core.outbox.models import OutboxRow
from core.parcels.models import DropParcel
from core.parcels.service import post_parcel
from core.parcels.states import Item, ParcelState
from core.sanctions.models import PeerNote
from core.sanctions.queries import live_sanction
from core.sittings.models import Sitting
from core.sittings.service import begin_sitting
from core.sittings.states import Stage
from core.tickets.states import TicketState
from core.wiring import Services
from tests.admin.console import an_operator
from tests.conftest import NOON
from tests.helpdesk import a_helpdesk
from tests.lines import a_talk
from tests.posts import NO_PAUSE, a_parcel, a_peer
from tests.webhooks.admin.scripts import WHY, a_script


async def test_a_peer_is_looked_at_noted_warned_suspended_banned_and_let_back(
    house: Services,
) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session, "Noor")
    async with a_script(house, Role.MODERATOR) as script:
        page = f"/peers/{noor.id}"
        noted = await script.done(f"{page}/notes", text="Writes at night")
        await script.done(f"{page}/warn", ground="rude")
        await script.done(f"{page}/suspend", ground="spam", days=7)
        await script.done(f"{page}/ban", ground="fraud", is_shadow=True)
        shown = await script.get(page)
        assert (shown["name"], shown["live"]["kind"]) == ("Noor", "shadow")
        assert [one["id"] for one in shown["notes"]] == [noted["id"]]
        assert [one["kind"] for one in shown["sanctions"]] == ["shadow", "suspension", "warning"]
        assert shown["operators"] == {str(script.operator.id): script.operator.name}
        await script.done(f"{page}/lift")
        again = await script.does(f"{page}/lift")
        assert (again.status_code, again.json()["title"]) == (409, "Nothing to lift")
        long = await script.does(f"{page}/suspend", ground="spam", days=400)
        assert (long.status_code, long.json()["title"]) == (422, "Days out of range")
        missing = await script.http.get(f"/peers/{uuid4()}")
        assert (missing.status_code, missing.json()["title"]) == (404, "Dossier missing")
    async with house.db.begin() as session:
        assert await live_sanction(session, noor.id) is None


@pytest.mark.parametrize("why", [None, "", "   ", 7, "x" * 501, "a\0b"])
async def test_nothing_is_done_without_a_reason(house: Services, why: object) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
    said = {"ground": "rude", **({} if why is None else {"why": why})}
    async with a_script(house, Role.MODERATOR) as script:
        answer = await script.http.post(f"/peers/{noor.id}/warn", json=said)
        assert (answer.status_code, answer.json()["field"]) == (422, "why")
        assert await script.acts() == []


async def test_what_is_sent_again_under_its_key_is_done_once(house: Services) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
    path = f"/peers/{noor.id}/notes"
    async with a_script(house, Role.SUPPORT) as script:
        first = await script.does(path, key="k-1", text="Writes at night")
        again = await script.does(path, key="k-1", text="Writes at night")
        other = await script.does(path, key="k-1", text="Writes by day")
        assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
        assert again.json() == first.json()
        assert again.headers["Idempotency-Replayed"] == "true"
        assert other.json()["title"] == "Key reused"
        async with a_script(house, Role.SUPPORT) as stranger:
            assert (await stranger.does(path, key="k-1", text="Mine")).status_code == 201
    async with house.db.begin() as session:
        notes = (await session.scalars(select(PeerNote.text))).all()
    assert sorted(notes) == ["Mine", "Writes at night"]


async def test_a_refusal_undoes_all_of_it(house: Services) -> None:
    async with a_script(house, Role.MODERATOR) as script:
        answer = await script.does(f"/peers/{uuid4()}/warn", key="k", ground="rude")
        assert answer.status_code == 404
        assert await script.acts() == []
    async with house.db.begin() as session:
        assert (await session.scalars(select(AnsweredRequest))).all() == []


@pytest.mark.fresh_db
async def test_a_ticket_is_answered_noted_handed_on_tagged_solved_and_closed(
    house: Services,
) -> None:
    helpdesk = await a_helpdesk(house.db)
    said = await helpdesk.write("My parcel is late\nSince Monday")
    page = f"/tickets/{said.ticket_id}"
    async with a_script(house, Role.SUPPORT) as script:
        pile = await script.get("/tickets", pile="ours")
        assert [one["subject"] for one in pile["items"]] == ["My parcel is late"]
        assert pile["counts"]["ours"] == 1
        seen = pile["items"][0]["said"]
        late = await script.does(f"{page}/messages", text="Too late", seen=seen - 1)
        assert (late.status_code, late.json()["facts"]) == (409, {"said": seen})
        answered = await script.done(f"{page}/messages", text="We look into it", seen=seen)
        assert answered["state"] == "waiting_for_peer"
        await script.done(f"{page}/messages", text="He was rude", is_note=True)
        await script.done(f"{page}/assign", to="me")
        await script.done(f"{page}/priority", priority="urgent")
        tagged = await script.done(f"{page}/tags", tags=["Late", "mumbai"])
        assert (tagged["tags"], tagged["priority"]) == (["late", "mumbai"], "urgent")
        mine = await script.get("/tickets", pile="theirs", mine=True)
        agent = str((await helpdesk.ticket(said.ticket_id)).agent_id)
        assert [one["agent"] for one in mine["items"]] == [script.operator.name]
        solved = await script.done(f"{page}/solve")
        act = (await script.acts())[-1]
        assert act.before == {"state": "waiting_for_peer", "priority": "urgent", "agent": agent}
        assert act.after == {**act.before, "state": solved["state"]}
        await script.done(f"{page}/close")
        shown = await script.get(page)
        words = [(one["author"], one["is_note"], one["text"]) for one in shown["messages"]]
        assert words == [
            ("peer", False, "My parcel is late\nSince Monday"),
            ("operator", False, "We look into it"),
            ("operator", True, "He was rude"),
        ]
        closed = await script.does(f"{page}/messages", text="One more thing")
        assert (closed.status_code, closed.json()["title"]) == (409, "Ticket is closed")
        nobody = await script.does(f"/tickets/{uuid4()}/solve")
        assert nobody.status_code == 404
    assert (await helpdesk.ticket(said.ticket_id)).state is TicketState.CLOSED
    (row,) = await helpdesk.told("ticket-message")
    assert row.channel_id == helpdesk.channel_id


@pytest.mark.fresh_db
async def test_a_ticket_goes_on_in_another_one_of_the_same_peer(house: Services) -> None:
    helpdesk = await a_helpdesk(house.db)
    first = await helpdesk.write("My parcel is late")
    async with a_script(house, Role.SUPPORT) as script:
        await script.done(f"/tickets/{first.ticket_id}/close")
        second = await helpdesk.write("Still late")
        number = (await helpdesk.ticket(second.ticket_id)).number
        refused = await script.does(f"/tickets/{second.ticket_id}/merge", into=number)
        assert (refused.status_code, refused.json()["title"]) == (409, "Not mergeable")


async def a_held_parcel(house: Services) -> DropParcel:
    async with house.db.begin() as session:
        peer = await a_peer(session)
        items = (Item("Stage sword", 1, Money(2_000, "EUR")),)
        wish = replace(await a_parcel(session, items=items), asks_person=True)
        return await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)


@pytest.mark.parametrize(
    ("verdict", "state"), [("pass", ParcelState.OPEN), ("refuse", ParcelState.REFUSED)]
)
async def test_a_held_parcel_is_judged(house: Services, verdict: str, state: ParcelState) -> None:
    parcel = await a_held_parcel(house)
    async with a_script(house, Role.MODERATOR) as script:
        (held,) = (await script.get("/moderation"))["parcels"]
        assert (held["id"], held["items"][0]["title"]) == (str(parcel.id), "Stage sword")
        assert held["hits"][0]["word"].lower() == "sword"
        await script.done(f"/moderation/parcels/{parcel.id}/{verdict}")
        again = await script.does(f"/moderation/parcels/{parcel.id}/{verdict}")
        assert again.status_code == 409
    async with house.db.begin() as session:
        kept = await session.get_one(DropParcel, parcel.id, populate_existing=True)
    assert kept.state is state


async def test_what_two_said_is_read_by_pseudonym_and_unmasked_for_a_reason(
    house: Services,
) -> None:
    async with house.db.begin() as session:
        talk = await a_talk(session)
        await talk.say(talk.carla, "Pay me outside, it is cheaper")
    async with a_script(house, Role.MODERATOR) as script:
        shown = await script.get(f"/lines/{talk.line.id}")
        assert [one["text"] for one in shown["said"]] == ["Pay me outside, it is cheaper"]
        assert str(talk.carla.name) not in str(shown)
        assert [one.name for one in await script.acts()] == ["line_looked_into"]
        side = shown["said"][0]["by"]
        found = await script.done(f"/lines/{talk.line.id}/{side}/unmask")
        assert UUID(found["id"]) == talk.carla.id


async def test_what_was_kept_back_is_uncovered_for_a_reason_and_not_remembered(
    house: Services,
) -> None:
    async with house.db.begin() as session:
        talk = await a_talk(session)
        await talk.say(talk.carla, "Write to carla@example.org")
    async with a_script(house, Role.MODERATOR) as script:
        (held,) = (await script.get("/moderation"))["held"]
        assert held["kinds"] == ["email"]
        assert "example.org" not in str(held)
        path = f"/moderation/holds/{held['id']}/uncover"
        first = await script.does(path, key="k")
        again = await script.does(path, key="k")
        assert first.json()["text"] == "Write to carla@example.org"
        assert again.json()["text"] is None
        assert (await script.does(f"/moderation/holds/{uuid4()}/uncover")).status_code == 404
        assert [one.name for one in await script.acts()] == ["hold_uncovered"]


async def test_a_broadcast_is_drafted_started_paused_and_cancelled(house: Services) -> None:
    async with house.db.begin() as session:
        await a_peer(session)
    words = {"en": {"title": "Maintenance", "text": "Tonight from two to three."}}
    async with a_script(house) as script:
        made = await script.done("/broadcasts", words=words, pace=3)
        assert (made["state"], made["told"]) == ("draft", 0)
        page = f"/broadcasts/{made['id']}"
        for event, state in (
            ("start", "running"),
            ("pause", "paused"),
            ("resume", "running"),
            ("cancel", "cancelled"),
        ):
            assert (await script.done(f"{page}/{event}"))["state"] == state
        again = await script.does(f"{page}/start")
        assert (again.status_code, again.json()["title"]) == (409, "Broadcast moved on")
        listed = await script.get("/broadcasts")
        assert listed["audiences"]["everybody"] == 1
        assert [one["id"] for one in listed["items"]] == [made["id"]]
        for wrong in ({}, {"es": words["en"]}):
            assert (await script.does("/broadcasts", words=wrong)).status_code == 422


async def test_an_operator_is_invited_and_what_lets_him_in_is_answered_once(
    house: Services,
) -> None:
    fields = {"email": "Ana@Example.org", "name": "Ana", "role": "support"}
    async with a_script(house) as script:
        first = await script.does("/operators", key="k", **fields)
        again = await script.does("/operators", key="k", **fields)
        link = first.json()["link"]
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.json() == {**first.json(), "link": None}
        there = await script.does("/operators", **fields)
        assert (there.status_code, there.json()["title"]) == (409, "Operator is there")
    secret = str(link).rpartition("/")[2]
    async with house.db.begin() as session:
        found = await operator_of_link(session, secret, at=NOON)
        kept = (await session.scalars(select(AnsweredRequest.body))).all()
    assert found is not None
    assert (found.email, found.role) == ("ana@example.org", Role.SUPPORT)
    assert all(secret not in one for one in kept)


async def test_a_role_is_given_and_somebody_let_out_and_never_the_last_owner(
    house: Services,
) -> None:
    ana, _ = await an_operator(house, Role.SUPPORT, name="ana")
    async with house.db.begin() as session:
        stage = Stage.FULL
        await begin_sitting(session, ana, stage, browser="", network="", at=NOON)
    async with a_script(house) as script:
        given = await script.done(f"/operators/{ana.id}/role", role="finance")
        assert given["role"] == "finance"
        anew = await script.done(f"/operators/{ana.id}/reset")
        assert "/admin/welcome/" in anew["link"]
        out = await script.done(f"/operators/{ana.id}/disable")
        assert out["disabled_at"] is not None
        for act, said in (("role", {"role": "viewer"}), ("disable", {})):
            answer = await script.does(f"/operators/{script.operator.id}/{act}", **said)
            assert (answer.status_code, answer.json()["title"]) == (409, "Last owner")
        listed = await script.get("/operators")
        assert [one["email"] for one in listed["items"]][-1] == "ana@example.org"
        assert "hash" not in str(listed)
    async with house.db.begin() as session:
        ended = (await session.scalars(select(Sitting.ended_at))).all()
        assert await operator_at(session, "ana@example.org") is not None
    assert None not in ended


async def test_a_script_without_the_scope_to_see_people_is_shown_none(house: Services) -> None:
    async with house.db.begin() as session:
        await a_peer(session, "Noor")
    async with a_script(house, Role.OWNER, [Scope.TABLES_READ]) as script:
        (row,) = (await script.get("/tables/peers"))["items"]
        assert "name" not in row
        named = await script.http.get("/tables/peers", params={"name": "Noor"})
        assert (named.status_code, named.json()["field"]) == (422, "name")
        assert (await script.get("/tables/peers", q="Noor"))["items"] == []
        assert (await script.get("/find", q="Noor"))["items"] == []
    async with a_script(house, Role.OWNER, [Scope.TABLES_READ, Scope.PEERS_READ]) as script:
        (row,) = (await script.get("/tables/peers", q="Noor"))["items"]
        assert row["name"] == "Noor"
    async with a_script(house, Role.VIEWER) as script:
        (row,) = (await script.get("/tables/peers"))["items"]
        assert "name" not in row


async def test_nobody_is_told_of_what_a_script_was_refused(house: Services) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
    async with a_script(house, Role.SUPPORT) as script:
        answer = await script.does(f"/peers/{noor.id}/warn", ground="rude")
        assert answer.status_code == 403
        assert answer.json()["facts"] == {"scope": "peers:act"}
        assert WHY not in answer.text
    async with house.db.begin() as session:
        told = (await session.scalars(select(OutboxRow.id))).all()
        assert await live_sanction(session, noor.id) is None
    assert told == []
