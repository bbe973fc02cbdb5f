"""A conversation with Support: kept before it is ticked, in one order, by whoever answers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.aftercare.service import drop_old_tickets, tend_tickets
from core.casework.service import assign, close, merge, prioritise, rate, solve, tag
from core.copies.states import Fate
from core.db import Db
from core.desk.queries import delivered
from core.messages.states import Content, MessageKind
from core.outbox.states import OutboxState
from core.peers.models import Channel
from core.privacy.service import export_everything, forget
from core.quests.service import accept_offer
from core.support.service import Spoken, answer, write
from core.tickets.models import Ticket, TicketSeat
from core.tickets.queries import messages_on, present_ticket, speeds, steps_on, ticket_for
from core.tickets.service import agent_met, open_ticket
from core.tickets.states import (
    AgentSource,
    NotMergeable,
    NotRatable,
    StarsOutOfRange,
    TicketCategory,
    TicketEvent,
    TicketIsClosed,
    TicketMissing,
    TicketPriority,
    TicketState,
    TooManyTags,
)
from tests.conftest import NOON
from tests.helpdesk import DESK, Helpdesk
from tests.market import RULES, a_deal
from tests.posts import a_peer


async def test_what_is_written_is_kept_before_it_is_ticked(helpdesk: Helpdesk) -> None:
    message = await helpdesk.write("My parcel is late\nSince Monday")
    ticket = await helpdesk.ticket(message.ticket_id)
    assert (ticket.state, ticket.subject) == (TicketState.OPEN, "My parcel is late")
    (tick,) = await helpdesk.told("line-reaction")
    assert tick.content["message"] == helpdesk.written
    (row,) = await helpdesk.told("desk-message")
    assert row.address == DESK
    assert not await helpdesk.told("ticket-message")


async def test_without_a_desk_nothing_is_lost(helpdesk: Helpdesk) -> None:
    async with helpdesk.db.begin() as session:
        content = Content(MessageKind.TEXT, "Hello")
        message = await write(
            session, helpdesk.noor, content, Spoken(), desk=None, rules=RULES, at=NOON
        )
        ticket = await ticket_for(session, helpdesk.noor, message.ticket_id)
        assert len(await messages_on(session, ticket, with_notes=False)) == 1
    assert not await helpdesk.told("desk-message")


async def test_an_answer_is_ticked_only_when_it_has_arrived(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    answered = await helpdesk.answer(said.ticket_id, "On its way.")
    ticket = await helpdesk.ticket(said.ticket_id)
    assert ticket.state is TicketState.WAITING_FOR_PEER
    assert (ticket.answer_by, ticket.agent_id) == (None, helpdesk.agent.id)
    assert len(await helpdesk.told("line-reaction")) == 1  # Noor's own
    (row,) = await helpdesk.told("ticket-message")
    await helpdesk.arrive(row, 70)
    ticks = await helpdesk.told("line-reaction")
    assert [(one.address, one.content["message"]) for one in ticks][1:] == [
        (DESK, helpdesk.written)
    ]
    there = [one for one in await helpdesk.copies(answered) if not one.is_own]
    assert [(one.chat_message_id, one.fate) for one in there] == [(70, Fate.THERE)]


async def test_what_the_console_writes_is_seen_at_the_desk_and_arrives_at_the_phone(
    helpdesk: Helpdesk,
) -> None:
    said = await helpdesk.write("Where is it?")
    async with helpdesk.db.begin() as session:
        omar = await agent_met(session, AgentSource.CONSOLE, "2", "Omar", at=helpdesk.at)
        content = Content(MessageKind.TEXT, "On its way.")
        answered = await answer(
            session, omar, said.ticket_id, content, Spoken(), **helpdesk.ways(), at=helpdesk.at
        )
    (_, at_desk) = await helpdesk.told("desk-message")
    assert at_desk.content["name"] == "Omar"
    await helpdesk.arrive(at_desk, 91)
    async with helpdesk.db.begin() as session:
        assert await delivered(session, [answered]) == set()
    (row,) = await helpdesk.told("ticket-message")
    await helpdesk.arrive(row, 70)
    async with helpdesk.db.begin() as session:
        assert await delivered(session, [answered]) == {answered.id}


async def test_an_answer_to_somebody_who_has_blocked_us_waits_and_says_so(
    helpdesk: Helpdesk,
) -> None:
    said = await helpdesk.write("Where is it?")
    await helpdesk.answer(said.ticket_id, "On its way.")
    (row,) = await helpdesk.told("ticket-message")
    await helpdesk.arrive(row, 0, OutboxState.PARKED)
    assert [one.content["what"] for one in await helpdesk.told("desk-news")] == ["waits"]
    await helpdesk.arrive(row, 71)
    assert len(await helpdesk.told("line-reaction")) == 2


async def test_who_writes_again_goes_on_with_the_same_conversation(helpdesk: Helpdesk) -> None:
    first = await helpdesk.write("One thing")
    again = await helpdesk.write("And another", category=TicketCategory.MONEY)
    assert again.ticket_id == first.ticket_id
    assert (first.place, again.place) == (1, 2)


async def test_an_answer_opens_a_solved_one_again_and_a_closed_one_stays_closed(
    helpdesk: Helpdesk,
) -> None:
    said = await helpdesk.write("Where is it?")
    async with helpdesk.db.begin() as session:
        await solve(session, helpdesk.agent, said.ticket_id, **helpdesk.ways(), at=helpdesk.at)
    assert len(await helpdesk.told("ticket-solved")) == 1
    again = await helpdesk.write("It is still not here")
    assert again.ticket_id == said.ticket_id
    ticket = await helpdesk.ticket(said.ticket_id)
    assert (ticket.state, ticket.solved_at) == (TicketState.WAITING_FOR_US, None)
    async with helpdesk.db.begin() as session:
        await close(session, helpdesk.agent, said.ticket_id, **helpdesk.ways(), at=helpdesk.at)
        events = [one.event for one in await steps_on(session, ticket)]
    assert events == [
        TicketEvent.OPEN,
        TicketEvent.SOLVE,
        TicketEvent.PEER_WRITES,
        TicketEvent.CLOSE,
    ]
    assert (await helpdesk.write("Something new")).ticket_id != said.ticket_id
    with pytest.raises(TicketIsClosed):
        await helpdesk.answer(said.ticket_id, "Too late")


async def test_a_note_stays_among_us_and_moves_no_clock(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    await helpdesk.answer(said.ticket_id, "A known one", is_note=True)
    ticket = await helpdesk.ticket(said.ticket_id)
    assert (ticket.state, ticket.first_answered_at) == (TicketState.OPEN, None)
    assert not await helpdesk.told("ticket-message")
    async with helpdesk.db.begin() as session:
        assert len(await messages_on(session, ticket, with_notes=False)) == 1
        assert len(await messages_on(session, ticket, with_notes=True)) == 2


async def test_a_stranger_finds_no_ticket(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    async with helpdesk.db.begin() as session:
        stranger = await a_peer(session, "Ravi")
        for ticket_id in (said.ticket_id, uuid4()):
            with pytest.raises(TicketMissing):
                await ticket_for(session, stranger, ticket_id)
        assert await present_ticket(session, stranger) is None


async def test_the_quest_and_the_payment_are_found_by_themselves(db: Db) -> None:
    async with db.begin() as session:
        deal = await a_deal(session)
        quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
        ticket = await open_ticket(
            session, deal.requester, category=TicketCategory.MONEY, rules=RULES, at=NOON
        )
        other = await open_ticket(
            session, deal.carrier, category=TicketCategory.ACCOUNT, rules=RULES, at=NOON
        )
    assert ticket.quest_id == quest.id
    assert ticket.payment_id is not None
    assert ticket.priority is TicketPriority.HIGH
    assert (other.quest_id, other.priority) == (None, TicketPriority.NORMAL)


async def test_the_clock_counts_our_hours_and_is_reminded_of_once(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")  # on a Tuesday at noon, and eight hours are given
    ticket = await helpdesk.ticket(said.ticket_id)
    assert ticket.answer_by == NOON + timedelta(hours=6 + 15 + 2)
    async with helpdesk.db.begin() as session:
        await prioritise(
            session, ticket.id, TicketPriority.URGENT, **helpdesk.ways(), at=helpdesk.at
        )
    assert (await helpdesk.ticket(ticket.id)).answer_by == NOON + timedelta(hours=2)
    helpdesk.wait(hours=3)
    for _ in range(2):
        async with helpdesk.db.begin() as session:
            await tend_tickets(session, **helpdesk.ways(), at=helpdesk.at)
    assert [one.content["what"] for one in await helpdesk.told("desk-news")] == ["late"]


async def test_silence_solves_and_later_closes(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    await helpdesk.answer(said.ticket_id, "Which one?")
    states = []
    for _ in range(3):
        helpdesk.wait(days=8)
        async with helpdesk.db.begin() as session:
            await tend_tickets(session, **helpdesk.ways(), at=helpdesk.at)
        states.append((await helpdesk.ticket(said.ticket_id)).state)
    assert states == [TicketState.SOLVED, TicketState.CLOSED, TicketState.CLOSED]
    assert len(await helpdesk.told("ticket-solved")) == 1


async def test_a_rating_is_given_once_it_is_solved(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    helpdesk.wait(hours=1)
    await helpdesk.answer(said.ticket_id, "At your door")
    async with helpdesk.db.begin() as session:
        with pytest.raises(NotRatable):
            await rate(session, helpdesk.noor, said.ticket_id, 5, desk=DESK, at=helpdesk.at)
        await solve(session, helpdesk.agent, said.ticket_id, **helpdesk.ways(), at=helpdesk.at)
        with pytest.raises(StarsOutOfRange):
            await rate(session, helpdesk.noor, said.ticket_id, 6, desk=DESK, at=helpdesk.at)
        await rate(session, helpdesk.noor, said.ticket_id, 4, desk=DESK, at=helpdesk.at)
    async with helpdesk.db.begin() as session:
        day = timedelta(days=1)
        reports = await speeds(session, since=NOON - day, until=NOON + day)
        assert await speeds(session, since=NOON - day, until=NOON) == []
    assert [(one.category, one.language) for one in reports] == [
        *((None, None), (None, "en"), ("other", None), ("other", "en")),
    ]
    for one in reports:
        assert (one.tickets, one.waiting, one.first_answer, one.stars) == (1, 0, 3600.0, 4.0)


async def test_two_conversations_become_one(helpdesk: Helpdesk) -> None:
    first = await helpdesk.write("One thing")
    async with helpdesk.db.begin() as session:
        await close(session, helpdesk.agent, first.ticket_id, **helpdesk.ways(), at=helpdesk.at)
        await tag(session, first.ticket_id, ["Late", "late "], desk=DESK, at=helpdesk.at)
        with pytest.raises(TooManyTags):
            await tag(session, first.ticket_id, list("abcdefghijk"), desk=DESK, at=helpdesk.at)
    second = await helpdesk.write("Another")
    async with helpdesk.db.begin() as session:
        with pytest.raises(TicketIsClosed):
            await merge(
                session,
                helpdesk.agent,
                first.ticket_id,
                second.ticket_id,
                **helpdesk.ways(),
                at=helpdesk.at,
            )
        with pytest.raises(NotMergeable):
            await merge(
                session,
                helpdesk.agent,
                second.ticket_id,
                first.ticket_id,
                **helpdesk.ways(),
                at=helpdesk.at,
            )
        # Two that are open come of an import, or of a race that the API allows.
        third = Ticket(
            **{
                column: getattr(await session.get_one(Ticket, second.ticket_id), column)
                for column in ("peer_id", "language", "category", "priority", "state", "subject")
            },
            id=uuid4(),
            said=0,
            opened_at=NOON,
            spoken_at=NOON,
            answer_by=NOON,
            waited_since=NOON,
        )
        session.add(third)
        await session.flush()
        into = await merge(
            session,
            helpdesk.agent,
            second.ticket_id,
            third.id,
            **helpdesk.ways(),
            at=helpdesk.at,
        )
        said = await messages_on(session, into, with_notes=True)
        assert [one.shown.text for one in said] == ["Another"]
        gone = await session.get_one(Ticket, second.ticket_id)
        assert (gone.state, gone.merged_into) == (TicketState.CLOSED, third.id)


async def test_a_ticket_is_handed_on(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    async with helpdesk.db.begin() as session:
        ticket = await assign(session, helpdesk.agent, said.ticket_id, desk=DESK, at=helpdesk.at)
        assert ticket.agent_id == helpdesk.agent.id
        ticket = await assign(session, None, said.ticket_id, desk=DESK, at=helpdesk.at)
        assert ticket.agent_id is None


async def test_the_file_has_what_was_said_and_no_note(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    await helpdesk.answer(said.ticket_id, "On its way")
    await helpdesk.answer(said.ticket_id, "Writes often", is_note=True)
    async with helpdesk.db.begin() as session:
        everything = await export_everything(session, helpdesk.noor, at=helpdesk.at)
    (ticket,) = everything["tickets"]
    assert [one["content"]["text"] for one in ticket["messages"]] == [
        "Where is it?",
        "On its way",
    ]


async def test_who_is_forgotten_leaves_no_word_with_support(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("My name is Noor")
    await helpdesk.answer(said.ticket_id, "Noor, it is on its way")
    async with helpdesk.db.begin() as session:
        await forget(session, helpdesk.noor, secret="of the house", at=helpdesk.at)
    async with helpdesk.db.begin() as session:
        ticket = await session.get_one(Ticket, said.ticket_id)
        assert (ticket.subject, ticket.state) == ("", TicketState.CLOSED)
        for one in await messages_on(session, ticket, with_notes=True):
            assert "Noor" not in str(one.content)
    assert not await helpdesk.told("desk-message")


async def test_a_closed_ticket_is_dropped_when_it_was_kept_long_enough(
    helpdesk: Helpdesk,
) -> None:
    said = await helpdesk.write("Where is it?")
    async with helpdesk.db.begin() as session:
        await close(session, helpdesk.agent, said.ticket_id, **helpdesk.ways(), at=helpdesk.at)
    for days in (364, 366):
        async with helpdesk.db.begin() as session:
            at = helpdesk.at + timedelta(days=days)
            await drop_old_tickets(session, rules=RULES, at=at)
            left = await session.scalar(select(Ticket.id).where(Ticket.id == said.ticket_id))
            assert (left is None) is (days > 365)


async def test_solving_frees_the_phone(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    async with helpdesk.db.begin() as session:
        session.add(
            TicketSeat(
                channel_id=helpdesk.channel_id,
                entered_at=helpdesk.at,
                category=TicketCategory.OTHER,
            )
        )
        await session.flush()
        await solve(session, helpdesk.agent, said.ticket_id, **helpdesk.ways(), at=helpdesk.at)
        assert await session.get(TicketSeat, helpdesk.channel_id, populate_existing=True) is None
        assert await session.get(Channel, helpdesk.channel_id) is not None
