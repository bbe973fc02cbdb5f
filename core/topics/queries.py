"""Finding topics by their line, and lines by their topics."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.topics.models import LinkTopic


async def thread_of(session: AsyncSession, channel_id: UUID, line_id: UUID) -> int | None:
    """Find the topic in which a phone has a line; none when it has none that can be used."""
    query = select(LinkTopic.thread_id).where(
        LinkTopic.channel_id == channel_id,
        LinkTopic.line_id == line_id,
        LinkTopic.lost_at.is_(None),
    )
    return await session.scalar(query)


async def line_in(session: AsyncSession, channel_id: UUID, thread_id: int) -> UUID | None:
    """Find the line that is meant by what somebody writes in a topic."""
    topic = await session.get(LinkTopic, (channel_id, thread_id))
    return None if topic is None else topic.line_id
