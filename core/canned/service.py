"""Keeping canned answers, inside the caller's transaction. Who keeps what is audited."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.canned.models import CannedAnswer
from core.canned.queries import canned_for
from core.canned.states import NameTaken, Texts, check_name, check_texts
from core.ids import new_id
from core.operators.models import Operator


async def keep_canned(
    session: AsyncSession,
    operator: Operator,
    name: str,
    texts: Texts,
    *,
    canned_id: UUID | None = None,
    why: str | None = None,
    at: datetime,
) -> CannedAnswer:
    """Keep a new answer, or one anew. Raises any `CannotKeep`, and `CannedMissing`."""
    name, kept = check_name(name), check_texts(texts)
    words = {language.value: text for language, text in kept.items()}
    namesake = await session.scalar(select(CannedAnswer.id).where(CannedAnswer.name == name))
    if namesake not in {None, canned_id}:
        raise NameTaken
    if canned_id is None:
        one = CannedAnswer(id=new_id(at))
        session.add(one)
    else:
        one = await canned_for(session, canned_id, lock=True)
    one.name, one.words, one.changed_by, one.changed_at = name, words, operator.id, at
    await session.flush()
    facts = {"languages": len(words)}
    await note_act(session, Act.CANNED_KEPT, one.id, by=operator.id, why=why, at=at, facts=facts)
    return one


async def drop_canned(
    session: AsyncSession,
    operator: Operator,
    canned_id: UUID,
    *,
    why: str | None = None,
    at: datetime,
) -> None:
    """Drop an answer; what was said with it stands. Raises `CannedMissing`."""
    one = await canned_for(session, canned_id, lock=True)
    await note_act(session, Act.CANNED_DROPPED, one.id, by=operator.id, why=why, at=at)
    await session.delete(one)
    await session.flush()
