"""Noting habits, and pausing, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.linkline.models import LinkLine, LinkSide
from core.linkline.queries import line_for, phase_on, side_on
from core.linkline.service import restate
from core.linkline.states import LineIsOver, Phase
from core.offers.states import Side
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.presence.queries import waits_since
from core.presence.states import TOLD_AGAIN_AFTER, pace_of
from core.rules import Rules


async def note_paces(session: AsyncSession, *, since: datetime, rules: Rules, at: datetime) -> int:
    """Note the habits of who has a line that was spoken on since; answer on how many lines."""
    paces = {
        peer_id: pace_of(waits)
        for peer_id, waits in (await waits_since(session, since, at=at)).items()
    }
    if not paces:
        return 0
    is_theirs = or_(LinkLine.carrier_id.in_(paces), LinkLine.requester_id.in_(paces))
    lines = await session.scalars(
        select(LinkLine)
        .where(LinkLine.ended_at.is_(None), is_theirs)
        .order_by(LinkLine.id)
        .with_for_update()
    )
    noted = 0
    for line in lines.all():
        changed = False
        for side in Side:
            pace = paces.get(line.peer_on(side))
            row = await side_on(session, line, side)
            if line.peer_on(side) in paces and row.pace != pace:
                row.pace = pace
                changed = True
        if changed:
            noted += 1
            line.changes += 1  # whoever listens to the line shall look at it
            await session.flush()
            await restate(session, line, rules=rules, at=at)
    return noted


async def pause(
    session: AsyncSession,
    peer: Peer,
    line_id: UUID,
    *,
    is_paused: bool,
    rules: Rules,
    at: datetime,
) -> LinkLine:
    """Let the other side know that one answers later, or is back; the same again tells nothing.

    What is written meanwhile arrives as always. Refuses `LineMissing`, `LineIsOver`.
    """
    line = await line_for(session, peer, line_id, lock=True)
    if await phase_on(session, line, rules=rules, at=at) is Phase.OVER:
        raise LineIsOver
    mine = await session.get_one(LinkSide, (line.id, line.side_of(peer)), populate_existing=True)
    if mine.is_paused is not is_paused:
        mine.is_paused = is_paused
        line.changes += 1  # whoever listens to the line shall look at it
        if _is_news(mine, at=at):
            await _tell(session, line, mine, at=at)
        await session.flush()
        await restate(session, line, rules=rules, at=at)
    return line


def _is_news(mine: LinkSide, *, at: datetime) -> bool:
    """Tell whether the other side is to be told: of a pause not all the time, of its end if so."""
    if not mine.is_paused:
        return mine.is_pause_told
    return mine.pause_told_at is None or at >= mine.pause_told_at + TOLD_AGAIN_AFTER


async def _tell(session: AsyncSession, line: LinkLine, mine: LinkSide, *, at: datetime) -> None:
    other = await peer_for(session, line.peer_on(mine.side.other))
    mine.is_pause_told = mine.is_paused
    if mine.is_paused:
        mine.pause_told_at = at
    await tell(
        session,
        other,
        "line-paused" if mine.is_paused else "line-back",
        {"alias": mine.alias, "by": mine.side.value},
        urgency=Urgency.LINKLINE,
        coalesce_key=f"pause {line.id} {mine.side}",
        at=at,
    )
