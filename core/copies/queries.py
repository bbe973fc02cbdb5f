"""Finding copies: by what is in a chat, and by their message."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.models import LinkCopy
from core.copies.states import Fate
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState, Urgency


async def copy_at(session: AsyncSession, channel_id: UUID, chat_message_id: int) -> LinkCopy | None:
    """Find which message of a line a message of a chat is."""
    query = select(LinkCopy).where(
        LinkCopy.channel_id == channel_id, LinkCopy.chat_message_id == chat_message_id
    )
    return await session.scalar(query)


async def is_one_under_way(session: AsyncSession, channel_id: UUID) -> bool:
    """Tell whether something is being sent to a chat, so that it may be there and not be noted."""
    query = select(OutboxRow.id).where(
        OutboxRow.channel_id == channel_id,
        OutboxRow.urgency == Urgency.LINKLINE,
        OutboxRow.state == OutboxState.LEASED,
    )
    return await session.scalar(query.limit(1)) is not None


async def is_taken_away(session: AsyncSession, row_id: int, chat_message_id: int) -> bool:
    """Tell whether a message that a row would change is to be gone."""
    query = (
        select(LinkCopy.version)
        .join(OutboxRow, OutboxRow.channel_id == LinkCopy.channel_id)
        .where(OutboxRow.id == row_id, LinkCopy.chat_message_id == chat_message_id)
    )
    return await session.scalar(query) == 0


async def copies_of(
    session: AsyncSession, message_id: UUID, *, is_own: bool, lock: bool = False
) -> list[LinkCopy]:
    """List the copies of a message on one side; locked, so that its fate is not told meanwhile."""
    query = (
        select(LinkCopy)
        .where(LinkCopy.message_id == message_id, LinkCopy.is_own == is_own)
        .order_by(LinkCopy.channel_id)
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(query.with_for_update() if lock else query))


async def copy_in(session: AsyncSession, message_id: UUID, channel_id: UUID) -> LinkCopy | None:
    """Find the copy of a message in one chat, whoever wrote it."""
    return await session.get(LinkCopy, (message_id, channel_id))


async def copies_in_row(session: AsyncSession, row_id: int) -> list[LinkCopy]:
    """List what one row of the outbox carries, in its order."""
    query = select(LinkCopy).where(LinkCopy.row_id == row_id).order_by(LinkCopy.place)
    return list(await session.scalars(query))


async def there_for_all(
    session: AsyncSession, message_ids: Collection[UUID]
) -> dict[UUID, list[LinkCopy]]:
    """Give what the other side has of each of these messages."""
    query = select(LinkCopy).where(LinkCopy.message_id.in_(message_ids), LinkCopy.is_own.is_(False))
    found: dict[UUID, list[LinkCopy]] = {message_id: [] for message_id in message_ids}
    for copy in (await session.scalars(query)).all():
        found[copy.message_id].append(copy)
    return found


async def delivered_among(session: AsyncSession, message_ids: Collection[UUID]) -> set[UUID]:
    """Tell which of these each phone of the other side is known to have.

    Who has no phone reads by a program, for which what was sent lies ready.
    """
    copies = await there_for_all(session, message_ids)
    return {
        message_id
        for message_id, theirs in copies.items()
        if all(one.fate is Fate.THERE for one in theirs)
    }
