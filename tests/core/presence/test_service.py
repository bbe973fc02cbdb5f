"""Habits are noted by the clock from what was sent, and a pause is told once."""

from datetime import timedelta
from typing import Any

import pytest

from core.clearance.service import let_pass
from core.db import Db
from core.linkline.queries import side_on
from core.linkline.service import card_facts, line_of_offer
from core.linkline.states import LineIsOver, LineMissing, Pace
from core.offers.states import Side
from core.peers.models import Peer
from core.presence.service import note_paces, pause
from core.presence.states import LEAST_ANSWERS
from core.trust.service import block
from tests.chats import Chat, a_chat
from tests.conftest import NOON
from tests.lines import NUMBER
from tests.market import RULES, deal_of
from tests.posts import a_peer

_WAIT = timedelta(minutes=40)


@pytest.fixture
async def chat(db: Db) -> Chat:
    return await a_chat(db)


async def _talk(chat: Chat, *, answers: int, wait: timedelta = _WAIT) -> None:
    """Let Carla ask and Ravi answer, so many times; she asks again at once."""
    for number in range(answers):
        await chat.say(chat.carla, "And " + "x" * number)
        chat.wait(wait)
        await chat.say(chat.ravi, "Yes " + "y" * number)


async def _note(chat: Chat) -> int:
    async with chat.db.begin() as session:
        return await note_paces(session, since=NOON, rules=RULES, at=chat.at)


async def _card(chat: Chat, side: Side) -> dict[str, Any]:
    async with chat.db.begin() as session:
        line = await chat.line()
        return await card_facts(session, line, side, rules=RULES, at=chat.at)


async def _pause(chat: Chat, by: Peer, *, is_paused: bool = True) -> None:
    async with chat.db.begin() as session:
        await pause(session, by, chat.line_id, is_paused=is_paused, rules=RULES, at=chat.at)


async def test_who_answers_within_the_hour_is_said_to(chat: Chat) -> None:
    await _talk(chat, answers=LEAST_ANSWERS)
    assert await _note(chat) == 1
    assert (await _card(chat, Side.CARRIER))["pace"] == Pace.HOUR
    assert await _note(chat) == 0, "the same again changes no card"


async def test_who_has_answered_seldom_has_no_habit(chat: Chat) -> None:
    await _talk(chat, answers=LEAST_ANSWERS - 1)
    assert await _note(chat) <= 1
    assert (await _card(chat, Side.CARRIER))["pace"] == ""


async def test_several_messages_in_a_row_are_one_wait_from_the_first(chat: Chat) -> None:
    for number in range(LEAST_ANSWERS):
        await chat.say(chat.carla, "One " + "x" * number)
        chat.wait(timedelta(hours=3))
        await chat.say(chat.carla, "Two " + "x" * number)
        chat.wait(timedelta(minutes=5))
        for word in ("Yes", "No"):
            await chat.say(chat.ravi, word + "y" * number)
    await _note(chat)
    assert (await _card(chat, Side.CARRIER))["pace"] == Pace.HOURS


async def test_what_was_held_is_no_answer_and_no_question(chat: Chat) -> None:
    for number in range(LEAST_ANSWERS):
        await chat.say(chat.carla, NUMBER + "!" * number)
        chat.wait(_WAIT)
        await chat.say(chat.ravi, NUMBER + "?" * number)
    await _note(chat)
    for side in Side:
        assert (await _card(chat, side))["pace"] == ""


async def test_what_was_held_and_sent_later_was_said_then(chat: Chat) -> None:
    held = await chat.say(chat.ravi, NUMBER)
    chat.wait(timedelta(hours=2))
    async with chat.db.begin() as session:
        await let_pass(session, chat.ravi, held.id, rules=RULES, at=chat.at)
    assert (await chat.message(held)).said_at == chat.at


async def test_a_habit_is_known_on_a_line_that_is_new(chat: Chat, db: Db) -> None:
    await _talk(chat, answers=LEAST_ANSWERS)
    async with db.begin() as session:
        omar = await a_peer(session, "Omar")
        deal = await deal_of(session, omar, chat.ravi, at=chat.at)
        line = await line_of_offer(session, omar, deal.offer.id, rules=RULES, at=chat.at)
    await _note(chat)
    async with db.begin() as session:
        paces = {side: (await side_on(session, line, side)).pace for side in Side}
    assert paces == {Side.REQUESTER: Pace.HOUR, Side.CARRIER: None}


async def test_a_pause_and_its_end_are_told_once(chat: Chat) -> None:
    for is_paused in (True, True, False, False):
        await _pause(chat, chat.ravi, is_paused=is_paused)
    assert len(await chat.told("line-paused")) == 1
    (told,) = await chat.told("line-back")
    assert "at" not in told.content
    assert (await _card(chat, Side.CARRIER))["is_away"] == 0


async def test_who_plays_with_it_is_told_of_once_an_hour(chat: Chat) -> None:
    for _ in range(5):
        await _pause(chat, chat.ravi)
        await _pause(chat, chat.ravi, is_paused=False)
    assert (len(await chat.told("line-paused")), len(await chat.told("line-back"))) == (1, 1)
    chat.wait(timedelta(hours=1))
    await _pause(chat, chat.ravi)
    assert len(await chat.told("line-paused")) == 2


async def test_who_writes_is_back_and_what_is_held_tells_nothing(chat: Chat) -> None:
    await _pause(chat, chat.ravi)
    held = await chat.say(chat.ravi, NUMBER)
    assert (await _card(chat, Side.CARRIER))["is_away"] == 1
    async with chat.db.begin() as session:
        await let_pass(session, chat.ravi, held.id, rules=RULES, at=chat.at)
    assert (await _card(chat, Side.CARRIER))["is_away"] == 0
    assert len(await chat.told("line-back")) == 1


async def test_what_the_other_side_writes_ends_no_pause(chat: Chat) -> None:
    await _pause(chat, chat.ravi)
    await chat.say(chat.carla, "Hello?")
    assert (await _card(chat, Side.CARRIER))["is_away"] == 1
    assert await chat.told("line-back") == []


async def test_only_a_side_pauses_and_only_as_long_as_there_is_something_to_say(
    chat: Chat,
) -> None:
    async with chat.db.begin() as session:
        omar = await a_peer(session, "Omar")
    with pytest.raises(LineMissing):
        await _pause(chat, omar)
    async with chat.db.begin() as session:
        await block(session, chat.carla, chat.ravi.id, at=chat.at)
    with pytest.raises(LineIsOver):
        await _pause(chat, chat.ravi)
