"""Storing a picture for as long as it takes to say something with it. No transaction is open then.

A process that dies in between leaves a file behind to which no address leads.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from core.attachments.states import Attachment, NotAPicture, check_size
from core.db import Db
from core.ids import new_id
from core.pictures import MEDIA_TYPE, NoPicture, cleaned
from core.storage.files import Storage
from core.tickets.models import TicketFile


@asynccontextmanager
async def attached(
    db: Db, storage: Storage, ticket_id: UUID, content: bytes | None, *, at: datetime
) -> AsyncIterator[Attachment | None]:
    """Store a picture, if there is one; in the block it is said, or it is dropped after it.

    Raises `NotAPicture`, `PictureTooLarge`.
    """
    if content is None:
        yield None
        return
    jpeg = await _drawn(content)
    message_id = new_id(at)
    made = Attachment(message_id, f"tickets/{ticket_id}/{message_id}.jpg", len(jpeg))
    await storage.put(made.kept_as, jpeg, media_type=MEDIA_TYPE)
    try:
        yield made
    finally:
        # Whether it was said shows in the table alone: what is said may be undone, or repeated.
        async with db.at_once() as session:
            is_said = await session.get(TicketFile, message_id) is not None
        if not is_said:
            await storage.drop(made.kept_as)


async def _drawn(content: bytes) -> bytes:
    check_size(content)
    try:
        picture = await asyncio.to_thread(cleaned, content)
    except NoPicture as error:
        raise NotAPicture from error
    return picture.jpeg
