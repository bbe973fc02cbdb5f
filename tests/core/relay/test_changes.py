"""What one does to a message is numbered, and the other side learns what it may and no more."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clearance.service import let_go, let_pass
from core.linkline.queries import phones_of
from core.messages.queries import held_changes
from core.messages.states import MessageMissing, MessageState
from core.offers.states import Side
from core.outbox.models import OutboxRow
from core.reactions.service import react
from core.reactions.states import NotAReaction
from core.relay.service import take_back
from tests.conftest import NOON
from tests.lines import MASKED, NUMBER, Talk, a_talk
from tests.market import RULES


@pytest.fixture
async def talk(session: AsyncSession) -> Talk:
    return await a_talk(session)


async def test_a_held_message_may_be_changed_as_often_as_one_likes(talk: Talk) -> None:
    held = await talk.say(talk.ravi, NUMBER)
    for text in ("Or +49 151 23456780", "Or +49 151 23456781"):
        await talk.change(talk.ravi, held.id, text)
    assert (held.state, held.version) == (MessageState.HELD, 3)
    (seen,) = await talk.seen_by(Side.REQUESTER, after=1)
    assert seen.shown.text == "Or +49 151 23456781"
    assert await talk.seen_by(Side.CARRIER) == []


async def test_half_a_number_is_not_hidden_by_touching_what_was_said_before_it(
    talk: Talk,
) -> None:
    older = [await talk.say(talk.ravi, text) for text in ("Hello", "Good day", "Well", "Fine")]
    await talk.say(talk.ravi, "98200")
    for one in older:
        await react(talk.session, talk.ravi, talk.line.id, one.id, "👍", at=NOON)
    rest = await talk.say(talk.ravi, "14375")
    assert rest.state is MessageState.HELD


async def test_a_held_message_without_its_contact_goes(talk: Talk) -> None:
    held = await talk.say(talk.ravi, NUMBER)
    await talk.change(talk.ravi, held.id, "Write to me here please")
    (heard,) = await talk.seen_by(Side.CARRIER)
    assert (heard.state, heard.shown.text) == (MessageState.SENT, "Write to me here please")


async def test_what_was_never_sent_and_is_taken_back_was_never_there(talk: Talk) -> None:
    held = await talk.say(talk.ravi, NUMBER)
    await take_back(talk.session, talk.ravi, held.id, at=NOON)
    assert await talk.seen_by(Side.CARRIER) == []
    (mine,) = await talk.seen_by(Side.REQUESTER, after=1)
    assert mine.state is MessageState.DROPPED


async def test_who_lets_go_of_a_message_hears_of_it_elsewhere_too(talk: Talk) -> None:
    held = await talk.say(talk.ravi, NUMBER)
    await let_go(talk.session, talk.ravi, held.id, at=NOON)
    (mine,) = await talk.seen_by(Side.REQUESTER, after=1)
    assert mine.state is MessageState.DROPPED


async def test_a_change_that_is_held_shows_the_other_side_nothing_at_all(talk: Talk) -> None:
    sent = await talk.say(talk.ravi, "Hello")
    before = (sent.carrier_change, sent.version, sent.changed_at)
    for text in (NUMBER, NUMBER, "Or +49 151 23456780"):
        await talk.change(talk.ravi, sent.id, text)
    assert (sent.carrier_change, sent.version, sent.changed_at) == before
    assert sent.shown.text == "Hello"


async def test_the_newest_change_that_is_held_is_the_one_that_passes(talk: Talk) -> None:
    sent = await talk.say(talk.ravi, "Hello")
    for text in ("Call +49 151 23456780", NUMBER):
        await talk.change(talk.ravi, sent.id, text)
    await let_pass(talk.session, talk.ravi, sent.id, rules=RULES, at=NOON)
    assert (sent.shown.text, sent.version) == (MASKED, 2)
    assert await held_changes(talk.session, [sent.id]) == {}


async def test_a_later_change_has_the_last_word_over_one_that_was_held(talk: Talk) -> None:
    sent = await talk.say(talk.ravi, "Hello")
    for text in (NUMBER, "Good day", "Good evening"):
        await talk.change(talk.ravi, sent.id, text)
    await let_pass(talk.session, talk.ravi, sent.id, rules=RULES, at=NOON)
    assert (sent.shown.text, sent.version) == ("Good evening", 3)


async def test_what_its_writers_phone_says_anyway_is_no_change(talk: Talk) -> None:
    """A phone tells of changes that are none: to a link's preview, or to who may see it."""
    held = await talk.say(talk.ravi, NUMBER)
    await let_pass(talk.session, talk.ravi, held.id, rules=RULES, at=NOON)
    await talk.change(talk.ravi, held.id, NUMBER)
    assert (held.shown.text, held.version) == (MASKED, 1)
    assert await held_changes(talk.session, [held.id]) == {}
    await talk.change(talk.ravi, held.id, "Something else")
    await talk.change(talk.ravi, held.id, NUMBER)
    assert await held_changes(talk.session, [held.id]) != {}, "that is a new decision"


