"""An operator answers Peers from MissionControl."""

import json
import re
from uuid import UUID

import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.operators.states import Role
from core.tickets.models import Ticket
from core.tickets.queries import messages_on
from core.tickets.states import Author, TicketPriority, TicketState
from core.wiring import Services
from tests.admin.console import Console, an_operator
from tests.helpdesk import Helpdesk, a_helpdesk

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def helpdesk(house: Services) -> Helpdesk:
    return await a_helpdesk(house.db)


@pytest.fixture
async def seated(house: Services, console: Console) -> Console:
    operator, _ = await an_operator(house, Role.SUPPORT, name="Sami")
    await console.sits_as(operator)
    return console


async def opened(helpdesk: Helpdesk) -> tuple[Ticket, str]:
    said = await helpdesk.write("My parcel is late\nSince Monday")
    return await helpdesk.ticket(said.ticket_id), f"/tickets/{said.ticket_id}"


async def acts_about(helpdesk: Helpdesk, ticket_id: UUID) -> list[AuditEntry]:
    query = select(AuditEntry).where(AuditEntry.about == ticket_id, AuditEntry.is_act.is_(True))
    async with helpdesk.db.begin() as session:
        return list(await session.scalars(query.order_by(AuditEntry.event_id)))


async def seen_on(console: Console, page: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', (await console.get(page)).text)
    assert found is not None
    return found[1]


async def test_what_waits_is_found_and_answered(helpdesk: Helpdesk, seated: Console) -> None:
    ticket, page = await opened(helpdesk)
    inbox = (await seated.get("/tickets")).text
    assert "My parcel is late" in inbox
    seen = await seen_on(seated, page)
    sent = await seated.send(
        f"{page}/say", on=page, words="We look into it", seen=seen, is_note="0"
    )
    assert sent.headers["location"] == f"/admin{page}"
    after = await helpdesk.ticket(ticket.id)
    assert (after.state, after.first_answered_at is not None) == (
        TicketState.WAITING_FOR_PEER,
        True,
    )
    (act,) = await acts_about(helpdesk, ticket.id)
    assert act.name == "ticket_answered_by_operator"
    assert act.before is not None
    assert act.after is not None
    states = act.before["state"], act.after["state"]
    assert states == ("open", "waiting_for_peer")
    (row,) = await helpdesk.told("ticket-message")
    assert row.channel_id == helpdesk.channel_id
    shown = (await seated.get(page)).text
    assert "on its way" in shown
    await helpdesk.arrive(row, 77)
    assert "✓ arrived" in (await seated.get(page)).text
    assert "We look into it" not in (await seated.get("/tickets")).text


async def test_a_note_goes_to_nobody_else(helpdesk: Helpdesk, seated: Console) -> None:
    ticket, page = await opened(helpdesk)
    await seated.send(f"{page}/say", on=page, words="She is a regular", seen="0", is_note="1")
    assert not await helpdesk.told("ticket-message")
    async with helpdesk.db.begin() as session:
        noted = await messages_on(session, ticket, after=0, limit=9, with_notes=True)
    assert [(one.author, one.is_note) for one in noted] == [
        (Author.PEER, False),
        (Author.OPERATOR, True),
    ]


async def test_an_answer_that_was_overtaken_is_kept_and_not_sent(
    helpdesk: Helpdesk, seated: Console
) -> None:
    ticket, page = await opened(helpdesk)
    seen = await seen_on(seated, page)
    await helpdesk.answer(ticket.id, "It is on its way")
    late = await seated.send(f"{page}/say", on=page, words="Please wait", seen=seen, is_note="0")
    assert late.status_code == 409
    assert "Something was said while you wrote" in late.text
    assert ">Please wait</textarea>" in late.text
    assert len(await helpdesk.told("ticket-message")) == 1


async def test_a_ticket_is_taken_pressed_on_tagged_and_solved(
    helpdesk: Helpdesk, seated: Console
) -> None:
    ticket, page = await opened(helpdesk)
    for deed, fields in (
        ("mine", {}),
        ("priority", {"priority": "urgent"}),
        ("tags", {"tags": "Late, berlin"}),
        ("solve", {}),
    ):
        done = await seated.send(f"{page}/{deed}", on=page, **fields)
        assert done.status_code == 303, deed
    after = await helpdesk.ticket(ticket.id)
    assert (after.priority, after.tags, after.state) == (
        TicketPriority.URGENT,
        ["berlin", "late"],
        TicketState.SOLVED,
    )
    assert "My parcel is late" in (await seated.get("/tickets?pile=solved&mine=1")).text


@pytest.mark.parametrize(
    ("deed", "fields", "words"),
    [
        ("merge", {"into": "#999"}, "There is no ticket with that number"),
        ("merge", {"into": "x"}, "There is no ticket with that number"),
        ("tags", {"tags": ",".join("abcdefghijkl")}, "At most ten tags"),
        ("say", {"words": " ", "seen": "1", "is_note": "0"}, "There are no words in it"),
    ],
)
async def test_what_cannot_be_done_says_why(
    helpdesk: Helpdesk, seated: Console, deed: str, fields: dict[str, str], words: str
) -> None:
    _, page = await opened(helpdesk)
    refused = await seated.send(f"{page}/{deed}", on=page, **fields)
    assert (refused.status_code, words in refused.text) == (409, True)


async def test_what_is_closed_is_only_read(helpdesk: Helpdesk, seated: Console) -> None:
    _, page = await opened(helpdesk)
    await seated.send(f"{page}/close", on=page)
    shown = (await seated.get(page)).text
    assert "What the Peer writes opens a new one" in shown
    assert "<textarea" not in shown


async def test_news_are_told_without_a_reload(helpdesk: Helpdesk, seated: Console) -> None:
    _, page = await opened(helpdesk)
    await helpdesk.write("Hello?")
    told = (await seated.get(f"{page}/live")).text
    assert json.loads(told.partition("data: ")[2]) == {
        "said": 2,
        "state": "open",
        "others": [],
    }


async def test_who_only_looks_reads_no_tickets(
    house: Services, console: Console, helpdesk: Helpdesk
) -> None:
    _, page = await opened(helpdesk)
    operator, _ = await an_operator(house, Role.VIEWER)
    await console.sits_as(operator)
    assert (await console.get(page)).status_code == 403


async def test_tickets_are_found_by_number_and_stand_in_a_table(
    house: Services, helpdesk: Helpdesk, seated: Console
) -> None:
    ticket, page = await opened(helpdesk)
    for typed in (f"%23{ticket.number}", str(ticket.number), str(ticket.id)):
        found = await seated.get(f"/find?q={typed}")
        assert found.headers["Location"] == f"/admin{page}", typed
    table = (await seated.get(f"/tables/tickets?q=%23{ticket.number}")).text
    assert f'href="/admin{page}"' in table
    assert f'href="/admin/peers/{helpdesk.noor.id}"' in table
    for nothing in ("f.state=closed", "q=%2399999", f"q={ticket.number + 1}"):
        assert "Nothing is like that" in (await seated.get(f"/tables/tickets?{nothing}")).text
    rows = (await seated.get("/tables/tickets.csv?sort=number")).text.splitlines()
    assert (len(rows), rows[1].split(",")[0]) == (2, str(ticket.number))
    assert "My parcel is late" not in "".join(rows), "words stand in no table"
    assert "My parcel is late" not in table
    viewer, _ = await an_operator(house, Role.VIEWER, name="Vera")
    await seated.sits_as(viewer)
    assert (await seated.get("/tables/tickets")).status_code == 403
    assert "Nothing is called" in (await seated.get(f"/find?q=%23{ticket.number}")).text
