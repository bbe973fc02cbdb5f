"""Tables of passages. The months of the drives' one are partitions, made by a database function."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import Mapped, mapped_column

from core.cargo import Category
from core.db import Base

_SPOTS = ("from_x", "from_y", "from_z", "to_x", "to_y", "to_z")
_BETWEEN = ("peer_id", "from_place_id", "to_place_id")
_ROOM = ("grams", "millilitres", "takes", "price_minor_per_kg", "currency")
_CARGO = ("grams", "millilitres", "category", "reward_minor", "reward_currency")


class _Ends:
    """Whose it is, and two places: their ids, and where they lie.

    That is said as unit vectors in floats of four bytes: less than a metre is lost.
    """

    peer_id: Mapped[UUID]
    from_place_id: Mapped[int]
    to_place_id: Mapped[int]
    from_x: Mapped[float] = mapped_column(REAL)
    from_y: Mapped[float] = mapped_column(REAL)
    from_z: Mapped[float] = mapped_column(REAL)
    to_x: Mapped[float] = mapped_column(REAL)
    to_y: Mapped[float] = mapped_column(REAL)
    to_z: Mapped[float] = mapped_column(REAL)


class _Room:
    """What a trip takes, all its room, and what it asks. `takes` is `core.cargo.bits_of`."""

    grams: Mapped[int] = mapped_column(Integer)
    millilitres: Mapped[int] = mapped_column(Integer)
    takes: Mapped[int] = mapped_column(Integer)
    price_minor_per_kg: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(String(3))


class TripPassage(_Ends, _Room, Base):
    """A drive departs and passes the first cell before the other, or lies in both.

    Every open drive that has not departed is here. One that has departed stays until its month is
    dropped as a whole, because no search looks at departures that are over.

    What follows the key is in its index as well, so that no other table is looked at. The plane is
    that of the drive's great circle, as a unit vector that stands on it, and `leaves_km` is how far
    the Carrier leaves the road.
    """

    __tablename__ = "trip_passage"
    __table_args__ = ({"postgresql_partition_by": "RANGE (departs_at)"},)

    passage: Mapped[int] = mapped_column(primary_key=True)
    departs_at: Mapped[datetime] = mapped_column(primary_key=True)
    path_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    arrives_at: Mapped[datetime]
    plane_x: Mapped[float] = mapped_column(REAL)
    plane_y: Mapped[float] = mapped_column(REAL)
    plane_z: Mapped[float] = mapped_column(REAL)
    leaves_km: Mapped[float] = mapped_column(REAL)


class TripWay(_Ends, _Room, Base):
    """Where and when an open trip goes. One by a timetable is found here, by its two ends.

    Its `passage` is that of its ends; a drive has none, but `leaves_km`. What is by a metro has the
    code of that.
    """

    __tablename__ = "trip_way"
    __table_args__ = (
        Index(
            "ix_trip_way_passage_departs_at",
            "passage",
            "departs_at",
            postgresql_include=[
                *("path_id", "arrives_at", "leaves_km", "from_metro", "to_metro"),
                *(*_SPOTS, *_BETWEEN, *_ROOM),
            ],
            postgresql_where="passage IS NOT NULL",
        ),
    )

    path_id: Mapped[UUID] = mapped_column(primary_key=True)
    passage: Mapped[int | None]
    departs_at: Mapped[datetime]
    arrives_at: Mapped[datetime]
    leaves_km: Mapped[float | None] = mapped_column(REAL)
    from_metro: Mapped[str | None] = mapped_column(String(3))
    to_metro: Mapped[str | None] = mapped_column(String(3))


class ParcelWay(_Ends, Base):
    """Where and when an open parcel is to go, and what it is. All of it is in its index."""

    __tablename__ = "parcel_way"
    __table_args__ = (
        Index(
            "ix_parcel_way_passage_deliver_by",
            "passage",
            "deliver_by",
            postgresql_include=["parcel_id", "ready_at", *_SPOTS, *_BETWEEN, *_CARGO],
        ),
    )

    parcel_id: Mapped[UUID] = mapped_column(primary_key=True)
    passage: Mapped[int]
    ready_at: Mapped[datetime]
    deliver_by: Mapped[datetime]
    grams: Mapped[int] = mapped_column(Integer)
    millilitres: Mapped[int] = mapped_column(Integer)
    category: Mapped[Category]
    reward_minor: Mapped[int]
    reward_currency: Mapped[str] = mapped_column(String(3))
