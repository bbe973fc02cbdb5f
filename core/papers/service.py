"""Wishing for papers, inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.glidepaths.queries import glidepath_for
from core.ids import new_id
from core.offers.states import Side
from core.papers.models import PaperWish
from core.papers.queries import parcels_on, quest_paper
from core.papers.states import NoPaperYet, PaperKind, QuestPaper
from core.peers.models import Channel, Peer
from core.quests.queries import quest_for

PAPERS_CHANNEL = "papers"
"""Rung when there is one to make."""

_LEASE = timedelta(minutes=2)
"""A paper with ten photos is made in seconds."""


async def wish_for_paper(
    session: AsyncSession,
    peer: Peer,
    channel: Channel,
    kind: PaperKind,
    about: UUID,
    *,
    at: datetime,
) -> None:
    """Have a paper made and sent over a channel. To wish twice is to wish once.

    Refuses `QuestMissing` or `GlidePathMissing`, and `NoPaperYet`.
    """
    await check_paper(session, peer, kind, about)
    await session.execute(
        insert(PaperWish)
        .values(
            id=new_id(at),
            kind=kind,
            about=about,
            channel_id=channel.id,
            wished_at=at,
            tries=0,
            make_at=at,
        )
        .on_conflict_do_nothing()
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": PAPERS_CHANNEL})


async def check_paper(session: AsyncSession, peer: Peer, kind: PaperKind, about: UUID) -> None:
    """Refuse a paper that is not this Peer's, or that would say nothing."""
    if kind is PaperKind.CUSTOMS:
        path = await glidepath_for(session, peer, about)
        if not await parcels_on(session, path.id):
            raise NoPaperYet
        return
    quest = await quest_for(session, peer, about)
    if not says_something(await quest_paper(session, quest, quest.side_of(peer)), kind):
        raise NoPaperYet


def says_something(paper: QuestPaper, kind: PaperKind) -> bool:
    """Tell whether there is something to receipt, or to prove, on this side."""
    if kind is PaperKind.PROOF:
        return paper.picked_up_at is not None
    is_earner = paper.side is Side.CARRIER
    return paper.sums is not None and (not is_earner or paper.sums.kept.minor > 0)


async def claim_papers(session: AsyncSession, *, at: datetime, limit: int = 4) -> Sequence[UUID]:
    """Take those that are due; nobody else makes them for a while."""
    query = (
        select(PaperWish)
        .where(PaperWish.make_at <= at)
        .order_by(PaperWish.make_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    wishes = (await session.scalars(query)).all()
    for wish in wishes:
        wish.tries += 1
        wish.make_at = at + _LEASE
    return [wish.id for wish in wishes]


async def locked_wish(session: AsyncSession, wish_id: UUID) -> PaperWish | None:
    """Fetch a wish as it is now; None when it was granted meanwhile."""
    return await session.get(PaperWish, wish_id, with_for_update=True, populate_existing=True)
