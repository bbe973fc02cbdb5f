"""Keeping passages in step with what they index, inside the transaction of the change.

Whoever calls holds the lock of the trip or parcel, so no two write the same rows.
"""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Insert, Table, bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Base
from core.passages.models import GIVEN, ParcelPassage, TripPassage
from core.passages.states import as_arrays, passages_of_parcel, passages_of_trip, plane_of
from core.places.models import Place
from core.sphere import Point, vector_of


def _keep(model: type[Base]) -> Insert:
    """Write one row for each passage that is given; what else they say is the same in all."""
    table = cast("Table", model.__table__)
    same = [one for one in table.columns if one.name not in {"from_cell", "to_cell"}]
    rows = select(
        GIVEN.c.first, GIVEN.c.later, *(bindparam(one.name, type_=one.type) for one in same)
    )
    return insert(table).from_select(["from_cell", "to_cell", *(one.name for one in same)], rows)


_KEEP_TRIP = _keep(TripPassage)
_KEEP_PARCEL = _keep(ParcelPassage)

_AHEAD = timedelta(days=31)


async def keep_trip_passages(
    session: AsyncSession,
    path_id: UUID,
    *,
    between: tuple[int, int],
    detour_km: int | None,
    departs_at: datetime,
    arrives_at: datetime,
) -> None:
    """Let an open trip be found where and when it passes now, and nowhere else any more.

    It goes `between` the places of these ids, from the first to the second. `detour_km` is how far
    a drive leaves its road; None for what goes by a timetable.
    """
    await drop_trip_passages(session, path_id)
    start, end = await _points(session, between)
    # The next month is made ahead, and an operator's horizon may be farther.
    await session.execute(select(func.make_passage_month(departs_at)))
    passages = passages_of_trip(start, end, is_drive=detour_km is not None)
    plane = (None, None, None) if detour_km is None else plane_of(start, end)
    await session.execute(
        _KEEP_TRIP,
        {
            **as_arrays(passages),
            "departs_at": departs_at,
            "path_id": path_id,
            "arrives_at": arrives_at,
            "leaves_km": detour_km,
            **dict(zip(("plane_x", "plane_y", "plane_z"), plane, strict=True)),
        },
    )


async def drop_trip_passages(session: AsyncSession, path_id: UUID) -> None:
    await session.execute(delete(TripPassage).where(TripPassage.path_id == path_id))


async def keep_parcel_passages(
    session: AsyncSession,
    parcel_id: UUID,
    *,
    between: tuple[int, int],
    ready_at: datetime,
    deliver_by: datetime,
    size: tuple[int, int],
) -> None:
    """Let an open parcel be found where it lies now, and nowhere else any more; see above.

    Its `size` is in grams and millilitres.
    """
    await drop_parcel_passages(session, parcel_id)
    start, end = await _points(session, between)
    spots = ("from_x", "from_y", "from_z", "to_x", "to_y", "to_z")
    await session.execute(
        _KEEP_PARCEL,
        {
            **as_arrays(passages_of_parcel(start, end)),
            "deliver_by": deliver_by,
            "parcel_id": parcel_id,
            "ready_at": ready_at,
            "grams": size[0],
            "millilitres": size[1],
            **dict(zip(spots, (*vector_of(start), *vector_of(end)), strict=True)),
        },
    )


async def drop_parcel_passages(session: AsyncSession, parcel_id: UUID) -> None:
    await session.execute(delete(ParcelPassage).where(ParcelPassage.parcel_id == parcel_id))


async def turn_passage_months(session: AsyncSession, *, at: datetime) -> int:
    """Make this month of departures and the next, drop those that are over; answer how many."""
    for moment in (at, at + _AHEAD):
        await session.execute(select(func.make_passage_month(moment)))
    return await session.scalar(select(func.drop_passage_months_before(at))) or 0


async def _points(session: AsyncSession, between: tuple[int, int]) -> list[Point]:
    return [(await session.get_one(Place, place_id)).point for place_id in between]
