"""An operator reads what two have said, by pseudonym, and a name only for a reason."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from core.audit.queries import events_about
from core.background import AUDIT, groups_of
from core.clock import utc_now
from core.db import Db
from core.events.flows import deliver_all, hear_one
from core.linkline.service import AlreadyReported, report
from core.linkline.states import ReportReason
from core.messages.states import Content, MessageKind
from core.relay.service import take_back
from core.settings import CargoEnv, Settings
from core.unmasking.models import Unmasking
from tests.admin.terminal import Terminal
from tests.chats import Chat, a_chat
from tests.lines import NUMBER
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db


@pytest.fixture
async def chat(db: Db) -> Chat:
    """Give two who have talked: one changed his word, one took it back, one was held back."""
    chat = await a_chat(db)
    sent = await chat.say(chat.ravi, "I pay [b]fifty[/b]")
    await chat.change(chat.ravi, sent, Content(MessageKind.TEXT, "I pay thirty"))
    back = await chat.say(chat.carla, "You fool")
    async with db.begin() as session:
        await take_back(session, chat.carla, back.id, at=chat.at)
    await chat.say(chat.ravi, NUMBER)
    return chat


@pytest.fixture
def terminal(db: Db, servers: TestServers) -> Terminal:
    return Terminal(db, servers, "line")


async def _report(chat: Chat) -> None:
    async with chat.db.begin() as session:
        await report(session, chat.ravi, chat.line_id, ReportReason.RUDE, at=chat.at)


async def test_a_person_reads_what_the_other_side_has_read_and_no_name(
    chat: Chat, terminal: Terminal
) -> None:
    code, shown = await terminal.types("show", str(chat.line_id))
    assert code == 0
    for told in ("I pay thirty", "until 2026-11-24 12:00: I pay [b]fifty[/b]", "(taken back)"):
        assert told in shown
    for kept in ("Ravi", "Carla", "+49", str(chat.ravi.id), str(chat.carla.id)):
        assert kept not in shown


async def test_that_a_person_has_read_a_line_stands_in_the_log(
    chat: Chat, terminal: Terminal
) -> None:
    await terminal.types("show", str(uuid4()))
    await terminal.types("show", str(chat.line_id))
    await deliver_all(chat.db, [AUDIT])
    while await hear_one(chat.db, AUDIT, clock=utc_now):
        pass
    async with chat.db.begin() as session:
        names = [one.name for one in await events_about(session, chat.line_id)]
    assert names.count("line_read") == 1


async def test_a_line_is_found_by_its_quest_too(chat: Chat, terminal: Terminal) -> None:
    quest = await chat.pay()
    assert await terminal.types("show", str(quest.id)) == await terminal.types(
        "show", str(chat.line_id)
    )
    unknown = uuid4()
    told = (1, f"No line has the id {unknown}, and no quest that has a line.\n")
    assert await terminal.types("show", str(unknown)) == told


async def test_a_report_waits_until_a_person_has_read_what_was_said(
    chat: Chat, terminal: Terminal
) -> None:
    assert await terminal.types("list") == (0, "Nobody waits to be heard.\n")
    await _report(chat)
    with pytest.raises(AlreadyReported):
        await _report(chat)
    assert str(chat.line_id) in (await terminal.types("list"))[1]
    assert "reports: rude" in (await terminal.types("show", str(chat.line_id)))[1]
    assert await terminal.types("list") == (0, "Nobody waits to be heard.\n")
    await _report(chat)


async def test_a_name_is_shown_for_a_reason_that_is_kept(chat: Chat, terminal: Terminal) -> None:
    asks = ("unmask", str(chat.line_id), "--side", "carrier", "--by", "Ines")
    assert (await terminal.types(*asks))[0] == 2
    assert (await terminal.types(*asks, "--why", " "))[0] == 2
    async with chat.db.begin() as session:
        assert (await session.scalars(select(Unmasking))).all() == []
    code, shown = await terminal.types(*asks, "--why", "The police asks")
    assert code == 0
    assert f"The carrier is Carla, Peer {chat.carla.id}" in shown
    async with chat.db.begin() as session:
        assert (await session.scalars(select(Unmasking.why))).all() == ["The police asks"]


async def test_the_operators_hear_of_a_report_by_pseudonym(chat: Chat) -> None:
    await _report(chat)
    groups = groups_of(Settings(cargo_env=CargoEnv.TEST, telegram_operators_chat=-1001))
    await deliver_all(chat.db, groups)
    for group in groups:
        while await hear_one(chat.db, group, clock=utc_now):
            pass
    (told,) = await chat.told("operators-line")
    assert told.address == "-1001"
    assert (told.content["id"], told.content["reason"]) == (str(chat.line_id), "rude")
    assert "Ravi" not in str(told.content)
