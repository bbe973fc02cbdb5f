"""Before payment a photo passes once somebody has looked into it, and in its place."""

import asyncio
from datetime import timedelta

import pytest

from core.clearance.service import let_go
from core.clearance.states import CodeTooEarly
from core.db import Db
from core.fetching import FileGone, FileTooLarge, NotFetched
from core.looks.flows import Looker
from core.looks.service import claim_looks
from core.looks.states import MOST_LOOKS
from core.messages.states import HeldFor, MessageState
from core.parting.service import shut
from core.relay.service import take_back
from tests.chats import a_chat, a_photo
from tests.core.looks.builders import Files, Table
from tests.market import RULES
from tests.pictures import a_code, a_picture

pytestmark = pytest.mark.fresh_db

LINK = "https://t.me/ravi_kumar"
LEASE = timedelta(minutes=3)


@pytest.fixture
async def table(db: Db) -> Table:
    chat, files = await a_chat(db), Files({"code": a_code(LINK)})
    return Table(chat, files, Looker(db, files, rules=RULES, clock=chat.now))


async def test_a_photo_passes_once_it_was_looked_into(table: Table) -> None:
    sent = await table.send()
    assert await table.state(sent) is MessageState.LOOKING
    assert await table.chat.copies(sent) == []
    assert await table.looker.look_due() == 1
    assert await table.state(sent) is MessageState.SENT
    assert len(await table.chat.copies(sent)) == 1
    assert await table.looker.look_due() == 0


async def test_what_is_said_after_a_photo_arrives_after_it(table: Table) -> None:
    photo = await table.send()
    text = await table.chat.say(table.chat.ravi, "This is it")
    assert await table.state(text) is MessageState.WAITING
    await table.looker.look_due()
    rows = [(await table.chat.copies(one))[0].row_id for one in (photo, text)]
    assert rows == sorted(rows, key=lambda row: row or 0)
    assert await table.state(text) is MessageState.SENT


async def test_what_the_other_side_says_waits_for_nothing(table: Table) -> None:
    await table.send()
    answer = await table.chat.say(table.chat.carla, "Hello?")
    assert await table.state(answer) is MessageState.SENT


async def test_a_photo_with_a_link_in_a_code_is_held_and_what_came_after_it_goes(
    table: Table,
) -> None:
    photo = await table.send("code")
    text = await table.chat.say(table.chat.ravi, "Look")
    await table.looker.look_due()
    held = await table.chat.message(photo)
    assert (held.state, held.held_for) == (MessageState.HELD, HeldFor.CODE)
    assert await table.state(text) is MessageState.SENT
    (asked,) = await table.chat.told("line-held")
    assert (asked.content["held_for"], asked.content["is_rough"]) == ("code", 1)


async def test_a_code_passes_by_no_button_before_it_is_paid(table: Table) -> None:
    photo = await table.send("code")
    await table.looker.look_due()
    with pytest.raises(CodeTooEarly):
        await table.let_pass(photo)


async def test_once_it_is_paid_its_writer_is_asked_again_and_may_send_it(table: Table) -> None:
    photo = await table.send("code")
    await table.looker.look_due()
    await table.pay()
    asked = await table.chat.told("line-held")
    assert [one.content["is_rough"] for one in asked] == [1, 0]
    assert await table.let_pass(photo) is MessageState.SENT
    assert len(await table.chat.copies(photo)) == 1


async def test_once_it_is_paid_a_contact_that_was_held_may_pass_as_it_was_written(
    table: Table,
) -> None:
    held, masked, early = [
        await table.chat.say(table.chat.ravi, f"Call me on +49 151 2345678{digit}")
        for digit in range(3)
    ]
    assert await table.let_pass(early, is_whole=True) is MessageState.SENT
    await table.pay()
    asked = await table.chat.told("line-held")
    assert [one.content["is_rough"] for one in asked] == [1, 1, 1, 0, 0]
    assert await table.let_pass(held, is_whole=True) is MessageState.SENT
    assert await table.let_pass(masked) is MessageState.SENT
    texts = [(await table.chat.message(one)).shown.text for one in (held, masked, early)]
    assert texts == ["Call me on +49 151 23456780", "Call me on •••", "Call me on •••"]


