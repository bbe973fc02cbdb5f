"""Finding what a card is about, by the message that it is."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.cards.models import Card
from core.outbox.models import OutboxRow


async def shown_at(session: AsyncSession, channel_id: UUID, chat_message_id: int) -> UUID | None:
    """Tell what the card is about that a message of a chat is; none when it is no card."""
    query = (
        select(Card.about)
        .join(OutboxRow, OutboxRow.id == Card.row_id)
        .where(Card.channel_id == channel_id, OutboxRow.message_id == chat_message_id)
    )
    return await session.scalar(query)
