"""Reading what could not be sent, and counting it with what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState


@dataclass(frozen=True, slots=True)
class RowCount:
    """`live` rows are to be sent, `parked` ones wait for somebody who has blocked us."""

    live: int
    parked: int
    dead: int


_COUNT = text("""
    SELECT (SELECT count(*) FROM outbox_row WHERE state IN ('queued', 'leased')),
        (SELECT count(*) FROM outbox_row WHERE state = 'parked'),
        (SELECT count(*) FROM outbox_row WHERE state = 'dead')
""")
"""The states stand in the text, because an index for one state is of no use to a parameter."""


async def count_rows(session: AsyncSession) -> RowCount:
    return RowCount(*(await session.execute(_COUNT)).one())


async def dead_rows(session: AsyncSession, *, most: int | None = None) -> Sequence[OutboxRow]:
    """Read dead rows, the newest first."""
    query = select(OutboxRow).where(OutboxRow.state == OutboxState.DEAD)
    newest = query.order_by(OutboxRow.ended_at.desc(), OutboxRow.id.desc()).limit(most)
    return (await session.scalars(newest)).all()


async def dead_row(session: AsyncSession, row_id: int) -> OutboxRow | None:
    return await session.scalar(
        select(OutboxRow).where(OutboxRow.id == row_id, OutboxRow.state == OutboxState.DEAD)
    )


async def became_of(session: AsyncSession, channel_id: UUID, coalesce_key: str) -> set[int]:
    """Find the messages that what was told under a key has become, as far as it is kept."""
    query = select(OutboxRow.message_id).where(
        OutboxRow.channel_id == channel_id,
        OutboxRow.coalesce_key == coalesce_key,
        OutboxRow.message_id.is_not(None),
    )
    return {one for one in (await session.scalars(query)).all() if one is not None}