async def test_an_album_goes_in_one_piece_when_all_of_it_was_looked_into(table: Table) -> None:
    table.files.found["late"] = NotFetched("502")
    sent = [await table.send(one, album="a") for one in ("one", "late", "three")]
    await table.looker.look_due()
    assert [await table.state(one) for one in sent] == [
        MessageState.WAITING,
        MessageState.LOOKING,
        MessageState.WAITING,
    ]
    table.files.found["late"] = a_picture()
    table.chat.wait(timedelta(seconds=2))
    await table.looker.look_due()
    copies = [(await table.chat.copies(one))[0] for one in sent]
    assert len({copy.row_id for copy in copies}) == 1
    assert [copy.place for copy in copies] == [0, 1, 2]


async def test_of_an_album_only_the_picture_with_a_code_stays_behind(table: Table) -> None:
    sent = [await table.send(one, album="a") for one in ("one", "code", "three")]
    await table.looker.look_due()
    assert [await table.state(one) for one in sent] == [
        MessageState.SENT,
        MessageState.HELD,
        MessageState.SENT,
    ]


async def test_telegram_away_is_no_failure_however_long(table: Table) -> None:
    table.files.found["plain"] = NotFetched("502")
    sent = await table.send()
    for _ in range(3 * MOST_LOOKS):
        assert await table.looker.look_due() == 1
        assert await table.looker.look_due() == 0  # there is a pause
        table.chat.wait(timedelta(minutes=2))
    assert await table.chat.told("line-dropped") == []
    table.files.found["plain"] = a_picture()
    await table.looker.look_due()
    assert await table.state(sent) is MessageState.SENT


async def test_what_never_comes_is_given_up_and_its_writer_told(table: Table) -> None:
    table.files.found["plain"] = FileGone("wrong file_id")
    sent = await table.send()
    behind = await table.chat.say(table.chat.ravi, "Did you get it?")
    for _ in range(MOST_LOOKS):
        assert await table.looker.look_due() == 1
        table.chat.wait(timedelta(minutes=2))
    assert await table.state(sent) is MessageState.DROPPED
    assert await table.state(behind) is MessageState.SENT
    (told,) = await table.chat.told("line-dropped")
    assert (told.content["flaw"], told.content["reply"]) == ("gone", 1)


async def test_what_is_too_large_is_refused_at_once(table: Table) -> None:
    table.files.found["plain"] = FileTooLarge()
    sent = await table.send()
    await table.looker.look_due()
    assert await table.state(sent) is MessageState.DROPPED
    (told,) = await table.chat.told("line-dropped")
    assert told.content["flaw"] == "large"


async def test_who_is_killed_while_he_looks_leaves_it_to_be_looked_into(table: Table) -> None:
    sent = await table.send()
    async with table.chat.db.begin() as session:
        assert await claim_looks(session, rules=RULES, at=table.chat.at, limit=1)
    assert await table.looker.look_due() == 0
    table.chat.wait(LEASE)
    assert await table.looker.look_due() == 1
    assert await table.state(sent) is MessageState.SENT


async def test_what_has_killed_everybody_who_looked_is_given_up(table: Table) -> None:
    sent = await table.send()
    for _ in range(MOST_LOOKS):
        async with table.chat.db.begin() as session:
            await claim_looks(session, rules=RULES, at=table.chat.at, limit=1)
        table.chat.wait(LEASE)
    await table.looker.look_due()
    assert table.files.asked == []
    assert await table.state(sent) is MessageState.DROPPED


async def test_two_who_look_at_once_send_once(table: Table) -> None:
    sent = await table.send()
    table.files.hold = asyncio.Event()
    first = asyncio.create_task(table.looker.look_due())
    await table.files.begun.get()
    table.chat.wait(LEASE)
    second = asyncio.create_task(table.looker.look_due())
    await table.files.begun.get()
    table.files.hold.set()
    assert (await first, await second) == (1, 1)
    assert len(await table.chat.copies(sent)) == 1
    assert await table.state(sent) is MessageState.SENT


async def test_what_is_taken_back_while_somebody_looks_stays_so(table: Table) -> None:
    sent = await table.send()
    table.files.hold = asyncio.Event()
    looking = asyncio.create_task(table.looker.look_due())
    await table.files.begun.get()
    async with table.chat.db.begin() as session:
        await take_back(session, table.chat.ravi, sent.id, at=table.chat.at)
    table.files.hold.set()
    await looking
    assert await table.state(sent) is MessageState.DROPPED
    assert await table.chat.copies(sent) == []


async def test_another_picture_in_its_place_is_looked_into_as_well(table: Table) -> None:
    sent = await table.send("plain")
    table.files.hold = asyncio.Event()
    looking = asyncio.create_task(table.looker.look_due())
    await table.files.begun.get()
    await table.chat.change(table.chat.ravi, sent, a_photo("code"))
    table.files.hold.set()
    await looking
    assert await table.state(sent) is MessageState.LOOKING
    await table.looker.look_due()
    assert await table.state(sent) is MessageState.HELD


