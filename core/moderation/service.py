"""Showing what is covered, inside the caller's transaction, which logs it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.interventions.states import ReasonMissing
from core.messages.models import LinkMessage
from core.moderation.states import KEPT_BACK, HoldMissing
from core.operators.models import Operator


async def uncover(
    session: AsyncSession, operator: Operator, message_id: UUID, *, why: str, at: datetime
) -> LinkMessage:
    """Give a message that was kept back, as it was written. Refuses `ReasonMissing`, `HoldMissing`.

    It is neither for the other side nor for anybody else, and stays where it is.
    """
    if not why.strip():
        raise ReasonMissing
    query = select(LinkMessage).where(
        LinkMessage.id == message_id, LinkMessage.state.in_(KEPT_BACK)
    )
    message = await session.scalar(query)
    if message is None:
        raise HoldMissing
    by, line_id, facts = operator.id, message.line_id, {"message": message.id}
    await note_act(session, Act.HOLD_UNCOVERED, line_id, by=by, at=at, why=why, facts=facts)
    return message
