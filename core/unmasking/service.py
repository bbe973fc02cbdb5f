"""Looking up who somebody is, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.events.service import publish
from core.events.states import EventName
from core.ids import new_id
from core.linkline.models import LinkLine
from core.linkline.states import LineMissing
from core.offers.states import Side
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.unmasking.models import Unmasking
from core.unmasking.states import NoReason


async def who_is(
    session: AsyncSession, line_id: UUID, side: Side, *, by: str, why: str, at: datetime
) -> Peer:
    """Answer who is on one side of a line, and note that an operator has asked, and why.

    The caller commits before he shows it. Refuses `NoReason`, `LineMissing`, `PeerIsGone`.
    """
    if not by.strip() or not why.strip():
        raise NoReason
    line = await session.get(LinkLine, line_id)
    if line is None:
        raise LineMissing
    peer = await peer_for(session, line.peer_on(side))
    unmasking = Unmasking(
        id=new_id(at), line_id=line.id, side=side, by=by.strip(), why=why.strip(), at=at
    )
    session.add(unmasking)
    await session.flush()
    await publish(
        session,
        EventName.LINE_UNMASKED,
        line.id,
        at=at,
        facts={"side": side, "unmasking": unmasking.id},
    )
    return peer
