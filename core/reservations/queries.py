"""Reading what is promised of trips."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.reservations.models import Reservation
from core.reservations.states import Reserved


async def reserved_on(
    session: AsyncSession, path_ids: Collection[UUID]
) -> dict[UUID, list[Reserved]]:
    """List the reservations of each of these trips that has any."""
    rows = await session.execute(
        select(
            Reservation.path_id,
            Reservation.begins_at,
            Reservation.ends_at,
            Reservation.grams,
            Reservation.millilitres,
        ).where(Reservation.path_id.in_(path_ids))
    )
    found: dict[UUID, list[Reserved]] = {}
    for path_id, begins_at, ends_at, grams, millilitres in rows.all():
        reserved = Reserved(begins_at, ends_at, grams, millilitres)
        found.setdefault(path_id, []).append(reserved)
    return found
