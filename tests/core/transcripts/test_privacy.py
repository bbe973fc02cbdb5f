"""A Peer gets all that he has said and was sent, and what he never sent goes with him."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from core.db import Base, Db
from core.enclosures.models import LinkFile
from core.ids import new_id
from core.linkline.service import report
from core.linkline.states import ReportReason
from core.messages.models import LinkMessage, LinkParked, LinkRevision
from core.messages.states import Content, MessageKind, MessageState
from core.parking.service import park
from core.privacy.service import export_everything, forget
from core.relay.service import Heard, take_back
from core.transcripts.service import forget_said_by
from tests.chats import Chat, a_chat, a_photo, phone_of
from tests.conftest import NOON
from tests.lines import NUMBER

pytestmark = pytest.mark.fresh_db

SECRET = "Only for me"


@pytest.fixture
async def chat(db: Db) -> Chat:
    return await a_chat(db)


def a_text(text: str) -> Content:
    return Content(MessageKind.TEXT, text)


async def _everything(chat: Chat) -> dict[str, Any]:
    """Take what Ravi gets when he asks for everything."""
    async with chat.db.begin() as session:
        return await export_everything(session, chat.ravi, at=chat.at)


async def test_the_file_holds_what_was_said_and_not_with_whom(chat: Chat) -> None:
    sent = await chat.say(chat.ravi, "At noon")
    await chat.change(chat.ravi, sent, a_text("At one"))
    await chat.say(chat.ravi, NUMBER)
    await chat.say(chat.carla, "Good")
    async with chat.db.begin() as session:
        await report(session, chat.ravi, chat.line_id, ReportReason.RUDE, at=NOON)
        heard = Heard(channel_id=await phone_of(session, chat.ravi), chat_message_id=99)
        await park(session, a_text("To whom?"), heard, at=NOON)
    everything = await _everything(chat)
    (talk,) = everything["talks"]
    assert [(one["is_own"], one["text"]) for one in talk["messages"]] == [
        (True, "At one"),
        (True, NUMBER),
        (False, "Good"),
    ]
    assert [one["text"] for one in talk["said_before"]] == ["At noon"]
    assert talk["alias"] != talk["alias_of_the_other"]
    assert [one["reason"] for one in talk["reports"]] == ["rude"]
    assert [one["text"] for one in everything["written_to_nobody"]] == ["To whom?"]
    told = json.dumps(everything)
    assert "Carla" not in told
    assert str(chat.carla.id) not in told


async def test_what_the_other_has_kept_to_himself_or_taken_back_is_not_in_it(chat: Chat) -> None:
    await chat.say(chat.carla, NUMBER)
    back = await chat.say(chat.carla, "Oh no")
    sent = await chat.say(chat.carla, "One")
    await chat.change(chat.carla, sent, a_text("Two"))
    async with chat.db.begin() as session:
        await take_back(session, chat.carla, back.id, at=NOON)
    (talk,) = (await _everything(chat))["talks"]
    assert [one["text"] for one in talk["messages"]] == ["Two"]
    assert talk["said_before"] == []


async def test_what_was_never_sent_goes_at_once_and_what_was_sent_stays(chat: Chat) -> None:
    sent = await chat.say(chat.ravi, "At noon")
    await chat.change(chat.ravi, sent, a_text(f"{SECRET} {NUMBER}"))
    held = await chat.say(chat.ravi, f"{SECRET} {NUMBER}")
    await chat.change(chat.ravi, held, a_text(f"Still {SECRET} {NUMBER}"))
    looking = await chat.say(chat.ravi, a_photo(caption=SECRET))
    behind = await chat.say(chat.ravi, SECRET)
    async with chat.db.begin() as session:
        file = {"id": new_id(NOON), "name": "photo.jpg", "content": b"a", "made_at": NOON}
        session.add(LinkFile(line_id=chat.line_id, message_id=looking.id, **file))
        heard = Heard(channel_id=await phone_of(session, chat.ravi), chat_message_id=99)
        await park(session, a_text(SECRET), heard, at=NOON)
        await forget(session, chat.ravi, secret="of the house", at=chat.at)
    for gone in (held, looking, behind):
        left = await chat.message(gone)
        assert (left.state, left.shown.text, left.shown.file) == (MessageState.DROPPED, "", "")
    assert (await chat.message(sent)).shown.text == "At noon"
    async with chat.db.begin() as session:
        tables: tuple[type[Base], ...] = (LinkRevision, LinkFile, LinkParked)
        for table in tables:
            assert (await session.scalars(select(table))).all() == []
        kept = [one.content for one in (await session.scalars(select(LinkMessage))).all()]
    assert SECRET not in str(kept)


async def test_a_number_that_was_shared_goes_and_the_other_sides_words_stay(chat: Chat) -> None:
    await chat.pay()
    number = await chat.say(chat.ravi, Content(MessageKind.CONTACT, facts={"number": "+4915123"}))
    hers = await chat.say(chat.carla, "Wait")
    held = await chat.say(chat.carla, Content(MessageKind.CONTACT, facts={"number": "+4917"}))
    async with chat.db.begin() as session:
        await forget_said_by(session, chat.ravi)
    assert "+4915123" not in str((await chat.message(number)).content)
    assert (await chat.message(hers)).shown.text == "Wait"
    assert (await chat.message(held)).shown.facts["number"] == "+4917"
