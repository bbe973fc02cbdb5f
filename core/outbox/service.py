"""Putting rows into the outbox, inside the transaction of what they tell of."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.outbox.models import OutboxFile, OutboxRow
from core.outbox.states import OutboxState, Urgency, pack_facts
from core.peers.models import Channel, Peer
from core.peers.states import ChannelKind

_ROWS = cast("Table", OutboxRow.__table__)

OUTBOX_CHANNEL = "outbox"
"""Rung by a trigger on the table."""


async def queue_call(
    session: AsyncSession,
    channel_id: UUID | None,
    method: str,
    content: dict[str, Any],
    *,
    at: datetime,
    address: str | None = None,
    urgency: Urgency = Urgency.REPLY,
    expires_at: datetime | None = None,
    files: dict[str, tuple[str, bytes]] | None = None,
    request_id: str = "",
) -> int:
    """Queue a call that is worded already; `content` holds its parameters without the chat.

    `files` are names and bytes by the part that the content attaches. A negative `message_id`
    stands for the message that the row of that number becomes. Answers the row's id.
    """
    row_id = await _queue(
        session,
        channel_id=channel_id,
        address=address,
        method=method,
        content=content,
        urgency=urgency,
        expires_at=expires_at,
        request_id=request_id,
        at=at,
    )
    for part, (name, data) in (files or {}).items():
        session.add(OutboxFile(row_id=row_id, part=part, name=name, content=data))
    return row_id


async def tell(
    session: AsyncSession,
    peer: Peer,
    notice: str,
    facts: dict[str, Any],
    *,
    at: datetime,
    urgency: Urgency,
    coalesce_key: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    request_id: str = "",
) -> list[int]:
    """Queue a notice for a Peer, on each of his Telegram channels, worded when it is sent.

    With a `coalesce_key`, what is still queued under that key for the same channel is superseded:
    only the newest state of a thing is worth telling.
    """
    channels = await session.scalars(
        select(Channel.id).where(Channel.peer_id == peer.id, Channel.kind == ChannelKind.TELEGRAM)
    )
    rows = []
    for channel_id in channels.all():
        if coalesce_key is not None:
            await _supersede(session, channel_id, coalesce_key, at=at)
        rows.append(
            await _queue(
                session,
                channel_id=channel_id,
                notice=notice,
                content=pack_facts(facts),
                urgency=urgency,
                coalesce_key=coalesce_key,
                not_before=not_before,
                expires_at=expires_at,
                request_id=request_id,
                at=at,
            )
        )
    return rows


async def tell_operators(
    session: AsyncSession, address: str, notice: str, facts: dict[str, Any], *, at: datetime
) -> int:
    """Queue a notice for the operators' group."""
    return await _queue(
        session,
        address=address,
        notice=notice,
        content=pack_facts(facts),
        urgency=Urgency.MONEY,
        at=at,
    )


_QUEUE = insert(_ROWS).values(state=OutboxState.QUEUED, attempts=0).returning(_ROWS.c.id)


async def _queue(session: AsyncSession, *, urgency: Urgency, at: datetime, **values: object) -> int:
    row = {"urgency": int(urgency), "created_at": at, "request_id": "", **values}
    connection = await session.connection()
    return int(await connection.scalar(_QUEUE, row) or 0)


async def _supersede(
    session: AsyncSession, channel_id: UUID, coalesce_key: str, *, at: datetime
) -> None:
    await session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.state == OutboxState.QUEUED,
            OutboxRow.channel_id == channel_id,
            OutboxRow.coalesce_key == coalesce_key,
        )
        .values(state=OutboxState.SUPERSEDED, ended_at=at)
    )


async def unpark(session: AsyncSession, channel_id: UUID) -> None:
    """Queue again what waited for somebody who had blocked us."""
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.channel_id == channel_id, OutboxRow.state == OutboxState.PARKED)
        .values(state=OutboxState.QUEUED)
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": OUTBOX_CHANNEL})


async def drop_ended_rows(session: AsyncSession, *, before: datetime) -> None:
    """Forget what was told long ago."""
    await session.execute(
        text("DELETE FROM outbox_row WHERE ended_at < :before"), {"before": before}
    )


async def count_by_state(session: AsyncSession) -> dict[str, int]:
    rows = await session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    return {state.value: count for state, count in rows}
