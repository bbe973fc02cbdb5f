"""Tables of passages. The months of the trips' one are partitions, made by a database function."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Integer, bindparam, func
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class TripPassage(Base):
    """A trip departs and passes the first cell before the other, or lies in both.

    Every open trip that has not departed is here. One that has departed stays until its month is
    dropped as a whole, because no search looks at departures that are over.

    What follows the key is in its index as well, so that most of what a cell holds and does not fit
    is left out before any other table is looked at. The plane is that of a drive's great circle, as
    a unit vector that stands on it, and `leaves_km` is how far the Carrier leaves the road.
    """

    __tablename__ = "trip_passage"
    __table_args__ = ({"postgresql_partition_by": "RANGE (departs_at)"},)

    from_cell: Mapped[int] = mapped_column(primary_key=True)
    to_cell: Mapped[int] = mapped_column(primary_key=True)
    departs_at: Mapped[datetime] = mapped_column(primary_key=True)
    path_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    arrives_at: Mapped[datetime]
    plane_x: Mapped[float | None] = mapped_column(REAL)
    plane_y: Mapped[float | None] = mapped_column(REAL)
    plane_z: Mapped[float | None] = mapped_column(REAL)
    leaves_km: Mapped[float | None] = mapped_column(REAL)


class ParcelPassage(Base):
    """A parcel goes from the one cell to the other by then. Every open parcel is here, no other.

    As above, what follows the key is in its index: when it is ready, its size, and its places as
    unit vectors.
    """

    __tablename__ = "parcel_passage"

    from_cell: Mapped[int] = mapped_column(primary_key=True)
    to_cell: Mapped[int] = mapped_column(primary_key=True)
    deliver_by: Mapped[datetime] = mapped_column(primary_key=True)
    parcel_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    ready_at: Mapped[datetime]
    grams: Mapped[int] = mapped_column(Integer)
    millilitres: Mapped[int] = mapped_column(Integer)
    from_x: Mapped[float] = mapped_column(REAL)
    from_y: Mapped[float] = mapped_column(REAL)
    from_z: Mapped[float] = mapped_column(REAL)
    to_x: Mapped[float] = mapped_column(REAL)
    to_y: Mapped[float] = mapped_column(REAL)
    to_z: Mapped[float] = mapped_column(REAL)


GIVEN = (
    func.unnest(
        bindparam("first_cells", type_=ARRAY(BigInteger)),
        bindparam("later_cells", type_=ARRAY(BigInteger)),
    )
    .table_valued("first", "later")
    .render_derived(name="given")
)
"""Passages as rows of a statement, from two arrays of the same length; see `states.as_arrays`."""
