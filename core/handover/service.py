"""Noting looks, making codes and trying them, inside the caller's transaction.

The caller has locked the quest.
"""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.handover.models import HandOverCode, QuestLook
from core.handover.queries import looks_at
from core.handover.states import MOST_TRIES, CodeIsLocked, Tried, code_in, new_code
from core.offers.states import Side


async def note_look(
    session: AsyncSession, quest_id: UUID, side: Side, *, at: datetime
) -> frozenset[Side]:
    """Note that one side has looked inside; answer which have. To say it twice is as good."""
    await session.execute(
        insert(QuestLook).values(quest_id=quest_id, side=side, at=at).on_conflict_do_nothing()
    )
    return await looks_at(session, quest_id)


async def make_code(session: AsyncSession, quest_id: UUID, *, at: datetime) -> None:
    """Make the code of a quest, or another one in place of it, with all tries left."""
    await session.execute(delete(HandOverCode).where(HandOverCode.quest_id == quest_id))
    session.add(HandOverCode(quest_id=quest_id, code=new_code(), tries=0, made_at=at))
    await session.flush()


async def try_code(session: AsyncSession, quest_id: UUID, typed: str, *, at: datetime) -> Tried:
    """Compare what was typed with the code, and count what is wrong.

    A wrong code is no refusal, for a refusal undoes what it comes with, and this must count.
    Refuses `NotACode`, which does not count, and `CodeIsLocked`.
    """
    given = code_in(typed)
    kept = await session.get_one(
        HandOverCode, quest_id, with_for_update=True, populate_existing=True
    )
    if kept.is_locked or kept.code is None:
        raise CodeIsLocked
    if secrets.compare_digest(kept.code, given):
        kept.code, kept.given_at = None, at
    else:
        kept.tries += 1
    await session.flush()
    return Tried(kept.given_at is not None, MOST_TRIES - kept.tries)


async def drop_code(session: AsyncSession, quest_id: UUID) -> None:
    """Forget a code that nobody will give any more."""
    await session.execute(delete(HandOverCode).where(HandOverCode.quest_id == quest_id))
