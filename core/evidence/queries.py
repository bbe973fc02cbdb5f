"""Finding a photo of a complaint."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint, ComplaintWord


async def photo_in(session: AsyncSession, quest_id: UUID, word_id: UUID, place: int) -> str | None:
    """Give the file of a photo among what was said about a quest, the first at place 0."""
    query = (
        select(ComplaintWord.photos)
        .join(Complaint, Complaint.id == ComplaintWord.complaint_id)
        .where(ComplaintWord.id == word_id, Complaint.quest_id == quest_id)
    )
    photos = await session.scalar(query)
    return photos[place] if photos and 0 <= place < len(photos) else None
