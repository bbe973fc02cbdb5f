"""A line ends some days after there was something to talk about; what was said, weeks later."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select, text, update

from core.copies.models import LinkCopy
from core.db import Db
from core.enclosures.models import LinkFile
from core.ids import new_id
from core.linkline.models import LinkLine, LinkSeat, LinkSide
from core.linkline.queries import lines_of
from core.linkline.service import enter, line_of_offer
from core.linkline.states import LineIsOver, week_to_drop
from core.messages.models import LIVE, LinkMessage, LinkRevision
from core.messages.states import Content, MessageKind
from core.offers.models import Offer
from core.offers.states import OfferState
from core.outbox.models import OutboxRow
from core.quests.models import Quest
from core.quests.states import QuestState
from core.transcripts.service import drop_weeks, end_lines, make_weeks_ahead
from tests.chats import Chat, a_chat, phone_of
from tests.conftest import NOON
from tests.market import RULES, offered

pytestmark = pytest.mark.fresh_db

DAY = timedelta(days=1)
AFTER = timedelta(days=RULES.line_days_after)
KEPT = timedelta(days=RULES.line_kept_days)


@pytest.fixture
async def chat(db: Db) -> Chat:
    """Give two who have said something, changed it, and sent a file along."""
    chat = await a_chat(db)
    sent = await chat.say(chat.ravi, "At noon")
    await chat.change(chat.ravi, sent, Content(MessageKind.TEXT, "At one"))
    await chat.say(chat.carla, "Good")
    async with db.begin() as session:
        file = {"id": new_id(NOON), "name": "document.pdf", "content": b"%PDF", "made_at": NOON}
        session.add(LinkFile(line_id=chat.line_id, message_id=sent.id, **file))
    return chat


async def _decline(chat: Chat) -> None:
    async with chat.db.begin() as session:
        closed = {"state": OfferState.DECLINED, "closed_at": chat.at}
        offer = update(Offer).where(Offer.id == chat.deal.offer.id)
        await session.execute(offer.values(**closed))


async def _end(chat: Chat) -> int:
    async with chat.db.begin() as session:
        return await end_lines(session, rules=RULES, at=chat.at)


async def _drop(chat: Chat) -> int:
    async with chat.db.begin() as session:
        return await drop_weeks(session, at=chat.at)


async def _counts(chat: Chat) -> dict[str, int]:
    """Count what there is of each kind, by the names of the tables."""
    tables = (LinkMessage, LinkRevision, LinkCopy, LinkFile, LinkLine, LinkSide, OutboxRow)
    async with chat.db.begin() as session:
        return {
            table.__tablename__: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


async def _weeks(chat: Chat) -> set[date]:
    async with chat.db.begin() as session:
        found = await session.scalars(select(LinkMessage.purge_on))
        found_too = await session.scalars(select(LinkRevision.purge_on))
        return {*found.all(), *found_too.all()}


async def _partitions(chat: Chat) -> list[str]:
    query = text("""
        SELECT inhrelid::regclass::text FROM pg_inherits
        WHERE inhparent IN ('link_message'::regclass, 'link_revision'::regclass) ORDER BY 1
    """)
    async with chat.db.begin() as session:
        return list(await session.scalars(query))


async def _ended(chat: Chat) -> Chat:
    """Let the line end, and give the Monday on which it is dropped in `at`."""
    await _decline(chat)
    chat.wait(AFTER + DAY)
    assert await _end(chat) == 1
    return chat


def _monday(at: datetime) -> date:
    return week_to_drop(at, kept_days=RULES.line_kept_days)


async def test_a_line_with_an_open_offer_does_not_end(chat: Chat) -> None:
    chat.wait(10 * AFTER)
    assert await _end(chat) == 0


async def test_a_line_does_not_end_as_long_as_what_ended_may_be_talked_about(chat: Chat) -> None:
    await _decline(chat)
    chat.wait(AFTER - DAY)
    assert await _end(chat) == 0
    chat.wait(2 * DAY)
    assert await _end(chat) == 1
    assert await _end(chat) == 0


async def test_a_line_with_a_live_quest_does_not_end_before_that_is_long_over(chat: Chat) -> None:
    quest = await chat.pay()
    chat.wait(10 * AFTER)
    assert await _end(chat) == 0
    over = {"state": QuestState.SETTLED, "ended_at": chat.at}
    async with chat.db.begin() as session:
        await session.execute(update(Quest).where(Quest.id == quest.id).values(**over))
    chat.wait(AFTER - DAY)
    assert await _end(chat) == 0
    chat.wait(2 * DAY)
    assert await _end(chat) == 1


async def test_nobody_is_on_a_line_that_has_ended_and_its_card_says_so(chat: Chat) -> None:
    async with chat.db.begin() as session:
        channel_id = await phone_of(session, chat.carla)
        await enter(session, chat.carla, channel_id, chat.line_id, rules=RULES, at=chat.at)
        # The sender has sent the card by now.
        await session.execute(update(OutboxRow).values(state="sent", message_id=7))
    await _ended(chat)
    async with chat.db.begin() as session:
        assert (await session.scalars(select(LinkSeat))).all() == []
        assert await lines_of(session, chat.carla) == []
        unpin = select(OutboxRow).where(OutboxRow.method == "unpinChatMessage")
        assert len((await session.scalars(unpin)).all()) == 1
    assert [one.content["phase"] for one in await chat.told("line")][-1] == "over"
    with pytest.raises(LineIsOver):
        await chat.say(chat.carla, "Hello?")


async def test_what_was_said_moves_to_the_week_in_which_it_is_dropped(chat: Chat) -> None:
    before = await _counts(chat)
    assert await _weeks(chat) == {LIVE}
    await _ended(chat)
    assert await _weeks(chat) == {_monday(chat.at)}
    after = await _counts(chat)
    assert {name: after[name] for name in ("link_message", "link_revision")} == {
        name: before[name] for name in ("link_message", "link_revision")
    }
    assert (await chat.line()).ended_at == chat.at


async def test_a_week_takes_what_was_said_and_what_went_with_it_and_nothing_else(
    chat: Chat,
) -> None:
    other = await a_chat(chat.db)
    await other.say(other.ravi, "And the other one?")
    theirs = await _counts(chat)
    await _ended(chat)
    chat.at = datetime.combine(_monday(chat.at), datetime.min.time(), NOON.tzinfo) - DAY
    assert await _drop(chat) == 0
    chat.wait(DAY)
    assert await _drop(chat) == 2
    left = await _counts(chat)
    assert left["link_message"] == 1
    assert left["link_revision"] == left["link_file"] == 0
    assert left["link_copy"] == theirs["link_copy"] - 4
    assert (left["link_line"], left["link_side"]) == (2, 4)
    async with chat.db.begin() as session:
        said = (await session.scalars(select(LinkMessage))).one()
        assert said.line_id == other.line_id
        queued = await session.scalars(select(OutboxRow).where(OutboxRow.notice == "line-message"))
        assert [row.content["line"] for row in queued.all()] == [str(other.line_id)]


async def test_what_is_live_is_never_dropped(chat: Chat) -> None:
    chat.wait(100 * KEPT)
    assert await _drop(chat) == 0
    assert (await _counts(chat))["link_message"] == 2
    assert await _partitions(chat) == ["link_message_live", "link_revision_live"]


async def test_a_line_that_opens_again_keeps_what_is_said_then(chat: Chat) -> None:
    await _ended(chat)
    first_week = _monday(chat.at)
    async with chat.db.begin() as session:
        deal = chat.deal
        again = await offered(session, deal.path, deal.parcel)
        line = await line_of_offer(session, chat.carla, again.id, rules=RULES, at=chat.at)
        assert line.id == chat.line_id
    await chat.say(chat.carla, "Here we are again")
    assert (await chat.line()).ended_at is None
    assert await _weeks(chat) == {first_week, LIVE}
    chat.at = datetime.combine(first_week, datetime.min.time(), NOON.tzinfo)
    await _drop(chat)
    assert await _weeks(chat) == {LIVE}
    async with chat.db.begin() as session:
        left = (await session.scalars(select(LinkMessage))).one()
    assert left.shown.text == "Here we are again"


async def test_a_line_that_ends_twice_keeps_each_of_its_parts_as_long(chat: Chat) -> None:
    await _ended(chat)
    first_week = _monday(chat.at)
    async with chat.db.begin() as session:
        deal = chat.deal
        again = await offered(session, deal.path, deal.parcel)
        await line_of_offer(session, chat.carla, again.id, rules=RULES, at=chat.at)
    await chat.say(chat.carla, "Here we are again")
    chat.wait(4 * AFTER)
    async with chat.db.begin() as session:
        closed = {"state": OfferState.EXPIRED, "closed_at": chat.at - 2 * AFTER}
        await session.execute(update(Offer).where(Offer.id == again.id).values(**closed))
    assert await _end(chat) == 1
    assert await _weeks(chat) == {first_week, _monday(chat.at)}


async def test_weeks_are_laid_down_before_they_are_needed(chat: Chat) -> None:
    async with chat.db.begin() as session:
        await make_weeks_ahead(session, rules=RULES, at=chat.at)
        await make_weeks_ahead(session, rules=RULES, at=chat.at)
    mondays = [_monday(chat.at), _monday(chat.at + timedelta(days=7))]
    assert await _partitions(chat) == sorted(
        f"{table}_{week}"
        for table in ("link_message", "link_revision")
        for week in ("live", *(f"{one:%Y_%m_%d}" for one in mondays))
    )
