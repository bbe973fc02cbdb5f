"""Keeping enclosures, inside the caller's transaction."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.enclosures.models import LinkFile
from core.enclosures.states import Enclosure
from core.ids import new_id
from core.messages.models import LinkMessage
from core.messages.states import Content, kept_file


async def enclose(
    session: AsyncSession,
    message: LinkMessage,
    content: Content,
    enclosure: Enclosure,
    *,
    at: datetime,
) -> Content:
    """Keep what goes with a message; answer what the message says with it."""
    file = LinkFile(
        id=new_id(at),
        line_id=message.line_id,
        message_id=message.id,
        name=enclosure.name,
        content=enclosure.content,
        made_at=at,
    )
    session.add(file)
    await session.flush()
    return replace(content, kind=enclosure.kind, file=kept_file(file.id))
