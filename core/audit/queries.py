"""Reading the log."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import false, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry


async def events_about(session: AsyncSession, about: UUID) -> Sequence[AuditEntry]:
    """Read all that happened to one row, oldest first, and nothing that operators have done."""
    query = select(AuditEntry).where(AuditEntry.about == about, AuditEntry.is_act.is_(false()))
    ordered = query.order_by(AuditEntry.at, AuditEntry.event_id)
    return (await session.scalars(ordered)).all()
