"""Keeping checks, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.service import publish
from core.events.states import EventName
from core.identity.models import IdentityCheck
from core.identity.queries import locked_check
from core.identity.states import IdentityState, Seen
from core.ids import new_id
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.queries import peer_for


async def begin_check(session: AsyncSession, peer_id: UUID, *, at: datetime) -> IdentityCheck:
    """Note that a Peer wants to be led to the form; what has ended begins anew.

    Two presses in one moment are one wish. Refuses `PeerIsGone`.
    """
    mine = IdentityCheck.peer_id == peer_id
    ended = IdentityCheck.state == IdentityState.ENDED
    await session.execute(delete(IdentityCheck).where(mine, ended))
    wish = {"id": new_id(at), "state": IdentityState.WISHED, "made_at": at, "opened_at": at}
    await session.execute(
        insert(IdentityCheck).values(peer_id=peer_id, **wish).on_conflict_do_nothing()
    )
    # Locked after the check, as when he is forgotten, so that no check is left of who is gone.
    await peer_for(session, peer_id, lock=True)
    check = await locked_check(session, peer_id)
    check.opened_at = at
    return check


async def take_over(
    session: AsyncSession, check: IdentityCheck, seen: Seen, *, at: datetime
) -> None:
    """Let a locked check stand as its session does, and tell the Peer what is news to him.

    Whoever is verified stays so, whatever becomes of the session.
    """
    if check.state is IdentityState.VERIFIED:
        return
    is_news = (check.state, check.report_id) != (seen.state, seen.report_id)
    check.state, check.reason, check.report_id = seen.state, seen.reason, seen.report_id
    check.verified_at = at if seen.state is IdentityState.VERIFIED else None
    if not is_news:
        return
    peer = await peer_for(session, check.peer_id)
    if seen.state is IdentityState.VERIFIED:
        await publish(session, EventName.PEER_VERIFIED, peer.id, by_peer_id=None, at=at)
        await tell(session, peer, "identity-verified", {}, urgency=Urgency.REPLY, at=at)
    elif seen.reason is not None:
        facts = {"reason": seen.reason.value}
        await tell(session, peer, "identity-again", facts, urgency=Urgency.REPLY, at=at)


async def drop_check_of(session: AsyncSession, peer: Peer) -> None:
    """Forget that a Peer was checked. What Stripe keeps of it is between the two of them."""
    await session.execute(delete(IdentityCheck).where(IdentityCheck.peer_id == peer.id))
