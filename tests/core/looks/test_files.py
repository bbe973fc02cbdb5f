"""Files pass once the quest is paid, made anew: what they tell of their sender stays with him."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from core.clearance.service import let_go, let_pass
from core.db import Db
from core.enclosures.models import LinkFile
from core.looks.flows import Looker
from core.messages.models import LinkMessage
from core.messages.states import Content, FilesTooEarly, HeldFor, MessageKind, MessageState
from core.parting.service import shut
from tests.chats import a_chat
from tests.core.looks.builders import Files, Table
from tests.enclosed import a_locked_pdf, a_pdf, an_mp3
from tests.market import RULES
from tests.pictures import a_picture, a_telling_picture

pytestmark = pytest.mark.fresh_db

FILES = {
    "pdf": a_pdf(),
    "locked": a_locked_pdf(password="secret"),
    "broken": a_pdf()[:300],
    "picture": a_telling_picture(),
    "other": a_picture("red", kind="PNG"),
    "program": b"MZ\x90\x00" + b"\x00" * 100,
    "card": b"BEGIN:VCARD\nFN:Ravi\nTEL:+4915123456789\nEND:VCARD",
    "mp3": an_mp3(),
}


def a_file(name: str, caption: str = "", kind: MessageKind = MessageKind.DOCUMENT) -> Content:
    return Content(kind, caption, file=f"id of {name}", facts={"unique": name})


@pytest.fixture
async def table(db: Db) -> Table:
    files = Files({f"id of {name}": content for name, content in FILES.items()})
    chat = await a_chat(db)
    await chat.pay()
    return Table(chat, files, Looker(db, files, rules=RULES, clock=chat.now))


async def _send(table: Table, *names: str, caption: str = "") -> list[LinkMessage]:
    album = "a" if len(names) > 1 else None
    chat = table.chat
    sent = [await chat.say(chat.ravi, a_file(one, caption), album=album) for one in names]
    while await table.looker.look_due():
        pass
    return [await chat.message(one) for one in sent]


async def _kept(table: Table, message: LinkMessage) -> LinkFile:
    async with table.chat.db.begin() as session:
        return await session.get_one(LinkFile, message.shown.kept_id)


async def test_before_payment_a_file_is_refused(db: Db) -> None:
    chat = await a_chat(db)
    with pytest.raises(FilesTooEarly):
        await chat.say(chat.ravi, a_file("pdf"))
    photo = await chat.say(chat.ravi, Content(MessageKind.PHOTO, file="photo"))
    with pytest.raises(FilesTooEarly):
        await chat.change(chat.ravi, photo, a_file("pdf"))


async def test_a_pdf_goes_without_its_author_and_under_no_name(table: Table) -> None:
    (sent,) = await _send(table, "pdf", caption="The ticket")
    assert (sent.state, sent.kind, sent.shown.text) == (
        MessageState.SENT,
        MessageKind.DOCUMENT,
        "The ticket",
    )
    kept = await _kept(table, sent)
    assert kept.name == "document.pdf"
    assert b"Ravi" not in kept.content
    assert len(await table.chat.copies(sent)) == 1


async def test_music_goes_without_its_tags_in_every_phase(db: Db) -> None:
    chat, files = await a_chat(db), Files({"id of mp3": FILES["mp3"]})
    table = Table(chat, files, Looker(db, files, rules=RULES, clock=chat.now))
    sent = await chat.say(chat.ravi, a_file("mp3", kind=MessageKind.AUDIO))
    await table.looker.look_due()
    sent = await chat.message(sent)
    assert (sent.state, sent.kind) == (MessageState.SENT, MessageKind.AUDIO)
    assert b"Ravi" not in (await _kept(table, sent)).content


@pytest.mark.parametrize(
    ("name", "flaw"),
    [("locked", "locked"), ("broken", "broken"), ("program", "kind"), ("card", "kind")],
)
async def test_what_cannot_be_made_fit_is_refused_with_the_reason(
    table: Table, name: str, flaw: str
) -> None:
    (sent,) = await _send(table, name)
    assert sent.state is MessageState.DROPPED
    (told,) = await table.chat.told("line-dropped")
    assert told.content["flaw"] == flaw


async def test_a_picture_that_came_as_a_file_goes_as_a_photo_after_a_yes(table: Table) -> None:
    (sent,) = await _send(table, "picture", caption="The parcel")
    assert (sent.state, sent.held_for) == (MessageState.HELD, HeldFor.PICTURE)
    chat = table.chat
    async with chat.db.begin() as session:
        await let_pass(session, chat.ravi, sent.id, rules=RULES, at=chat.at)
    sent = await chat.message(sent)
    assert (sent.state, sent.kind) == (MessageState.SENT, MessageKind.PHOTO)
    kept = await _kept(table, sent)
    assert kept.name == "photo.jpg"
    assert b"Camera" not in kept.content


async def test_of_an_album_of_files_it_is_asked_once_and_it_stays_one(table: Table) -> None:
    chat = table.chat
    sent = await _send(table, "picture", "other")
    assert [one.held_for for one in sent] == [HeldFor.PICTURE] * 2
    assert len(await chat.told("line-held")) == 1
    async with chat.db.begin() as session:
        await let_pass(session, chat.ravi, sent[0].id, rules=RULES, at=chat.at)
    copies = [(await chat.copies(one))[0] for one in sent]
    assert len({copy.row_id for copy in copies}) == 1


async def test_a_no_is_one_for_the_whole_album(table: Table) -> None:
    chat = table.chat
    sent = await _send(table, "picture", "other")
    async with chat.db.begin() as session:
        await let_go(session, chat.ravi, sent[0].id, at=chat.at)
    assert [(await chat.message(one)).state for one in sent] == [MessageState.DROPPED] * 2


async def test_what_is_left_of_an_album_follows_the_answer_that_was_given(table: Table) -> None:
    chat = table.chat
    (first, _) = await _send(table, "picture", "pdf")
    async with chat.db.begin() as session:
        await let_pass(session, chat.ravi, first.id, rules=RULES, at=chat.at)
    (late,) = [await chat.say(chat.ravi, a_file("other"), album="a")]
    await table.looker.look_due()
    assert (await chat.message(late)).state is MessageState.SENT


async def test_another_caption_changes_no_file_and_needs_no_look(table: Table) -> None:
    chat = table.chat
    (sent,) = await _send(table, "pdf", caption="The ticket")
    asked = len(table.files.asked)
    later = replace(a_file("pdf", "My ticket"), file="another id of the same")
    await chat.change(chat.ravi, sent, later)
    changed = await chat.message(sent)
    assert (changed.shown.text, changed.shown.kept_id) == ("My ticket", sent.shown.kept_id)
    assert changed.state is MessageState.SENT
    assert len(table.files.asked) == asked
    before = changed.carrier_change
    await chat.change(chat.ravi, sent, later)
    assert (await chat.message(sent)).carrier_change == before, "the same again is no change"


async def test_another_file_in_its_place_is_made_fit_as_well(table: Table) -> None:
    chat = table.chat
    (sent,) = await _send(table, "pdf")
    await chat.change(chat.ravi, sent, a_file("mp3", kind=MessageKind.AUDIO))
    assert (await chat.message(sent)).shown == sent.shown
    await table.looker.look_due()
    changed = await chat.message(sent)
    assert changed.kind is MessageKind.AUDIO
    assert b"Ravi" not in (await _kept(table, changed)).content


async def test_a_picture_in_the_place_of_a_file_is_asked_about(table: Table) -> None:
    chat = table.chat
    (sent,) = await _send(table, "pdf")
    await chat.change(chat.ravi, sent, a_file("picture"))
    await table.looker.look_due()
    assert (await chat.message(sent)).shown == sent.shown
    (asked,) = await chat.told("line-held")
    assert (asked.content["held_for"], asked.content["is_change"]) == ("picture", 1)
    async with chat.db.begin() as session:
        await let_pass(session, chat.ravi, sent.id, rules=RULES, at=chat.at)
    assert (await chat.message(sent)).kind is MessageKind.PHOTO


async def test_a_change_that_cannot_be_made_fit_leaves_what_was_sent(table: Table) -> None:
    chat = table.chat
    (sent,) = await _send(table, "pdf")
    await chat.change(chat.ravi, sent, a_file("program"))
    await table.looker.look_due()
    after = await chat.message(sent)
    assert (after.state, after.shown) == (MessageState.SENT, sent.shown)
    (told,) = await chat.told("line-dropped")
    assert told.content["flaw"] == "kind"


async def test_nothing_is_kept_of_what_does_not_go(table: Table) -> None:
    chat = table.chat
    sent = await chat.say(chat.ravi, a_file("pdf"))
    async with chat.db.begin() as session:
        await shut(session, chat.carla, chat.line_id, rules=RULES, at=chat.at)
    await table.looker.look_due()
    assert (await chat.message(sent)).state is MessageState.DROPPED
    async with chat.db.begin() as session:
        ids: list[UUID] = list(await session.scalars(select(LinkFile.id)))
    assert ids == []
