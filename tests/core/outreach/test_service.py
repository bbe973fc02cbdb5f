"""An operator speaks first, as Support, and what the Peer answers is read."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.audit.states import Act
from core.interventions.states import ReasonMissing
from core.messages.states import Content, MessageKind, NothingSaid
from core.offers.states import Side
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role
from core.outbox.models import OutboxRow
from core.outreach.service import reach_out
from core.outreach.states import NobodyMeant
from core.peers.models import Peer
from core.quests.queries import QuestMissing
from core.support.service import FROM_A_PROGRAM, write
from core.tickets.models import Ticket, TicketMessage, TicketStep
from core.tickets.queries import speeds
from core.tickets.states import TicketCategory, TicketState
from tests.desk import Desk
from tests.market import RULES

pytestmark = pytest.mark.fresh_db


async def an_operator(desk: Desk) -> Operator:
    async with desk.db.begin() as session:
        how = {"email": "olga@example.org", "name": "Olga", "role": Role.SUPPORT}
        return (await add_operator(session, **how, by=None, at=desk.now()))[0]  # type: ignore[arg-type]


async def says(
    desk: Desk, olga: Operator, *sides: Side, words: str = "Please call the hotel", **how: Any
) -> list[TicketMessage]:
    how = {"why": "He asked by telephone", **how}
    async with desk.db.begin() as session:
        quest_id = how.pop("quest_id", desk.quest_id)
        ways: dict[str, Any] = {"desk": None, "rules": RULES, "at": desk.now()}
        return list(await reach_out(session, olga, quest_id, sides, words, **how, **ways))


async def tickets(desk: Desk, peer: Peer) -> list[Ticket]:
    async with desk.db.begin() as session:
        query = select(Ticket).where(Ticket.peer_id == peer.id).order_by(Ticket.id)
        return list(await session.scalars(query))


async def test_one_side_reads_it_as_from_support_and_the_other_hears_nothing(desk: Desk) -> None:
    deal = await desk.agreed()
    olga = await an_operator(desk)
    (said,) = await says(desk, olga, Side.CARRIER)
    (ticket,) = await tickets(desk, deal.carrier)
    assert (ticket.id, ticket.state) == (said.ticket_id, TicketState.WAITING_FOR_PEER)
    assert (ticket.quest_id, ticket.subject) == (desk.quest_id, "Please call the hotel")
    assert await tickets(desk, deal.requester) == []
    async with desk.db.begin() as session:
        row = (
            await session.scalars(select(OutboxRow).where(OutboxRow.notice == "ticket-message"))
        ).one()
        assert "Please call the hotel" in str(row.content)
        act = (
            await session.scalars(select(AuditEntry).where(AuditEntry.name == Act.PEER_WRITTEN_TO))
        ).one()
        opened = (await session.scalars(select(TicketStep).order_by(TicketStep.id).limit(1))).one()
    assert (act.about, act.by_operator_id, act.why) == (
        desk.quest_id,
        olga.id,
        "He asked by telephone",
    )
    assert "Please call" not in str(act.facts)
    assert (opened.by_peer_id, opened.by_agent_id is None) == (None, False)


async def test_it_joins_the_conversation_that_there_is_and_the_answer_does_too(desk: Desk) -> None:
    deal = await desk.agreed()
    olga = await an_operator(desk)
    content = Content(MessageKind.TEXT, "Where is it?")
    ways: dict[str, Any] = {"desk": None, "rules": RULES, "at": desk.now()}
    async with desk.db.begin() as session:
        asked = await write(
            session, deal.requester, content, FROM_A_PROGRAM, category=TicketCategory.OTHER, **ways
        )
    said = await says(desk, olga, Side.REQUESTER, Side.CARRIER)
    assert {one.ticket_id for one in said} >= {asked.ticket_id}
    assert len(await tickets(desk, deal.requester)) == len(await tickets(desk, deal.carrier)) == 1
    (his,) = await tickets(desk, deal.carrier)
    async with desk.db.begin() as session:
        back = await write(session, deal.carrier, content, FROM_A_PROGRAM, **ways)
    assert back.ticket_id == his.id
    assert (await tickets(desk, deal.carrier))[0].state is TicketState.WAITING_FOR_US


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"sides": ()}, NobodyMeant),
        ({"why": "  "}, ReasonMissing),
        ({"words": " \n"}, NothingSaid),
        ({"quest_id": None}, QuestMissing),
    ],
)
async def test_a_wrong_press_tells_nobody(
    desk: Desk, wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    deal = await desk.agreed()
    olga = await an_operator(desk)
    if "quest_id" in wrong:
        wrong = {"quest_id": deal.parcel.id}
    sides = wrong.pop("sides", (Side.CARRIER,))
    with pytest.raises(refusal):
        await says(desk, olga, *sides, **wrong)
    assert await tickets(desk, deal.carrier) == []


async def test_what_we_open_ourselves_counts_as_no_quick_answer(desk: Desk) -> None:
    await desk.agreed()
    olga = await an_operator(desk)
    await says(desk, olga, Side.CARRIER)
    async with desk.db.begin() as session:
        since, until = desk.now() - timedelta(days=1), desk.now() + timedelta(days=1)
        whole = (await speeds(session, since=since, until=until))[0]
    assert (whole.tickets, whole.first_answer) == (1, None)
