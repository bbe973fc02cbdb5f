"""Reading enclosures."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from core.db import Db
from core.enclosures.models import LinkFile


async def enclosures_of(db: Db, ids: Collection[UUID]) -> dict[UUID, tuple[str, bytes]]:
    """Give the names and the bytes of enclosures; what was dropped meanwhile is missing."""
    query = select(LinkFile.id, LinkFile.name, LinkFile.content).where(LinkFile.id.in_(ids))
    async with db.at_once() as session:
        return {row[0]: (row[1], row[2]) for row in await session.execute(query)}