async def test_what_waits_behind_a_photo_goes_when_that_is_held_for_its_new_words(
    table: Table,
) -> None:
    sent = await table.send("plain", "Hello")
    behind = await table.chat.say(table.chat.ravi, "Did you get it?")
    await table.chat.change(table.chat.ravi, sent, a_photo("plain", "Call +49 151 23456789"))
    assert await table.state(sent) is MessageState.HELD
    assert await table.state(behind) is MessageState.SENT


async def test_a_code_is_no_way_in_by_a_change(table: Table) -> None:
    sent = await table.send("plain", "The parcel")
    await table.looker.look_due()
    await table.chat.change(table.chat.ravi, sent, a_photo("code", "The parcel"))
    assert (await table.chat.message(sent)).shown.file == "plain"
    await table.looker.look_due()
    assert (await table.chat.message(sent)).shown.file == "plain"
    (asked,) = await table.chat.told("line-held")
    assert (asked.content["held_for"], asked.content["is_change"]) == ("code", 1)
    await table.let_pass(sent)
    await table.looker.look_due()
    assert (await table.chat.message(sent)).shown.file == "plain"


async def test_a_plain_picture_takes_the_place_of_another_once_it_was_looked_into(
    table: Table,
) -> None:
    sent = await table.send("plain")
    await table.looker.look_due()
    await table.chat.change(table.chat.ravi, sent, a_photo("other"))
    await table.looker.look_due()
    changed = await table.chat.message(sent)
    assert (changed.shown.file, changed.state) == ("other", MessageState.SENT)
    kept = await table.chat.revisions(sent)
    assert [(one.content["file"], one.is_held) for one in kept] == [("plain", False)]


async def test_a_caption_that_passes_masked_does_not_carry_an_unseen_code_along(
    table: Table,
) -> None:
    sent = await table.send("code", "Call me on +49 151 23456789 please")
    assert await table.state(sent) is MessageState.HELD
    assert await table.let_pass(sent) is MessageState.LOOKING
    await table.looker.look_due()
    held = await table.chat.message(sent)
    assert (held.state, held.held_for) == (MessageState.HELD, HeldFor.CODE)


async def test_what_is_paid_meanwhile_passes_unseen(table: Table) -> None:
    sent = await table.send("code")
    await table.chat.pay()
    await table.looker.look_due()
    assert await table.state(sent) is MessageState.SENT
    assert table.files.asked == []


async def test_nothing_goes_to_somebody_who_has_blocked_its_writer_meanwhile(table: Table) -> None:
    sent = await table.send()
    behind = await table.chat.say(table.chat.ravi, "Did you get it?")
    async with table.chat.db.begin() as session:
        await shut(session, table.chat.carla, table.chat.line_id, rules=RULES, at=table.chat.at)
    await table.looker.look_due()
    assert await table.state(sent) is await table.state(behind) is MessageState.DROPPED
    (told,) = await table.chat.told("line-dropped")
    assert told.content["flaw"] == "over"


async def test_a_change_that_was_held_is_let_go_or_overtaken_by_the_next(table: Table) -> None:
    chat = table.chat
    sent = await table.send("plain", "Hello")
    await table.looker.look_due()
    await chat.change(chat.ravi, sent, a_photo("plain", "Call +49 151 23456789"))
    await chat.change(chat.ravi, sent, a_photo("plain", "Call me here"))
    changed = await chat.message(sent)
    assert changed.shown.text == "Call me here"
    assert not any(one.is_held for one in await chat.revisions(sent))
    await chat.change(chat.ravi, sent, a_photo("plain", "Call +49 151 23456789"))
    async with chat.db.begin() as session:
        await let_go(session, chat.ravi, sent.id, at=chat.at)
    await table.let_pass(sent)
    assert (await chat.message(sent)).shown.text == "Call me here"


async def test_what_is_changed_twice_while_it_is_held_keeps_all_it_has_said(table: Table) -> None:
    chat = table.chat
    texts = [f"Call +49 151 2345678{number}" for number in range(3)]
    sent = await table.send("plain", texts[0])
    for text in texts[1:]:
        await chat.change(chat.ravi, sent, a_photo("plain", text))
    assert (await chat.message(sent)).shown.text == texts[-1]
    assert [one.content["text"] for one in await chat.revisions(sent)] == texts[:-1]
