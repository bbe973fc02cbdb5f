"""What is changed or taken back is so on the other side as well, wherever it is by then."""

from core.desk.models import TicketCopy
from core.desk.queries import copy_in_chat
from core.messages.states import Content, MessageKind
from core.outbox.states import OutboxState
from core.support.service import change, take_back
from core.tickets.models import TicketMessage
from tests.helpdesk import Helpdesk


async def test_an_edit_follows_what_waits_and_what_has_arrived(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("Where is it?")
    answered = await helpdesk.answer(said.ticket_id, "On its wya")
    own = next(one for one in await helpdesk.copies(answered) if one.is_own)

    async def edit(text: str) -> None:
        async with helpdesk.db.begin() as session:
            copy = await session.get_one(TicketCopy, own.id)
            await change(session, copy, Content(MessageKind.TEXT, text), at=helpdesk.at)

    await edit("On its way")
    (row,) = await helpdesk.told("ticket-message")
    assert "On its way" in row.content["content"]
    await helpdesk.arrive(row, 70)
    await edit("On its way.")
    await edit("On its way.")
    (changed,) = await helpdesk.told("ticket-message")
    assert changed.content["changes"] == 70


async def test_what_is_taken_back_goes_everywhere_and_is_not_kept(helpdesk: Helpdesk) -> None:
    said = await helpdesk.write("My card is 4242")
    (row,) = await helpdesk.told("desk-message")
    await helpdesk.arrive(row, 90)
    async with helpdesk.db.begin() as session:
        copy = await copy_in_chat(session, helpdesk.channel_id, helpdesk.written)
        assert copy is not None
        await take_back(session, copy, at=helpdesk.at)
        found = await session.get_one(TicketMessage, said.id)
        assert "4242" not in str(found.content)
        desk = await copy_in_chat(session, None, 90)
        assert desk is not None
        assert desk.version == 0


async def test_what_was_changed_on_its_way_is_brought_into_step(helpdesk: Helpdesk) -> None:
    await helpdesk.write("Helo")
    (row,) = await helpdesk.told("desk-message")
    async with helpdesk.db.begin() as session:
        leased = await session.get_one(type(row), row.id)
        leased.state = OutboxState.LEASED
        copy = await copy_in_chat(session, helpdesk.channel_id, helpdesk.written)
        assert copy is not None
        await change(session, copy, Content(MessageKind.TEXT, "Hello"), at=helpdesk.at)
    assert not await helpdesk.told("desk-message")
    await helpdesk.arrive(row, 90)
    (changed,) = await helpdesk.told("desk-message")
    assert changed.content["changes"] == 90
