"""Reading the log."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry


async def entries_about(session: AsyncSession, about: UUID) -> Sequence[AuditEntry]:
    """Read everything that happened to one row, oldest first."""
    query = select(AuditEntry).where(AuditEntry.about == about)
    ordered = query.order_by(AuditEntry.at, AuditEntry.event_id)
    return (await session.scalars(ordered)).all()
