"""Keeping passages in step with what they index, inside the transaction of the change.

Whoever calls holds the lock of the trip or parcel, so no two write the same rows. All that there
is to write is written here, whichever index is asked: what PostGIS looks at is made of these rows
by the database itself, see `flows`.
"""

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Table, bindparam, delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from core.atlas import Known, places_known
from core.cargo import bits_of
from core.db import Base
from core.passages.models import ParcelWay, TripPassage, TripWay
from core.passages.states import (
    Cargo,
    Room,
    number_of,
    passages_of_parcel,
    passages_of_trip,
    plane_of,
)

_PASSAGES = cast("Table", TripPassage.__table__)
_SAME = [one for one in _PASSAGES.columns if one.name != "passage"]
_KEEP_PASSAGES = insert(_PASSAGES).from_select(
    ["passage", *(one.name for one in _SAME)],
    select(
        func.unnest(bindparam("passages", type_=ARRAY(BigInteger))),
        *(bindparam(one.name, type_=one.type) for one in _SAME),
    ),
)
"""One row for each passage; what else they say is the same in all."""

_AHEAD = timedelta(days=31)


async def keep_trip_passages(
    session: AsyncSession,
    path_id: UUID,
    *,
    between: tuple[int, int],
    room: Room,
    detour_km: int | None,
    departs_at: datetime,
    arrives_at: datetime,
) -> None:
    """Let an open trip be found where, when and with what it passes now, and nowhere else.

    It goes `between` the places of these ids, from the first to the second. `detour_km` is how far
    a drive leaves its road; None for what goes by a timetable.
    """
    known = await places_known(session, between)
    start, end = (known[one] for one in between)
    is_drive = detour_km is not None
    ends = start.points[0], end.points[0]
    passages = [number_of(one) for one in passages_of_trip(*ends, is_drive=is_drive)]
    same = {
        "path_id": path_id,
        "departs_at": departs_at,
        "arrives_at": arrives_at,
        "leaves_km": detour_km,
        "peer_id": room.peer_id,
        "grams": room.grams,
        "millilitres": room.millilitres,
        "takes": bits_of(room.categories),
        "price_minor_per_kg": None if room.price_per_kg is None else room.price_per_kg.minor,
        "currency": None if room.price_per_kg is None else room.price_per_kg.currency,
        **_spots(between, start, end),
    }
    await _put(
        session,
        TripWay,
        {
            **same,
            "passage": None if is_drive else passages[0],
            "from_metro": start.metro,
            "to_metro": end.metro,
        },
    )
    await session.execute(delete(TripPassage).where(TripPassage.path_id == path_id))
    if not is_drive:
        return
    # The next month is made ahead, and an operator's horizon may be farther.
    await session.execute(select(func.make_passage_month(departs_at)))
    plane = dict(zip(("plane_x", "plane_y", "plane_z"), plane_of(*ends), strict=True))
    await session.execute(_KEEP_PASSAGES, {"passages": passages, **same, **plane})


async def drop_trip_passages(session: AsyncSession, path_id: UUID) -> None:
    await forget_trip_way(session, path_id)
    await session.execute(delete(TripPassage).where(TripPassage.path_id == path_id))


async def forget_trip_way(session: AsyncSession, path_id: UUID) -> None:
    """Drop the one row of a trip that has departed; its passages go with their month."""
    await session.execute(delete(TripWay).where(TripWay.path_id == path_id))


async def keep_parcel_passages(
    session: AsyncSession,
    parcel_id: UUID,
    *,
    between: tuple[int, int],
    cargo: Cargo,
    ready_at: datetime,
    deliver_by: datetime,
) -> None:
    """Let an open parcel be found where it lies now, and nowhere else any more; see above."""
    known = await places_known(session, between)
    start, end = (known[one] for one in between)
    (passage,) = passages_of_parcel(start.points[0], end.points[0])
    await _put(
        session,
        ParcelWay,
        {
            "parcel_id": parcel_id,
            "passage": number_of(passage),
            "ready_at": ready_at,
            "deliver_by": deliver_by,
            "peer_id": cargo.peer_id,
            "grams": cargo.grams,
            "millilitres": cargo.millilitres,
            "category": cargo.category,
            "reward_minor": cargo.reward.minor,
            "reward_currency": cargo.reward.currency,
            **_spots(between, start, end),
        },
    )


async def drop_parcel_passages(session: AsyncSession, parcel_id: UUID) -> None:
    await session.execute(delete(ParcelWay).where(ParcelWay.parcel_id == parcel_id))


async def turn_passage_months(session: AsyncSession, *, at: datetime) -> int:
    """Make this month of departures and the next, drop those that are over; answer how many."""
    for moment in (at, at + _AHEAD):
        await session.execute(select(func.make_passage_month(moment)))
    return await session.scalar(select(func.drop_passage_months_before(at))) or 0


async def _put(session: AsyncSession, model: type[Base], row: dict[str, Any]) -> None:
    """Write a row in the place of the one of the same key."""
    statement = upsert(model).values(row)
    key = [one.name for one in model.__table__.primary_key]
    changed = {name: statement.excluded[name] for name in row if name not in key}
    await session.execute(statement.on_conflict_do_update(index_elements=key, set_=changed))


def _spots(between: tuple[int, int], start: Known, end: Known) -> dict[str, float]:
    names = ("from_x", "from_y", "from_z", "to_x", "to_y", "to_z")
    places = dict(zip(("from_place_id", "to_place_id"), between, strict=True))
    return places | dict(zip(names, (*start.at, *end.at), strict=True))