async def test_what_was_let_go_is_not_asked_about_again_by_a_change_that_is_none(
    talk: Talk,
) -> None:
    sent = await talk.say(talk.ravi, "Hello")
    for decide in (_let_go, _let_pass):
        await talk.change(talk.ravi, sent.id, f"{NUMBER} {decide.__name__}")
        await decide(talk, sent.id)
        await talk.change(talk.ravi, sent.id, f"{NUMBER} {decide.__name__}")
        assert await held_changes(talk.session, [sent.id]) == {}


async def _let_go(talk: Talk, message_id: UUID) -> None:
    await let_go(talk.session, talk.ravi, message_id, at=NOON)


async def _let_pass(talk: Talk, message_id: UUID) -> None:
    await let_pass(talk.session, talk.ravi, message_id, rules=RULES, at=NOON)


async def test_a_change_that_is_held_can_be_let_go(talk: Talk) -> None:
    sent = await talk.say(talk.ravi, "Hello")
    await talk.change(talk.ravi, sent.id, NUMBER)
    await let_go(talk.session, talk.ravi, sent.id, at=NOON)
    await let_pass(talk.session, talk.ravi, sent.id, rules=RULES, at=NOON)
    assert sent.shown.text == "Hello"


async def test_a_reaction_is_kept_one_by_each_side_and_is_news(talk: Talk) -> None:
    sent = await talk.say(talk.ravi, "Thank you")
    changed_at = sent.changed_at
    for by, emoji in ((talk.carla, "👍"), (talk.carla, "❤️"), (talk.ravi, "🎉")):
        at = NOON + timedelta(minutes=1)
        await react(talk.session, by, talk.line.id, sent.id, emoji, at=at)
    (heard,) = await talk.seen_by(Side.CARRIER, after=talk.line.changes - 1)
    assert heard.reactions == {"carrier": "❤", "requester": "🎉"}
    assert heard.changed_at == changed_at, "what was said is the same"
    await react(talk.session, talk.carla, talk.line.id, sent.id, None, at=NOON)
    assert sent.reactions == {"requester": "🎉"}


async def test_what_nobody_may_set_or_has_seen_gets_no_reaction(talk: Talk) -> None:
    sent, held = await talk.say(talk.ravi, "Hello"), await talk.say(talk.ravi, NUMBER)
    with pytest.raises(NotAReaction):
        await react(talk.session, talk.carla, talk.line.id, sent.id, "🧨", at=NOON)
    with pytest.raises(MessageMissing):
        await react(talk.session, talk.carla, talk.line.id, held.id, "👍", at=NOON)
    await react(talk.session, talk.ravi, talk.line.id, held.id, "👍", at=NOON)
    assert held.reactions == {}


async def test_a_program_that_is_held_back_has_its_answer_and_no_phone_is_asked(
    talk: Talk,
) -> None:
    channel = (await phones_of(talk.session, talk.line, Side.REQUESTER))[0].channel_id
    asked = select(OutboxRow.content).where(OutboxRow.notice == "line-held")
    await talk.say(talk.ravi, NUMBER)
    assert (await talk.session.scalars(asked)).all() == []
    await talk.say(talk.ravi, NUMBER, channel_id=channel, chat_message_id=7)
    (question,) = (await talk.session.scalars(asked)).all()
    assert question["reply"] == 7
