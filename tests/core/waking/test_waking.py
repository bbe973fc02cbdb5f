"""While the service is away nobody's time runs out."""

from datetime import timedelta

import pytest

from core.complaints.queries import newest_complaint
from core.complaints.states import Problem, Word
from core.disputes.service import complain
from core.offers.models import Offer
from core.offers.states import Side
from core.quests.queries import facts_for
from core.quests.states import QuestState
from core.ratings.models import RatingRound
from core.settlement.service import give_up_silent, release_due
from core.waking.flows import wake
from tests.desk import Desk
from tests.market import RULES, a_deal

pytestmark = pytest.mark.fresh_db

_AWAY = timedelta(hours=30)


async def _be_away(desk: Desk, span: timedelta = _AWAY) -> None:
    assert not await wake(desk.db, clock=desk.now)
    await desk.advance(span)
    assert await wake(desk.db, clock=desk.now)


def _about(one: timedelta) -> timedelta:
    """Leave out the moments that the test itself takes."""
    return timedelta(minutes=round(one.total_seconds() / 60))


async def test_the_time_to_complain_is_given_back(desk: Desk) -> None:
    await desk.delivered()
    before = await desk.quest()
    await _be_away(desk)
    async with desk.db.begin() as session:
        assert await release_due(session, at=desk.now()) == 0
    after = await desk.quest()
    assert before.release_at
    assert before.claim_until
    assert after.release_at
    assert after.claim_until
    assert _about(after.release_at - before.release_at) == _AWAY
    assert _about(after.claim_until - before.claim_until) == _AWAY
    async with desk.db.begin() as session:
        facts = await facts_for(session, after, Side.CARRIER)
        round_ = await session.get_one(RatingRound, after.id)
    assert facts["release_at"] == after.release_at
    assert round_.closes_at - desk.now() > timedelta(days=RULES.rating_days - 1)


async def test_what_had_run_out_before_stays_so(desk: Desk) -> None:
    await desk.delivered()
    await desk.advance(timedelta(hours=RULES.release_hours + 1))
    before = (await desk.quest()).release_at
    await _be_away(desk)
    assert (await desk.quest()).release_at == before


async def test_who_could_not_answer_a_complaint_is_waited_for(desk: Desk) -> None:
    deal = await desk.delivered()
    async with desk.db.begin() as session:
        word = Word("It is broken")
        await complain(
            session,
            deal.requester,
            desk.quest_id,
            Problem.DAMAGED,
            word,
            rules=RULES,
            at=desk.now(),
        )
    await _be_away(desk)
    async with desk.db.begin() as session:
        complaint = await newest_complaint(session, desk.quest_id)
    assert complaint is not None
    assert _about(complaint.answer_by - complaint.made_at) == _AWAY + timedelta(
        hours=RULES.answer_hours
    )


async def test_a_carrier_is_not_silent_while_nobody_listens(desk: Desk) -> None:
    await desk.funded()
    quest = await desk.quest()
    due = quest.handed_over_at + timedelta(days=RULES.silent_days)
    await desk.advance(due - desk.now() - timedelta(hours=1))
    await _be_away(desk)
    async with desk.db.begin() as session:
        assert await give_up_silent(session, rules=RULES, at=desk.now()) == 0
    await desk.advance(timedelta(hours=2))
    async with desk.db.begin() as session:
        assert await give_up_silent(session, rules=RULES, at=desk.now()) == 1
    assert (await desk.quest()).state is QuestState.CANCELLED


async def test_an_offer_waits_longer_but_not_beyond_its_departure(desk: Desk) -> None:
    async with desk.db.begin() as session:
        far = (await a_deal(session, at=desk.now())).offer
    await _be_away(desk, timedelta(hours=5))
    async with desk.db.begin() as session:
        waits = await session.get_one(Offer, far.id)
    assert _about(waits.expires_at - far.expires_at) == timedelta(hours=5)
    await _be_away(desk, timedelta(days=9))
    async with desk.db.begin() as session:
        waits = await session.get_one(Offer, far.id)
    assert waits.expires_at <= waits.picked_up_at
