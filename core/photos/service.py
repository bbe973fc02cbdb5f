"""Wishing for photos and noting that they are kept, inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import new_id
from core.offers.states import Side
from core.parcels.states import TooManyPhotos
from core.photos.models import QuestPhoto
from core.photos.queries import count_sent, is_known_digest, is_known_picture
from core.photos.states import MOST_EACH, PhotoKind, PhotoSeenBefore, Shot, check_shot

PHOTOS_CHANNEL = "photos"
"""Rung when there is one to fetch."""

_LEASE = timedelta(minutes=2)
"""Far longer than to fetch ten megabytes takes."""


async def wish_for_photo(
    session: AsyncSession, quest_id: UUID, kind: PhotoKind, side: Side, shot: Shot, *, at: datetime
) -> None:
    """Have a picture fetched and kept. The caller has locked the quest.

    Refuses `PhotoWasForwarded`, `PhotoTooLarge`, `PhotoSeenBefore`, `TooManyPhotos`.
    """
    check_shot(shot)
    if await is_known_picture(session, shot.file_unique_id):
        raise PhotoSeenBefore
    if await count_sent(session, quest_id, kind) >= MOST_EACH:
        raise TooManyPhotos(most=MOST_EACH)
    wished = await session.scalar(
        insert(QuestPhoto)
        .values(
            id=new_id(at),
            quest_id=quest_id,
            kind=kind,
            side=side,
            file_id=shot.file_id,
            file_unique_id=shot.file_unique_id,
            sent_at=at,
            tries=0,
            fetch_at=at,
        )
        .on_conflict_do_nothing()
        .returning(QuestPhoto.id)
    )
    if wished is None:
        raise PhotoSeenBefore
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": PHOTOS_CHANNEL})


async def claim_photos(
    session: AsyncSession, *, at: datetime, limit: int = 8
) -> Sequence[QuestPhoto]:
    """Take those that are due; nobody else tries them for a while."""
    query = (
        select(QuestPhoto)
        .where(QuestPhoto.fetch_at <= at)
        .order_by(QuestPhoto.fetch_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    photos = (await session.scalars(query)).all()
    for photo in photos:
        photo.tries += 1
        photo.fetch_at = at + _LEASE
    return photos


async def locked_photo(session: AsyncSession, photo_id: UUID) -> QuestPhoto | None:
    """Fetch a photo that is not kept yet, as it is now; None when there is nothing to do."""
    query = select(QuestPhoto).where(QuestPhoto.id == photo_id, QuestPhoto.kept_at.is_(None))
    query = query.execution_options(populate_existing=True)
    photo: QuestPhoto | None = await session.scalar(query.with_for_update())
    return photo


async def note_kept(session: AsyncSession, photo: QuestPhoto, digest: str, *, at: datetime) -> bool:
    """Note that a locked photo is in the storage; false when its picture was kept before."""
    if await is_known_digest(session, digest):
        return False
    photo.sha256, photo.kept_at, photo.fetch_at = digest, at, None
    await session.flush()
    return True


async def drop_photo(session: AsyncSession, photo: QuestPhoto) -> None:
    """Forget a wish that came to nothing, so that the same picture may be sent again."""
    await session.delete(photo)
    await session.flush()
