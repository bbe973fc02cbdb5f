"""Reading photos. Who may see them, the quest's door has decided."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.parcels.models import ParcelPhoto
from core.photos.models import QuestPhoto
from core.photos.states import PhotoKind


async def photos_in(session: AsyncSession, quest_id: UUID) -> list[QuestPhoto]:
    """List the kept photos of a quest in the order they were taken."""
    query = select(QuestPhoto).where(
        QuestPhoto.quest_id == quest_id, QuestPhoto.kept_at.is_not(None)
    )
    return list(await session.scalars(query.order_by(QuestPhoto.sent_at, QuestPhoto.id)))


async def kept_photo(session: AsyncSession, quest_id: UUID, photo_id: UUID) -> QuestPhoto | None:
    """Fetch a photo of this quest that is in the storage."""
    query = select(QuestPhoto).where(QuestPhoto.id == photo_id, QuestPhoto.quest_id == quest_id)
    found: QuestPhoto | None = await session.scalar(query.where(QuestPhoto.kept_at.is_not(None)))
    return found


async def is_kept(session: AsyncSession, photo_id: UUID) -> bool:
    """Tell whether a photo is in the storage for good; false also for one that is forgotten."""
    query = select(QuestPhoto.id).where(QuestPhoto.id == photo_id, QuestPhoto.kept_at.is_not(None))
    return await session.scalar(query) is not None


async def count_kept(session: AsyncSession, quest_id: UUID) -> dict[PhotoKind, int]:
    kinds = [one.kind for one in await photos_in(session, quest_id)]
    return {kind: kinds.count(kind) for kind in PhotoKind}


async def count_sent(session: AsyncSession, quest_id: UUID, kind: PhotoKind) -> int:
    """Count those that are kept, and those on their way."""
    query = select(func.count()).where(QuestPhoto.quest_id == quest_id, QuestPhoto.kind == kind)
    return await session.scalar(query) or 0


async def is_known_picture(session: AsyncSession, file_unique_id: str) -> bool:
    """Tell whether a file was sent before, as a proof or as the picture of a parcel."""
    tables = (QuestPhoto, ParcelPhoto)
    found = [
        await session.scalar(
            select(table.file_unique_id).where(table.file_unique_id == file_unique_id).limit(1)
        )
        for table in tables
    ]
    return any(found)


async def is_known_digest(session: AsyncSession, digest: str) -> bool:
    query = select(QuestPhoto.id).where(QuestPhoto.sha256 == digest)
    return await session.scalar(query) is not None
