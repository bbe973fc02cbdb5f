"""Opening and closing posts, inside the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refused
from core.identity.queries import is_verified
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.peers.states import PeerState
from core.posting.models import Post
from core.rules import Rules
from core.trust.queries import refuse_halted

_MINUTE = timedelta(minutes=1)


class JoinFirst(Refused):
    """Who has not finished joining cannot post yet."""


class TooManyOpenPosts(Refused):
    """The Peer has as many open trips and parcels as he may."""


class PostingTooFast(Refused):
    """Two posts follow each other too quickly."""


async def open_post(
    session: AsyncSession, peer: Peer, post_id: UUID, *, rules: Rules, at: datetime
) -> None:
    """Note a new post. Refuses `JoinFirst`, `PeerIsHalted`, `TooManyOpenPosts`, `PostingTooFast`.

    The Peer is locked, so that two posts in one moment cannot both be the last allowed one.
    """
    await peer_for(session, peer.id, lock=True)
    await refuse_unless_room(session, peer, rules=rules, at=at)
    session.add(Post(id=post_id, peer_id=peer.id, posted_at=at))


async def refuse_unless_room(
    session: AsyncSession, peer: Peer, *, rules: Rules, at: datetime
) -> None:
    """Refuse what `open_post` would refuse: to say so before a form is filled in."""
    if peer.state is not PeerState.ACTIVE:
        raise JoinFirst
    await refuse_halted(session, peer)
    mine = select(Post).where(Post.peer_id == peer.id)
    still_open = select(func.count()).where(Post.peer_id == peer.id, Post.closed_at.is_(None))
    newest = await session.scalar(mine.order_by(Post.posted_at.desc()).limit(1))
    count = await session.scalar(still_open) or 0
    most = rules.most_posts(is_verified=await is_verified(session, peer.id))
    if count >= most:
        raise TooManyOpenPosts(most=most)
    if newest is None:
        return
    again_at = newest.posted_at + timedelta(minutes=rules.post_pause_minutes)
    if at < again_at:
        raise PostingTooFast(minutes=-((at - again_at) // _MINUTE), again_at=again_at)


async def close_posts(session: AsyncSession, post_ids: list[UUID], *, at: datetime) -> None:
    """Note that these are open no more."""
    await session.execute(
        update(Post).where(Post.id.in_(post_ids), Post.closed_at.is_(None)).values(closed_at=at)
    )
