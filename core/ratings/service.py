"""Opening rounds, rating, and showing what was said, inside the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.offers.states import Side
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.states import PeerState
from core.ratings.models import Rating, RatingRound
from core.ratings.queries import ratings_in, ratings_made_by
from core.ratings.states import NothingToRate, RatingsAreShown, Said, check_said
from core.rules import Rules
from core.trust.service import count_rating


async def open_round(
    session: AsyncSession,
    quest_id: UUID,
    *,
    carrier_id: UUID,
    requester_id: UUID,
    rules: Rules,
    at: datetime,
) -> None:
    """Let two rate each other from now on."""
    session.add(
        RatingRound(
            quest_id=quest_id,
            carrier_id=carrier_id,
            requester_id=requester_id,
            closes_at=at + timedelta(days=rules.rating_days),
        )
    )
    await session.flush()


async def rate(
    session: AsyncSession, quest_id: UUID, by: Side, said: Said, *, at: datetime
) -> bool:
    """Keep what one side says, in place of what it said before; true when both are shown now.

    Refuses `NothingToRate`, `RatingsAreShown`, `RatingNeedsStars`, `RatingTooLong`.
    """
    said = check_said(said, about=by.other)
    # Who comes second waits here, and sees what the first has said.
    query = select(RatingRound).where(RatingRound.quest_id == quest_id).with_for_update()
    found: RatingRound | None = await session.scalar(
        query.execution_options(populate_existing=True)
    )
    if found is None:
        raise NothingToRate
    if found.shown_at is not None:
        raise RatingsAreShown
    values = {
        "stars": said.stars,
        "tags": sorted(said.tags),
        "text": said.text,
        "at": at,
    }
    await session.execute(
        insert(Rating)
        .values(quest_id=quest_id, by=by, **values)
        .on_conflict_do_update(index_elements=["quest_id", "by"], set_=values)
    )
    if len(await ratings_in(session, quest_id)) < len(Side):
        return False
    await _show(session, found, at=at)
    return True


async def show_due(session: AsyncSession, *, at: datetime, most: int = 100) -> int:
    """Show what was said in the rounds whose time is over; answer how many there were."""
    rounds = await session.scalars(
        select(RatingRound)
        .where(RatingRound.shown_at.is_(None), RatingRound.closes_at <= at)
        .order_by(RatingRound.quest_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    due = rounds.all()
    for one in due:
        await _show(session, one, at=at)
    return len(due)


async def _show(session: AsyncSession, found: RatingRound, *, at: datetime) -> None:
    """Count the ratings of a locked round, and tell each what the other has said."""
    found.shown_at = at
    said = await ratings_in(session, found.quest_id)
    # Records are locked in one order, so that two rounds never wait for each other.
    for by in sorted(said, key=lambda side: found.peer_on(side.other)):
        about = await session.get_one(Peer, found.peer_on(by.other))
        await count_rating(session, about.id, said[by].stars)
        if about.state is not PeerState.FORGOTTEN:
            one = said[by]
            facts = {"stars": one.stars, "tags": " ".join(one.tags), "text": one.text}
            await tell(session, about, "rating-shown", facts, urgency=Urgency.DIGEST, at=at)


async def forget_ratings_of(session: AsyncSession, peer: Peer) -> None:
    """Leave none of the words a Peer has said of others; the stars are theirs."""
    for one in await ratings_made_by(session, peer):
        one.text = ""
