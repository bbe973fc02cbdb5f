"""Reserving and freeing, inside the caller's transaction, which holds the lock of the trip."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from core.reservations.models import Reservation
from core.reservations.states import Reserved


async def reserve(
    session: AsyncSession, reservation_id: UUID, path_id: UUID, room: Reserved
) -> None:
    """Promise the room. The database refuses it (`IntegrityError`) where it is not left."""
    session.add(
        Reservation(
            id=reservation_id,
            path_id=path_id,
            begins_at=room.begins_at,
            ends_at=room.ends_at,
            grams=room.grams,
            millilitres=room.millilitres,
        )
    )
    await session.flush()


async def free(session: AsyncSession, reservation_id: UUID) -> None:
    await session.execute(delete(Reservation).where(Reservation.id == reservation_id))
