"""Parting, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.linkline.queries import line_for
from core.linkline.service import restate
from core.live.service import stop_live
from core.peers.models import Peer
from core.rules import Rules
from core.trust.service import block


async def shut(
    session: AsyncSession, peer: Peer, line_id: UUID, *, rules: Rules, at: datetime
) -> None:
    """Block the other side, for this line and for all that might come. Refuses `LineMissing`."""
    line = await line_for(session, peer, line_id, lock=True)
    await stop_live(session, line, at=at)
    await block(session, peer, line.peer_on(line.side_of(peer).other), at=at)
    line.changes += 1  # whoever listens to the line shall look at it
    await restate(session, line, rules=rules, at=at)
