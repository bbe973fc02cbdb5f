"""Reading what is remembered of a Peer's requests."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.idempotency.models import AnsweredRequest
from core.peers.models import Peer


async def answers_to(session: AsyncSession, peer: Peer) -> list[AnsweredRequest]:
    query = select(AnsweredRequest).where(AnsweredRequest.caller_id == peer.id)
    return list(await session.scalars(query.order_by(AnsweredRequest.at, AnsweredRequest.key)))
