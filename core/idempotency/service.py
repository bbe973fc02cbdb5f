"""Remembering answers, inside the transaction of the change that was answered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.idempotency.models import AnsweredRequest
from core.idempotency.states import KEPT, Answer, KeyInFlight, KeyReused, lock_number
from core.peers.models import Peer


async def answer_before(
    session: AsyncSession, caller_id: UUID, key: str, fingerprint: str, *, at: datetime
) -> Answer | None:
    """Find the answer that this request has had; none when it is new.

    The key is locked until the transaction ends. Refuses `KeyInFlight` when another transaction
    has it, and `KeyReused` when it was another request's.
    """
    number = lock_number(caller_id, key)
    if not await session.scalar(select(func.pg_try_advisory_xact_lock(number))):
        raise KeyInFlight
    known = await session.get(AnsweredRequest, (caller_id, key), populate_existing=True)
    if known is None or known.at <= at - KEPT:
        return None
    if known.fingerprint != fingerprint:
        raise KeyReused
    return Answer(known.status, known.body, known.location)


async def keep_answer(
    session: AsyncSession,
    caller_id: UUID,
    key: str,
    fingerprint: str,
    answer: Answer,
    *,
    at: datetime,
) -> None:
    """Remember the answer, in place of one that is too old to be given again."""
    facts = {
        "fingerprint": fingerprint,
        "status": answer.status,
        "body": answer.body,
        "location": answer.location,
        "at": at,
    }
    await session.execute(
        insert(AnsweredRequest)
        .values(caller_id=caller_id, key=key, **facts)
        .on_conflict_do_update(index_elements=["caller_id", "key"], set_=facts)
    )


async def drop_old_answers(session: AsyncSession, *, before: datetime) -> None:
    await session.execute(delete(AnsweredRequest).where(AnsweredRequest.at < before))


async def drop_answers_of(session: AsyncSession, peer: Peer) -> None:
    await session.execute(delete(AnsweredRequest).where(AnsweredRequest.caller_id == peer.id))
