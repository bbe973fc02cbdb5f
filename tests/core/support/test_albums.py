"""What was sent together comes together, and each part of it can be changed and taken back."""

from dataclasses import replace

import orjson

from core.casework.queries import opened_ticket
from core.copies.service import Ended
from core.desk.queries import copy_in_chat
from core.desk.service import note_ticket_fates
from core.messages.states import Content, MessageKind
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState
from core.support.service import Spoken, answer, change, take_back, write
from core.tickets.models import TicketMessage
from tests.helpdesk import DESK, Helpdesk


def _photo(name: str, text: str = "") -> Content:
    return Content(MessageKind.PHOTO, text, file=name)


async def sent_together(helpdesk: Helpdesk, *contents: Content) -> list[TicketMessage]:
    """Let Noor send an album, each picture of it as Telegram tells it."""
    sent = []
    for content in contents:
        helpdesk.written += 1
        spoken = Spoken(
            channel_id=helpdesk.channel_id, chat_message_id=helpdesk.written, album="a1"
        )
        async with helpdesk.db.begin() as session:
            sent.append(
                await write(
                    session, helpdesk.noor, content, spoken, **helpdesk.ways(), at=helpdesk.at
                )
            )
    return sent


def _files_in(row: OutboxRow) -> list[str]:
    others = orjson.loads(row.content.get("others", "[]"))
    return [one["file"] for one in [orjson.loads(row.content["content"]), *others]]


async def arrive(helpdesk: Helpdesk, row: OutboxRow, *message_ids: int) -> None:
    async with helpdesk.db.begin() as session:
        (await session.get_one(OutboxRow, row.id)).state = OutboxState.SENT
        ended = Ended(row.id, OutboxState.SENT, message_ids)
        await note_ticket_fates(session, [ended], at=helpdesk.at)


async def test_an_album_is_one_row_that_waits_for_its_rest(helpdesk: Helpdesk) -> None:
    sent = await sent_together(helpdesk, _photo("a", "Look"), _photo("b"), _photo("c"))
    (row,) = await helpdesk.told("desk-message")
    assert _files_in(row) == ["a", "b", "c"]
    assert row.not_before is not None
    assert row.not_before > helpdesk.at
    await arrive(helpdesk, row, 90, 91, 92)
    for message, number in zip(sent, (90, 91, 92), strict=True):
        (copy,) = [one for one in await helpdesk.copies(message) if not one.is_own]
        assert copy.chat_message_id == number
    async with helpdesk.db.begin() as session:
        bubbles = (await opened_ticket(session, sent[0].ticket_id)).bubbles
    assert [[one.shown.file for one in bubble] for bubble in bubbles] == [["a", "b", "c"]]


async def test_what_comes_when_the_rest_is_under_way_comes_by_itself(helpdesk: Helpdesk) -> None:
    await sent_together(helpdesk, _photo("a"), _photo("b"))
    (row,) = await helpdesk.told("desk-message")
    async with helpdesk.db.begin() as session:
        (await session.get_one(OutboxRow, row.id)).state = OutboxState.LEASED
    await sent_together(helpdesk, _photo("c"))
    (late,) = await helpdesk.told("desk-message")
    assert _files_in(late) == ["c"]


async def test_other_words_and_other_albums_stay_apart(helpdesk: Helpdesk) -> None:
    await sent_together(helpdesk, _photo("a"))
    await helpdesk.write(_photo("b"))
    await helpdesk.write("Do you see?")
    assert len(await helpdesk.told("desk-message")) == 3


async def test_a_part_is_changed_and_taken_back_while_it_waits(helpdesk: Helpdesk) -> None:
    a, b, _ = await sent_together(helpdesk, _photo("a"), _photo("b"), _photo("c"))
    async with helpdesk.db.begin() as session:
        first = await copy_in_chat(session, helpdesk.channel_id, 1)
        second = await copy_in_chat(session, helpdesk.channel_id, 2)
        assert first is not None
        assert second is not None
        await take_back(session, first, at=helpdesk.at)
        await change(session, second, replace(b.shown, text="This one"), at=helpdesk.at)
    (row,) = await helpdesk.told("desk-message")
    assert _files_in(row) == ["b", "c"]
    assert "This one" in row.content["content"]
    await arrive(helpdesk, row, 90, 91)
    (gone,) = [one for one in await helpdesk.copies(a) if not one.is_own]
    (there,) = [one for one in await helpdesk.copies(b) if not one.is_own]
    assert (gone.chat_message_id, there.chat_message_id) == (None, 90)


async def test_a_part_is_changed_when_it_is_there_without_a_head_of_its_own(
    helpdesk: Helpdesk,
) -> None:
    _, b = await sent_together(helpdesk, _photo("a"), _photo("b"))
    (row,) = await helpdesk.told("desk-message")
    await arrive(helpdesk, row, 90, 91)
    async with helpdesk.db.begin() as session:
        copy = await copy_in_chat(session, helpdesk.channel_id, 2)
        assert copy is not None
        await change(session, copy, replace(b.shown, text="This one"), at=helpdesk.at)
    (changed,) = await helpdesk.told("desk-message")
    assert (changed.content["changes"], changed.content["is_of_album"]) == (91, 1)


async def test_an_answer_of_several_pictures_comes_to_each_phone_as_one(
    helpdesk: Helpdesk,
) -> None:
    said = await helpdesk.write("Where do I go?")
    for name in ("a", "b"):
        helpdesk.written += 1
        spoken = Spoken(desk=DESK, chat_message_id=helpdesk.written, album="b7")
        async with helpdesk.db.begin() as session:
            await answer(
                session,
                helpdesk.agent,
                said.ticket_id,
                _photo(name),
                spoken,
                **helpdesk.ways(),
                at=helpdesk.at,
            )
    (row,) = await helpdesk.told("ticket-message")
    assert _files_in(row) == ["a", "b"]
