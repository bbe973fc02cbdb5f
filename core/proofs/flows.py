"""Fetching what was photographed and keeping it. Nothing is held open meanwhile."""

import asyncio
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.db import Db
from core.events.service import publish
from core.events.states import EventName
from core.fetching import Fetch, FileGone, NotFetched
from core.offers.states import Side
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.queries import peer_for
from core.photos.models import QuestPhoto
from core.photos.queries import is_kept
from core.photos.service import claim_photos, drop_photo, locked_photo, note_kept
from core.photos.states import Flaw
from core.pictures import MEDIA_TYPE, NoPicture, Picture, cleaned
from core.quests.models import Quest
from core.quests.service import restate_quest
from core.storage.files import Storage

_MOST_TRIES = 5

log = structlog.get_logger(__name__)


class PhotoKeeper:
    """Any number may work at once: what one has claimed, the others leave alone.

    A crash after the file was stored means that it is stored once more under the same key.
    """

    def __init__(self, db: Db, storage: Storage, fetch: Fetch, *, clock: Clock) -> None:
        self._db = db
        self._storage = storage
        self._fetch = fetch
        self._clock = clock

    async def keep_due(self) -> int:
        """Fetch and keep what is due; answer how many were tried."""
        async with self._db.begin() as session:
            photos = await claim_photos(session, at=self._clock())
        for photo in photos:
            try:
                await self._keep(photo)
            except Exception:
                # The outermost loop of one photo: it is tried again, and in the end given up.
                log.exception("photo_failed", photo_id=str(photo.id))
                await self._note_failure(photo)
        return len(photos)

    async def _keep(self, photo: QuestPhoto) -> None:
        try:
            picture = await self._picture(photo)
        except NotFetched as error:
            log.warning("photo_not_fetched", photo_id=str(photo.id), why=str(error))
            await self._note_failure(photo)
        except FileGone:
            await self._give_up(photo, Flaw.GONE)
        except NoPicture:
            await self._give_up(photo, Flaw.UNREADABLE)
        else:
            await self._storage.put(photo.key, picture.jpeg, media_type=MEDIA_TYPE)
            if not await self._note(photo.id, picture):
                await self._give_up(photo, Flaw.SEEN)

    async def _picture(self, photo: QuestPhoto) -> Picture:
        content = await self._fetch(photo.file_id)
        return await asyncio.to_thread(cleaned, content)

    async def _note(self, photo_id: UUID, picture: Picture) -> bool:
        """Let the quest have the photo; false when it was seen before, or is not wanted."""
        at = self._clock()
        async with self._db.begin() as session:
            photo = await locked_photo(session, photo_id)
            if photo is None:
                return await is_kept(session, photo_id)
            if not await note_kept(session, photo, picture.digest, at=at):
                return False
            # Whoever shows a card in this moment comes before, and is brought up to date, or after.
            quest = await session.get_one(Quest, photo.quest_id, with_for_update=True)
            by = quest.peer_on(photo.side)
            name = EventName.QUEST_PHOTO_KEPT
            await publish(session, name, quest.id, by_peer_id=by, at=at, facts={"kind": photo.kind})
            for side in Side:
                await restate_quest(session, quest, side, at=at)
        return True

    async def _note_failure(self, photo: QuestPhoto) -> None:
        if photo.tries >= _MOST_TRIES:
            await self._give_up(photo, Flaw.GONE)

    async def _give_up(self, photo: QuestPhoto, flaw: Flaw) -> None:
        """Forget a photo that is not kept, and before that its file, which may be there.

        As long as the photo is not forgotten somebody comes back for it, so no file is left behind.
        """
        async with self._db.begin() as session:
            if await is_kept(session, photo.id):
                return
        await self._storage.drop(photo.key)
        async with self._db.begin() as session:
            wished = await locked_photo(session, photo.id)
            if wished is not None:
                await _refuse(session, wished, flaw, at=self._clock())


async def _refuse(session: AsyncSession, photo: QuestPhoto, flaw: Flaw, *, at: datetime) -> None:
    """Forget a photo, and say why to whoever has sent it."""
    quest = await session.get_one(Quest, photo.quest_id)
    peer = await peer_for(session, quest.peer_on(photo.side))
    await drop_photo(session, photo)
    urgency = Urgency.REPLY
    await tell(session, peer, "photo-refused", {"flaw": flaw.value}, urgency=urgency, at=at)
