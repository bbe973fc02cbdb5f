"""Finding what a message of a chat is, and where a ticket has its topic."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.states import Fate
from core.desk.models import SupportTopic, TicketCopy, TicketTopic
from core.tickets.models import TicketMessage
from core.tickets.states import Author


async def copy_in_chat(
    session: AsyncSession, channel_id: UUID | None, chat_message_id: int
) -> TicketCopy | None:
    """Find what a message of a Peer's chat, or without a channel of the desk, is of a ticket."""
    query = select(TicketCopy).where(
        TicketCopy.channel_id.is_not_distinct_from(channel_id),
        TicketCopy.chat_message_id == chat_message_id,
    )
    return await session.scalar(query.limit(1))


async def copy_of(
    session: AsyncSession, message_id: UUID, channel_id: UUID | None
) -> TicketCopy | None:
    query = select(TicketCopy).where(
        TicketCopy.message_id == message_id,
        TicketCopy.channel_id.is_not_distinct_from(channel_id),
    )
    return await session.scalar(query)


async def copies_of(
    session: AsyncSession, message_id: UUID, *, lock: bool = False
) -> list[TicketCopy]:
    query = select(TicketCopy).where(TicketCopy.message_id == message_id).order_by(TicketCopy.id)
    query = query.execution_options(populate_existing=True)
    return list(await session.scalars(query.with_for_update() if lock else query))


async def is_one_on_its_way(session: AsyncSession, channel_id: UUID | None) -> bool:
    """Tell whether something may have arrived in a Peer's chat, or at the desk, unknown to us yet.

    What was taken back before it went never arrives.
    """
    query = select(TicketCopy.id).where(
        TicketCopy.channel_id.is_not_distinct_from(channel_id),
        TicketCopy.fate == Fate.QUEUED,
        TicketCopy.version > 0,
    )
    return await session.scalar(query.limit(1)) is not None


async def delivered(session: AsyncSession, messages: list[TicketMessage]) -> set[UUID]:
    """Tell which of these the other side is known to have: ours the Peer's phone, his the desk.

    What one of us has written in the console stands at the desk as well, which says nothing of it.
    """
    is_by_peer = {one.id: one.author is Author.PEER for one in messages}
    query = select(TicketCopy.message_id, TicketCopy.channel_id.is_(None)).where(
        TicketCopy.message_id.in_(is_by_peer),
        TicketCopy.is_own.is_(False),
        TicketCopy.fate == Fate.THERE,
    )
    rows = await session.execute(query)
    return {message_id for message_id, is_at_desk in rows if is_by_peer[message_id] == is_at_desk}


async def ticket_in(session: AsyncSession, desk: str, thread_id: int) -> UUID | None:
    """Find the ticket that is meant by what is written in a topic of the desk."""
    topic = await session.get(TicketTopic, (desk, thread_id))
    return None if topic is None else topic.ticket_id


async def topic_of(session: AsyncSession, desk: str, ticket_id: UUID) -> TicketTopic | None:
    query = select(TicketTopic).where(
        TicketTopic.desk == desk,
        TicketTopic.ticket_id == ticket_id,
        TicketTopic.lost_at.is_(None),
    )
    return await session.scalar(query.execution_options(populate_existing=True))


async def is_of_support(session: AsyncSession, channel_id: UUID, thread_id: int) -> bool:
    """Tell whether a topic of a Peer's chat is that of Support."""
    return await session.get(SupportTopic, (channel_id, thread_id)) is not None
