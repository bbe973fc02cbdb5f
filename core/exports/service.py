"""Noting that a table was taken along, inside the caller's transaction."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.exports.states import as_code
from core.listings.queries import Listing
from core.operators.models import Operator


async def note_export(
    session: AsyncSession, operator: Operator, listing: Listing, *, at: datetime
) -> None:
    """Write down who takes which table along. It is done before the first row is written."""
    facts = {"table": as_code(listing.name)}
    act = Act.TABLE_EXPORTED
    await note_act(session, act, operator.id, by=operator.id, facts=facts, at=at)
