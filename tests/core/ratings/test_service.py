"""Neither reads the other's rating first, and each counts once."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from core.db import Db
from core.ids import new_id
from core.offers.states import Side
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.privacy.service import export_everything
from core.ratings.queries import may_rate, rating_by
from core.ratings.service import forget_ratings_of, open_round, rate, show_due
from core.ratings.states import (
    LONGEST_TEXT,
    NothingToRate,
    RatingNeedsStars,
    RatingsAreShown,
    RatingTooLong,
    Said,
    Tag,
)
from core.trust.queries import standings_of
from core.trust.states import Standing
from tests.conftest import NOON
from tests.market import RULES
from tests.posts import a_peer

pytestmark = pytest.mark.fresh_db

GOOD = Said(5, frozenset({Tag.ON_TIME, Tag.CAREFUL}), " Kind and quick. ")
BAD = Said(2, frozenset({Tag.LATE}))


class Meeting:
    """Two who have met, and may say how it was."""

    def __init__(self, db: Db, carrier_id: UUID, requester_id: UUID) -> None:
        self.db = db
        self.quest_id = new_id(NOON)
        self.carrier_id, self.requester_id = carrier_id, requester_id

    async def says(self, by: Side, said: Said) -> bool:
        async with self.db.begin() as session:
            return await rate(session, self.quest_id, by, said, at=NOON)

    async def closes(self, *, days: int) -> int:
        async with self.db.begin() as session:
            return await show_due(session, at=NOON + timedelta(days=days))

    async def record(self, peer_id: UUID) -> Standing:
        async with self.db.begin() as session:
            return (await standings_of(session, [peer_id]))[peer_id]

    async def told(self) -> list[dict[str, object]]:
        query = select(OutboxRow.content).where(OutboxRow.notice == "rating-shown")
        async with self.db.begin() as session:
            return [dict(one) for one in await session.scalars(query.order_by(OutboxRow.id))]


@pytest.fixture
async def meeting(db: Db) -> Meeting:
    async with db.begin() as session:
        carla, ravi = await a_peer(session, "Carla"), await a_peer(session, "Ravi")
        meeting = Meeting(db, carla.id, ravi.id)
        await open_round(
            session,
            meeting.quest_id,
            carrier_id=carla.id,
            requester_id=ravi.id,
            rules=RULES,
            at=NOON,
        )
    return meeting


async def test_nothing_is_read_or_counted_before_both_have_rated(meeting: Meeting) -> None:
    assert not await meeting.says(Side.REQUESTER, GOOD)
    assert await meeting.told() == []
    assert (await meeting.record(meeting.carrier_id)).ratings == 0
    assert await meeting.says(Side.CARRIER, BAD)
    carrier = await meeting.record(meeting.carrier_id)
    requester = await meeting.record(meeting.requester_id)
    assert (carrier.stars, carrier.ratings) == (5, 1)
    assert (requester.stars, requester.ratings) == (2, 1)
    told = {one["text"]: one for one in await meeting.told()}
    assert told["Kind and quick."]["tags"] == "careful on-time"
    assert told[""]["stars"] == 2


async def test_what_was_said_may_be_changed_until_it_is_shown(meeting: Meeting) -> None:
    await meeting.says(Side.CARRIER, BAD)
    await meeting.says(Side.CARRIER, Said(4))
    async with meeting.db.begin() as session:
        assert await rating_by(session, meeting.quest_id, Side.CARRIER) == Said(4)
        assert await rating_by(session, meeting.quest_id, Side.REQUESTER) is None
    await meeting.says(Side.REQUESTER, GOOD)
    assert (await meeting.record(meeting.requester_id)).stars == 4
    with pytest.raises(RatingsAreShown):
        await meeting.says(Side.CARRIER, GOOD)


async def test_one_who_rated_alone_is_read_when_the_time_is_over(meeting: Meeting) -> None:
    await meeting.says(Side.REQUESTER, GOOD)
    assert await meeting.closes(days=RULES.rating_days - 1) == 0
    assert await meeting.closes(days=RULES.rating_days) == 1
    assert await meeting.closes(days=RULES.rating_days) == 0
    assert (await meeting.record(meeting.carrier_id)).ratings == 1
    assert (await meeting.record(meeting.requester_id)).ratings == 0
    async with meeting.db.begin() as session:
        assert not await may_rate(session, meeting.quest_id)
    with pytest.raises(RatingsAreShown):
        await meeting.says(Side.CARRIER, BAD)


async def test_both_at_once_are_shown_once(meeting: Meeting) -> None:
    shown = await asyncio.gather(
        meeting.says(Side.CARRIER, BAD), meeting.says(Side.REQUESTER, GOOD)
    )
    assert sorted(shown) == [False, True]
    assert len(await meeting.told()) == len(Side)


async def test_a_tag_that_is_not_about_this_side_is_left_out(meeting: Meeting) -> None:
    await meeting.says(Side.REQUESTER, Said(3, frozenset({Tag.WELL_PACKED, Tag.LATE})))
    async with meeting.db.begin() as session:
        kept = await rating_by(session, meeting.quest_id, Side.REQUESTER)
    assert kept == Said(3, frozenset({Tag.LATE}))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said(0), RatingNeedsStars),
        (Said(6), RatingNeedsStars),
        (Said(5, text="x" * (LONGEST_TEXT + 1)), RatingTooLong),
    ],
)
async def test_what_no_rating_may_be(
    meeting: Meeting, said: Said, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await meeting.says(Side.CARRIER, said)


async def test_who_has_not_met_rates_nobody(db: Db) -> None:
    with pytest.raises(NothingToRate):
        async with db.begin() as session:
            await rate(session, new_id(NOON), Side.CARRIER, GOOD, at=NOON)


async def test_the_words_of_who_is_forgotten_are_gone_and_the_stars_stay(meeting: Meeting) -> None:
    await meeting.says(Side.REQUESTER, GOOD)
    async with meeting.db.begin() as session:
        ravi = await session.get_one(Peer, meeting.requester_id)
        everything = await export_everything(session, ravi, at=NOON)
        assert [one["text"] for one in everything["ratings_given"]] == ["Kind and quick."]
        await forget_ratings_of(session, ravi)
    async with meeting.db.begin() as session:
        kept = await rating_by(session, meeting.quest_id, Side.REQUESTER)
    assert kept is not None
    assert (kept.stars, kept.text) == (5, "")
