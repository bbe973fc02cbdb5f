"""Reading what is proved."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.handover.models import HandOverCode, QuestLook
from core.offers.states import Side


async def looks_at(session: AsyncSession, quest_id: UUID) -> frozenset[Side]:
    """Tell which sides have looked inside."""
    looks = await session.scalars(select(QuestLook.side).where(QuestLook.quest_id == quest_id))
    return frozenset(looks)


async def code_of(session: AsyncSession, quest_id: UUID) -> HandOverCode | None:
    """Find the code; there is none before the pick-up."""
    return await session.get(HandOverCode, quest_id)
