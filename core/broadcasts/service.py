"""Making broadcasts, steering them and telling some more, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.broadcasts.models import Broadcast
from core.broadcasts.queries import broadcast_for, how_many, next_peers
from core.broadcasts.states import (
    ENDED,
    EVERY_SECONDS,
    FASTEST_PACE,
    Audience,
    BroadcastEvent,
    BroadcastState,
    PaceOutOfRange,
    Wordings,
    after,
    check_wordings,
)
from core.ids import new_id
from core.operators.models import Operator
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.states import Language

ANNOUNCEMENT = "announcement"
"""The notice that tells it."""

_ACTS = {
    BroadcastEvent.START: Act.BROADCAST_STARTED,
    BroadcastEvent.PAUSE: Act.BROADCAST_PAUSED,
    BroadcastEvent.RESUME: Act.BROADCAST_RESUMED,
    BroadcastEvent.CANCEL: Act.BROADCAST_CANCELLED,
}


async def draft(
    session: AsyncSession,
    operator: Operator,
    wordings: Wordings,
    *,
    audience: Audience,
    pace: int,
    why: str | None = None,
    at: datetime,
) -> Broadcast:
    """Make a broadcast that tells nobody yet.

    Raises `EnglishMissing`, `HalfWorded`, `WordsTooLong`, `PaceOutOfRange`.
    """
    kept = check_wordings(wordings)
    if not 1 <= pace <= FASTEST_PACE:
        raise PaceOutOfRange
    made = Broadcast(
        id=new_id(at),
        words={
            language.value: {"title": one.title, "text": one.text} for language, one in kept.items()
        },
        audience=audience,
        pace=pace,
        state=BroadcastState.DRAFT,
        by_id=operator.id,
        made_at=at,
    )
    session.add(made)
    await session.flush()
    act = Act.BROADCAST_DRAFTED
    await note_act(session, act, made.id, by=operator.id, why=why, at=at)
    return made


async def steer(
    session: AsyncSession,
    operator: Operator,
    broadcast_id: UUID,
    event: BroadcastEvent,
    *,
    why: str | None = None,
    at: datetime,
) -> Broadcast:
    """Start, pause, resume or cancel. Raises `BroadcastMissing`, `BroadcastMovedOn`."""
    broadcast = await broadcast_for(session, broadcast_id, lock=True)
    broadcast.state = after(broadcast.state, event)
    if event is BroadcastEvent.START:
        broadcast.started_at = at
        broadcast.expected = await how_many(session, broadcast.audience)
    if broadcast.state in ENDED:
        broadcast.ended_at = at
    facts = {"told": broadcast.told, "expected": broadcast.expected}
    by = operator.id
    await note_act(session, _ACTS[event], broadcast.id, by=by, why=why, at=at, facts=facts)
    return broadcast


async def tell_more(session: AsyncSession, *, at: datetime) -> int:
    """Tell some more of each broadcast that runs; answer how many Peers that were."""
    running = select(Broadcast).where(Broadcast.state == BroadcastState.RUNNING)
    locked = running.order_by(Broadcast.id).with_for_update(skip_locked=True)
    told = 0
    for broadcast in (await session.scalars(locked)).all():
        told += await _tell_some(session, broadcast, at=at)
    return told


async def _tell_some(session: AsyncSession, broadcast: Broadcast, *, at: datetime) -> int:
    limit = broadcast.pace * EVERY_SECONDS
    peers = await next_peers(session, broadcast, limit=limit)
    wordings = broadcast.wordings
    for peer in peers:
        said = wordings.get(peer.language) or wordings[Language.ENGLISH]
        facts = {"title": said.title, "text": said.text}
        await tell(session, peer, ANNOUNCEMENT, facts, urgency=Urgency.DIGEST, at=at)
        broadcast.told_to = peer.id
    broadcast.told += len(peers)
    if len(peers) < limit:
        broadcast.state = after(broadcast.state, BroadcastEvent.FINISH)
        broadcast.ended_at = at
    return len(peers)
