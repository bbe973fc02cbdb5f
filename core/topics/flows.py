"""What the one sender notes of topics, each step a transaction of its own.

Making one cannot be repeated safely: after a crash in between there is an empty one too many.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from core.db import Db
from core.peers.models import Channel
from core.peers.queries import channel_at
from core.peers.states import ChannelKind
from core.topics.models import LinkTopic
from core.topics.queries import thread_of


async def known_thread(db: Db, address: str, line_id: UUID) -> int | None:
    """Find the topic in which whoever has this address has a line."""
    async with db.begin() as session:
        channel = await channel_at(session, ChannelKind.TELEGRAM, address)
        return None if channel is None else await thread_of(session, channel.id, line_id)


async def note_topic(db: Db, address: str, line_id: UUID, thread_id: int, *, at: datetime) -> None:
    """Remember a topic that was made. Of somebody who is forgotten meanwhile nothing is."""
    async with db.begin() as session:
        channel = await channel_at(session, ChannelKind.TELEGRAM, address)
        if channel is not None:
            made = insert(LinkTopic).values(
                channel_id=channel.id, line_id=line_id, thread_id=thread_id, made_at=at
            )
            await session.execute(made.on_conflict_do_nothing())


async def note_loss(db: Db, address: str, thread_id: int, *, at: datetime) -> None:
    """Remember that nothing can be sent to a topic."""
    channel = select(Channel.id).where(
        Channel.kind == ChannelKind.TELEGRAM, Channel.address == address
    )
    lost = update(LinkTopic).where(
        LinkTopic.channel_id == channel.scalar_subquery(), LinkTopic.thread_id == thread_id
    )
    async with db.begin() as session:
        await session.execute(lost.values(lost_at=at))
